import type { Table } from '../lib/schema/table.ts'
import { hex32, integerBelow, type Random, sentence, word } from './random.ts'

/** Twelve columns of the types that applications use. */
export const mixedTable: Table = {
  name: 'mixed',
  columns: [
    { name: 'id', type: 'integer', bits: 64, native: 'bigint', nullable: false, generated: 'identity' },
    { name: 'ref', type: 'uuid', native: 'uuid', nullable: false },
    { name: 'quantity', type: 'integer', bits: 32, native: 'integer', nullable: false },
    { name: 'price', type: 'decimal', precision: 12, scale: 2, native: 'numeric(12,2)', nullable: true },
    { name: 'name', type: 'text', length: 120, native: 'varchar(120)', nullable: false },
    { name: 'note', type: 'text', native: 'text', nullable: true },
    { name: 'made', type: 'timestamp', precision: 6, native: 'timestamp', nullable: false },
    { name: 'changed', type: 'timestamptz', precision: 6, native: 'timestamptz', nullable: false },
    { name: 'active', type: 'boolean', native: 'boolean', nullable: false },
    { name: 'ratio', type: 'float', bits: 64, native: 'double precision', nullable: true },
    { name: 'data', type: 'json', native: 'json', nullable: true },
    { name: 'payload', type: 'binary', native: 'bytea', nullable: true },
  ],
  primaryKey: ['id'],
  uniques: [],
  indexes: [{ name: 'mixed_name', columns: ['name'] }],
  foreignKeys: [],
}

export function mixedRecord(id: number, random: Random): object {
  const uuid = hex32(random) + hex32(random) + hex32(random) + hex32(random)
  const day = new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 2e11)).toISOString().slice(0, 19)
  const fraction = String(1 + integerBelow(random, 999_998))
    .padStart(6, '0')
    .replace(/0+$/, '')
  return {
    id,
    ref: uuid.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
    quantity: integerBelow(random, 2e9) - 1e9,
    price: random() < 0.1 ? null : (random() * 1e6).toFixed(2),
    name: `${sentence(random, 2)} ${id}`,
    note: random() < 0.3 ? null : sentence(random, 6),
    made: `${day}.${fraction}`,
    changed: `${day}.${fraction}Z`,
    active: random() < 0.5,
    ratio: random() < 0.1 ? null : random() * 1e4,
    data: random() < 0.5 ? null : { a: id, bb: word(random), ccc: [1, 2.5, null] },
    payload: random() < 0.8 ? null : Buffer.from(uuid, 'hex').toString('base64'),
  }
}
