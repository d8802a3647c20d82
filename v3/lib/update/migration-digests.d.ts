/** The SHA-256 of the file of each migration named; one without a file is left out. */
export declare function migrationDigests(directory: string, names: readonly string[]): Promise<Record<string, string>>;
