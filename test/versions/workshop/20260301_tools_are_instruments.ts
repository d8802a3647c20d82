import type { Knex } from 'knex'

export const up = (knex: Knex): Promise<void> => knex.schema.renameTable('tool', 'instrument')
