/** 1234567 as `1,234,567`. */
export declare const count: (value: number) => string;
/** `1 table`, `2 tables`. */
export declare const counted: (value: number, noun: string) => string;
/** Decimal units, as disks are sold: `1.5 MB`. */
export declare function size(bytes: number): string;
/** Seconds since `start`, in the precision that matters: `0.42 s`, `75 s`. */
export declare function seconds(start: number): string;
