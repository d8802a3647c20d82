import type { Knex } from './migration-history.ts'

/** Does `work` and tells of each statement that `knex` runs for it, without its values. */
export async function announced<Result>(
  knex: Knex,
  onStatement: ((sql: string) => void) | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (onStatement === undefined) return work()
  const announce = ({ sql }: { sql: string }) => onStatement(sql)
  knex.on('query', announce)
  try {
    return await work()
  } finally {
    knex.removeListener('query', announce)
  }
}
