import type { Knex } from 'knex'

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.createTable('role', (table) => {
    table.increments('id')
    table.string('name', 40).notNullable().unique()
  })
  // An application's default rows, which collide with those of a dump.
  await knex('role').insert([{ name: 'apprentice' }, { name: 'master' }])
  await knex.schema.createTable('person', (table) => {
    table.increments('id')
    table.string('full_name', 100).notNullable()
    table.integer('role_id').unsigned().notNullable()
    table.foreign('role_id').references('role.id')
  })
  await knex.schema.createTable('tool', (table) => {
    table.increments('id')
    table.string('name', 60).notNullable()
    table.integer('size').notNullable().checkPositive()
    table.integer('holder_id').unsigned()
    table.foreign('holder_id').references('person.id')
  })
}
