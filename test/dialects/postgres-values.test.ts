import { expect, it } from '@jest/globals'
import { RecordRejected } from '../../lib/errors.ts'
import type { Column } from '../../lib/schema/table.ts'
import { createDatabase, describeEachEngine, queryText, sql } from '../servers/servers.ts'
import { columnOf, linesOf, loadLines, tableOf, withPostgres } from './postgres-support.ts'

/** Column type, literal, canonical form. */
const values: [string, string, string][] = [
  ['boolean', 'true', 'true'],
  ['smallint', '-32768', '-32768'],
  ['bigint', '9007199254740991', '9007199254740991'],
  ['bigint', '9007199254740993', '"9007199254740993"'],
  ['bigint', '-9223372036854775808', '"-9223372036854775808"'],
  ['oid', '4294967295', '4294967295'],
  ['numeric(10,4)', '1.5', '"1.5000"'],
  ['numeric', "'1.50'", '"1.50"'],
  ['numeric', '1e-30', '"0.000000000000000000000000000001"'],
  ['numeric', "'NaN'", '"NaN"'],
  ['numeric(3,-2)', '12345', '"12300"'],
  ['numeric(3,-2)', '0', '"0"'],
  ['double precision', '0.1', '0.1'],
  ['double precision', '1e21', '1e+21'],
  ['double precision', '1e-7', '1e-7'],
  ['double precision', '5e-324', '5e-324'],
  ['double precision', "'-0'", '-0'],
  ['double precision', "'-Infinity'", '"-Infinity"'],
  ['real', '16777216', '16777216'],
  ['real', '3.4028235e38', '3.4028235e+38'],
  ['real', '0.1', '0.1'],
  [
    'text',
    "E'a\\tb\\nc\\rd\\be\\ff\\x0bg\\\\h\"i\\x01j'",
    '"a\\tb\\nc\\rd\\be\\ff\\u000bg\\\\h\\"i\\u0001j"',
  ],
  ['text', "'\\N'", '"\\\\N"'],
  ['text', "''", '""'],
  ['text', "'  blank  '", '"  blank  "'],
  ['text', "'é€😀'", '"é€😀"'],
  ['character(6)', "'ab'", '"ab"'],
  ['character(6)', "E'a\\tb'", '"a\\tb"'],
  ['citext', "'MiXed'", '"MiXed"'],
  ['name', "'a_name'", '"a_name"'],
  ['bytea', "'\\x'", '""'],
  ['bytea', "'\\x0001ff5c'", '"AAH/XA=="'],
  ['date', "'2026-01-05'", '"2026-01-05"'],
  ['date', "'0044-03-15 BC'", '"0044-03-15 BC"'],
  ['date', "'infinity'", '"infinity"'],
  ['time', "'24:00'", '"24:00:00"'],
  ['time(3)', "'10:00:00.120'", '"10:00:00.12"'],
  ['timestamp', "'9999-12-31 23:59:59.999999'", '"9999-12-31T23:59:59.999999"'],
  ['timestamp', "'0044-03-15 10:00:00.5 BC'", '"0044-03-15T10:00:00.5 BC"'],
  ['timestamptz', "'2026-01-05 10:00:00+02'", '"2026-01-05T08:00:00Z"'],
  ['timestamptz', "'-infinity'", '"-infinity"'],
  ['timetz', "'10:00:00+02'", '"10:00:00+02"'],
  ['interval', "'1 year 2 mons 3 days 04:05:06.7'", '"P1Y2M3DT4H5M6.7S"'],
  ['json', `'{"b": 1, "a": [1.0, 1E400, "\\u0000"], "b": 2}'`, '{"b":1,"a":[1.0,1E400,"\\u0000"],"b":2}'],
  ['json', "'null'", '{"$json":null}'],
  ['jsonb', `'{"$a": 1}'`, '{"$json":{"$a":1}}'],
  ['jsonb', `'"a\\nb"'`, '"a\\nb"'],
  ['jsonb', "'12345678901234567890'", '12345678901234567890'],
  ['uuid', "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"'],
  ['mood', `'happy "x"'`, '"happy \\"x\\""'],
  ['mood[]', `'{ok,NULL,"happy \\"x\\""}'`, '["ok",null,"happy \\"x\\""]'],
  ['integer[]', "'{{1,2},{3,NULL}}'", '[[1,2],[3,null]]'],
  ['integer[]', "'[0:1]={7,8}'", '{"$text":"[0:1]={7,8}"}'],
  ['integer[]', "'{}'", '[]'],
  ['text[]', `E'{"a,b","NULL",NULL,"","c\\\\\\\\d\\\\"e\\tf"}'`, '["a,b","NULL",null,"","c\\\\d\\"e\\tf"]'],
  ['box[]', "'{(1,1),(0,0);(2,2),(1,1)}'", '["(1,1),(0,0)","(2,2),(1,1)"]'],
  ['real[]', "'{0.1,NaN}'", '[0.1,"NaN"]'],
  ['bytea[]', "array['\\x00ff'::bytea]", '["AP8="]'],
  ['json[]', `array['{"a": [1, 2]}'::json,'null']`, '[{"a":[1,2]},{"$json":null}]'],
  [
    'jsonb[]',
    `array['[1, [2]]', 'null', '{"a": []}', '"[1]"']::jsonb[]`,
    '[{"$json":[1,[2]]},{"$json":null},{"a":[]},"[1]"]',
  ],
  ['json[]', `array[array['[]'::json], array['[ 1]'::json]]`, '[[{"$json":[]}],[{"$json":[1]}]]'],
  ['date', "'4714-11-24 BC'", '"4714-11-24 BC"'],
  ['timestamptz[]', "array['2026-01-05 10:00:00+02'::timestamptz]", '["2026-01-05T08:00:00Z"]'],
  ['inet', "'1.2.3.4'", '"1.2.3.4"'],
  ['inet', "'::1/64'", '"::1/64"'],
  ['cidr', "'10.0.0.0/8'", '"10.0.0.0/8"'],
  ['macaddr', "'08:00:2b:01:02:03'", '"08:00:2b:01:02:03"'],
  ['bit(3)', "B'101'", '"101"'],
  ['varbit', "B''", '""'],
  ['int4range', "'[1,5)'", '"[1,5)"'],
  ['money', "'12.34'", '"$12.34"'],
  ['xml', "'<a>b</a>'", '"<a>b</a>"'],
  ['hstore', `'a=>1,"b c"=>NULL'`, '"\\"a\\"=>\\"1\\", \\"b c\\"=>NULL"'],
  ['tsvector', "'a fat cat'", "\"'a' 'cat' 'fat'\""],
  ['point', "'(1,2)'", '"(1,2)"'],
  ['pair', "row(1,'a b')::pair", '"(1,\\"a b\\")"'],
  ['positive', '5', '5'],
  ['"odd ""type"', "'x'", '"x"'],
]

const types = [
  'create extension citext',
  'create extension hstore',
  `create type mood as enum ('sad', 'ok', 'happy "x"')`,
  'create domain positive as integer check (value > 0)',
  'create type pair as (a integer, b text)',
  `create type "odd ""type" as enum ('x')`,
]

const valuesTable = `create table v (id integer primary key, ${values.map(([type], i) => `c${i} ${type}`).join(', ')})`

describeEachEngine(
  'values of every type',
  (engine) => {
    it('are written canonically, come back into the same tables, and into tables made anew', async () => {
      const [database, same, anew] = [
        await createDatabase(engine),
        await createDatabase(engine),
        await createDatabase(engine),
      ]
      const nulls = values.map(() => 'null').join(', ')
      await sql(database, [
        ...types,
        valuesTable,
        `insert into v values (1, ${values.map(([, literal]) => literal).join(', ')}), (2, ${nulls})`,
      ])
      await sql(same, [...types, valuesTable])
      await sql(
        anew,
        types.filter((type) => !type.includes('enum')),
      )

      const cells = (of: (index: number) => string) => values.map((_, i) => `"c${i}":${of(i)}`).join(',')
      const expected = [`{"id":1,${cells((i) => values[i]![2])}}`, `{"id":2,${cells(() => 'null')}}`]
      const [source] = await withPostgres(database, async (open) => {
        expect(await linesOf(open)).toEqual({ v: expected })
        return open.tables()
      })

      await withPostgres(same, async (open) => {
        await loadLines(open, [{ source: source!, lines: expected }])
        expect(await linesOf(open)).toEqual({ v: expected })
      })
      await withPostgres(anew, async (open) => {
        const { tables, notes } = open.translate([source!], 'postgres')
        expect(notes).toEqual([])
        const target = tables[0]!
        const columns = source!.columns.map((column, index) => ({
          source: column,
          target: target.columns[index]!,
        }))
        const load = await open.load({
          create: tables,
          clear: [],
          loads: [{ source: source!, target, columns }],
        })
        const table = await load.table({ source: source!, target, columns })
        await table.write({ bytes: Buffer.from(`${expected.join('\n')}\n`), rows: 2 })
        expect(await table.end()).toBe(2)
        await load.finish()
        await load.commit()
        expect(await linesOf(open)).toEqual({ v: expected })
        expect(await open.tables()).toEqual([source])
      })
    })

    it('are written the same whatever the settings of the role are', async () => {
      const database = await createDatabase(engine)
      const settings = [
        "datestyle = 'German'",
        "timezone = 'America/New_York'",
        "intervalstyle = 'postgres_verbose'",
        "bytea_output = 'escape'",
        'extra_float_digits = -10',
        "search_path = 'nowhere'",
        'quote_all_identifiers = on',
        'array_nulls = off',
      ]
      await sql(database, [
        'create table t (d date, z timestamptz, i interval, b bytea, f float8, a text[])',
        `insert into t values ('2026-01-05', '2026-03-08 07:30:00+00', '1 day', '\\x00', 0.1234567890123456, '{"NULL",NULL}')`,
        ...settings.map((setting) => `alter database "${database.name}" set ${setting}`),
      ])
      const line =
        '{"d":"2026-01-05","z":"2026-03-08T07:30:00Z","i":"P1D","b":"AA==","f":0.1234567890123456,"a":["NULL",null]}'
      await withPostgres(database, async (open) => {
        expect(await linesOf(open)).toEqual({ t: [line] })
        const source = (await open.tables())[0]!
        expect(source.columns.map(({ native }) => native)[3]).toBe('bytea')
        await loadLines(open, [{ source, lines: [line] }])
        expect(await linesOf(open)).toEqual({ t: [line, line] })
      })
    })

    it('of 20 MB pass both ways', async () => {
      const database = await createDatabase(engine)
      await sql(database, ['create table t (id integer primary key, a text, b text)'])
      const long = 'ü\\t'.repeat(5_000_000)
      const lines = [`{"id":1,"a":"short","b":"${long}"}`, '{"id":2,"a":null,"b":"end"}']
      await withPostgres(database, async (open) => {
        const source = (await open.tables())[0]!
        await loadLines(open, [{ source, lines }])
        expect((await linesOf(open)).t!.map((line) => line.length)).toEqual(lines.map((line) => line.length))
        expect((await linesOf(open)).t![0] === lines[0]).toBe(true)
      })
    })

    it.each([
      ['bytea', JSON.stringify(Buffer.alloc(30_000, 'long').toString('base64'))],
      ['json', `{"a":"${'\\\\\\n'.repeat(10_000)}"}`],
      ['character(30000)', `"${'\\t.'.repeat(15_000)}"`],
    ])('of %s that are longer than any before are written whole', async (type, cell) => {
      const database = await createDatabase(engine)
      await sql(database, [`create table t (id integer primary key, a ${type})`])
      const lines = [`{"id":1,"a":${cell}}`, `{"id":2,"a":${cell}}`]
      await withPostgres(database, async (open) => {
        const source = (await open.tables())[0]!
        await loadLines(open, [{ source, lines }])
        expect((await linesOf(open)).t).toEqual(lines)
      })
    })
  },
  ['postgres'],
)

/** Target type, source column, cell, reason. */
const refused: [string, Partial<Column> & Pick<Column, 'type'>, string, RegExp][] = [
  ['boolean', { type: 'integer' }, '2', /neither true nor false/],
  ['integer', { type: 'integer' }, '2147483648', /out of range for integer/],
  ['integer', { type: 'decimal' }, '"1.5"', /not an integer/],
  ['integer', { type: 'float' }, '-0', /not an integer/],
  ['integer', { type: 'integer' }, '{"$text":"abc"}', /is a text/],
  ['numeric(5,2)', { type: 'decimal' }, '"1.234"', /3 digits after the point/],
  ['numeric(5,2)', { type: 'decimal' }, '"1234.5"', /out of range/],
  ['numeric(5,2)', { type: 'float' }, '1e-7', /digits after the point/],
  ['numeric(3,-2)', { type: 'decimal' }, '"12345"', /rounded/],
  ['numeric', { type: 'float' }, '-0', /-0/],
  ['real', { type: 'float', bits: 64 }, '0.123456789', /not exactly a float of 32 bits/],
  ['real', { type: 'float', bits: 64 }, '1e39', /not exactly/],
  ['double precision', { type: 'decimal' }, '"0.12345678901234567890"', /not exactly a float/],
  ['double precision', { type: 'integer' }, '"9007199254740993"', /not exactly a float/],
  ['varchar(3)', { type: 'text' }, '"abcd"', /longer than the 3 characters of the column/],
  ['varchar(3)', { type: 'text' }, '"abc "', /longer than the 3 characters of the column/],
  ['char(3)', { type: 'text' }, '"a "', /ends with blanks/],
  ['name', { type: 'text' }, `"${'x'.repeat(64)}"`, /63 bytes/],
  ['text', { type: 'text' }, '"a\\u0000b"', /U\+0000/],
  ['text', { type: 'text' }, '"a\\ud800b"', /surrogate/],
  ['text', { type: 'text' }, '{"$integer":5}', /is an integer/],
  ['text', { type: 'text' }, '{"$invalid":"/w=="}', /not valid UTF-8/],
  ['bytea', { type: 'binary' }, '"A"', /not base64/],
  ['bytea', { type: 'binary' }, '"AB=="', /not base64/],
  ['date', { type: 'date' }, '"0000-00-00"', /zero date/],
  ['date', { type: 'date' }, '"2026-02-30"', /no such date/],
  ['date', { type: 'text' }, '"now"', /not a date/],
  ['time', { type: 'time' }, '"-838:59:59"', /not a time of day/],
  ['time(0)', { type: 'time' }, '"10:00:00.5"', /more than the 0 digits/],
  ['timestamp', { type: 'text' }, '"tomorrow"', /not a timestamp/],
  ['timestamp(3)', { type: 'timestamp' }, '"2026-01-05T10:00:00.1234"', /more than the 3 digits/],
  ['timestamptz(0)', { type: 'timestamptz' }, '"2026-01-05T10:00:00.1Z"', /more than the 0 digits/],
  ['timestamp', { type: 'timestamp' }, '"2026-01-05T10:00:00.123456789"', /more than the 6 digits/],
  ['time', { type: 'time' }, '"10:00:00.1234567"', /more than the 6 digits/],
  ['timestamp', { type: 'timestamp' }, '"2024-00-00T00:00:00"', /zero date/],
  ['uuid', { type: 'text' }, '"no"', /not valid for uuid/],
  ['mood', { type: 'enum' }, '"glad"', /none of the values that the column takes/],
  ['jsonb', { type: 'json' }, '{"a":"\\u0000"}', /U\+0000/],
  ['jsonb', { type: 'json' }, '{"a":[1,-0.0]}', /-0, which jsonb cannot hold/],
  ['jsonb', { type: 'json' }, '{"a":1e-16384}', /more than 16383 digits after the point/],
  ['jsonb', { type: 'json' }, '{"a":1e200000}', /more than 131072 digits/],
  ['jsonb', { type: 'json' }, '"\\ud800"', /half of a surrogate pair/],
  ['jsonb', { type: 'text' }, '"[-0]"', /-0, which jsonb cannot hold/],
  ['json', { type: 'text' }, '"{"', /not valid for json/],
  ['numeric(5,2)[]', { type: 'array', element: 'decimal' }, '["1.50","1.234"]', /3 digits after the point/],
  ['varchar(3)[]', { type: 'array', element: 'text' }, '["abc "]', /longer than the 3 characters/],
  ['bit(3)', { type: 'bit' }, '"10"', /not just 3 bits long/],
  ['integer not null', { type: 'integer' }, 'null', /takes no null/],
  ['integer check (v > 0)', { type: 'integer' }, '0', /check constraint/],
]

/** Target type, source column, cell, what the server then shows. */
const accepted: [string, Partial<Column> & Pick<Column, 'type'>, string, string][] = [
  ['boolean', { type: 'integer' }, '1', 'true'],
  ['boolean', { type: 'integer' }, '{"$integer":0}', 'false'],
  ['smallint', { type: 'boolean' }, 'true', '1'],
  ['bigint', { type: 'integer' }, '"9007199254740993"', '9007199254740993'],
  ['integer', { type: 'decimal' }, '"5.00"', '5'],
  ['integer', { type: 'float' }, '1e+3', '1000'],
  ['integer', { type: 'bit', length: 3 }, '"101"', '5'],
  ['numeric(5,2)', { type: 'decimal' }, '"1.500"', '1.50'],
  ['text[]', { type: 'json' }, '["a",null,"b c"]', '{a,NULL,"b c"}'],
  ['numeric(5,2)', { type: 'integer' }, '7', '7.00'],
  ['numeric(30,0)', { type: 'float' }, '1e+21', '1000000000000000000000'],
  ['double precision', { type: 'decimal' }, '"0.10"', '0.1'],
  ['real', { type: 'decimal' }, '"0.1"', '0.1'],
  ['varchar(4)', { type: 'text' }, '"abc "', 'abc '],
  ['varchar(2)', { type: 'text' }, '"\\ud83d\\ude00é"', '😀é'],
  ['text', { type: 'text' }, '"a\\tb\\\\c\\n"', 'a\tb\\c\n'],
  ['text', { type: 'json' }, '{"a":"x\\\\y"}', '{"a":"x\\\\y"}'],
  ['text', { type: 'json' }, '"a"', '"a"'],
  ['text', { type: 'set' }, '["a","b"]', '["a","b"]'],
  ['text[]', { type: 'set' }, '["a","b c"]', '{a,"b c"}'],
  ['json', { type: 'array', element: 'integer' }, '[1,[2]]', '[1,[2]]'],
  ['jsonb', { type: 'text' }, '"{\\"a\\": 1}"', '{"a": 1}'],
  [
    'jsonb',
    { type: 'json' },
    '{"-0":"\\\\u0000 -0","b":[-1,-0.5,1E-5,0]}',
    '{"b": [-1, -0.5, 0.00001, 0], "-0": "\\\\u0000 -0"}',
  ],
  ['integer[]', { type: 'json' }, '[[1,3],[2,null]]', '{{1,3},{2,NULL}}'],
  ['timestamptz', { type: 'timestamp' }, '"2026-01-05T10:00:00"', '2026-01-05 10:00:00+00'],
  ['timestamp', { type: 'timestamptz' }, '"2026-01-05T10:00:00.5Z"', '2026-01-05 10:00:00.5'],
  ['timestamp', { type: 'date' }, '"2026-01-05"', '2026-01-05 00:00:00'],
  ['date', { type: 'timestamp' }, '"2026-01-05T00:00:00"', '2026-01-05'],
  ['uuid', { type: 'text' }, '"a0eebc999c0b4ef8bb6d6bb9bd380a11"', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
]

describeEachEngine(
  'a value that the column cannot hold as it is',
  (engine) => {
    it.each(refused)('is refused by %s: %j %s', async (type, source, cell, reason) => {
      const database = await createDatabase(engine)
      await sql(database, [`create type mood as enum ('sad')`, `create table t (id integer, v ${type})`])
      const table = tableOf('t', [columnOf('id', { type: 'integer' }), columnOf('v', source)])
      const lines = ['{"id":1,"v":null}', '{"id":2,"v":null}'].filter(() => !type.includes('not null'))
      const error = await withPostgres(database, async (open) =>
        loadLines(open, [{ source: table, lines: [...lines, `{"id":3,"v":${cell}}`] }]).catch(
          (e: unknown) => e,
        ),
      )
      expect(error).toBeInstanceOf(RecordRejected)
      expect((error as RecordRejected).reason).toMatch(reason)
      expect((error as RecordRejected).row).toBe(lines.length)
      expect(await queryText(database, 'select count(*) from t')).toEqual([['0']])
    })
  },
  ['postgres'],
)

describeEachEngine(
  'a value of another type that the column holds as well',
  (engine) => {
    it.each(accepted)('is taken by %s: %j %s', async (type, source, cell, shown) => {
      const database = await createDatabase(engine)
      await sql(database, `create table t (v ${type})`)
      const table = tableOf('t', [columnOf('v', source)])
      await withPostgres(database, (open) => loadLines(open, [{ source: table, lines: [`{"v":${cell}}`] }]))
      await sql(database, `alter database "${database.name}" set timezone = 'UTC'`)
      expect(await queryText(database, 'select v::text from t')).toEqual([[shown]])
    })
  },
  ['postgres'],
)
