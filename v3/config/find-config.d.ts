/** In the order in which they are preferred within one folder. */
export declare const configNames: string[];
/** The nearest tasks.config file, from a folder upwards; undefined where there is none. */
export declare const findConfig: (from: string) => string | undefined;
