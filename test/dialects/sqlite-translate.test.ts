import { describe, expect, it } from '@jest/globals'
import { sqlite } from '../../lib/dialects/sqlite/sqlite.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { execute, exportFile, importFile, settingsOf, temporaryFolder } from './sqlite-file.ts'

const file = temporaryFolder()

const id: Column = {
  name: 'id',
  type: 'integer',
  bits: 32,
  native: 'int4',
  nullable: false,
  generated: 'identity',
  next: 1000,
}

const tableOf = (name: string, columns: Column[], more: Partial<Table> = {}): Table => ({
  name,
  columns: [id, ...columns],
  primaryKey: ['id'],
  uniques: [],
  indexes: [],
  foreignKeys: [],
  ...more,
})

/** Columns of other engines, with canonical values that SQLite must give back as they were. */
const kept: [Omit<Column, 'name' | 'nullable'>, string[]][] = [
  [{ type: 'boolean', native: 'bool' }, ['true', 'false', '2']],
  [{ type: 'integer', bits: 16, native: 'int2' }, ['-32768', '0']],
  [{ type: 'integer', bits: 32, unsigned: true, native: 'int unsigned' }, ['4294967295']],
  [
    { type: 'integer', bits: 64, unsigned: true, native: 'bigint unsigned' },
    ['0', '"9223372036854775807"', '"9223372036854775808"', '"18446744073709551615"'],
  ],
  [
    { type: 'decimal', precision: 10, scale: 2, native: 'numeric(10,2)' },
    ['"1.50"', '"-0.10"', '"12345678.99"', '"0.00"', '"NaN"'],
  ],
  [
    { type: 'decimal', precision: 65, scale: 30, native: 'decimal(65,30)' },
    ['"0.000000000000000000000000000001"', `"-${'9'.repeat(35)}.${'9'.repeat(30)}"`],
  ],
  [{ type: 'decimal', precision: 20, scale: 0, native: 'numeric(20,0)' }, ['"12345678901234567890"']],
  [{ type: 'decimal', native: 'numeric' }, ['"1.500"', '"0.1234567890123456789"', '"Infinity"', '"-5"']],
  [
    { type: 'float', bits: 64, native: 'float8' },
    [
      '0.1',
      '-0',
      '"NaN"',
      '"Infinity"',
      '"-Infinity"',
      '1e+300',
      '5e-324',
      '123456789012345680000',
      '0.30000000000000004',
    ],
  ],
  [{ type: 'float', bits: 32, native: 'float4' }, ['0.1', '16777216', '3.4028235e+38', '-0', '"NaN"']],
  [{ type: 'text', native: 'text' }, ['""', '"5"', '" x "', '"a\\u0000b"', '"NULL"', '"\\\\N"']],
  [{ type: 'text', length: 20, native: 'character varying(20)' }, ['"12"']],
  [{ type: 'text', length: 5, fixed: true, native: 'character(5)' }, ['"ab"']],
  [{ type: 'binary', native: 'bytea' }, ['""', '"AAH/"']],
  [{ type: 'binary', length: 16, fixed: true, native: 'binary(16)' }, ['"AAECAwQFBgcICQoLDA0ODw=="']],
  [
    { type: 'date', native: 'date' },
    ['"2026-01-05"', '"0044-03-15 BC"', '"infinity"', '"0000-00-00"', '"12026-01-05"'],
  ],
  [
    { type: 'time', precision: 6, native: 'time(6)' },
    ['"10:00:00.123456"', '"24:00:00"', '"-838:59:59.999999"'],
  ],
  [
    { type: 'timestamp', precision: 6, native: 'timestamp(6)' },
    ['"9999-12-31T23:59:59.999999"', '"2026-01-05T10:00:00"', '"-infinity"', '"0044-03-15T10:00:00 BC"'],
  ],
  [
    { type: 'timestamptz', precision: 6, native: 'timestamptz' },
    ['"2026-01-05T10:00:00.5Z"', '"0044-03-15T10:00:00Z BC"'],
  ],
  [
    { type: 'json', native: 'jsonb' },
    [
      '1.0',
      '{"$json":null}',
      'null',
      '{"a":[1,{"b":"\\u0000é"}]}',
      '"x"',
      'true',
      '{"$json":{"$text":"a"}}',
      '12345678901234567890',
    ],
  ],
  [{ type: 'uuid', native: 'uuid' }, ['"12345678-1234-4abc-8def-1234567890ab"']],
  [
    { type: 'enum', values: ['a', 'print', "it's */ x", '5'], native: 'enum' },
    ['"print"', '"5"', '"it\'s */ x"'],
  ],
  [{ type: 'set', values: ['a', 'b'], native: "set('a','b')" }, ['[]', '["a","b"]']],
  [
    { type: 'array', element: 'integer', native: 'int4[]' },
    ['[]', '[[1,null],[3,4]]', '{"$text":"[0:1]={1,2}"}'],
  ],
  [{ type: 'inet', native: 'inet' }, ['"10.0.0.1/8"']],
  [{ type: 'interval', native: 'interval' }, ['"P1Y2M3DT4H5M6.7S"']],
  [{ type: 'bit', length: 5, native: 'bit varying(5)' }, ['"00101"']],
  [{ type: 'range', native: 'int4range' }, ['"[1,5)"']],
  [{ type: 'geometry', native: 'point' }, ['"SRID=4326;POINT(1 2)"']],
  [{ type: 'other', native: 'tsvector' }, ['"\'a\':1"', '"7"']],
]

describe('tables of other engines', () => {
  it.each(kept)('%j keep their type and their values', async (type, values) => {
    const column: Column = { name: 'c', nullable: true, ...type }
    const source = tableOf('t', [column])
    const lines = [...values, 'null'].map((value, n) => `{"id":${n},"c":${value}}`)
    const filename = file(`${kept.findIndex(([other]) => other === type)}.db`)
    await importFile(filename, { tables: [source], lines: { t: lines } }, { engine: 'postgres' })
    const back = await exportFile(filename)
    expect(back.lines.t).toEqual(lines)
    const { native: _, ...meant } = column
    expect(back.tables[0]!.columns[1]).toMatchObject(meant)
    expect(back.tables[0]!.columns[0]).toMatchObject({ bits: 32, generated: 'identity', next: 1000 })
  })

  it('keep keys, uniques, indexes, references and constant defaults, under names that are free', async () => {
    const parent = tableOf(
      'parent',
      [{ name: 'code', type: 'text', native: 'text', nullable: false, default: { value: "it's" } }],
      {
        uniques: [{ name: 'code', columns: ['code'] }],
        indexes: [
          { name: 'same', columns: ['code'] },
          { name: 'clever', columns: [], definition: 'CREATE INDEX …' },
        ],
      },
    )
    const child = tableOf(
      'child',
      [{ name: 'parent_id', type: 'integer', bits: 32, native: 'int4', nullable: true }],
      {
        indexes: [{ name: 'same', columns: ['parent_id'] }],
        uniques: [{ name: 'parent', columns: ['parent_id'], index: true }],
        foreignKeys: [
          {
            name: 'fk',
            columns: ['parent_id'],
            references: { table: 'parent', columns: ['id'] },
            onDelete: 'cascade',
            onUpdate: 'no action',
            deferrable: 'deferred',
          },
        ],
        triggers: ['touch'],
      },
    )
    const notes = await importFile(
      file('keys.db'),
      {
        tables: [child, parent],
        lines: { child: ['{"id":1,"parent_id":2}'], parent: ['{"id":2,"code":"x"}'] },
      },
      { engine: 'mysql' },
    )
    expect(notes.join('\n')).toMatch(/clever/)
    expect(notes.join('\n')).toMatch(/touch/)
    const { tables } = await exportFile(file('keys.db'))
    const [childBack, parentBack] = tables
    expect(childBack).toMatchObject({
      primaryKey: ['id'],
      foreignKeys: child.foreignKeys,
      indexes: [{ name: 'same', columns: ['parent_id'] }],
      uniques: [{ name: 'child_parent', columns: ['parent_id'], index: true }],
    })
    expect(parentBack).toMatchObject({
      primaryKey: ['id'],
      uniques: parent.uniques,
      indexes: [{ name: 'parent_same', columns: ['code'] }],
    })
    expect(parentBack!.columns[1]!.default).toEqual({ value: "it's" })
    await execute(file('keys.db'), ["INSERT INTO parent (code) VALUES ('next')"])
    expect(await execute(file('keys.db'), ["SELECT id FROM parent WHERE code = 'next'"])).toEqual([
      { id: 1000 },
    ])
  })

  it('order decimals that are kept as digits by value', async () => {
    const key: Column = {
      name: 'k',
      type: 'decimal',
      precision: 40,
      scale: 1,
      native: 'numeric(40,1)',
      nullable: false,
    }
    const values = ['-100.5', '-20.0', '-3.1', '0.0', '3.0', '20.0', '100.5', `1${'0'.repeat(30)}.0`]
    const source: Table = { ...tableOf('t', []), columns: [key], primaryKey: ['k'] }
    const lines = values.map((value) => `{"k":"${value}"}`)
    await importFile(
      file('digits.db'),
      { tables: [source], lines: { t: lines.toReversed() } },
      { engine: 'mysql' },
    )
    expect((await exportFile(file('digits.db'))).lines.t).toEqual(lines)
  })

  it('order unsigned integers beyond 2^63-1 by value', async () => {
    const key: Column = {
      name: 'k',
      type: 'integer',
      bits: 64,
      unsigned: true,
      native: 'bigint unsigned',
      nullable: false,
    }
    const values = [
      '5',
      '"9223372036854775807"',
      '"9223372036854775808"',
      '"10000000000000000000"',
      '"18446744073709551615"',
    ]
    const source: Table = { ...tableOf('t', []), columns: [key], primaryKey: ['k'] }
    const lines = values.map((value) => `{"k":${value}}`)
    await importFile(
      file('unsigned.db'),
      { tables: [source], lines: { t: lines.toReversed() } },
      { engine: 'mysql' },
    )
    expect((await exportFile(file('unsigned.db'))).lines.t).toEqual(lines)
  })

  it('take instants into columns without a zone as UTC, and the other way round', async () => {
    await execute(file('zones.db'), ['CREATE TABLE t (id INTEGER PRIMARY KEY, a datetime, b timestamptz)'])
    const source = tableOf('t', [
      { name: 'a', type: 'timestamptz', native: 'timestamptz', nullable: true },
      { name: 'b', type: 'timestamp', native: 'timestamp', nullable: true },
    ])
    const lines = ['{"id":1,"a":"2026-01-05T10:00:00Z","b":"2026-01-05T10:00:00.5"}']
    await importFile(file('zones.db'), { tables: [source], lines: { t: lines } }, { engine: 'postgres' })
    expect((await exportFile(file('zones.db'))).lines.t).toEqual([
      '{"id":1,"a":"2026-01-05T10:00:00","b":"2026-01-05T10:00:00.5Z"}',
    ])
  })

  it('go into the form in which an existing column is written', async () => {
    await execute(file('forms.db'), [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a datetime)',
      "INSERT INTO t VALUES (1, '2026-01-05T10:00:00.000Z'), (2, '2026-01-05T10:00:00.120Z')",
    ])
    const source = tableOf('t', [{ name: 'a', type: 'timestamptz', native: 'timestamptz', nullable: true }])
    const lines = ['{"id":1,"a":"2026-02-05T10:00:00Z"}', '{"id":2,"a":"2026-02-05T10:00:00.5Z"}']
    await importFile(file('forms.db'), { tables: [source], lines: { t: lines } }, { engine: 'postgres' })
    expect(await execute(file('forms.db'), ['SELECT a FROM t'])).toEqual([
      { a: '2026-02-05T10:00:00.000Z' },
      { a: '2026-02-05T10:00:00.500Z' },
    ])
    expect((await exportFile(file('forms.db'))).lines.t).toEqual(lines)
  })

  it('say of a statement what it does before it runs', async () => {
    const statements: string[] = []
    const database = await sqlite.open(settingsOf(file('forms.db')), {
      onStatement: (sql) => statements.push(sql),
    })
    await database.close()
    expect(statements).toContain('SELECT sqlite_version() AS version')
  })
})

describe('what SQLite lacks', () => {
  const key = (more: Partial<Column>): Column => ({ ...id, ...more })

  it('takes keys that number nothing, and unsigned ones beyond 64 bits, for ordinary columns', async () => {
    const { generated, next, ...plain } = id
    const beyond = key({ bits: 64, unsigned: true, native: 'bigint unsigned', next: '18446744073709551001' })
    const tables = [tableOf('a', []), tableOf('b', [])]
    tables[0]!.columns[0] = plain
    tables[1]!.columns[0] = beyond
    const lines = { a: ['{"id":-5}', '{"id":7}'], b: ['{"id":1}', '{"id":"18446744073709551000"}'] }
    const notes = await importFile(file('lacking.db'), { tables, lines }, { engine: 'mysql' })
    const back = await exportFile(file('lacking.db'))
    expect(back.lines).toEqual(lines)
    expect(back.tables.map(({ columns }) => columns[0]!.generated)).toEqual([undefined, undefined])
    expect(back.tables[0]!.columns[0]).toMatchObject({ bits: 32, native: 'INT' })
    expect(notes).toEqual(['b: id gets no numbers by itself here: the next one is beyond 2^63-1'])
  })

  it('refuses names that differ only by case', async () => {
    const column = (name: string): Column => ({ name, type: 'text', native: 'text', nullable: true })
    const refused = (...tables: Table[]) =>
      importFile(file('case.db'), { tables, lines: {} }, { engine: 'postgres' }).catch((error) => error)
    expect(await refused(tableOf('n_case', []), tableOf('N_CASE', []))).toMatchObject({
      message: 'The tables n_case and N_CASE differ only by case, which SQLite does not tell apart.',
      exitCode: 12,
    })
    expect(await refused(tableOf('t', [column('v'), column('V')]))).toMatchObject({
      message: 'The columns of table t, v and V differ only by case, which SQLite does not tell apart.',
      exitCode: 12,
    })
    await execute(file('case.db'), ['CREATE TABLE T (id INTEGER PRIMARY KEY)'])
    expect(await refused(tableOf('t', []))).toMatchObject({ exitCode: 12 })
  })

  it('orders times by value, negative ones and those of hundreds of hours', async () => {
    const time: Column = { name: 'id', type: 'time', native: 'time(6)', nullable: false, precision: 6 }
    const table = { ...tableOf('t', []), columns: [time] }
    const times = [
      '-838:59:59',
      '-10:00:00.5',
      '-10:00:00',
      '-00:00:01',
      '00:00:00',
      '09:00:00',
      '99:59:59',
      '100:00:00',
    ]
    const lines = times.map((value) => `{"id":"${value}"}`)
    await importFile(
      file('times.db'),
      { tables: [table], lines: { t: lines.toReversed() } },
      { engine: 'mysql' },
    )
    expect((await exportFile(file('times.db'))).lines.t).toEqual(lines)
  })

  it('orders -0 as the 0 that it is, and 1.00 as 1.0', async () => {
    const columns: Column[] = [
      { name: 'a', type: 'float', bits: 64, native: 'float8', nullable: true },
      { name: 'b', type: 'decimal', native: 'numeric', nullable: true },
      { name: 'c', type: 'text', native: 'text', nullable: true },
    ]
    const lines = [
      '{"a":-1,"b":"-1.50","c":""}',
      '{"a":-1,"b":"-1","c":""}',
      '{"a":0,"b":"1.00","c":"a"}',
      '{"a":-0,"b":"1.0","c":"b"}',
      '{"a":-0,"b":"1.00","c":"b"}',
      '{"a":0,"b":"1.0","c":"b"}',
      '{"a":0,"b":"1.01","c":""}',
      '{"a":"NaN","b":null,"c":""}',
    ]
    const table = { ...tableOf('t', []), columns, primaryKey: [] }
    await importFile(
      file('zeros.db'),
      { tables: [table], lines: { t: lines.toReversed() } },
      { engine: 'postgres' },
    )
    expect((await exportFile(file('zeros.db'))).lines.t).toEqual(lines)
  })

  it('keeps U+0000 in defaults', async () => {
    const values = ['\0', "it's\0\0", 'plain']
    const columns = values.map(
      (value, n): Column => ({
        name: `c${n}`,
        type: 'text',
        native: 'text',
        nullable: true,
        default: { value },
      }),
    )
    await importFile(file('nul.db'), { tables: [tableOf('t', columns)], lines: {} }, { engine: 'mysql' })
    const back = await exportFile(file('nul.db'))
    expect(back.tables[0]!.columns.slice(1).map((column) => column.default)).toEqual(
      values.map((value) => ({ value })),
    )
    await execute(file('nul.db'), ['INSERT INTO t (id) VALUES (1)'])
    expect((await exportFile(file('nul.db'))).lines.t).toEqual([
      JSON.stringify({ id: 1, c0: values[0], c1: values[1], c2: values[2] }),
    ])
  })
})
