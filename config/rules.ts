import { suggest } from '../lib/suggest.ts'
import { configError } from './config-error.ts'

/** Checks a value at a key path; TaskError 2 says the path, what it got and what it takes. */
export type Rule = (value: unknown, path: string) => void

const kinds: Record<string, string> = { function: 'a function', undefined: 'nothing', symbol: 'a symbol' }

/** A value in a few words; never more, for it may hold a secret. */
const described = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (value instanceof Promise) return 'a promise'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string')
    return value === '' ? 'an empty text' : `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`
  return kinds[typeof value] ?? String(value)
}

export const refuse = (path: string, value: unknown, takes: string, hint?: string): never => {
  throw configError(`${path} got ${described(value)}, and takes ${takes}`, hint)
}

/** As `refuse`, for what may be a secret: its kind only. */
const refuseSecret = (path: string, value: unknown, takes: string): never =>
  refuse(path, typeof value === 'string' && value !== '' ? Symbol('text') : value, takes)

export const text =
  (takes = 'a text'): Rule =>
  (value, path) => {
    if (typeof value !== 'string' || value.trim() === '') refuse(path, value, takes)
  }

export const secret: Rule = (value, path) => {
  if (typeof value !== 'string' || value === '')
    refuseSecret(path, typeof value === 'object' ? value : Symbol('value'), 'a text')
}

export const matching =
  (pattern: RegExp, takes: string): Rule =>
  (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) refuse(path, value, takes)
  }

export const oneOf =
  (words: readonly string[]): Rule =>
  (value, path) => {
    if (typeof value === 'string' && words.includes(value)) return
    const near = typeof value === 'string' ? suggest(value, words) : undefined
    refuse(path, value, words.map((word) => `"${word}"`).join(', '), near && `did you mean "${near}"?`)
  }

export const whole =
  (least: number, most: number, takes: string): Rule =>
  (value, path) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      refuse(path, value, takes)
  }

export const scalar: Rule = (value, path) => {
  if (!['string', 'number', 'boolean'].includes(typeof value))
    refuse(path, value, 'a text, a number, true or false')
}

export const listOf =
  (rule: Rule, takes: string): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) refuse(path, value, takes)
    for (const [index, each] of (value as unknown[]).entries()) rule(each, `${path}[${index}]`)
  }

/** One, or a list of some. */
export const oneOrMore =
  (rule: Rule, takes: string): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return rule(value, path)
    if (value.length === 0) refuse(path, value, takes)
    listOf(rule, takes)(value, path)
  }

export const between =
  (least: number, most: number, takes: string): Rule =>
  (value, path) => {
    if (typeof value !== 'number' || !(value >= least && value <= most)) refuse(path, value, takes)
  }

/** It may hold a token, and is not shown. */
export const webAddress: Rule = (value, path) => {
  if (typeof value !== 'string' || !/^https?:\/\/\S+$/.test(value))
    refuseSecret(path, value, 'a URL that begins with http:// or https://')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise)

const dotted = (path: string, key: string): string => {
  const plain = /^[\w-]+$/.test(key) ? key : JSON.stringify(key)
  return path === '' ? plain : `${path}.${plain}`
}

/** Any keys, each checked by `key` where given, with values by `rule`. */
export const mapOf =
  (rule: Rule, takes: string, key?: Rule): Rule =>
  (value, path) => {
    if (!isObject(value)) return refuse(path, value, takes)
    for (const [name, each] of Object.entries(value)) {
      key?.(name, `the key of ${dotted(path, name)}`)
      rule(each, dotted(path, name))
    }
  }

/** These keys only, all of them optional; a key that is undefined counts as left out. */
export const objectOf =
  (rules: Readonly<Record<string, Rule>>, takes = 'an object'): Rule =>
  (value, path) => {
    if (!isObject(value)) return refuse(path === '' ? 'the configuration' : path, value, takes)
    for (const [name, each] of Object.entries(value)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
      if (rule === undefined) throw unknownKey(path, name, Object.keys(rules))
      if (each !== undefined) rule(each, dotted(path, name))
    }
  }

const unknownKey = (path: string, name: string, known: readonly string[]): Error => {
  const near = suggest(name, known)
  const keys = `${path === '' ? 'the configuration' : path} takes the keys ${known.join(', ')}`
  return configError(
    `${dotted(path, name)} is no known key`,
    near === undefined ? keys : `did you mean "${dotted(path, near)}"?`,
  )
}
