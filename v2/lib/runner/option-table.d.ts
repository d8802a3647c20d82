import type { Option, Options } from '../task/option.ts';
export interface KnownOption {
    key: string;
    option: Option;
    /** A core option, rather than one of the task. */
    core: boolean;
}
/** Options by the way they are written: `--filename`, `-f`. */
export type OptionTable = ReadonlyMap<string, KnownOption>;
/** A task's own options win over the core ones. */
export declare const optionTable: (core: Options, own?: Options) => OptionTable;
export type Words = {
    next(): string | undefined;
    peek(): string | undefined;
};
export declare const words: (argv: readonly string[]) => Words;
export type Values = Record<string, unknown>;
/** Whom an unknown option is reported for. */
type Unknown = (written: string) => Error;
/**
 * Takes the options in one word: `--name`, `--name=value`, `-n`, `-nvalue`, or the bundle `-abc`.
 * `values` has those of the task, `core` those of the runner.
 */
export declare const takeOptions: (word: string, rest: Words, table: OptionTable, values: Values, core: Values, unknown: Unknown) => void;
export {};
