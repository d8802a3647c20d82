import type { Knex } from 'knex'
import { columns } from '../columns.ts'

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('attachment', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.integer('part_id').unsigned().notNullable()
    column.uuid('uploaded_by')
    table.string('file', 250).notNullable()
    table.string('title', 120)
    table.bigInteger('size').notNullable()
    table.binary('sha256', 32).notNullable()
    table.binary('thumbnail')
    column.createdAt('uploaded_at')
    table.unique(['part_id', 'file'])
    table.index(['uploaded_by'])
    table.foreign('part_id').references('part.id').onDelete('CASCADE')
    table.foreign('uploaded_by').references('user_account.id').onDelete('SET NULL')
  })

  await knex.schema.alterTable('part', (table) => {
    table.string('barcode', 40).nullable().unique()
  })
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('part', (table) => {
    table.dropUnique(['barcode'])
    table.dropColumn('barcode')
  })
  await knex.schema.dropTable('attachment')
}
