/** `1,234,567`. */
export declare const count: (value: number) => string;
/** `8 s`, `3 min 20 s`, `2 h 5 min`. */
export declare const duration: (milliseconds: number) => string;
/** At most `width` characters. */
export declare const clip: (text: string, width: number) => string;
