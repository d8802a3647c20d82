/** `skipBackup` is written `--skip-backup`. */
export const optionName = (key) => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-');
