/** The known name that was probably meant; undefined where none is near. */
export declare const suggest: (given: string, known: Iterable<string>) => string | undefined;
/** `did you mean "x"?`, or what there is. */
export declare const suggestHint: (given: string, known: readonly string[], what: string) => string;
