import type { Measured } from './measure.ts'
import {
  type Comparison,
  type Figure,
  isReached,
  type Part,
  peakOf,
  ratioOf,
  type Sheet,
  secondsOf,
} from './results.ts'

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

export const count = (value: number): string => Math.round(value).toLocaleString('en-GB')

const seconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1)

/** Below a fifth as a fraction, which is how much faster. */
export const ratioText = (ratio: number): string =>
  ratio < 0.2 ? `1 / ${(1 / ratio).toFixed(ratio < 0.05 ? 0 : 1)}` : ratio.toFixed(2)

const verdict = (each: Comparison | Figure): string => {
  const reached = isReached(each)
  return reached === undefined ? '' : reached ? 'reached' : '**not reached**'
}

const side = (runs: readonly Measured[]): string[] =>
  runs.length === 0
    ? ['', '', '']
    : [
        `${seconds(secondsOf(runs))} (${seconds(Math.min(...runs.map((run) => run.seconds)))})`,
        seconds([...runs].map((run) => run.cpu).sort((a, b) => a - b)[runs.length >> 1]!),
        count(peakOf(runs)),
      ]

function comparisonRow(each: Comparison): string[] {
  const ratio = ratioOf(each)
  return [
    each.engine,
    each.what,
    each.shape,
    count(each.rows),
    ...side(each.ours),
    count(each.rows / secondsOf(each.ours)),
    each.missing === undefined ? each.peer : `${each.peer}: ${each.missing}`,
    ...side(each.theirs),
    ratio === undefined ? '' : ratioText(ratio),
    each.limit === undefined ? '' : ratioText(each.limit),
    verdict(each),
  ]
}

const comparisonHead = [
  'engine',
  'what',
  'data',
  'rows',
  'ours, s (best)',
  'CPU s',
  'peak MB',
  'rows/s',
  'peer',
  'its s (best)',
  'CPU s',
  'peak MB',
  'ratio',
  'limit',
  '',
]

export const comparisonTable = (comparisons: readonly Comparison[]): string =>
  table(comparisonHead, comparisons.map(comparisonRow))

export const figureTable = (figures: readonly Figure[]): string =>
  table(
    ['what', 'measured', 'limit', ''],
    figures.map((each) => [
      each.what,
      `${count(each.value)} ${each.unit}`,
      each.limit === undefined ? '' : `${count(each.limit)} ${each.unit}`,
      verdict(each),
    ]),
  )

const sheetTable = ({ title, head, rows }: Sheet): string => `${title}\n\n${table(head, rows)}`

/** A part in Markdown, below a heading of the caller's. */
export function partText(part: Part): string {
  return [
    `Measured on ${part.date} with \`${part.command}\`, on ${part.machine}.`,
    `Versions: ${part.versions.join('; ')}.`,
    ...(part.comparisons.length > 0 ? [comparisonTable(part.comparisons)] : []),
    ...(part.figures.length > 0 ? [figureTable(part.figures)] : []),
    ...part.sheets.map(sheetTable),
    ...part.notes,
  ].join('\n\n')
}
