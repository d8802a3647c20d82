import type { Knex } from 'knex'

interface Person {
  id: number
  full_name: string
}

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('person', (table) => {
    table.string('first_name', 50).notNullable().defaultTo('')
    table.string('last_name', 50).notNullable().defaultTo('')
  })
  const people: Person[] = await knex('person').select('id', 'full_name')
  for (const { id, full_name } of people) {
    const [first, ...rest] = full_name.split(' ')
    await knex('person')
      .where({ id })
      .update({ first_name: first, last_name: rest.join(' ') })
  }
  await knex.schema.alterTable('person', (table) => table.dropColumn('full_name'))
}
