import { describe, expect, it } from '@jest/globals'
import { cellsOf, execute, exportFile, importFile, temporaryFolder } from './sqlite-file.ts'

const file = temporaryFolder()
let count = 0

/** One column of a declared type, with cells given as SQL literals; gives their canonical JSON. */
async function canonical(declared: string, ...literals: string[]): Promise<string[]> {
  const filename = file(`${++count}.db`)
  const rows = literals.map((literal, index) => `(${index + 1}, ${literal})`)
  await execute(filename, [
    `CREATE TABLE t (id INTEGER PRIMARY KEY, c ${declared})`,
    `INSERT INTO t VALUES ${rows.join(', ')}`,
  ])
  const exported = await exportFile(filename)
  const again = file(`${count}-again.db`)
  await importFile(again, exported)
  expect((await exportFile(again)).lines).toEqual(exported.lines)
  expect(await cellsOf(again, 't')).toEqual(await cellsOf(filename, 't'))
  return exported.lines.t!.map((line) => line.slice(line.indexOf(',"c":') + 5, -1))
}

/** A declared type, a cell as an SQL literal, and its canonical JSON. */
const kinds = [
  ['int', '7', '7'],
  ['bigint', '9007199254740993', '"9007199254740993"'],
  ['json', `'{"a":[1]}'`, '{"a":[1]}'],
  ['blob', "x'00ff'", '"AP8="'],
  ['int', "'seven'", '{"$text":"seven"}'],
  ['text', "'it''s'", '"it\'s"'],
  ['boolean', '1', 'true'],
  ['double', '0.1', '0.1'],
  ['float(24)', '1.5', '1.5'],
  ['decimal(12,2)', '3.25', '"3.25"'],
  ['decimal(12,2)', '3.123', '"3.123"'],
  ['decimal', '2.5', '"2.5"'],
  ['uuid', "'0e2ba09b-59f0-4e43-9d0a-06fb7f1f2b7c'", '"0e2ba09b-59f0-4e43-9d0a-06fb7f1f2b7c"'],
  ['timestamp', "'2026-11-28 09:30:00'", '"2026-11-28T09:30:00"'],
  ['date', "'2026-11-28'", '"2026-11-28"'],
  ['time', "'09:30:00.5'", '"09:30:00.5"'],
] as const

describe('cells of a declared type, written canonically and taken back exactly', () => {
  it('gives integers as numbers, and as strings beyond 2^53-1', async () => {
    expect(
      await canonical(
        'bigint',
        '0',
        '-5',
        '9007199254740991',
        '9007199254740993',
        '-9223372036854775807 - 1',
        'NULL',
      ),
    ).toEqual(['0', '-5', '9007199254740991', '"9007199254740993"', '"-9223372036854775808"', 'null'])
  })

  it('gives blobs of any length as base64', async () => {
    const hex = [49_151, 49_152, 49_153, 49_154, 3_000_001].map((length) => 'a7'.repeat(length))
    const blobs = await canonical('blob', ...hex.map((digits) => `x'${digits}'`))
    expect(blobs).toEqual(hex.map((digits) => JSON.stringify(Buffer.from(digits, 'hex').toString('base64'))))
  })

  it.each([31, 32, 33, 65, 200])(
    'takes cells of every kind back into a table of %i columns',
    async (width) => {
      const columns = Array.from({ length: width }, (_, at) => kinds[at % kinds.length]!)
      const values = columns.map(([, literal]) => literal)
      const filename = file(`columns-${width}.db`)
      await execute(filename, [
        `CREATE TABLE t (${columns.map(([type], at) => `c${at} ${type}`)})`,
        `INSERT INTO t VALUES (${values}), (${values.map((value, at) => (at % 3 === 0 ? 'NULL' : value))})`,
      ])
      const exported = await exportFile(filename)
      const line = columns.map(([, , json], at) => `"c${at}":${json}`)
      expect(exported.lines.t).toContain(`{${line}}`)
      const again = file(`columns-${width}-again.db`)
      await importFile(again, exported)
      expect((await exportFile(again)).lines).toEqual(exported.lines)
      expect(await cellsOf(again, 't')).toEqual(await cellsOf(filename, 't'))
    },
  )

  describe.each(['UTF-8', 'UTF-16le', 'UTF-16be'])('in a database of %s', (encoding) => {
    // U+0005 and U+0006 tell cells apart on their way (lib/dialects/sqlite/marked-cell.ts).
    const marks = [
      '\x05',
      '\x05n',
      '\x05w1',
      '\x06',
      'a\x06b',
      'a\x05n',
      '\x06\x05n\x06',
      '\x05\x06',
      '\x07',
      '\0\x06',
    ]
    const letters = [...'nwfdsirtbx'].map((letter) => `a\x06\x05${letter}\x06\x05${letter}1e999`.repeat(12))
    const texts = [...marks, ...letters]
    const others = [
      '',
      ' ',
      '   ',
      'a',
      'n',
      '\u{10ffff}',
      '\u{10ffff}a',
      '\u0100',
      '\ufffd',
      'a'.repeat(200),
      `${'é'.repeat(300)}\x06`,
    ]

    it.each([
      'text',
      'text collate rtrim',
      'varchar(20) collate nocase',
      'uuid',
      'timestamp',
      'json_text',
      'integer',
      'blob',
    ])('keeps any text in a column of %s', async (declared) => {
      const filename = file(`${++count}.db`)
      const end = `,${kinds.map(([, , json], at) => `"c${at}":${json}`)}}`
      const rows = Array.from({ length: 3_000 }, (_, at) => {
        if (at % 100 === 7) return texts[Math.floor(at / 100) % texts.length]!
        return at < 40 ? [...texts, ...others][at % (texts.length + others.length)]! : `t ${at}`
      })
      await execute(filename, [
        `PRAGMA encoding = '${encoding}'`,
        `CREATE TABLE t (id INTEGER PRIMARY KEY, c ${declared}, ${kinds.map(([type], at) => `c${at} ${type}`)})`,
        `INSERT INTO t SELECT key + 1, value, ${kinds.map(([, literal]) => literal)} FROM json_each('${JSON.stringify(rows).replaceAll("'", "''")}')`,
      ])
      const exported = await exportFile(filename)
      const found = exported.lines.t!.map((line) => {
        const { c } = JSON.parse(line)
        expect(line.endsWith(end)).toBe(true)
        return typeof c === 'object' ? c.$text : c
      })
      expect(found).toEqual(rows)
      const again = file(`${count}-again.db`)
      await importFile(again, exported)
      expect((await exportFile(again)).lines).toEqual(exported.lines)
    })
  })

  it.each([
    ['json_text', '480'],
    ['json', '[1]'],
    ['text /* record-tasks:{"type":"set"} */', '["a"]'],
    ['text /* record-tasks:{"type":"decimal","precision":30,"scale":2} */', '12.50'],
    ['text /* record-tasks:{"type":"decimal"} */', 'NaN'],
    ['text /* record-tasks:{"type":"decimal"} */', '7'],
    ['bigint unsigned', '12345678901234567890u'],
  ])('keeps what comes after U+0000 in a column of %s', async (declared, start) => {
    const cells = [`'${start}' || char(0) || 'more'`, `'${start}' || char(0)`]
    expect(await canonical(declared, ...cells)).toEqual([
      `{"$text":"${JSON.stringify(start).slice(1, -1)}\\u0000more"}`,
      `{"$text":"${JSON.stringify(start).slice(1, -1)}\\u0000"}`,
    ])
  })

  it.each(['9', ' 9', '\t9', '9\n', '9\0more', '\n1.5e3\0'])(
    'refuses %j where it would become a number',
    async (text) => {
      const filename = file(`${++count}.db`)
      await execute(filename, [
        'CREATE TABLE t (id INTEGER PRIMARY KEY, c enum)',
        "INSERT INTO t VALUES (1, 'text')",
      ])
      const exported = await exportFile(filename)
      for (const cell of [JSON.stringify(text), JSON.stringify({ $text: text })]) {
        const lines = { t: [`{"id":1,"c":${cell}}`] }
        await expect(importFile(file(`${++count}.db`), { ...exported, lines })).rejects.toThrow(
          /become a number|stay a text/,
        )
      }
    },
  )

  it('gives decimals of any scale the digits of their doubles', async () => {
    expect(
      await canonical('decimal(30,18)', '-913623.31', '0.1', '5', '1e22', '-9795708237652529000.0'),
    ).toEqual([
      '"-913623.310000000000000000"',
      '"0.100000000000000000"',
      '"5.000000000000000000"',
      '"10000000000000000000000.000000000000000000"',
      '"-9795708237652530000.000000000000000000"',
    ])
  })

  it('tags what is no integer in an integer column', async () => {
    expect(await canonical('int', "'abc'", '1.5', "x'0001'", "''", '9e999', '1e300')).toEqual([
      '{"$text":"abc"}',
      '{"$real":1.5}',
      '{"$blob":"AAE="}',
      '{"$text":""}',
      '{"$real":"Infinity"}',
      '{"$real":1e+300}',
    ])
  })

  it('keeps a 2 in a boolean, and tags a text', async () => {
    expect(await canonical('boolean', '1', '0', '2', '-1', "'true'", 'NULL')).toEqual([
      'true',
      'false',
      '2',
      '-1',
      '{"$text":"true"}',
      'null',
    ])
  })

  it('reads tinyint(1) as boolean', async () => {
    expect(await canonical('tinyint(1)', '1', '0', '2')).toEqual(['true', 'false', '2'])
  })

  it('gives floats the shortest digits that read back the same', async () => {
    expect(
      await canonical(
        'real',
        '0.1',
        '1',
        '1e300',
        '0.1234567890123456',
        '1e21',
        '1e-7',
        '123456789012345680000',
        '-2.5',
        '9e999',
        '-9e999',
        '5e-324',
        '1.7976931348623157e308',
        '84144667.48369327',
        '257007381501890020.0',
      ),
    ).toEqual([
      '0.1',
      '1',
      '1e+300',
      '0.1234567890123456',
      '1e+21',
      '1e-7',
      '123456789012345680000',
      '-2.5',
      '"Infinity"',
      '"-Infinity"',
      '5e-324',
      '1.7976931348623157e+308',
      '84144667.48369327',
      '257007381501890020',
    ])
  })

  it('writes and reads random doubles bit for bit', async () => {
    const filename = file('doubles.db')
    const bits = new DataView(new ArrayBuffer(8))
    let seed = 12345
    const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0)
    const doubles: number[] = []
    while (doubles.length < 30_000) {
      bits.setUint32(0, next())
      bits.setUint32(4, next())
      const value = doubles.length % 2 ? bits.getFloat64(0) : next() / 2 ** 32 / 10 ** (next() % 12)
      if (Number.isFinite(value)) doubles.push(value)
    }
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c double)',
      ...Array.from({ length: 10 }, (_, part): [string, ...unknown[]] => {
        const values = doubles.slice(part * 3_000, (part + 1) * 3_000)
        return [`INSERT INTO t (c) VALUES ${values.map(() => '(?)').join(', ')}`, ...values]
      }),
    ])
    const exported = await exportFile(filename)
    expect(exported.lines.t!.map((line) => line.split('"c":')[1]!.slice(0, -1))).toEqual(doubles.map(String))
    await importFile(file('doubles-again.db'), exported)
    expect((await exportFile(file('doubles-again.db'))).lines.t).toEqual(exported.lines.t)
  })

  it('writes and reads decimals of few digits as the doubles that other programs make of them', async () => {
    const [filename, again] = [file('few-digits.db'), file('few-digits-again.db')]
    const texts = Array.from({ length: 30_000 }, (_, index) => {
      const digits = String((index * 7919 + 10_007) % 100_000_000).padStart(7, '0')
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`
    })
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c double, d decimal(12,6), s float, n decimal)',
      ...Array.from({ length: 10 }, (_, part): [string, ...unknown[]] => {
        const values = texts.slice(part * 3_000, (part + 1) * 3_000).map(Number)
        return [`INSERT INTO t (c) VALUES ${values.map(() => '(?)').join(', ')}`, ...values]
      }),
      'UPDATE t SET d = c, s = c / 1e9, n = c',
    ])
    const exported = await exportFile(filename)
    expect(exported.lines.t).toEqual(
      texts.map((text, index) =>
        JSON.stringify({
          id: index + 1,
          c: Number(text),
          d: text,
          s: Number(text) / 1e9,
          n: String(Number(text)),
        }),
      ),
    )
    await importFile(again, exported)
    expect((await exportFile(again)).lines.t).toEqual(exported.lines.t)
    expect(await cellsOf(again, 't')).toEqual(await cellsOf(filename, 't'))
  })

  it('gives decimals their declared scale, and other digits as stored', async () => {
    expect(
      await canonical(
        'decimal(10,2)',
        '1.5',
        '2',
        '0.045',
        '-0.1',
        '1e20',
        "'abc'",
        "'NaN'",
        '123456789.12',
        'NULL',
      ),
    ).toEqual([
      '"1.50"',
      '"2.00"',
      '"0.045"',
      '"-0.10"',
      '"100000000000000000000.00"',
      '{"$text":"abc"}',
      '"NaN"',
      '"123456789.12"',
      'null',
    ])
    expect(await canonical('numeric', '1.5', '2', '1e-7')).toEqual(['"1.5"', '"2"', '"0.0000001"'])
  })

  it('escapes text as JSON.stringify does', async () => {
    expect(
      await canonical(
        'text',
        "'a' || char(0) || 'b'",
        'char(8, 9, 10, 12, 13, 31, 1, 2, 127)',
        `'"\\/''é😀'`,
        "''",
        "' x '",
      ),
    ).toEqual([
      '"a\\u0000b"',
      '"\\b\\t\\n\\f\\r\\u001f\\u0001\\u0002\u007f"',
      `"\\"\\\\/'é😀"`,
      '""',
      '" x "',
    ])
  })

  it('carries text that is not UTF-8 by its bytes', async () => {
    expect(
      await canonical('varchar(9)', "'good'", "CAST(x'61ff' AS TEXT)", "CAST(x'eda080' AS TEXT)", "'é'"),
    ).toEqual(['"good"', '{"$invalid":"Yf8="}', '{"$invalid":"7aCA"}', '"é"'])
  })

  it('tells an empty blob from null and from text', async () => {
    expect(await canonical('blob', "x''", 'NULL', "x'000102ff'", "'AAE='", 'zeroblob(300)')).toEqual([
      '""',
      'null',
      '"AAEC/w=="',
      '{"$text":"AAE="}',
      `"${Buffer.alloc(300).toString('base64')}"`,
    ])
  })

  it('keeps any storage class in a column without a type', async () => {
    expect(await canonical('', "'5'", '5', '5.0', '-0.0', "x'35'", "''")).toEqual([
      '"5"',
      '{"$integer":5}',
      '{"$real":5}',
      '{"$real":-0}',
      '{"$blob":"NQ=="}',
      '""',
    ])
  })

  it('gives uuids as they are where they are lower case', async () => {
    expect(
      await canonical(
        'uuid',
        "'12345678-1234-4abc-8def-1234567890ab'",
        "'12345678-1234-4ABC-8DEF-1234567890AB'",
      ),
    ).toEqual(['"12345678-1234-4abc-8def-1234567890ab"', '{"$text":"12345678-1234-4ABC-8DEF-1234567890AB"}'])
  })
})

describe('JSON documents', () => {
  it('stand nested, number for number, with their duplicate keys', async () => {
    const filename = file('json.db')
    const documents = [
      `{"a": 12345678901234567890, "b": 1.0, "a": [true, null]}`,
      `"\\u00e9\\/\\u0000"`,
      `null`,
      ` {"$text": "x"}`,
      `{"\\u0024x":1}`,
      `[]`,
      `{}`,
      `1.50`,
      `"x"`,
    ]
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c json_text)',
      ...documents.map((document): [string, unknown] => ['INSERT INTO t (c) VALUES (?)', document]),
      'INSERT INTO t (c) VALUES (NULL)',
    ])
    const exported = await exportFile(filename)
    const cells = exported.lines.t!.map((line) => line.slice(line.indexOf(',"c":') + 5, -1))
    expect(cells).toEqual([
      '{"a":12345678901234567890,"b":1.0,"a":[true,null]}',
      '"é/\\u0000"',
      '{"$json":null}',
      '{"$json":{"$text":"x"}}',
      '{"$json":{"$x":1}}',
      '[]',
      '{}',
      '1.50',
      '"x"',
      'null',
    ])
    await importFile(file('json-again.db'), exported)
    expect((await exportFile(file('json-again.db'))).lines).toEqual(exported.lines)
  })

  it('that are no JSON are carried as text', async () => {
    expect(await canonical('json', "'{oops'", "''", "'[1,]'", "x'00'", '7', '\'"7"\'', '1.5')).toEqual([
      '{"$text":"{oops"}',
      '{"$text":""}',
      '{"$text":"[1,]"}',
      '{"$blob":"AA=="}',
      '7',
      '"7"',
      '1.5',
    ])
  })
})

describe('temporal text in the form of its framework', () => {
  it.each([
    [
      'SQLite',
      'datetime',
      ["'2026-01-05 10:00:00'", "'2026-01-05 10:00:00.5'"],
      ['"2026-01-05T10:00:00"', '"2026-01-05T10:00:00.5"'],
      undefined,
    ],
    [
      'Django',
      'datetime',
      ["'2026-01-05 10:00:00'", "'2026-01-05 10:00:00.120000'"],
      ['"2026-01-05T10:00:00"', '"2026-01-05T10:00:00.12"'],
      'YYYY-MM-DD HH:MM:SS[.ffffff]',
    ],
    [
      'Rails',
      'datetime(6)',
      ["'2026-01-05 10:00:00.000000'", "'2026-01-05 10:00:00.120000'"],
      ['"2026-01-05T10:00:00"', '"2026-01-05T10:00:00.12"'],
      'YYYY-MM-DD HH:MM:SS.ffffff',
    ],
    [
      'Sequelize',
      'datetime',
      ["'2026-01-05 10:00:00.000 +00:00'", "'2026-01-05 10:00:00.120 +00:00'"],
      ['"2026-01-05T10:00:00Z"', '"2026-01-05T10:00:00.12Z"'],
      'YYYY-MM-DD HH:MM:SS.fff +00:00',
    ],
    [
      'Prisma',
      'datetime',
      ["'2026-01-05T10:00:00.000+00:00'"],
      ['"2026-01-05T10:00:00Z"'],
      'YYYY-MM-DDTHH:MM:SS.fff+00:00',
    ],
    [
      'JavaScript',
      'timestamp',
      ["'2026-01-05T10:00:00.000Z'", "'2026-01-05T10:00:00.001Z'"],
      ['"2026-01-05T10:00:00Z"', '"2026-01-05T10:00:00.001Z"'],
      'YYYY-MM-DDTHH:MM:SS.fffZ',
    ],
    ['timestamptz', 'timestamptz', ["'2026-01-05 10:00:00Z'"], ['"2026-01-05T10:00:00Z"'], undefined],
    ['Laravel dates', 'date', ["'2026-01-05 00:00:00'"], ['"2026-01-05"'], 'YYYY-MM-DD 00:00:00'],
    ['dates', 'date', ["'2026-01-05'", "'0000-00-00'"], ['"2026-01-05"', '"0000-00-00"'], undefined],
    [
      'times',
      'time',
      ["'10:00:00'", "'10:00:00.5'", "'24:00:00'"],
      ['"10:00:00"', '"10:00:00.5"', '"24:00:00"'],
      undefined,
    ],
  ])('%s in %s', async (_, declared, literals, expected, form) => {
    expect(await canonical(declared, ...literals)).toEqual(expected)
    const { tables } = await exportFile(file(`${count}.db`))
    expect(tables[0]!.columns[1]!.form).toBe(form)
  })

  it('tags what is in another form', async () => {
    expect(
      await canonical(
        'datetime',
        "'2026-01-05 10:00:00'",
        "'2026-01-05 10:00:01'",
        "'2026-01-05T10:00:00'",
        "'2026-01-05'",
        '1767607200',
        '1767607200123',
        "''",
        "'2026-01-05 10:00:00.'",
        "'2026-01-05 10:00:00Z'",
        "'2026-01-05 10:00:00+02:00'",
        'NULL',
      ),
    ).toEqual([
      '"2026-01-05T10:00:00"',
      '"2026-01-05T10:00:01"',
      '{"$text":"2026-01-05T10:00:00"}',
      '{"$text":"2026-01-05"}',
      '{"$integer":1767607200}',
      '{"$integer":1767607200123}',
      '{"$text":""}',
      '{"$text":"2026-01-05 10:00:00."}',
      '{"$text":"2026-01-05 10:00:00Z"}',
      '{"$text":"2026-01-05 10:00:00+02:00"}',
      'null',
    ])
  })

  it('asks the whole column where the sample leaves open how zeros are written', async () => {
    const filename = file('undecided.db')
    await execute(filename, [
      'CREATE TABLE t (id INTEGER PRIMARY KEY, c datetime)',
      `INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
       SELECT i, '2026-01-05 10:00:00.' || CASE i WHEN 1500 THEN '000000' ELSE format('%06d', i) END FROM n`,
    ])
    const { tables, lines } = await exportFile(filename)
    expect(tables[0]!.columns[1]!.form).toBe('YYYY-MM-DD HH:MM:SS.ffffff')
    expect(lines.t![1499]).toBe('{"id":1500,"c":"2026-01-05T10:00:00"}')
    expect(lines.t!.filter((line) => line.includes('$'))).toEqual([])
  })

  it('keeps what no form can write: infinity, years before 1, years past 9999, long times', async () => {
    expect(
      await canonical(
        'timestamp',
        "'infinity'",
        "'-infinity'",
        "'0044-03-15T10:00:00 BC'",
        "'10000-01-01T00:00:00'",
      ),
    ).toEqual(['"infinity"', '"-infinity"', '"0044-03-15T10:00:00 BC"', '"10000-01-01T00:00:00"'])
    expect(await canonical('time', "'-838:59:59.999999'")).toEqual(['"-838:59:59.999999"'])
  })
})
