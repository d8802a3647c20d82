import type { Option, Options } from '../task/option.ts'
import { optionName } from '../task/option-name.ts'

const written = (key: string, option: Option): string => {
  const short = option.short === undefined ? '    ' : `-${option.short}, `
  const name = optionName(key)
  if (option.type === 'boolean') return `${short}--${name}`
  return `${short}--${name} ${option.placeholder ?? (option.type === 'number' ? 'NUMBER' : name.toUpperCase())}`
}

const notes = (option: Option): string[] => {
  if (option.type === 'boolean') return []
  const found: string[] = []
  if (option.choices) found.push(option.choices.join(', '))
  if (option.multiple) found.push('repeatable')
  if (option.required) found.push('required')
  const standard = option.multiple ? option.default?.join(', ') : option.default
  if (standard !== undefined && standard !== '') found.push(`default: ${standard}`)
  return found
}

/** Rows of a help text: how an option is written, and what it is for with its default. */
export const optionHelp = (options: Options): [string, string][] =>
  Object.entries(options).map(([key, option]) => {
    const more = notes(option)
    return [written(key, option), more.length === 0 ? option.help : `${option.help} (${more.join('; ')})`]
  })
