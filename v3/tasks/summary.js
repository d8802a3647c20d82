/** 1234567 as `1,234,567`. */
export const count = (value) => value.toLocaleString('en-US');
/** `1 table`, `2 tables`. */
export const counted = (value, noun) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
/** Decimal units, as disks are sold: `1.5 MB`. */
export function size(bytes) {
    let value = bytes;
    let unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return unit === 0 ? counted(bytes, 'byte') : `${value.toFixed(1)} ${units[unit]}`;
}
/** Seconds since `start`, in the precision that matters: `0.42 s`, `75 s`. */
export function seconds(start) {
    const elapsed = (performance.now() - start) / 1000;
    return `${elapsed < 10 ? elapsed.toFixed(2) : Math.round(elapsed)} s`;
}
