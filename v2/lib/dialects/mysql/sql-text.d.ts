/** `name` as an identifier. */
export declare const quoteName: (name: string) => string;
export declare const quoteNames: (names: readonly string[]) => string;
/** A text as a literal; right for sessions without NO_BACKSLASH_ESCAPES, which session.ts sees to. */
export declare const quoteText: (text: string) => string;
/** Members as DDL takes them; the other way of quotedMembers. */
export declare const quoteMembers: (members: readonly string[]) => string;
/** The members of `enum('a','it''s')`, or of any list of quoted texts. */
export declare function quotedMembers(list: string): string[];
/** What stands between quotes, with quotes doubled or escaped. */
export declare const unquote: (text: string) => string;
