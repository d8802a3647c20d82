/*
 * Whether memory grows with rows: imports and exports the same records at three sizes, through the built CLI.
 *
 *     npm run bench:memory -- --rows 100000,1000000,3000000 sqlite:mem.sqlite3 postgres://…
 *
 * The databases must be empty; a table named `mixed` is made and left. Prints a table in Markdown, and fails where
 * a peak is above 200 MB, or the highest more than a tenth above the lowest.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measure } from './measure.ts'
import { writeMixedDump } from './mixed-records.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '100000,1000000,3000000' } },
})

const mostMegabytes = 200
const mostGrowth = 1.1

const folder = mkdtempSync(path.join(tmpdir(), 'rt-memory-'))
const cli = path.join(import.meta.dirname, '../dist/lib/cli/main.js')
const out = path.join(folder, 'out.json')
const sizes = values.rows.split(',').map(Number)

const peakOf = async (...args: string[]): Promise<number> =>
  (await measure(process.execPath, [cli, '--quiet', ...args])).peak

interface Peaks {
  imports: number[]
  exports: number[]
}

async function peaksAt(url: string): Promise<Peaks> {
  const peaks: Peaks = { imports: [], exports: [] }
  for (const rows of sizes) {
    const dump = path.join(folder, `${rows}.json`)
    peaks.imports.push(await peakOf('import-records', '--create', '-c', '-f', dump, '-d', url))
    peaks.exports.push(await peakOf('export-records', '-o', '-f', out, '-d', url))
  }
  return peaks
}

/** Prints a row; gives whether the peaks are low and level. */
function isLevel(engine: string, what: string, peaks: readonly number[]): boolean {
  const growth = Math.max(...peaks) / Math.min(...peaks)
  const cells = peaks.map((peak) => `${Math.round(peak)} MB`).join(' | ')
  console.log(`| ${engine} | ${what} | ${cells} | ${growth.toFixed(2)} |`)
  return growth <= mostGrowth && Math.max(...peaks) < mostMegabytes
}

try {
  for (const rows of sizes) await writeMixedDump(path.join(folder, `${rows}.json`), rows)
  console.log(
    `| engine | what | ${sizes.join(' | ')} | growth |\n|---|---|${'---|'.repeat(sizes.length + 1)}`,
  )
  for (const url of positionals) {
    const engine = url.slice(0, url.indexOf(':'))
    const { imports, exports } = await peaksAt(url)
    const level = [isLevel(engine, 'import', imports), isLevel(engine, 'export', exports)]
    if (level.includes(false)) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true })
}
