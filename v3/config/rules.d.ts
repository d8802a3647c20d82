/** Checks a value at a key path; TaskError 2 says the path, what it got and what it takes. */
export type Rule = (value: unknown, path: string) => void;
export declare const refuse: (path: string, value: unknown, takes: string, hint?: string) => never;
export declare const text: (takes?: string) => Rule;
export declare const secret: Rule;
export declare const matching: (pattern: RegExp, takes: string) => Rule;
export declare const oneOf: (words: readonly string[]) => Rule;
export declare const whole: (least: number, most: number, takes: string) => Rule;
export declare const scalar: Rule;
export declare const listOf: (rule: Rule, takes: string) => Rule;
/** One, or a list of some. */
export declare const oneOrMore: (rule: Rule, takes: string) => Rule;
export declare const between: (least: number, most: number, takes: string) => Rule;
/** It may hold a token, and is not shown. */
export declare const webAddress: Rule;
/** Any keys, each checked by `key` where given, with values by `rule`. */
export declare const mapOf: (rule: Rule, takes: string, key?: Rule) => Rule;
/** These keys only, all of them optional; a key that is undefined counts as left out. */
export declare const objectOf: (rules: Readonly<Record<string, Rule>>, takes?: string) => Rule;
