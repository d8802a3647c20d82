import type { EngineName } from '../../lib/dialects/dialect.ts'
import { createDatabase } from '../servers/servers.ts'
import { recordDifferences } from './differences.ts'
import { dumpRecords } from './dump-records.ts'
import { exportCorpus, importCorpus, namesOf, refusalsOf } from './move-corpus.ts'
import { originOf } from './origin.ts'

/**
 * Takes an engine's corpus through others, each time into tables that are made from the dump, and gives where the
 * records of the last are not those of the first. What one refuses stays behind there.
 */
export async function moveRound(
  from: EngineName,
  stations: readonly EngineName[],
): Promise<Record<string, string[]>> {
  const { file: first, records } = await originOf(from)
  let file = first
  const left: string[] = []
  for (const station of stations) {
    const target = await createDatabase(station, { prefix: 'round' })
    const exclude = namesOf((await refusalsOf(file, from, target, { create: true })).keys())
    await importCorpus(file, target, { create: true, exclude })
    left.push(...exclude)
    file = await exportCorpus(target)
    await target.drop()
  }
  return recordDifferences(records, dumpRecords(file), left)
}
