/** What the target has, by bare names: a definition that calls something else cannot be made there. */
export interface KnownNames {
    functions: Names;
    operatorClasses: Names;
    /** Of indexes. */
    methods: Names;
    /** With their schemas, quoted where they must be. */
    collations: Names;
}
export type Names = Pick<ReadonlySet<string>, 'has'>;
/** Where no server is at hand to ask. */
export declare const allNames: Names;
/** The first function in an expression, as the server writes them, that the target lacks. */
export declare function missingFunction(expression: string, { functions }: KnownNames): string | undefined;
/** What of an index's definition the target lacks. */
export declare function missingOfIndex(definition: string, known: KnownNames): string | undefined;
