import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runDirectory } from '../servers/ask-keeper.ts'

/** A folder of migrations for a test: contents by file name, undefined to remove one. */
export async function migrationFolder(files: Record<string, string>): Promise<MigrationFolder> {
  const directory = await mkdtemp(join(runDirectory(), 'migrations-'))
  const write = async (changes: Record<string, string | undefined>): Promise<void> => {
    for (const [name, content] of Object.entries(changes)) {
      const path = join(directory, name)
      await (content === undefined ? rm(path) : writeFile(path, content))
    }
  }
  await write(files)
  return { directory, write }
}

export interface MigrationFolder {
  directory: string
  write(changes: Record<string, string | undefined>): Promise<void>
}

/** A migration in TypeScript that makes a table, after which `more` runs. */
export const makesTable = (table: string, more = ''): string => `
import type { Knex } from 'knex'
export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('${table}', (builder) => { builder.integer('id').primary() })
  ${more}
}
export const down = (knex: Knex) => knex.schema.dropTable('${table}')
`
