/** From now on `redact` hides this text, as it is and as URLs write it. */
export declare const rememberSecret: (secret: string) => void;
/** The text without any password: neither in URLs, nor any that was remembered. */
export declare const redact: (text: string) => string;
