/**
 * The description of a table that a dump's head carries and that every dialect reads and makes.
 * Property order here is the order in the dump. Optional properties are left out, never null.
 */
export interface Table {
    /** As a dump names it: PostgreSQL tables outside the first schema are `schema.table`. */
    name: string;
    /** PostgreSQL: where it really is, when that is not what `name` says by itself. */
    schema?: string;
    columns: Column[];
    /** Column names, in key order; empty without a primary key. */
    primaryKey: string[];
    uniques: Unique[];
    indexes: Index[];
    foreignKeys: ForeignKey[];
    /** Names of row triggers, for messages; never carried to another database. */
    triggers?: string[];
    /** Engine's own table options that a table made anew on the same engine needs (`WITHOUT ROWID`, `STRICT`, `UNLOGGED`). */
    options?: string;
}
export declare const columnTypes: readonly ['boolean', 'integer', 'decimal', 'float', 'text', 'binary', 'date', 'time', 'timestamp', 'timestamptz', 'json', 'uuid', 'enum', 'set', 'array', 'inet', 'interval', 'bit', 'range', 'geometry', 'other'];
/** What a column means, in no engine's words. It alone decides how a value is written (docs/dump-format.md). */
export type ColumnType = (typeof columnTypes)[number];
export interface Column {
    name: string;
    type: ColumnType;
    /** integer: 8, 16, 24, 32 or 64; float: 32 or 64; json: see byValue. */
    bits?: 8 | 16 | 24 | 32 | 64;
    unsigned?: true;
    /** decimal: digits in all. time, timestamp, timestamptz: digits of the second's fraction. */
    precision?: number;
    /** decimal: digits after the point. */
    scale?: number;
    /** text: longest value in characters; binary: in bytes; bit: in bits. */
    length?: number;
    /** text, binary, bit: always `length` long; trailing blanks of text are not significant and not in dumps. */
    fixed?: true;
    /** enum, set: the members, in the engine's order. */
    values?: string[];
    /** array: what its elements are. */
    element?: ColumnType;
    /**
     * json: the engine keeps a document's value and not its text: keys in an order of its own, each once. With `bits` 64
     * its numbers are integers and floats of 64 bits.
     */
    byValue?: true;
    /** The source engine's own complete name of the type, as its DDL takes it: `character varying(20)`. */
    native: string;
    nullable: boolean;
    /**
     * identity: the engine numbers it when no value is given (serial, AUTO_INCREMENT, INTEGER PRIMARY KEY AUTOINCREMENT);
     * always: the same, and the engine refuses given values by default (PostgreSQL GENERATED ALWAYS AS IDENTITY);
     * stored, virtual: computed from other columns. Their values are in dumps, and are not loaded where the
     * target computes the column too.
     */
    generated?: 'identity' | 'always' | 'stored' | 'virtual';
    /** Of a computed column, in the source engine's SQL. */
    expression?: string;
    /**
     * identity, always: the value that the next insert gets; a string beyond 2^53-1.
     * PostgreSQL: also of a column whose default has such a value in it ('INV-' || nextval('invoice')).
     */
    next?: number | string;
    /** identity, always: what the sequence behind it has beyond a new one's. Only the same engine reads it. */
    sequence?: ColumnSequence;
    default?: ColumnDefault;
    /** PostgreSQL: domains, composite and other types of the application's own that `native` is made of, in the order to make them. */
    types?: TypeDefinition[];
    /** The source engine's collation, where it is not the table's default. */
    collation?: string;
    /**
     * SQLite: how the text of a temporal or boolean column is written there; nobody but the SQLite dialect reads it.
     * json: `spaced` where the engine keeps a document's text and most are written with one blank after each `:` and
     * `,`; records have none of either, and a load into such a column writes them so again. Absent means compact.
     */
    form?: string;
}
/** PostgreSQL. */
export interface ColumnSequence {
    /** In SQL, where it is not the column's own: it numbers others too, belongs to none, or the column takes null. */
    name?: string;
    /** In SQL, where they are not those of a new one: `INCREMENT BY 5 START WITH 10`. */
    options?: string;
    /** `next` is where it was set, not where it has counted to. */
    fresh?: true;
}
export interface TypeDefinition {
    /** As the engine writes it, quoted where it must be. */
    name: string;
    /** The engine's own complete DDL. */
    definition: string;
}
/** `value`: a constant, canonical as in records; `now`: the moment of the insert; `native`: SQL that only the source engine understands. */
export type ColumnDefault = {
    value: string | number | boolean;
} | {
    now: true;
} | {
    native: string;
};
export interface Unique {
    name: string;
    columns: string[];
    /** A unique index rather than a constraint. */
    index?: true;
    /** PostgreSQL NULLS NOT DISTINCT. */
    nullsNotDistinct?: true;
    deferrable?: 'immediate' | 'deferred';
}
export interface Index {
    name: string;
    /** Empty where `definition` says more than column names can. */
    columns: string[];
    unique?: true;
    /** The engine's own complete DDL, for indexes with expressions, conditions, methods, prefixes or orders. */
    definition?: string;
}
export type ReferenceAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
export interface ForeignKey {
    name: string;
    columns: string[];
    references: {
        table: string;
        columns: string[];
    };
    onDelete: ReferenceAction;
    onUpdate: ReferenceAction;
    /** PostgreSQL: those of `columns` that `set null` or `set default` sets on delete, where it is not all. */
    onDeleteColumns?: string[];
    /** PostgreSQL MATCH FULL: a key of which only some columns are null is an orphan too. */
    match?: 'full';
    deferrable?: 'immediate' | 'deferred';
}
export declare const isComputed: (column: Column) => boolean;
export declare const isIdentity: (column: Column) => boolean;
