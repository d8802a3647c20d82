/*
 * Times this tool beside the engines' own, on the same records in the same run:
 *
 *     npm run bench -- --rows 1000000 --runs 3 postgres://… mariadb://… mysql://… sqlite:…
 *
 * The databases must be empty; tables named `mixed` are made and left. Prints a table in Markdown.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { databaseAt } from '../config/database-at.ts'
import type { ConnectionSettings } from '../lib/dialects/dialect.ts'
import { type Measured, measure } from './measure.ts'
import { writeMixedDump } from './mixed-records.ts'
import { type Peer, peers } from './peers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '3' } },
})

const folder = mkdtempSync(path.join(tmpdir(), 'rt-bench-'))
const cli = path.join(import.meta.dirname, '../dist/lib/cli/main.js')
const dump = path.join(folder, 'mixed.json')
const out = path.join(folder, 'out.json')

const tasks = (...args: string[]): Promise<Measured> => measure(process.execPath, [cli, '--quiet', ...args])

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1]!

interface Line {
  what: string
  ours: Measured[]
  theirs: number[]
  peer: string
}

async function compare(url: string): Promise<void> {
  const settings = databaseAt(url)
  const peer = peers[settings.engine]
  const imports: Line = { what: 'import', ours: [], theirs: [], peer: peer.restoreName }
  const exports: Line = { what: 'export', ours: [], theirs: [], peer: peer.dumpName }
  await tasks('import-records', '--create', '-c', '-f', dump, '-d', url)
  for (let run = 0; run < Number(values.runs); run++) {
    exports.ours.push(await tasks('export-records', '-o', '-f', out, '-d', url))
    await theirs(peer, settings, exports, imports)
    imports.ours.push(await freshImport(peer, settings, url))
  }
  for (const line of [exports, imports]) print(settings, line)
}

async function theirs(peer: Peer, settings: ConnectionSettings, exports: Line, imports: Line): Promise<void> {
  if (!peer.isInstalled()) return
  const file = path.join(folder, 'peer.sql')
  exports.theirs.push((await peer.dump(settings, file)).seconds)
  await peer.dropTable(settings)
  imports.theirs.push((await peer.restore(settings, file)).seconds)
}

async function freshImport(peer: Peer, settings: ConnectionSettings, url: string): Promise<Measured> {
  if (peer.isInstalled()) await peer.dropTable(settings)
  return tasks('import-records', '--create', '-c', '-f', dump, '-d', url)
}

function print(settings: ConnectionSettings, { what, ours, theirs, peer }: Line): void {
  const seconds = median(ours.map((run) => run.seconds))
  const peak = Math.max(...ours.map((run) => run.peak))
  const ratio =
    theirs.length > 0 ? `${(seconds / median(theirs)).toFixed(2)} × ${peer}` : `${peer} is not installed`
  const rate = Math.round(Number(values.rows) / seconds).toLocaleString('en-US')
  console.log(`| ${settings.engine} | ${what} | ${rate} | ${ratio} | ${Math.round(peak)} MB |`)
}

if (!existsSync(cli)) throw new Error('npm run build first')
try {
  await writeMixedDump(dump, Number(values.rows))
  console.log('| engine | what | rows/s | wall time | peak memory |\n|---|---|---|---|---|')
  for (const url of positionals) await compare(url)
} finally {
  rmSync(folder, { recursive: true })
}
