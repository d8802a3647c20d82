import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { exitCodes, TaskError } from '../errors.ts'
import { importRecords } from '../records/import-records.ts'
import { openSource, readWhole } from '../records/record-source.ts'
import type { Store } from '../store/store.ts'
import type { Keys } from './encryption.ts'
import type { Manifest } from './manifest.ts'
import { readPart } from './read-part.ts'

/**
 * Loads the records of a backup into a scratch SQLite database, reads them back and compares counts and digests with
 * the manifest's. TaskError 10 where anything differs. Gives what a restore will ask about, a sentence each.
 */
export async function drillBackup(
  store: Store,
  manifest: Manifest,
  { keys, signal }: { keys: Keys; signal?: AbortSignal | undefined },
): Promise<string[]> {
  if (!manifest.records) return []
  const folder = await mkdtemp(path.join(tmpdir(), 'record-tasks-drill-'))
  const database = {
    engine: 'sqlite' as const,
    name: 'drill',
    display: `the drill of ${manifest.id}`,
    filename: path.join(folder, 'drill.sqlite3'),
  }
  try {
    const from = await readPart(store, manifest, manifest.records, keys, { signal })
    const { orphans } = await importRecords({
      database,
      from,
      name: manifest.records.file,
      create: true,
      onOrphan: 'keep',
      signal,
    })
    const source = await openSource({ database }, { digests: true, signal })
    try {
      const { integrity } = await readWhole(source)
      const different = Object.entries(manifest.records.tables).filter(
        ([name, { rows, sha256 }]) => integrity[name]?.rows !== rows || integrity[name]?.sha256 !== sha256,
      )
      if (different.length > 0) throw notTheSame(manifest.id, different[0]![0], different.length)
      return orphans.kept ? [wantsDecision(orphans.kept)] : []
    } finally {
      await source.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const wantsDecision = (orphans: number): string =>
  `${orphans} of its references are to no record, as they were in the database: a restore wants --on-orphan`

const notTheSame = (id: string, table: string, tables: number): TaskError =>
  new TaskError(
    `${id}: the records of ${table}${tables > 1 ? ` and ${tables - 1} more tables` : ''} are not the same after a restore`,
    { exitCode: exitCodes.damaged, hint: 'Make another backup, and report this.' },
  )
