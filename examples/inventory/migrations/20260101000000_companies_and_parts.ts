import type { Knex } from 'knex'
import { columns } from '../columns.ts'

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('user_account', (table) => {
    const column = columns(knex, table)
    column.uuid('id').notNullable().primary()
    table.string('login', 64).notNullable().unique()
    table.string('full_name', 120)
    table.string('email', 254).unique()
    table.boolean('is_active').notNullable().defaultTo(true)
    column.createdAt()
    column.instant('last_login_at')
  })

  await knex.schema.createTable('company', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.string('name', 120).notNullable().unique()
    table.string('website', 200)
    table.string('phone', 40)
    table.text('address')
    table.text('notes')
    table.string('currency', 3)
    table.boolean('is_supplier')
    table.boolean('is_manufacturer')
    table.date('founded_on')
    column.json('metadata')
    table.index(['is_supplier', 'name'])
  })

  await knex.schema.createTable('part_category', (table) => {
    columns(knex, table)
    table.increments('id')
    table.integer('parent_id').unsigned()
    table.string('name', 100).notNullable()
    table.string('description', 250)
    table.integer('level').notNullable().defaultTo(0)
    table.unique(['parent_id', 'name'])
    table.foreign('parent_id').references('part_category.id').onDelete('CASCADE')
  })

  await knex.schema.createTable('part', (table) => {
    const column = columns(knex, table)
    table.increments('id')
    table.integer('category_id').unsigned()
    table.integer('variant_of').unsigned()
    column.uuid('created_by')
    table.string('ipn', 40).unique()
    table.string('name', 100).notNullable()
    table.string('revision', 20)
    table.text('description')
    table.text('notes')
    table.string('units', 20)
    table.boolean('is_active').notNullable().defaultTo(true)
    table.boolean('is_assembly').notNullable().defaultTo(false)
    table.boolean('is_trackable')
    table.smallint('lead_time_days')
    column.quantity('minimum_stock').notNullable().defaultTo(0)
    column.double('weight_kg')
    column.json('parameters')
    column.createdAt()
    table.index(['category_id'])
    table.index(['variant_of'])
    table.index(['created_by'])
    table.index(['name', 'revision'])
    table.foreign('category_id').references('part_category.id').onDelete('SET NULL')
    table.foreign('variant_of').references('part.id').onDelete('SET NULL')
    table.foreign('created_by').references('user_account.id').onDelete('SET NULL')
  })

  await knex.schema.createTable('supplier_part', (table) => {
    const column = columns(knex, table)
    table.integer('part_id').unsigned().notNullable()
    table.integer('supplier_id').unsigned().notNullable()
    table.string('sku', 60).notNullable()
    table.integer('manufacturer_id').unsigned()
    table.string('manufacturer_part_number', 60)
    column.quantity('pack_quantity').notNullable().defaultTo(1)
    column.instant('availability_checked_at')
    table.primary(['part_id', 'supplier_id'])
    table.unique(['supplier_id', 'sku'])
    table.index(['manufacturer_id', 'manufacturer_part_number'])
    table.foreign('part_id').references('part.id').onDelete('CASCADE')
    table.foreign('supplier_id').references('company.id').onDelete('RESTRICT')
    table.foreign('manufacturer_id').references('company.id').onDelete('SET NULL')
  })
}

export const down = async (knex: Knex): Promise<void> => {
  for (const table of ['supplier_part', 'part', 'part_category', 'company', 'user_account']) {
    await knex.schema.dropTable(table)
  }
}
