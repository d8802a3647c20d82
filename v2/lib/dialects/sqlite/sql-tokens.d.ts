export interface Token {
    kind: 'word' | 'name' | 'text' | 'comment' | 'symbol';
    /** Of a name, without its quotes. */
    value: string;
    start: number;
    end: number;
}
/** SQL that SQLite has checked, in the pieces of which it is made. */
export declare function tokenize(sql: string): Token[];
/** What commas divide within the first parentheses: column definitions and table constraints, or an index's terms. */
export declare function bodyParts(tokens: readonly Token[]): Token[][];
export declare const isSymbol: (token: Token | undefined, symbol: string) => boolean;
export declare const isWord: (token: Token | undefined, word: string) => boolean;
/** The text between the parenthesis at `open` and the one that closes it. */
export declare function parenthesized(sql: string, tokens: readonly Token[], open: number): string;
/** The place of the parenthesis that closes the one at `open`. */
export declare function closing(tokens: readonly Token[], open: number): number;
