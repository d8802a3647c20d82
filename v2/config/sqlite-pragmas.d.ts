/** Those that change neither the file's format nor what its values mean. */
export declare const sqlitePragmas: string[];
