/** Loaded when there is a file to read: most command lines have none. */
export declare const parseDotenv: (text: string) => Record<string, string>;
