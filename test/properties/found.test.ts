import { afterAll, describe, it } from '@jest/globals'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import type { Column, Table } from '../../lib/schema/table.ts'
import { engineNamed } from '../servers/servers.ts'
import { PairOfDatabases } from './pair-of-databases.ts'
import { roundTrip } from './round-trip.ts'
import type { SampleTable } from './sample.ts'

/* What the properties found, each as small as it could be made. */

type PlainColumn = Pick<Column, 'name' | 'type'> & Partial<Column>

const table = (
  name: string,
  columns: PlainColumn[],
  more: Partial<Table>,
  records: string[],
): SampleTable => ({
  table: {
    name,
    columns: columns.map((column) => ({ native: 'none', nullable: false, ...column })),
    primaryKey: [],
    uniques: [],
    indexes: [],
    foreignKeys: [],
    ...more,
  },
  records,
})

interface Found {
  title: string
  pairs: (readonly [EngineName, EngineName])[]
  tables: SampleTable[]
}

const noAction = { onDelete: 'no action', onUpdate: 'no action' } as const

const each = (...engines: EngineName[]) => engines.map((engine) => [engine, engine] as const)

const everywhere = each('sqlite', 'postgres', 'mysql', 'mariadb')

const found: Found[] = [
  {
    title: 'negative times come before others, and those of more than 99 hours after them',
    pairs: each('sqlite', 'mysql', 'mariadb'),
    tables: [
      table('a', [{ name: 'a', type: 'time', precision: 6 }], { primaryKey: ['a'] }, [
        '{"a":"-838:59:59"}',
        '{"a":"-00:00:01"}',
        '{"a":"00:00:00"}',
        '{"a":"24:00:00"}',
        '{"a":"100:00:00"}',
      ]),
    ],
  },
  {
    title: 'a default has U+0000',
    pairs: each('sqlite', 'mysql', 'mariadb'),
    tables: [
      table('a', [{ name: 'a', type: 'text', length: 20, default: { value: 'b\0c' } }], {}, ['{"a":"a"}']),
    ],
  },
  {
    title: 'the last document of a table is {}',
    pairs: everywhere,
    tables: [table('a', [{ name: 'a', type: 'json' }], {}, ['{"a":{}}'])],
  },
  {
    title: 'a primary key of integers numbers nothing',
    pairs: [...each('sqlite'), ['postgres', 'sqlite'], ['mysql', 'sqlite']],
    tables: [
      table('a', [{ name: 'a', type: 'integer', bits: 8 }], { primaryKey: ['a'] }, ['{"a":1}', '{"a":12}']),
      table('b', [{ name: 'a', type: 'integer', bits: 32 }], { primaryKey: ['a'] }, []),
    ],
  },
  {
    title: 'a table is called __proto__',
    pairs: everywhere,
    tables: [table('__proto__', [{ name: '__proto__', type: 'text' }], {}, ['{"__proto__":"a"}'])],
  },
  {
    title: '−0 stands among the other zeros',
    pairs: [...each('sqlite', 'postgres'), ['sqlite', 'postgres'], ['mysql', 'sqlite']],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'float', bits: 64 },
          { name: 'b', type: 'integer', bits: 8 },
        ],
        {},
        [
          '{"a":-1,"b":0}',
          '{"a":0,"b":-128}',
          '{"a":-0,"b":-19}',
          '{"a":-0,"b":0}',
          '{"a":0,"b":0}',
          '{"a":5e-324,"b":-1}',
        ],
      ),
    ],
  },
  {
    title: 'an enum has a member beyond U+FFFF',
    pairs: each('mysql', 'mariadb'),
    tables: [
      table('a', [{ name: 'a', type: 'enum', values: ['😀', 'a'] }], { primaryKey: ['a'] }, [
        '{"a":"a"}',
        '{"a":"😀"}',
      ]),
      table('b', [{ name: 'a', type: 'set', values: ['b', '😀'] }], {}, ['{"a":["b","😀"]}']),
    ],
  },
  {
    title: 'sets are in the order of their JSON',
    pairs: everywhere,
    tables: [
      table('a', [{ name: 'a', type: 'set', values: ['a', 'null', 'b"'] }], {}, [
        '{"a":["a","b\\""]}',
        '{"a":["a","null"]}',
        '{"a":["a"]}',
        '{"a":["b\\""]}',
        '{"a":["null"]}',
        '{"a":[]}',
      ]),
    ],
  },
  {
    title: 'arrays are in the order of their JSON',
    pairs: everywhere,
    tables: [
      table('a', [{ name: 'a', type: 'array', element: 'integer', bits: 32 }], {}, [
        '{"a":[-17,-10]}',
        '{"a":[1,2147483647,-1]}',
        '{"a":[[0]]}',
        '{"a":[]}',
        '{"a":[null]}',
      ]),
      table('b', [{ name: 'a', type: 'array', element: 'boolean' }], {}, [
        '{"a":[[false]]}',
        '{"a":[[null,false,true]]}',
        '{"a":[false,true]}',
        '{"a":[null,false]}',
        '{"a":[true]}',
      ]),
    ],
  },
  {
    title: 'a foreign key is of a type without a length',
    pairs: [...each('mysql', 'mariadb'), ['mariadb', 'postgres'], ['mysql', 'sqlite'], ['mysql', 'mariadb']],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'binary' },
          { name: 'b', type: 'binary', nullable: true },
        ],
        {
          primaryKey: ['a'],
          foreignKeys: [
            {
              name: 'c',
              columns: ['b'],
              references: { table: 'a', columns: ['a'] },
              onDelete: 'set null',
              onUpdate: 'cascade',
            },
          ],
        },
        ['{"a":"AAA=","b":null}', '{"a":"Jw==","b":"Jw=="}'],
      ),
    ],
  },
  {
    title: 'text of fixed length has characters below the blank',
    pairs: [...each('mysql', 'mariadb'), ['mariadb', 'sqlite'], ['mariadb', 'postgres']],
    tables: [
      table('a', [{ name: 'a', type: 'text', length: 3, fixed: true }], { primaryKey: ['a'] }, [
        '{"a":""}',
        '{"a":"\\u0001\\n"}',
        '{"a":"  é"}',
        '{"a":"{"}',
      ]),
    ],
  },
  {
    title: 'an index and a unique are called primary',
    pairs: [
      ['postgres', 'mariadb'],
      ['sqlite', 'mysql'],
    ],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'date' },
          { name: 'b', type: 'date' },
        ],
        {
          uniques: [{ name: 'primary', columns: ['a'] }],
          indexes: [{ name: 'PRIMARY', columns: ['b'] }],
        },
        ['{"a":"2026-01-05","b":"2026-01-05"}'],
      ),
    ],
  },
  {
    title: 'foreign keys are called primary, and as the index of another column',
    pairs: [
      ['postgres', 'mariadb'],
      ['sqlite', 'mysql'],
    ],
    tables: [
      table('a', [{ name: 'a', type: 'integer', bits: 32 }], { primaryKey: ['a'] }, ['{"a":1}']),
      table(
        'b',
        [
          { name: 'a', type: 'integer', bits: 32 },
          { name: 'b', type: 'integer', bits: 32 },
        ],
        {
          indexes: [{ name: 'x', columns: ['a'] }],
          foreignKeys: [
            { name: 'primary', columns: ['a'], references: { table: 'a', columns: ['a'] }, ...noAction },
            { name: 'x', columns: ['b'], references: { table: 'a', columns: ['a'] }, ...noAction },
          ],
        },
        ['{"a":1,"b":1}'],
      ),
    ],
  },
  {
    title: 'unsigned columns number themselves, above the highest signed number',
    pairs: [
      ['mariadb', 'postgres'],
      ['mysql', 'postgres'],
    ],
    tables: [
      table(
        'a',
        [
          {
            name: 'a',
            type: 'integer',
            bits: 32,
            unsigned: true,
            generated: 'identity',
            next: 3_650_695_273,
          },
        ],
        { primaryKey: ['a'] },
        ['{"a":1}', '{"a":3650695272}'],
      ),
      table(
        'b',
        [{ name: 'a', type: 'integer', bits: 32, unsigned: true }],
        {
          foreignKeys: [
            { name: 'c', columns: ['a'], references: { table: 'a', columns: ['a'] }, ...noAction },
          ],
        },
        ['{"a":3650695272}'],
      ),
    ],
  },
  {
    title: 'two indexes are called İ and i',
    pairs: [
      ['postgres', 'mysql'],
      ['sqlite', 'mariadb'],
    ],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'date' },
          { name: 'b', type: 'date' },
        ],
        {
          indexes: [
            { name: 'İ', columns: ['a'] },
            { name: 'i', columns: ['b'] },
          ],
        },
        [],
      ),
    ],
  },
  {
    title: 'decimals without a scale are in the order of their values',
    pairs: everywhere,
    tables: [
      table('a', [{ name: 'a', type: 'decimal' }], { primaryKey: ['a'] }, [
        '{"a":"-Infinity"}',
        `{"a":"-${'9'.repeat(70)}.5"}`,
        '{"a":"-1.5"}',
        `{"a":"0.${'0'.repeat(40)}1"}`,
        '{"a":"1.0"}',
        '{"a":"9"}',
        '{"a":"10"}',
        `{"a":"${'9'.repeat(65)}"}`,
        '{"a":"Infinity"}',
        '{"a":"NaN"}',
      ]),
      table(
        'b',
        [
          { name: 'a', type: 'decimal' },
          { name: 'b', type: 'boolean' },
        ],
        {},
        ['{"a":"1.00","b":false}', '{"a":"1.0","b":true}', '{"a":"1.00","b":true}', '{"a":"NaN","b":false}'],
      ),
    ],
  },
  {
    title: 'a reference is 0000-00-00',
    pairs: [...each('sqlite', 'mysql', 'mariadb'), ['sqlite', 'mysql']],
    tables: [
      table(
        'a',
        [{ name: 'a', type: 'date' }],
        {
          foreignKeys: [
            {
              name: 'c',
              columns: ['a'],
              references: { table: 'b', columns: ['a'] },
              onDelete: 'cascade',
              onUpdate: 'no action',
            },
          ],
        },
        ['{"a":"0000-00-00"}', '{"a":"1684-03-29"}'],
      ),
      table('b', [{ name: 'a', type: 'date' }], { primaryKey: ['a'] }, [
        '{"a":"0000-00-00"}',
        '{"a":"1684-03-29"}',
      ]),
    ],
  },
  {
    title: 'a key is as long as keys may be',
    pairs: [...each('mysql', 'mariadb'), ['postgres', 'mysql']],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'uuid' },
          { name: 'b', type: 'inet' },
          { name: 'c', type: 'binary' },
        ],
        {
          primaryKey: ['a', 'b'],
          uniques: [{ name: 'u', columns: ['c', 'a'] }],
        },
        ['{"a":"ae5bb337-e959-a008-61fb-027abb672440","b":"ff02::2/35","c":"838="}'],
      ),
    ],
  },
  {
    title: 'a document with duplicate keys and exact numbers goes by way of a text',
    pairs: [
      ['postgres', 'mysql'],
      ['mysql', 'postgres'],
      ['sqlite', 'mysql'],
    ],
    tables: [
      table('a', [{ name: 'a', type: 'json' }], {}, [
        '{"a":{"b":1e-7,"aa":{"$text":1e5},"aa":1.0,"1":12345678901234567890}}',
      ]),
    ],
  },
  {
    title: 'a foreign key refers to a table with a dot in its name',
    pairs: [...each('postgres'), ['postgres', 'mysql'], ['sqlite', 'postgres']],
    tables: [
      table('a.b', [{ name: 'a', type: 'date' }], { primaryKey: ['a'] }, ['{"a":"2026-01-05"}']),
      table(
        'b',
        [{ name: 'a', type: 'date' }],
        {
          foreignKeys: [
            {
              name: 'c',
              columns: ['a'],
              references: { table: 'a.b', columns: ['a'] },
              onDelete: 'cascade',
              onUpdate: 'no action',
            },
          ],
        },
        ['{"a":"2026-01-05"}'],
      ),
    ],
  },
  {
    title: 'foreign keys are called Ä and a',
    pairs: [
      ['sqlite', 'mysql'],
      ['postgres', 'mariadb'],
      ['mariadb', 'mysql'],
    ],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'date' },
          { name: 'b', type: 'date' },
          { name: 'c', type: 'date' },
        ],
        {
          primaryKey: ['a'],
          foreignKeys: [
            { name: 'Ä', columns: ['b'], references: { table: 'a', columns: ['a'] }, ...noAction },
            { name: 'a', columns: ['c'], references: { table: 'a', columns: ['a'] }, ...noAction },
          ],
        },
        ['{"a":"2026-01-05","b":"2026-01-05","c":"2026-01-05"}'],
      ),
    ],
  },
  {
    title: 'indexes are called Ä and a',
    pairs: [...each('mariadb'), ['mysql', 'mariadb']],
    tables: [
      table(
        'a',
        ['a', 'b', 'c'].map((name) => ({ name, type: 'date' as const })),
        {
          indexes: [
            { name: 'a', columns: ['a'] },
            { name: 'Ä', columns: ['b'] },
            { name: 'á', columns: ['c', 'b'] },
          ],
        },
        ['{"a":"2026-01-05","b":"2026-01-05","c":"2026-01-05"}'],
      ),
    ],
  },
  {
    title: 'members of a set have characters that JSON escapes',
    pairs: [...each('sqlite', 'mysql', 'mariadb'), ['sqlite', 'mariadb']],
    tables: [
      table('a', [{ name: 'a', type: 'set', values: ['a', 'a\0b', '\\', '\r\n', '"\\n'] }], {}, [
        '{"a":["\\"\\\\n"]}',
        '{"a":["\\\\","\\r\\n"]}',
        '{"a":["\\\\"]}',
        '{"a":["\\r\\n"]}',
        '{"a":["a","a\\u0000b"]}',
        '{"a":["a"]}',
        '{"a":["a\\u0000b"]}',
        '{"a":[]}',
      ]),
    ],
  },
  {
    title: 'arrays of numbers beyond 2^53 and of documents are in the order of their JSON',
    pairs: [...everywhere, ['postgres', 'sqlite'], ['sqlite', 'mysql'], ['postgres', 'mariadb']],
    tables: [
      table('a', [{ name: 'a', type: 'array', element: 'integer', bits: 64 }], {}, [
        '{"a":["9223372036854775807",null]}',
        '{"a":[-1]}',
        '{"a":[]}',
      ]),
      table('b', [{ name: 'a', type: 'array', element: 'json' }], {}, [
        '{"a":[[0]]}',
        '{"a":[[null]]}',
        '{"a":[[{}]]}',
        '{"a":[]}',
        '{"a":[{}]}',
      ]),
    ],
  },
  {
    title: 'documents and geometries alone tell records apart',
    pairs: [...everywhere, ['sqlite', 'postgres'], ['mysql', 'postgres'], ['mariadb', 'mysql']],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'geometry', nullable: true },
          { name: 'b', type: 'json', nullable: true },
          { name: 'c', type: 'integer', bits: 8 },
        ],
        {},
        [
          '{"a":"POINT(2 1)","b":null,"c":-1}',
          '{"a":null,"b":{"b":"a b"},"c":1}',
          '{"a":"LINESTRING(0 0,1 1)","b":null,"c":1}',
          '{"a":"POINT(1 2)","b":null,"c":1}',
          '{"a":"POINT(1 2)","b":"a","c":1}',
          '{"a":"POINT(1 2)","b":-1,"c":1}',
          '{"a":"POINT(1 2)","b":{"a":[]},"c":1}',
          '{"a":"POINT(1 2)","b":{"a":[]},"c":1}',
          '{"a":"SRID=4326;POINT(1 2)","b":null,"c":1}',
        ],
      ),
      table('b', [{ name: 'a', type: 'geometry' }], {}, [
        '{"a":"GEOMETRYCOLLECTION EMPTY"}',
        '{"a":"POINT(-1 0)"}',
        '{"a":"POINT(10 0)"}',
        '{"a":"POINT(2 0)"}',
      ]),
    ],
  },
  {
    title: 'SQLite reads a decimal of few digits as a neighbour of the nearest double',
    pairs: [...each('sqlite'), ['sqlite', 'postgres'], ['mysql', 'sqlite']],
    tables: [
      table('a', [{ name: 'a', type: 'float', bits: 32 }], {}, ['{"a":-1.7820636e-11}']),
      table(
        'b',
        [
          { name: 'a', type: 'float', bits: 64 },
          { name: 'b', type: 'decimal', precision: 12, scale: 6 },
        ],
        {},
        ['{"a":34.62622,"b":"34.626220"}'],
      ),
    ],
  },
  {
    title: '−0 comes before 0 where nothing else tells records apart',
    pairs: [...each('sqlite', 'postgres', 'mysql'), ['mysql', 'sqlite']],
    tables: [
      table(
        'a',
        [
          { name: 'a', type: 'float', bits: 64 },
          { name: 'b', type: 'json' },
        ],
        {},
        ['{"a":-0,"b":2}', '{"a":-0,"b":4}', '{"a":0,"b":1}', '{"a":0,"b":3}'],
      ),
    ],
  },
]

const made = new Map<string, Promise<PairOfDatabases>>()

/** The same ones each time: making them takes longer than what is done with them. */
function databasesOf(source: EngineName, target: EngineName): Promise<PairOfDatabases> {
  const name = `${source}-${target}`
  const known = made.get(name) ?? PairOfDatabases.make(source, target)
  made.set(name, known)
  return known
}

afterAll(async () => {
  for (const databases of made.values()) await (await databases).drop()
})

for (const { title, pairs, tables } of found) {
  describe(`records come back where ${title}`, () => {
    for (const [source, target] of pairs) {
      const isThere = engineNamed(source).available && engineNamed(target).available
      const test = isThere || process.env.CI === 'true' ? it : it.skip
      test(`${source} to ${target} and back`, async () =>
        roundTrip(await databasesOf(source, target), { tables }))
    }
  })
}
