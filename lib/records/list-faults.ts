import type { ConnectionSettings } from '../dialects/dialect.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { checkRecords } from './check-records.ts'
import { FaultyRecords } from './fault.ts'
import type { LoadOptions } from './load-records.ts'
import type { SourceAddress } from './record-source.ts'

/**
 * A load that failed, as FaultyRecords that lists up to `maxErrors` of what the target refuses: the source is read
 * again, and tried. What has another cause stays as it is.
 */
export async function listFaults(
  error: unknown,
  source: SourceAddress,
  database: ConnectionSettings,
  options: LoadOptions & { edited?: boolean },
): Promise<unknown> {
  const { maxErrors = 1, signal } = options
  const isPath = 'database' in source || typeof source.file === 'string'
  if (maxErrors <= 1 || !isPath || signal?.aborted) return error
  if (!(error instanceof TaskError) || error.exitCode !== exitCodes.failed) return error
  const { clear: _, dry: __, ...rest } = options
  try {
    const { faults, count } = await checkRecords({ ...rest, source, database, maxErrors })
    return count === 0 ? error : new FaultyRecords(error, faults, count)
  } catch {
    // What the user asked for has failed; why there is no list of it matters less.
    return error
  }
}
