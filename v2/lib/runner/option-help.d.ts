import type { Options } from '../task/option.ts';
/** Rows of a help text: how an option is written, and what it is for with its default. */
export declare const optionHelp: (options: Options) => [string, string][];
