import type { Knex } from 'knex'

export const up = async (knex: Knex): Promise<void> => {
  await knex.schema.alterTable('instrument', (table) => table.string('serial', 20))
  const rows: { id: number; size: number }[] = await knex('instrument').select('id', 'size')
  for (const { id, size } of rows)
    await knex('instrument')
      .where({ id })
      .update({ serial: `${size}-${id}` })
  await knex.schema.alterTable('instrument', (table) => table.dropNullable('serial'))
}
