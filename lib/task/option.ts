/** What a value stands for, so that the shell completes it. */
export type Completion = 'file' | 'directory' | 'database' | 'task'

interface OptionBase {
  /** One letter, without the dash. */
  short?: string
  /** What it is for, in a few words, lower case, without a full stop. */
  help: string
}

export interface BooleanOption extends OptionBase {
  type: 'boolean'
}

interface ValueOption extends OptionBase {
  /** Stands for the value in help texts: `FILE`. The option's name in capitals by default. */
  placeholder?: string
  complete?: Completion
  /** The only values that it takes; also completed by the shell. */
  choices?: readonly string[]
  /** The task cannot run without it. */
  required?: true
}

export interface StringOption extends ValueOption {
  type: 'string'
  multiple?: false
  default?: string
}

export interface NumberOption extends ValueOption {
  type: 'number'
  multiple?: false
  default?: number
  /** No fraction. */
  whole?: true
  least?: number
  most?: number
}

/** Repeatable: `-i part -i stock` gives both; empty without any. */
export interface ListOption extends ValueOption {
  type: 'string'
  multiple: true
  default?: readonly string[]
}

/** An option of a task. Its key in `options` may be camelCase: `skipBackup` is `--skip-backup`. */
export type Option = BooleanOption | StringOption | NumberOption | ListOption

export type Options = Record<string, Option>

type Given<O, Value> = O extends { default: unknown } | { required: true } ? Value : Value | undefined

/** One of the choices, where they are known. */
type TextOf<O> = O extends { choices: readonly (infer Choice extends string)[] } ? Choice : string

type OptionValue<O extends Option> = O extends { type: 'boolean' }
  ? boolean
  : O extends { multiple: true }
    ? string[]
    : O extends { type: 'number' }
      ? Given<O, number>
      : Given<O, TextOf<O>>

export type OptionValues<O extends Options> = { readonly [Name in keyof O]: OptionValue<O[Name]> }

/** A word after the task's name that belongs to no option. */
export interface Positional {
  name: string
  help: string
  default?: string
  /** May be left out; so may one with a default. */
  optional?: true
  /** Takes every further word. Only the last positional may. */
  multiple?: true
  complete?: Completion
}

type PositionalValue<P extends Positional> = P extends { multiple: true }
  ? string[]
  : P extends { default: string }
    ? string
    : P extends { optional: true }
      ? string | undefined
      : string

export type PositionalValues<P extends readonly Positional[]> = {
  readonly [Each in P[number] as Each['name']]: PositionalValue<Each>
}
