/** A migration or seed on disk. */
export interface MigrationFile {
    /** The file's name with its ending, as knex records it. */
    name: string;
    /** The name without ending: a migration is the same whether it is run as TypeScript or compiled. */
    stem: string;
    path: string;
}
/** The migrations of a folder, each once, sorted by name as knex sorts them. Sub-folders are not looked into. */
export declare function migrationFiles(directory: string, what?: string): Promise<MigrationFile[]>;
/** A name without its ending, where that is one of code. */
export declare const stemOf: (name: string) => string;
