import type { Knex } from 'knex'
import { columns } from '../columns.ts'

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('price_break', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.integer('part_id').unsigned().notNullable()
    table.integer('supplier_id').unsigned().notNullable()
    column.quantity('quantity').notNullable()
    column.money('price').notNullable()
    table.string('currency', 3).notNullable()
    table.date('valid_until')
    table.unique(['part_id', 'supplier_id', 'quantity'])
    table
      .foreign(['part_id', 'supplier_id'])
      .references(['part_id', 'supplier_id'])
      .inTable('supplier_part')
      .onDelete('CASCADE')
  })

  await knex.schema.createTable('purchase_order', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.string('reference', 20).notNullable().unique()
    table.integer('supplier_id').unsigned().notNullable()
    column.uuid('placed_by')
    table.enum('status', ['draft', 'placed', 'received', 'cancelled']).notNullable()
    column.instant('placed_at')
    table.date('expected_on')
    table.text('remarks')
    table.index(['supplier_id', 'status'])
    table.index(['placed_by'])
    table.foreign('supplier_id').references('company.id').onDelete('RESTRICT')
    table.foreign('placed_by').references('user_account.id').onDelete('SET NULL')
  })

  await knex.schema.createTable('purchase_order_line', (table) => {
    const column = columns(knex, table)
    table.integer('order_id').unsigned().notNullable()
    table.smallint('position').notNullable()
    table.integer('part_id').unsigned().notNullable()
    column.quantity('quantity').notNullable()
    column.quantity('received').notNullable().defaultTo(0)
    column.money('price')
    column.double('discount_rate')
    table.primary(['order_id', 'position'])
    table.index(['part_id'])
    table.foreign('order_id').references('purchase_order.id').onDelete('CASCADE')
    table.foreign('part_id').references('part.id').onDelete('RESTRICT')
  })
}

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['purchase_order_line', 'purchase_order', 'price_break']) {
    await knex.schema.dropTable(table)
  }
}
