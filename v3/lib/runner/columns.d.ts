/** Text cut at words into lines of at most `width`. */
export declare const wrap: (text: string, width: number) => string[];
/** Two columns, as help texts have them: names on the left, sentences wrapped on the right. */
export declare const columns: (rows: readonly (readonly [string, string])[], indent?: number) => string[];
