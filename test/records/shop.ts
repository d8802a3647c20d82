import type { Column, Table } from '../../lib/schema/table.ts'

/*
 * A small shop in no engine's words: a tree, a cycle, a composite key, names that need quoting, and a column of
 * each type that every engine can hold in some form.
 */

const column = (name: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name,
  type,
  native: type,
  nullable: true,
  ...more,
})

const id = (): Column =>
  column('id', 'integer', { bits: 64, nullable: false, generated: 'identity', next: 1000 })

const reference = (name: string, nullable = true): Column => column(name, 'integer', { bits: 64, nullable })

const foreignKey = (name: string, from: string, table: string) => ({
  name,
  columns: [from],
  references: { table, columns: ['id'] },
  onDelete: 'no action' as const,
  onUpdate: 'no action' as const,
})

export const shop: Table[] = [
  {
    name: 'category',
    columns: [id(), column('name', 'text', { length: 50, nullable: false }), reference('parent_id')],
    primaryKey: ['id'],
    uniques: [{ name: 'category_name', columns: ['name'] }],
    indexes: [{ name: 'category_parent', columns: ['parent_id'] }],
    foreignKeys: [foreignKey('category_parent_fk', 'parent_id', 'category')],
  },
  {
    name: 'empty',
    columns: [id()],
    primaryKey: ['id'],
    uniques: [],
    indexes: [],
    foreignKeys: [],
  },
  {
    name: 'order',
    columns: [
      id(),
      column('select "x"', 'text', { length: 40 }),
      column('a.b', 'integer', { bits: 32 }),
      column("it's", 'boolean'),
      reference('part_id'),
    ],
    primaryKey: ['id'],
    uniques: [],
    indexes: [{ name: 'order_part', columns: ['part_id', 'a.b'] }],
    foreignKeys: [foreignKey('order_part_fk', 'part_id', 'part')],
  },
  {
    name: 'part',
    columns: [
      id(),
      column('name', 'text', { length: 100, nullable: false }),
      column('note', 'text'),
      column('active', 'boolean', { nullable: false }),
      column('tiny', 'integer', { bits: 16 }),
      column('big', 'integer', { bits: 64 }),
      column('price', 'decimal', { precision: 12, scale: 4 }),
      column('exact', 'decimal', { precision: 38, scale: 18 }),
      column('ratio', 'float', { bits: 64 }),
      column('single', 'float', { bits: 32 }),
      column('image', 'binary'),
      column('day', 'date'),
      column('clock', 'time', { precision: 6 }),
      column('made', 'timestamp', { precision: 6 }),
      column('changed', 'timestamptz', { precision: 6 }),
      column('data', 'json'),
      column('ref', 'uuid'),
      column('kind', 'enum', { values: ['bolt', 'nut', "o'ring"] }),
      reference('category_id'),
      reference('first_order_id'),
    ],
    primaryKey: ['id'],
    uniques: [{ name: 'part_name', columns: ['name'] }],
    // MySQL makes an index for every foreign key that has none: here they have one on every engine.
    indexes: [
      { name: 'part_category', columns: ['category_id'] },
      { name: 'part_order', columns: ['first_order_id'] },
    ],
    foreignKeys: [
      foreignKey('part_category_fk', 'category_id', 'category'),
      foreignKey('part_order_fk', 'first_order_id', 'order'),
    ],
  },
  {
    name: 'part_tag',
    columns: [
      reference('part_id', false),
      column('tag', 'text', { length: 30, nullable: false }),
      column('weight', 'decimal', { precision: 5, scale: 2 }),
    ],
    primaryKey: ['part_id', 'tag'],
    uniques: [],
    indexes: [],
    foreignKeys: [foreignKey('part_tag_part_fk', 'part_id', 'part')],
  },
]

const nothing = Object.fromEntries(shop[3]!.columns.map(({ name }) => [name, null]))

export const shopRecords: Record<string, readonly object[]> = {
  category: [
    // Forward and self references.
    { id: 1, name: 'leaf', parent_id: 3 },
    { id: 2, name: 'self', parent_id: 2 },
    { id: 3, name: 'Größe "x"', parent_id: null },
  ],
  empty: [],
  order: [
    { id: 1, 'select "x"': 'a\tb\\c\nd', 'a.b': -1, "it's": true, part_id: 1 },
    { id: 7, 'select "x"': null, 'a.b': null, "it's": null, part_id: null },
  ],
  part: [
    {
      id: 0,
      name: '',
      note: '\\N',
      active: false,
      tiny: -32768,
      big: '-9223372036854775808',
      price: '0.0450',
      exact: '0.000000000000000001',
      ratio: 0.1,
      single: 0.1,
      image: '',
      day: '0001-01-01',
      clock: '00:00:00',
      made: '1000-01-01T00:00:00',
      changed: '1969-12-31T23:59:59.999999Z',
      data: { a: 1, bb: [true, null, 'é"\\'], ccc: {} },
      ref: '00000000-0000-0000-0000-000000000000',
      kind: 'bolt',
      category_id: 1,
      first_order_id: 1,
    },
    {
      id: 1,
      name: 'a',
      note: 'NULL',
      active: true,
      tiny: 32767,
      big: '9223372036854775807',
      price: '-99999999.9999',
      exact: '-99999999999999999999.999999999999999999',
      ratio: -1.7976931348623157e308,
      single: 3.4028235e38,
      image: Buffer.from([0, 1, 255, 92, 10, 9, 39]).toString('base64'),
      day: '9999-12-31',
      clock: '23:59:59.999999',
      made: '9999-12-31T23:59:59.999999',
      changed: '9999-12-31T23:59:59.999999Z',
      data: { $json: null },
      ref: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      kind: "o'ring",
      category_id: null,
      first_order_id: 7,
    },
    // Unique only by case, accent, or trailing blank.
    {
      ...nothing,
      id: 2,
      name: 'A',
      active: true,
      ratio: 5e-324,
      single: 16777216,
      data: { $json: { $text: 'x' } },
    },
    { ...nothing, id: 3, name: 'á', active: true, ratio: 1e21, single: 1e-45, data: [1, 2.5, 'x'] },
    {
      ...nothing,
      id: 4,
      name: 'a ',
      active: true,
      made: '2026-03-29T02:30:00.5',
      changed: '2026-03-29T01:30:00Z',
    },
    { ...nothing, id: 5, name: '𝄞 \u0001\u001f\r\n\t\b\f\u007f', note: 'x'.repeat(70_000), active: true },
    { ...nothing, id: 4294967296, name: ' lead', note: 'ends with blanks  ', active: true, data: 'text' },
  ],
  part_tag: [
    { part_id: 0, tag: 'B', weight: '1.50' },
    { part_id: 0, tag: 'a', weight: '-999.99' },
    { part_id: 0, tag: 'é', weight: null },
    { part_id: 1, tag: '', weight: '0.00' },
  ],
}
