import type { Knex } from 'knex'
import { columns } from '../columns.ts'

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('stock_location', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.integer('parent_id').unsigned()
    column.uuid('owner_id')
    table.string('name', 100).notNullable()
    table.string('path', 250).notNullable().unique()
    table.boolean('is_external').notNullable().defaultTo(false)
    table.time('opens_at')
    table.time('closes_at')
    column.double('latitude')
    column.double('longitude')
    table.index(['parent_id'])
    table.index(['owner_id'])
    table.foreign('parent_id').references('stock_location.id').onDelete('CASCADE')
    table.foreign('owner_id').references('user_account.id').onDelete('SET NULL')
  })

  await knex.schema.createTable('stock_item', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.integer('part_id').unsigned().notNullable()
    table.integer('location_id').unsigned()
    table.integer('belongs_to').unsigned()
    table.bigInteger('serial_number')
    table.string('batch', 60)
    column.quantity('quantity').notNullable()
    column.money('purchase_price')
    table.enum('status', ['ok', 'attention', 'damaged', 'quarantined', 'lost']).notNullable().defaultTo('ok')
    table.date('expires_on')
    column.wallTime('counted_at')
    column.instant('updated_at')
    table.text('notes')
    table.unique(['part_id', 'serial_number'])
    table.index(['location_id', 'part_id'])
    table.index(['belongs_to'])
    table.foreign('part_id').references('part.id').onDelete('CASCADE')
    table.foreign('location_id').references('stock_location.id').onDelete('SET NULL')
    table.foreign('belongs_to').references('stock_item.id').onDelete('CASCADE')
  })

  await knex.schema.createTable('stock_tracking', (table) => {
    const column = columns(knex, table)
    table.bigIncrements('id')
    table.integer('item_id').unsigned().notNullable()
    column.uuid('user_id')
    table.smallint('kind').notNullable()
    column.instant('at').notNullable()
    column.json('deltas').notNullable()
    table.text('notes')
    table.index(['item_id', 'at'])
    table.index(['user_id'])
    table.foreign('item_id').references('stock_item.id').onDelete('CASCADE')
    table.foreign('user_id').references('user_account.id').onDelete('SET NULL')
  })
}

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['stock_tracking', 'stock_item', 'stock_location']) {
    await knex.schema.dropTable(table)
  }
}
