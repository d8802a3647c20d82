// stage.js STAGE ENGINE-URL DUMP OUT: one stage alone, on pieces of dist/ that are its own, as JSON on stdout.
// Plain JavaScript on what was built, so that nothing is compiled while it is timed.
import { Session } from 'node:inspector/promises'
import { performance } from 'node:perf_hooks'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { databaseAt } from '../../dist/config/database-at.js'
import { openDatabase } from '../../dist/lib/dialects/open-database.js'
import { compressor } from '../../dist/lib/dump/compression.js'
import { TableDigest } from '../../dist/lib/dump/digest.js'
import { dumpDocument } from '../../dist/lib/dump/document.js'
import { openDump } from '../../dist/lib/dump/reader.js'
import { writeAtomically } from '../../dist/lib/files/atomic-file.js'
import { exportRecords } from '../../dist/lib/records/export-records.js'
import { importRecords } from '../../dist/lib/records/import-records.js'
import { loadRecords } from '../../dist/lib/records/load-records.js'

const [stage, url, dump, out] = process.argv.slice(2)
const database = databaseAt(url)

/** Every record of the dump, held in memory. */
async function held() {
  const reader = await openDump(dump)
  const batches = []
  for await (const table of reader.tables()) {
    for await (const { bytes, rows, firstRecord } of table.batches()) {
      // Copied: the reader goes on using its memory.
      batches.push({ bytes: Buffer.from(bytes), rows, firstRecord, firstLine: undefined })
    }
  }
  await reader.close()
  return { head: reader.head, batches }
}

const documentOf = ({ head, batches }) =>
  dumpDocument(
    head,
    async function* () {
      yield* batches
    },
    () => {},
  )

async function pieces() {
  const all = []
  for await (const piece of documentOf(await held())) all.push(Buffer.from(piece))
  return all
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

const compress = async (compression) => {
  const input = await pieces()
  return async () => pipeline(Readable.from(input), compressor(compression), nowhere())
}

/** What is made ready for each stage, and then the work that is timed. */
const stages = {
  async read() {
    const opened = await openDatabase(database)
    const snapshot = await opened.snapshot()
    return async () => {
      for (const table of snapshot.tables) for await (const batch of snapshot.read(table)) batch.release?.()
      await snapshot.close()
      await opened.close()
    }
  },
  async digest() {
    const { batches } = await held()
    return async () => {
      const digest = new TableDigest()
      for (const batch of batches) digest.add(batch)
      digest.finish()
    }
  },
  async document() {
    const source = await held()
    return async () => {
      for await (const _ of documentOf(source));
    }
  },
  gzip: () => compress('gzip'),
  zstd: () => compress('zstd'),
  async write() {
    const input = await pieces()
    return () => writeAtomically(out, [Readable.from(input)], { overwrite: true })
  },
  async parse() {
    return async () => {
      const reader = await openDump(dump)
      for await (const table of reader.tables()) for await (const batch of table.batches()) batch.release?.()
      await reader.finish()
      await reader.close()
    }
  },
  async load() {
    const { head, batches } = await held()
    const source = {
      name: 'memory',
      head,
      announced: undefined,
      notes: [],
      mayBeDamaged: false,
      async *tables() {
        for (const table of head.tables)
          yield {
            table,
            async *batches() {
              yield* batches
            },
          }
      },
      finish: async () => ({ integrity: {}, edited: [] }),
      close: async () => {},
    }
    const opened = await openDatabase(database, { createFile: true })
    return async () => {
      await loadRecords(opened, source, { create: true })
      await opened.close()
    }
  },
  async export() {
    return () => exportRecords({ database, to: out, overwrite: true })
  },
  async import() {
    return () => importRecords({ database, from: dump, create: true })
  },
}

/** Self time by module, in milliseconds. */
function byModule({ nodes, samples, timeDeltas }) {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const sums = {}
  samples.forEach((id, at) => {
    const place = places.get(id)
    sums[place] = (sums[place] ?? 0) + timeDeltas[at] / 1000
  })
  return sums
}

function placeOf({ url: file, functionName }) {
  if (functionName === '(idle)') return 'idle'
  if (functionName === '(garbage collector)') return 'garbage collector'
  const ours = /\/dist\/(lib\/.*)\.js$/.exec(file)
  if (ours) return ours[1]
  const packaged = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)
  return packaged ? packaged[1] : 'node'
}

const work = await stages[stage]()
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.setSamplingInterval', { interval: 1000 })
await session.post('Profiler.start')
const cpu = process.cpuUsage()
const start = performance.now()
await work()
const seconds = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage(cpu)
const { profile } = await session.post('Profiler.stop')
const modules = byModule(profile)
const sum = Object.values(modules).reduce((total, part) => total + part, 0)
const busy = 1 - (modules.idle ?? 0) / sum
console.log(JSON.stringify({ seconds, busy, cpu: (user + system) / 1e6, profile: modules }))
