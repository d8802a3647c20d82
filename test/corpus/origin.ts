import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { TestDatabase } from '../servers/servers.ts'
import { createCorpus } from './corpora.ts'
import { dumpRecords } from './dump-records.ts'
import { exportCorpus } from './move-corpus.ts'
import { type NativeTable, nativeTables } from './native-tables.ts'

/** An engine's corpus as it is in its own database. */
export interface Origin {
  file: string
  records: Map<string, string>
  native: Map<string, NativeTable>
  /** A database with the same schema, for what comes back. */
  home: TestDatabase
}

const origins = new Map<EngineName, Promise<Origin>>()

/** Made once in each file of tests. */
export function originOf(engine: EngineName): Promise<Origin> {
  const known = origins.get(engine)
  if (known) return known
  const made = makeOrigin(engine)
  origins.set(engine, made)
  return made
}

async function makeOrigin(engine: EngineName): Promise<Origin> {
  const database = await createCorpus(engine, { rows: true })
  const file = await exportCorpus(database)
  const native = await nativeTables(database)
  await database.drop()
  return { file, records: dumpRecords(file), native, home: await createCorpus(engine, { rows: false }) }
}
