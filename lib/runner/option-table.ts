import { suggest } from '../suggest.ts'
import type { NumberOption, Option, Options } from '../task/option.ts'
import { optionName } from '../task/option-name.ts'
import { usageError } from './usage-error.ts'

export interface KnownOption {
  key: string
  option: Option
  /** A core option, rather than one of the task. */
  core: boolean
}

/** Options by the way they are written: `--filename`, `-f`. */
export type OptionTable = ReadonlyMap<string, KnownOption>

const add = (table: Map<string, KnownOption>, options: Options, core: boolean): void => {
  for (const [key, option] of Object.entries(options)) {
    const known = { key, option, core }
    table.set(`--${optionName(key)}`, known)
    if (option.short !== undefined) table.set(`-${option.short}`, known)
  }
}

/** A task's own options win over the core ones. */
export const optionTable = (core: Options, own: Options = {}): OptionTable => {
  const table = new Map<string, KnownOption>()
  add(table, core, true)
  add(table, own, false)
  return table
}

export type Words = { next(): string | undefined; peek(): string | undefined }

export const words = (argv: readonly string[]): Words => {
  let index = 0
  return { next: () => argv[index++], peek: () => argv[index] }
}

export type Values = Record<string, unknown>

const takesDash = (option: Option, word: string): boolean =>
  word === '-' || !word.startsWith('-') || (option.type === 'number' && /^-[\d.]/.test(word))

const valueFor = (option: Option, written: string, attached: string | undefined, rest: Words): string => {
  if (attached === '')
    throw usageError(`${written} got an empty value`, 'is a variable of your script unset?')
  if (attached !== undefined) return attached
  const next = rest.peek()
  if (next === undefined) throw usageError(`${written} needs a value`)
  if (next === '') throw usageError(`${written} got an empty value`, 'is a variable of your script unset?')
  if (!takesDash(option, next)) {
    throw usageError(
      `${written} needs a value, and is followed by ${next}`,
      `where that is the value, write ${written.startsWith('--') ? `${written}=${next}` : `${written}${next}`}`,
    )
  }
  return rest.next()!
}

const convert = (option: Option, written: string, text: string): string | number => {
  if (option.type === 'boolean') return text
  if (option.choices && !option.choices.includes(text)) {
    const near = suggest(text, option.choices)
    throw usageError(
      `${written} got "${text}", and takes ${option.choices.join(', ')}`,
      near === undefined ? undefined : `did you mean "${near}"?`,
    )
  }
  if (option.type !== 'number') return text
  const number = Number(text)
  const { whole, least = -Infinity, most = Infinity } = option
  const isNumber = text.trim() !== '' && Number.isFinite(number) && !(whole && !Number.isInteger(number))
  if (!isNumber || number < least || number > most)
    throw usageError(`${written} got "${text}", and takes ${numberTaken(option)}`)
  return number
}

/** `a whole number from 1 on` */
const numberTaken = ({ whole, least, most }: NumberOption): string => {
  const range =
    least === undefined ? '' : most === undefined ? ` from ${least} on` : ` from ${least} to ${most}`
  return `a ${whole ? 'whole ' : ''}number${range}`
}

/** Takes one option, with its value from `rest` where it needs one, into `values`. */
const take = (
  known: KnownOption,
  written: string,
  attached: string | undefined,
  rest: Words,
  values: Values,
): void => {
  const { key, option } = known
  if (option.type === 'boolean') {
    if (attached !== undefined) throw usageError(`${written} takes no value, and got "${attached}"`)
    values[key] = true
    return
  }
  const value = convert(option, written, valueFor(option, written, attached, rest))
  if (option.multiple) {
    values[key] = [...((values[key] as string[] | undefined) ?? []), value]
    return
  }
  if (key in values) throw usageError(`${written} is given twice`, 'it takes one value only')
  values[key] = value
}

/** Whom an unknown option is reported for. */
type Unknown = (written: string) => Error

/**
 * Takes the options in one word: `--name`, `--name=value`, `-n`, `-nvalue`, or the bundle `-abc`.
 * `values` has those of the task, `core` those of the runner.
 */
export const takeOptions = (
  word: string,
  rest: Words,
  table: OptionTable,
  values: Values,
  core: Values,
  unknown: Unknown,
): void => {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=')
    const written = equals < 0 ? word : word.slice(0, equals)
    const known = table.get(written)
    if (!known) throw unknown(written)
    take(known, written, equals < 0 ? undefined : word.slice(equals + 1), rest, known.core ? core : values)
    return
  }
  for (let index = 1; index < word.length; index++) {
    const written = `-${word[index]}`
    const known = table.get(written)
    if (!known) throw unknown(written)
    const tail = word.slice(index + 1)
    const boolean = known.option.type === 'boolean'
    const attached = boolean || tail === '' ? undefined : tail.replace(/^=/, '')
    take(known, written, attached, rest, known.core ? core : values)
    if (!boolean) return
  }
}
