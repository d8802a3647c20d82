import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Measured } from './measure.ts'

/** We and a peer at the same work, in the same run. */
export interface Comparison {
  engine: string
  what: string
  shape: string
  rows: number
  ours: Measured[]
  peer: string
  /** Empty where the peer is missing. */
  theirs: Measured[]
  missing?: string
  /** The issue's: our wall time over theirs, at most. */
  limit?: number
}

/** One number of ours. */
export interface Figure {
  what: string
  unit: 'MB' | 'ms'
  value: number
  /** At most. */
  limit?: number
}

/** Rows of a table of its own: stages, growth. */
export interface Sheet {
  title: string
  head: string[]
  rows: string[][]
}

/** What one command has measured of one part. */
export interface Part {
  date: string
  command: string
  machine: string
  versions: string[]
  comparisons: Comparison[]
  figures: Figure[]
  sheets: Sheet[]
  notes: string[]
}

/** By the part's name. A part that is measured anew replaces what was there. */
export type Results = Record<string, Part>

export const readResults = (file: string): Results =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {}

export const writeResults = (file: string, results: Results): void =>
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`)

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const secondsOf = (runs: readonly Measured[]): number => median(runs.map(({ seconds }) => seconds))

export const peakOf = (runs: readonly Measured[]): number => Math.max(...runs.map(({ peak }) => peak))

/** Our median over theirs; undefined where there is nothing to compare with. */
export const ratioOf = ({ ours, theirs }: Comparison): number | undefined =>
  theirs.length === 0 ? undefined : secondsOf(ours) / secondsOf(theirs)

/** Undefined where there is no limit, or nothing to hold to it. */
export function isReached(each: Comparison | Figure): boolean | undefined {
  if (each.limit === undefined) return undefined
  const value = 'value' in each ? each.value : ratioOf(each)
  return value === undefined ? undefined : value <= each.limit
}
