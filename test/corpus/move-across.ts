import type { EngineName } from '../../lib/dialects/dialect.ts'
import { createDatabase } from '../servers/servers.ts'
import { corpora } from './corpora.ts'
import { differences, recordDifferences } from './differences.ts'
import { dumpRecords } from './dump-records.ts'
import { exportCorpus, importCorpus, namesOf, type Refusals, refusalsOf } from './move-corpus.ts'
import { type NativeTable, nativeTables } from './native-tables.ts'
import { notKept, notKeptAcross, refusedAtHome } from './not-kept.ts'
import { originOf } from './origin.ts'

/** What became of one engine's corpus in another, and after its return. */
export interface Crossing {
  refused: Refusals
  /** The tables as the target made them, with their records. */
  there: Map<string, NativeTable>
  /** Where the records there are not those that left. */
  changedThere: Record<string, string[]>
  /** Where the records that came back, into the schema that they came from, are not those that left. */
  changedBack: Record<string, string[]>
  /** Where the engine itself writes another text than before, other than test/corpus/not-kept.ts says. */
  changedNative: Record<string, string[]>
}

const crossings = new Map<string, Promise<Crossing>>()

/** Made once in each file of tests. */
export function cross(from: EngineName, to: EngineName): Promise<Crossing> {
  const key = `${from} ${to}`
  const known = crossings.get(key)
  if (known) return known
  const made = moveAcross(from, to)
  crossings.set(key, made)
  return made
}

async function moveAcross(from: EngineName, to: EngineName): Promise<Crossing> {
  const origin = await originOf(from)
  const target = await createDatabase(to, { prefix: 'across' })
  const refused = await refusalsOf(origin.file, from, target, { create: true })
  const left = namesOf(refused.keys())
  await importCorpus(origin.file, target, { create: true, exclude: left })
  const file = await exportCorpus(target)
  const there = await nativeTables(target)
  await target.drop()
  const strangers = namesOf(
    corpora[from].tables.filter(({ name }) => refusedAtHome[from][name] !== undefined),
  )
  const gone = [...left, ...strangers]
  await importCorpus(file, origin.home, {
    clear: true,
    exclude: strangers.filter((name) => !left.includes(name)),
  })
  const back = dumpRecords(await exportCorpus(origin.home))
  return {
    refused,
    there,
    changedThere: recordDifferences(origin.records, dumpRecords(file), left),
    changedBack: recordDifferences(origin.records, back, gone),
    changedNative: differences(origin.native, await nativeTables(origin.home), [
      ...gone,
      ...Object.keys({ ...notKept[from], ...notKeptAcross[from] }),
    ]),
  }
}
