/** Everything in a schema document that is of no use, a sentence each: place, what it got, what it takes. */
export declare function schemaProblems(value: unknown): string[];
