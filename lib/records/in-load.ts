import type { Database, Load, LoadPlan } from '../dialects/dialect.ts'

/** Commits what `work` does in a load, and undoes it where anything fails or the signal comes before. */
export async function inLoad<Result>(
  database: Database,
  plan: LoadPlan,
  signal: AbortSignal | undefined,
  work: (load: Load) => Promise<Result>,
): Promise<Result> {
  const load = await database.load(plan)
  try {
    const result = await work(load)
    signal?.throwIfAborted()
    await load.commit()
    return result
  } catch (error) {
    await load.rollback()
    signal?.throwIfAborted()
    throw error
  }
}
