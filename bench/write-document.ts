import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { plot } from './render-plot.ts'
import { partText } from './render-table.ts'
import type { Results } from './results.ts'

const docs = path.join(import.meta.dirname, '../docs')

export const resultsFile = path.join(docs, 'benchmarks.json')
const documentFile = path.join(docs, 'benchmarks.md')
const plotFile = path.join(docs, 'benchmarks.svg')

const marks = (name: string): [string, string] => [`<!-- measured: ${name} -->`, `<!-- end of ${name} -->`]

/** Puts each part between its markers, and the plot beside it; what stands outside of them is written by hand. */
export function writeDocument(results: Results): void {
  if (!existsSync(documentFile)) return
  let text = readFileSync(documentFile, 'utf8')
  for (const [name, part] of Object.entries(results)) text = between(text, name, partText(part))
  writeFileSync(documentFile, text)
  writeFileSync(plotFile, plot(results))
}

function between(text: string, name: string, content: string): string {
  const [begin, end] = marks(name)
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`docs/benchmarks.md has no place for ${name}: ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`
}
