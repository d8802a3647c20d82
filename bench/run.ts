/*
 * Measures this tool beside others, on the same data in the same run:
 *
 *     npm run bench                                   # every part that takes no hour
 *     npm run bench -- --rows 100000 --runs 3 --engines sqlite,postgres --parts engines,copy
 *     npm run bench -- --install --write --limits     # fetch missing peers, write docs/benchmarks.md, judge
 *
 * Servers are found and started as for the tests (CONTRIBUTING.md), though with commits that wait for the disk.
 * `docs/benchmarks.md` says what the parts are.
 */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import type { EngineName } from '../lib/dialects/dialect.ts'
// @ts-expect-error plain JavaScript
import { startKeeper, stopKeeper } from '../test/servers/keeper-process.js'
import { Bench, type BenchOptions, cli } from './bench.ts'
import { missingEngines, settingsNote, versionOf } from './bench-database.ts'
import { machine, revision } from './machine.ts'
import { type PartName, partNames, runPart } from './parts/parts.ts'
import { allPeers, installMissing, presenceOf } from './peers/installed.ts'
import { partText } from './render-table.ts'
import { isReached, type Part, type Results, readResults, writeResults } from './results.ts'
import { shapeNamed, shapes } from './shapes.ts'
import { resultsFile, writeDocument } from './write-document.ts'

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'engines,copy,compression,start,slow' },
    engines: { type: 'string', default: 'sqlite,postgres,mariadb,mysql' },
    shapes: { type: 'string', default: shapes.map(({ name }) => name).join(',') },
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    'slow-rows': { type: 'string', default: '100000' },
    'slow-runs': { type: 'string', default: '1' },
    memory: { type: 'string', default: '1000000,3000000,10000000' },
    tables: { type: 'string', default: '10,100,1000,5000' },
    'stage-rows': { type: 'string', default: '200000' },
    folder: { type: 'string', default: tmpdir() },
    install: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    limits: { type: 'boolean', default: false },
  },
})

const listed = (text: string): string[] => text.split(',').filter(Boolean)

function wholeNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new Error(`${text} is no number above 0`)
}

function chosenParts(): PartName[] {
  return listed(values.parts).map((name) => {
    const found = partNames.find((part) => part === name)
    if (found) return found
    throw new Error(`There is no part ${name}; there are ${partNames.join(', ')}`)
  })
}

const allEngines: readonly EngineName[] = ['sqlite', 'postgres', 'mariadb', 'mysql']

function chosenEngines(): EngineName[] {
  return listed(values.engines).map((name) => {
    const found = allEngines.find((engine) => engine === name)
    if (found) return found
    throw new Error(`There is no engine ${name}; there are ${allEngines.join(', ')}`)
  })
}

const options = (engines: EngineName[]): BenchOptions => ({
  rows: wholeNumber(values.rows),
  runs: wholeNumber(values.runs),
  slowRows: wholeNumber(values['slow-rows']),
  slowRuns: wholeNumber(values['slow-runs']),
  memoryRows: listed(values.memory).map(wholeNumber),
  tableCounts: listed(values.tables).map(wholeNumber),
  stageRows: wholeNumber(values['stage-rows']),
  engines,
  shapes: listed(values.shapes).map(shapeNamed),
})

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)
}

async function reachable(engines: readonly EngineName[]): Promise<EngineName[]> {
  const missing = await missingEngines()
  for (const [engine, reason] of missing)
    if (engines.includes(engine as EngineName)) say(`No ${engine}: ${reason}`)
  return engines.filter((engine) => !missing.has(engine))
}

async function versions(engines: readonly EngineName[]): Promise<string[]> {
  const found: string[] = [revision(), `Node ${process.version}`]
  for (const engine of engines) found.push(`${engine} ${await versionOf(engine)}`)
  for (const peer of allPeers) {
    const presence = presenceOf(peer)
    found.push('version' in presence ? presence.version : `${peer.name}: ${presence.missing}`)
  }
  return found
}

async function main(): Promise<void> {
  if (!existsSync(cli)) throw new Error('npm run build first')
  const parts = chosenParts()
  if (values.install) await installMissing(say)
  const engines = await reachable(chosenEngines())
  const bench = new Bench(options(engines), values.folder, say)
  const about = {
    command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(
      ' ',
    ),
    machine: machine(),
    versions: await versions(engines),
  }
  const results: Results = {}
  try {
    for (const name of parts) {
      const date = new Date().toISOString().slice(0, 10)
      const measured = await runPart(name, bench)
      const part: Part = { date, ...about, ...measured, notes: [settingsNote] }
      results[name] = part
      console.log(`\n## ${name}\n\n${partText(part)}`)
      if (values.write) keep(name, part)
    }
  } finally {
    bench.end()
  }
  if (values.limits && missed(results) > 0) process.exitCode = 1
}

/** At once: a run of an hour that dies in its last part has not been for nothing. */
function keep(name: string, part: Part): void {
  const all = { ...readResults(resultsFile), [name]: part }
  writeResults(resultsFile, all)
  writeDocument(all)
}

function missed(results: Results): number {
  const judged = Object.values(results).flatMap(({ comparisons, figures }) => [...comparisons, ...figures])
  const not = judged.filter((each) => isReached(each) === false)
  const held = judged.filter((each) => isReached(each) === true)
  say(`${held.length} limits are reached, ${not.length} are not.`)
  return not.length
}

await startKeeper()
try {
  await main()
} finally {
  await stopKeeper()
}
