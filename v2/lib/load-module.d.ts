/** All that a user's .ts, .js or .mjs exports. */
export declare const loadExports: (file: string) => Promise<Record<string, unknown>>;
/** The default export of a user's .ts, .js or .mjs, or the content of a .json. */
export declare const loadModule: (file: string) => Promise<unknown>;
