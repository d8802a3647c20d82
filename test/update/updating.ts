import path from 'node:path'
import { type Ended, ended, type Project, project } from '../runner/project.ts'
import { createDatabase, nativeDump, sql, type TestDatabase, type TestEngine } from '../servers/servers.ts'

const repository = path.join(import.meta.dirname, '../..')

export interface Updating {
  folder: Project
  database: TestDatabase
  /** In this process. */
  run(...argv: string[]): Promise<Ended>
  /** As a process that may be killed. */
  runOutside(...argv: string[]): Promise<Ended>
  // biome-ignore lint/suspicious/noExplicitAny: whatever a task tells
  json(...argv: string[]): Promise<Record<string, any>>
  dump(): Promise<string>
}

/** Kills its own process where this file is in the folder of the configuration. */
export const diesWhere = (folder: string, file: string): string =>
  `${ifThere(folder, file)} process.kill(process.pid, 'SIGKILL')`

/** Files that were loaded once are not read again in one process: what a migration does is for a flag to say. */
export const failsWhere = (folder: string, file: string): string =>
  `${ifThere(folder, file)} throw new Error('no such supplier')`

const ifThere = (folder: string, file: string): string =>
  `if (require('fs').existsSync(${JSON.stringify(path.join(folder, file))}))`

/** Three tables' worth of an application at its second version, with records, in a database of its own. */
export async function application(
  engine: TestEngine,
  migrations: (folder: string) => Record<string, string> = () => ({}),
  config = '',
): Promise<Updating> {
  const database = await createDatabase(engine)
  const folder = project()
  folder.write({
    'tasks.config.mjs': `export default {
      name: 'shop', databases: { default: ${JSON.stringify(database.url)} },
      migrations: { directory: 'migrations' }, ${config}
    }`,
    'migrations/1_parts.js': `
      exports.up = async (knex) => {
        ${diesWhere(folder.directory, 'die-in-1')}
        await knex.schema.createTable('part', (t) => { t.increments('id'); t.string('name', 40).notNullable().index() })
        await knex('part').insert({ name: 'default' })
      }
      exports.down = (knex) => knex.schema.dropTable('part')`,
    'migrations/2_stock.js': `
      exports.up = (knex) => knex.schema.createTable('stock', (t) => {
        t.integer('id').notNullable().primary()
        t.integer('part_id').unsigned().references('part.id')
        t.decimal('price', 10, 2)
      })
      exports.down = (knex) => knex.schema.dropTable('stock')`,
  })
  const run = (...argv: string[]) => folder.run(argv)
  const first = await run('migrate', '--to', '1')
  const second = await run('migrate')
  if (first.exitCode !== 0 || second.exitCode !== 0) throw new Error(first.stderr + second.stderr)
  await sql(database, [
    "update part set name = 'M3 bolt'",
    "insert into part (name) values ('M4 nut')",
    'insert into stock values (0, 1, 1.50), (7, 2, null)',
  ])
  folder.write(migrations(folder.directory))
  return {
    folder,
    database,
    run,
    runOutside: (...argv) => ended(folder.spawn(argv)),
    json: async (...argv) => {
      const { stdout, stderr } = await run(...argv, '--json')
      try {
        return JSON.parse(stdout)
      } catch {
        throw new Error(stderr)
      }
    },
    dump: () => nativeDump(database),
  }
}

/** A migration in two steps that splits a column, and one that fails or dies after its first step. */
export const nextVersion = (between: string) => ({
  'migrations/3_split.js': `
    exports.up = async (knex) => {
      await knex.schema.alterTable('part', (t) => { t.string('thread', 10); t.string('kind', 30) })
      for (const { id, name } of await knex('part')) {
        const [thread, kind] = name.split(' ')
        await knex('part').where({ id }).update({ thread, kind: kind ?? null })
      }
      await knex.schema.renameTable('stock', 'store')
    }
    exports.down = async (knex) => {
      await knex.schema.renameTable('store', 'stock')
      await knex.schema.alterTable('part', (t) => { t.dropColumn('thread'); t.dropColumn('kind') })
    }`,
  'migrations/4_supplier.js': `
    exports.up = async (knex) => {
      await knex.schema.dropTableIfExists('supplier')
      await knex.schema.createTable('supplier', (t) => { t.integer('id').primary() })
      ${between}
      await knex('supplier').insert({ id: 1 })
    }
    exports.down = (knex) => knex.schema.dropTable('supplier')`,
  'migrations/5_last.js': `
    exports.up = (knex) => knex.schema.createTable('last', (t) => { t.integer('id').primary() })
    exports.down = (knex) => knex.schema.dropTable('last')`,
})

export { repository }
