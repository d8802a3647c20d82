const secrets = new Set();
/** Shorter ones would blot out ordinary words, and tell more than they hide. */
const shortest = 6;
/** From now on `redact` hides this text, as it is and as URLs write it. */
export const rememberSecret = (secret) => {
    if (secret.length < shortest)
        return;
    secrets.add(secret);
    secrets.add(encodeURIComponent(secret));
};
/** The text without any password: neither in URLs, nor any that was remembered. */
export const redact = (text) => {
    let clean = text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):([^\s/?#]*)@/gi, '$1:***@');
    clean = clean.replaceAll(/([?&]password=)[^\s&#]*/gi, '$1***');
    for (const secret of secrets)
        clean = clean.replaceAll(secret, '***');
    return clean;
};
