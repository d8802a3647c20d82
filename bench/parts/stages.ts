import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { TestDatabase } from '../../test/servers/database.ts'
import { type Bench, sizeOf } from '../bench.ts'
import { freshDatabase, settle } from '../bench-database.ts'
import { median, type Sheet } from '../results.ts'
import { shapeNamed } from '../shapes.ts'

interface Timed {
  seconds: number
  /** Of the main thread's time, what it did not wait. */
  busy: number
  /** Of the whole process, other threads included. */
  cpu: number
  /** Self time of the main thread in milliseconds, by module. */
  profile: Record<string, number>
}

const withoutEngine = [
  ['parse', 'parser: a dump to batches, with the digest'],
  ['digest', 'digest: SHA-256 over batches in memory'],
  ['document', 'document: batches in memory to the bytes of a dump, with the digest'],
  ['gzip', 'compressor: those bytes to gzip'],
  ['zstd', 'compressor: those bytes to zstd'],
  ['write', 'writer: those bytes to a file, flushed'],
] as const

const withEngine = [
  ['read', 'reader and encoder: the engine to batches'],
  ['export', 'export: all of it'],
  ['load', 'loader: batches in memory to the engine, committed'],
  ['import', 'import: all of it'],
] as const

const script = path.join(import.meta.dirname, '../stages/stage.js')

/** Each stage alone on mixed records, in a process of its own. */
export async function measureStages(bench: Bench): Promise<Sheet[]> {
  const rows = bench.options.stageRows
  const dump = await bench.dump(shapeNamed('mixed'), rows)
  const megabytes = sizeOf(dump) / 1e6
  const lines: string[][] = []
  const profiles: string[][] = []
  const add = async (engine: string, title: string, once: () => Promise<Timed>): Promise<void> => {
    bench.say(`stages: ${engine} ${title}`)
    const runs: Timed[] = []
    for (let at = 0; at < bench.options.runs; at++) runs.push(await once())
    const seconds = median(runs.map((run) => run.seconds))
    lines.push([
      engine,
      title,
      seconds.toFixed(2),
      (megabytes / seconds).toFixed(0),
      `${Math.round(100 * median(runs.map(({ busy }) => busy)))} %`,
      median(runs.map(({ cpu }) => cpu)).toFixed(2),
    ])
    profiles.push([engine, title, heaviest(runs[0]!.profile)])
  }
  for (const [stage, title] of withoutEngine)
    await add('', title, () => timed(stage, 'sqlite:unused', dump, bench.file('out')))
  for (const engine of bench.options.engines) await measureEngine(bench, engine, dump, add)
  return [
    {
      title: `${rows.toLocaleString('en-GB')} mixed records, ${megabytes.toFixed(0)} MB. A thread that is busy for less than all of the time waits for the other side:`,
      head: ['engine', 'stage', 'seconds', 'MB/s', 'our main thread busy', 'CPU s of all threads'],
      rows: lines,
    },
    {
      title: "Where the main thread's time goes, by module, of one run with a profile:",
      head: ['engine', 'stage', 'share of the time'],
      rows: profiles,
    },
  ]
}

async function measureEngine(
  bench: Bench,
  engine: EngineName,
  dump: string,
  add: (engine: string, title: string, once: () => Promise<Timed>) => Promise<void>,
): Promise<void> {
  const source = await bench.filled(engine, shapeNamed('mixed'), bench.options.stageRows)
  const out = bench.file('out')
  const once = async (stage: string, database: TestDatabase): Promise<Timed> => {
    await settle(database)
    return timed(stage, database.url, dump, out)
  }
  const fresh = async (stage: string): Promise<Timed> => {
    const target = await freshDatabase(engine)
    return once(stage, target).finally(() => target.drop())
  }
  try {
    for (const [stage, title] of withEngine)
      await add(
        engine,
        title,
        stage === 'read' || stage === 'export' ? () => once(stage, source) : () => fresh(stage),
      )
  } finally {
    await source.drop()
  }
}

async function timed(stage: string, url: string, dump: string, out: string): Promise<Timed> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, stage, url, dump, out])
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Timed
}

const mostModules = 7

function heaviest(profile: Record<string, number>): string {
  const all = Object.values(profile).reduce((sum, each) => sum + each, 0)
  return Object.entries(profile)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostModules)
    .filter(([, time]) => time > all / 100)
    .map(([name, time]) => `${name} ${Math.round((100 * time) / all)} %`)
    .join(', ')
}
