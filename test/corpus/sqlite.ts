import { type Corpus, type CorpusTable, valuesOf, wideTable } from './corpus-table.ts'

const texts = [
  "''",
  "' '",
  "'plain'",
  "' both ends '",
  "'a' || char(13, 10) || 'b' || char(9) || 'c\\'",
  String.raw`'\N'`,
  String.raw`'\.'`,
  "'NULL'",
  "'null'",
  "'{}'",
  `'"quoted"'`,
  "'it''s'",
  "'ﬁ é 日本語 😀 👩‍👩‍👧'",
  'char(65279, 8203, 769)',
  'char(1, 31, 127)',
  "'AAEC'",
  "'0x00'",
  "'$json'",
  `'{"$text":"x"}'`,
]

const blobs = [
  "x''",
  "x'00'",
  "x'0001fffe'",
  "x'c328'",
  "cast('plain text' as blob)",
  "cast('QUFFQw==' as blob)",
]

const numbers = [
  valuesOf('t_integer', 'integer', [
    '0',
    '1',
    '-1',
    '9223372036854775807',
    '-9223372036854775808',
    '9007199254740993',
  ]),
  valuesOf('t_int', 'int', ['0', '2147483648']),
  valuesOf('t_bigint', 'bigint', ['0', '9223372036854775807', '9007199254740993', '-9007199254740992']),
  valuesOf('t_unsigned', 'unsigned big int', ['0', '9223372036854775807']),
  valuesOf('t_tinyint', 'tinyint', ['0', '-128', '127', '255']),
  valuesOf('t_smallint', 'smallint', ['0', '-32768', '32767']),
  valuesOf('t_tinyint_1', 'tinyint(1)', ['0', '1']),
  valuesOf('t_tinyint_2', 'tinyint(1)', ['0', '1', '2', '-1'], 'tinyint(1) holding 2 and -1'),
  valuesOf('t_boolean', 'boolean', ['0', '1']),
  valuesOf(
    't_boolean_other',
    'boolean',
    ['2', "'true'", "'yes'", "''", '0.5', "x'01'"],
    'boolean holding 2, text and blob',
  ),
  valuesOf('t_real', 'real', [
    '0.0',
    '0.1',
    '1.0',
    '0.1234567890123456',
    '1e300',
    '1.7976931348623157e308',
    '-1.7976931348623157e308',
    '5e-324',
    '2.2250738585072014e-308',
    '9007199254740992.0',
    '0.30000000000000004',
    '1e21',
    '1e-7',
  ]),
  valuesOf('t_real_infinity', 'real', ['9e999', '-9e999', '1.5'], 'real holding Infinity'),
  valuesOf('t_real_zero', 'real', ['-0.0'], 'real holding -0.0'),
  valuesOf('t_double', 'double precision', ['0.1', '3', '1e300']),
  valuesOf('t_float', 'float', ['0.1', '16777216', '16777217', '3.4028235e38']),
  valuesOf('t_numeric', 'numeric', ['0', '1', '1.5', '0.1', '1e20', "'1.50'", '9223372036854775807']),
  valuesOf('t_numeric_10_2', 'numeric(10,2)', ['0', '0.1', '1.5', '-99999999.99', '99999999.99', '7']),
  valuesOf(
    't_numeric_more',
    'numeric(10,2)',
    ['1.005', '123456789012.5', '1e300', "'1.234567890123456789'"],
    'numeric(10,2) holding more digits',
  ),
  valuesOf('t_decimal_65_30', 'decimal(65,30)', ['1e-30', '1.5', '0.1'], 'decimal(65,30)'),
  valuesOf(
    't_decimal_text',
    'text',
    ["'12345678901234567890123456789012345.123456789012345678901234567890'"],
    'text holding a decimal',
  ),
]

const strings = [
  valuesOf('t_text', 'text', texts),
  valuesOf('t_varchar_20', 'varchar(20)', [
    "''",
    "' trailing '",
    "'12345678901234567890'",
    "'😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀'",
  ]),
  valuesOf(
    't_varchar_longer',
    'varchar(5)',
    ["'longer than five'", "'x'"],
    'varchar(5) holding more characters',
  ),
  valuesOf('t_char_10', 'char(10)', ["'x'", "'0123456789'"]),
  valuesOf('t_char_blanks', 'char(10)', ["'x  '", "' x'", "''"], 'char(10) with trailing blanks'),
  valuesOf('t_nchar', 'nchar(55)', ["'é'"]),
  valuesOf('t_clob', 'clob', ["'x'", "''"]),
  valuesOf('t_text_nul', 'text', ['char(0)', "'a' || char(0) || 'b'", 'char(0, 0)'], 'text with U+0000'),
  valuesOf(
    't_text_invalid',
    'text',
    ["cast(x'ff' as text)", "cast(x'61c328' as text)", "cast(x'61ff0062' as text)"],
    'text that is not UTF-8',
  ),
  valuesOf(
    't_text_surrogate',
    'text',
    ["cast(x'eda080' as text)", "cast(x'eda0bdedb880' as text)"],
    'text with lone surrogates',
  ),
  valuesOf('t_text_dynamic', 'text', ["x'00ff'", "'5'", "x''"], 'text holding a blob'),
  valuesOf('t_nocase', 'text collate nocase', ["'a'", "'A'"]),
  valuesOf('t_blob', 'blob', blobs),
  valuesOf('t_blob_other', 'blob', ["'text'", '5', '1.5', "''"], 'blob holding text and numbers'),
  valuesOf('t_varbinary', 'varbinary(20)', ["x'00'", "x''"]),
  {
    name: 't_long_cell',
    title: 'text of 5 MB',
    ddl: ['create table t_long_cell (id integer not null primary key, v text)'],
    rows: [
      "insert into t_long_cell values (1, replace(hex(zeroblob(250000)), '0', '0123456789')), (2, 'short')",
    ],
  },
]

const times = [
  valuesOf('t_date', 'date', [
    "'2026-01-05'",
    "'0001-01-01'",
    "'1969-12-31'",
    "'9999-12-31'",
    "'2024-02-29'",
  ]),
  valuesOf('t_date_zero', 'date', ["'0000-00-00'", "'2024-00-00'"], 'date holding 0000-00-00'),
  valuesOf('t_date_empty', 'date', ["''", "'2026-01-05'"], 'date holding an empty text'),
  valuesOf('t_date_bc', 'date', ["'-0043-03-15'", "'infinity'"], 'date holding -0043-03-15 and infinity'),
  valuesOf('t_date_words', 'date', ["'5 January 2026'", "'05/01/2026'"], 'date holding other notations'),
  valuesOf('t_datetime', 'datetime', [
    "'2026-01-05 10:00:00'",
    "'2024-03-31 02:30:00'",
    "'2024-03-10 02:30:00'",
    "'1969-12-31 23:59:59'",
    "'9999-12-31 23:59:59'",
  ]),
  valuesOf(
    't_datetime_6',
    'datetime',
    ["'2026-01-05 10:00:00.123456'", "'9999-12-31 23:59:59.999999'", "'2026-01-05 10:00:00.120000'"],
    'datetime with microseconds',
  ),
  valuesOf(
    't_datetime_t',
    'datetime',
    ["'2026-01-05T10:00:00.000Z'", "'2026-01-05T10:00:00.123Z'"],
    'datetime as ISO 8601 with Z',
  ),
  valuesOf(
    't_datetime_offset',
    'datetime',
    ["'2026-01-05 10:00:00+00:00'", "'2026-01-05 10:00:00.5+00:00'"],
    'datetime with an offset',
  ),
  valuesOf('t_datetime_seconds', 'datetime', ['1767607200', '0', '-1'], 'datetime as epoch seconds'),
  valuesOf(
    't_datetime_milliseconds',
    'datetime',
    ['1767607200123', '1767607200000'],
    'datetime as epoch milliseconds',
  ),
  valuesOf('t_datetime_julian', 'datetime', ['2461045.5', '2461045.916666667'], 'datetime as a Julian day'),
  valuesOf(
    't_datetime_mixed',
    'datetime',
    ["'2026-01-05 10:00:00'", "'2026-01-05T10:00:00Z'", '1767607200', "''", "'2026-01-05'"],
    'datetime in mixed forms',
  ),
  valuesOf(
    't_datetime_nanoseconds',
    'datetime',
    ["'2026-01-05 10:00:00.123456789'"],
    'datetime with nanoseconds',
  ),
  valuesOf('t_timestamp', 'timestamp', ["'2026-01-05 10:00:00'", "'2026-01-05 10:00:00.5'"]),
  valuesOf('t_timestamptz', 'timestamp with time zone', [
    "'2026-01-05 10:00:00+00:00'",
    "'2026-01-05 10:00:00.123456+00:00'",
  ]),
  valuesOf(
    't_timestamptz_offset',
    'timestamptz',
    ["'2026-01-05 10:00:00+05:30'", "'2026-01-05 10:00:00-08'"],
    'timestamptz with other offsets',
  ),
  valuesOf('t_time', 'time', ["'10:00:00'", "'10:00:00.123456'", "'23:59:59'", "'00:00:00'"]),
  valuesOf(
    't_time_long',
    'time',
    ["'24:00:00'", "'-838:59:59'", "'10:00'"],
    'time beyond a day, without seconds',
  ),
]

const documents = [
  valuesOf('t_json', 'json', [
    "'null'",
    "'true'",
    '\'""\'',
    String.raw`'"a\"b\\c\nd"'`,
    "'[]'",
    "'{}'",
    '\'[1,[2,[3,[]]],{"a":{"b":null}}]\'',
    '\'{"$json":1}\'',
    '\'{"b":1,"a":2,"10":3,"9":4}\'',
  ]),
  valuesOf(
    't_json_numbers',
    'json_text',
    ["'12345678901234567890'", "'1.0'", "'-0'", "'1e400'", "'0.1234567890123456789'", "'0'"],
    'json with numbers beyond a double',
  ),
  valuesOf(
    't_json_number_affinity',
    'json',
    ["'5'", "'1.50'", '5', '1.5'],
    'json holding numbers, NUMERIC affinity',
  ),
  valuesOf('t_json_duplicates', 'json', ['\'{"a":1,"a":2}\''], 'json with duplicate keys'),
  valuesOf('t_json_nul', 'json', [String.raw`'"a\u0000b"'`], String.raw`json with \u0000`),
  valuesOf('t_json_surrogate', 'json', [String.raw`'"\ud83d"'`], 'json with a lone surrogate'),
  valuesOf(
    't_json_escapes',
    'json',
    [String.raw`'"a\/b\u00e9\ud83d\ude00\u000a"'`],
    'json with escapes of its own',
  ),
  valuesOf(
    't_json_spaced',
    'json',
    [`'{"a": [1, 2]}'`, `'{"a": {"b": null}, "c": "x: y, z"}'`],
    'json as Python writes it',
  ),
  valuesOf(
    't_json_white',
    'json',
    [`'{ "a" : [ 1 , 2 ] }'`, `'{' || char(10) || '  "a": 1' || char(10) || '}'`],
    'json with white space of its own',
  ),
  valuesOf('t_json_not', 'json', ["'not json'", "''", "'{a:1}'", "x'00'"], 'json holding what is none'),
  valuesOf('t_jsonb', 'jsonb', [`jsonb('{"a":[1,2.50,null]}')`, `'{"a":1}'`], 'jsonb, blob'),
]

const others = [
  valuesOf('t_uuid', 'uuid', [
    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
    "'00000000-0000-0000-0000-000000000000'",
  ]),
  valuesOf(
    't_uuid_upper',
    'uuid',
    ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'not a uuid'", "x'a0eebc999c0b4ef8bb6d6bb9bd380a11'"],
    'uuid in capitals, none, blob',
  ),
  valuesOf('t_uuid_char_32', 'char(32)', ["'a0eebc999c0b4ef8bb6d6bb9bd380a11'"], 'char(32) holding a uuid'),
  valuesOf(
    't_none',
    '',
    ['0', '1.5', "'text'", "x'00ff'", '9e999', "cast(x'ff' as text)", "'1.0'"],
    'no declared type',
  ),
  valuesOf('t_odd_type', 'geography(1, 4326)', ["'POINT(1 2)'", '1', '1.5'], 'unknown declared type'),
  valuesOf(
    't_integer_dynamic',
    'integer',
    ["'abc'", '1.5', "x'00ff'", "''", '5', "'5x'", '1e300', 'char(0)'],
    'integer holding text, floats and blobs',
  ),
  valuesOf('t_real_dynamic', 'real', ["'abc'", "x'00'", "''", '1.5'], 'real holding text and a blob'),
  valuesOf(
    't_text_invalid_elsewhere',
    'integer',
    ["cast(x'ff' as text)", '1'],
    'integer holding a text that is not UTF-8',
  ),
]

const keys: CorpusTable[] = [
  {
    name: 'k_autoincrement',
    title: 'autoincrement, mark above the highest',
    ddl: ['create table k_autoincrement (id integer primary key autoincrement, v text)'],
    rows: [
      "insert into k_autoincrement values (1, 'a'), (1000, 'gone'), (0, 'zero'), (-5, 'minus')",
      'delete from k_autoincrement where id = 1000',
    ],
  },
  {
    name: 'k_autoincrement_below',
    title: 'autoincrement, mark below the highest',
    ddl: ['create table k_autoincrement_below (id integer primary key autoincrement, v text)'],
    rows: [
      "insert into k_autoincrement_below values (500, 'a')",
      "update sqlite_sequence set seq = 3 where name = 'k_autoincrement_below'",
    ],
  },
  {
    name: 'k_autoincrement_unused',
    title: 'autoincrement, never used',
    ddl: ['create table k_autoincrement_unused (id integer primary key autoincrement, v text)'],
    rows: [],
  },
  {
    name: 'k_autoincrement_full',
    title: 'autoincrement at its end',
    ddl: ['create table k_autoincrement_full (id integer primary key autoincrement, v text)'],
    rows: ["insert into k_autoincrement_full values (9223372036854775807, 'last')"],
  },
  {
    name: 'k_rowid',
    title: 'integer primary key',
    ddl: ['create table k_rowid (id integer primary key, v text)'],
    rows: [
      "insert into k_rowid values (0, 'zero'), (-9223372036854775808, 'least'), (9223372036854775807, 'most')",
    ],
  },
  {
    name: 'k_int',
    title: 'int primary key, no rowid alias',
    ddl: ['create table k_int (id int primary key, v text)'],
    rows: ["insert into k_int values (2, 'b'), (1, 'a')"],
  },
  {
    name: 'k_null',
    title: 'null in a text primary key',
    ddl: ['create table k_null (code text primary key, v text)'],
    rows: ["insert into k_null values (null, 'a'), (null, 'b'), ('x', 'c')"],
  },
  {
    name: 'k_text',
    title: 'text key: case, accents, blanks',
    ddl: ['create table k_text (code text primary key not null, v integer)'],
    rows: [
      "insert into k_text values ('a', 1), ('A', 2), ('á', 3), ('a ', 4), ('', 5), (' ', 6), ('ß', 7), ('ss', 8), ('ﬁ', 9), ('😀', 10), ('Z', 11)",
    ],
  },
  {
    name: 'k_text_long',
    title: 'text key of 5,000 characters',
    ddl: ['create table k_text_long (code text primary key not null)'],
    rows: ["insert into k_text_long values (replace(hex(zeroblob(1250)), '0', 'ab')), ('short')"],
  },
  {
    name: 'k_text_nul',
    title: 'text key with U+0000 and bytes that are not UTF-8',
    ddl: ['create table k_text_nul (code text primary key not null)'],
    rows: ["insert into k_text_nul values ('a' || char(0)), ('a'), (cast(x'ff' as text))"],
  },
  {
    name: 'k_mixed',
    title: 'key of several kinds of values',
    ddl: ['create table k_mixed (code primary key not null, v text)'],
    rows: ["insert into k_mixed values (1, 'integer'), ('1', 'text'), (x'31', 'blob'), (1.5, 'real')"],
  },
  {
    name: 'k_real',
    title: 'real key',
    ddl: ['create table k_real (id real primary key not null, v integer)'],
    rows: ['insert into k_real values (1.5, 1), (10, 2), (9, 3), (-1e300, 4), (1e-10, 5)'],
  },
  {
    name: 'k_blob',
    title: 'blob key',
    ddl: ['create table k_blob (id blob primary key not null, v integer)'],
    rows: ["insert into k_blob values (x'', 1), (x'ff', 2), (x'00', 3), (x'0001', 4)"],
  },
  {
    name: 'k_datetime',
    title: 'datetime key',
    ddl: ['create table k_datetime (at datetime primary key not null, v integer)'],
    rows: ["insert into k_datetime values ('2026-01-05 10:00:00.000001', 1), ('2026-01-05 10:00:00', 2)"],
  },
  {
    name: 'k_without_rowid',
    title: 'without rowid, composite key in another order',
    ddl: [
      'create table k_without_rowid (a integer, b varchar(20), c integer, primary key (b, a)) without rowid',
    ],
    rows: ["insert into k_without_rowid values (10, 'x', 1), (9, 'x', 2), (1, 'X', 3), (2, '', 4)"],
  },
  {
    name: 'k_strict',
    title: 'strict table',
    ddl: ['create table k_strict (id integer primary key, a int, b real, c text, d blob, e any) strict'],
    rows: [
      "insert into k_strict values (1, 5, 1.5, 'x', x'00', 'any'), (2, null, null, null, null, 7), (3, 0, 0, '', x'', 1.0)",
    ],
  },
  {
    name: 'k_none',
    title: 'no key, duplicate rows',
    ddl: ['create table k_none (a integer, b text, c double)'],
    rows: [
      "insert into k_none values (1, 'x', 0.1), (1, 'x', 0.1), (null, null, null), (null, null, null), (null, 'x', null), (0, '', 0)",
    ],
  },
  {
    name: 'k_unique_nulls',
    title: 'unique with several nulls',
    ddl: ['create table k_unique_nulls (id integer primary key, v varchar(20) unique)'],
    rows: ["insert into k_unique_nulls values (1, null), (2, null), (3, ''), (4, 'a')"],
  },
  {
    name: 'k_unique_case',
    title: 'unique text: case, accents, blanks',
    ddl: ['create table k_unique_case (id integer primary key, v varchar(20) unique)'],
    rows: ["insert into k_unique_case values (1, 'a'), (2, 'A'), (3, 'á'), (4, 'a '), (5, '')"],
  },
  {
    name: 'k_unique_long',
    title: 'unique text of 100,000 characters',
    ddl: ['create table k_unique_long (id integer primary key, v text unique)'],
    rows: ["insert into k_unique_long values (1, replace(hex(zeroblob(25000)), '0', 'ab')), (2, 'a')"],
  },
  {
    name: 'k_indexes',
    title: 'indexes: partial, on expressions, descending',
    ddl: [
      'create table k_indexes (id integer primary key, v text)',
      "create index k_indexes_partial on k_indexes (v) where v <> ''",
      'create unique index k_indexes_lower on k_indexes (lower(v))',
      'create index k_indexes_desc on k_indexes (v desc, id)',
    ],
    rows: ["insert into k_indexes values (1, 'a'), (2, ''), (3, null)"],
  },
]

const references: CorpusTable[] = [
  {
    name: 'r_self',
    title: 'self-reference, not null',
    ddl: ['create table r_self (id integer primary key, parent_id integer not null references r_self)'],
    rows: ['insert into r_self values (1, 3), (2, 2), (3, 1)'],
  },
  {
    name: 'r_circle_a',
    parts: ['r_circle_b'],
    title: 'circular references, not null',
    ddl: [
      'create table r_circle_a (id integer primary key, b_id integer not null references r_circle_b)',
      'create table r_circle_b (id integer primary key, a_id integer not null references r_circle_a)',
    ],
    rows: ['insert into r_circle_a values (1, 2), (2, 1)', 'insert into r_circle_b values (1, 2), (2, 1)'],
  },
  {
    name: 'r_composite_child',
    parts: ['r_composite_parent'],
    title: 'composite reference',
    ddl: [
      'create table r_composite_parent (a integer, b varchar(10), primary key (a, b))',
      `create table r_composite_child (id integer primary key, pa integer, pb varchar(10),
         foreign key (pa, pb) references r_composite_parent on delete cascade on update set null)`,
    ],
    rows: [
      "insert into r_composite_parent values (1, 'x'), (1, 'y')",
      "insert into r_composite_child values (1, 1, 'y'), (2, null, 'x'), (3, null, null)",
    ],
  },
]

/** Which no import accepts, not even into the same engine. */
const orphan: CorpusTable = {
  name: 'r_orphan_child',
  parts: ['r_orphan_parent'],
  title: 'orphans',
  ddl: [
    'create table r_orphan_parent (id integer primary key)',
    'create table r_orphan_child (id integer primary key, parent_id integer references r_orphan_parent)',
  ],
  rows: ['insert into r_orphan_parent values (1)', 'insert into r_orphan_child values (1, 1), (2, 99)'],
}

const computed: CorpusTable[] = [
  {
    name: 'c_computed',
    title: 'generated columns, stored and virtual',
    ddl: [
      `create table c_computed (id integer primary key, a integer, twice integer generated always as (a * 2) stored,
         thrice integer generated always as (a * 3) virtual, b text)`,
    ],
    rows: ["insert into c_computed (id, a, b) values (1, 5, 'x'), (2, null, null)"],
  },
  {
    name: 'c_defaults',
    title: 'defaults that no import may use',
    ddl: [
      `create table c_defaults (id integer primary key, a integer default 7, b text default 'x',
         c datetime default current_timestamp, d text default (hex(randomblob(4))), e boolean not null default 1)`,
    ],
    rows: ['insert into c_defaults values (1, null, null, null, null, 0)'],
  },
  {
    name: 'c_trigger',
    title: 'trigger that rewrites rows',
    ddl: ['create table c_trigger (id integer primary key, v text, last_update datetime)'],
    rows: [
      "insert into c_trigger values (1, 'kept', '2020-01-01 00:00:00')",
      "create trigger c_touch after insert on c_trigger begin update c_trigger set v = 'changed' where id = new.id; end",
    ],
  },
]

const places: CorpusTable[] = [
  {
    name: 'p_empty',
    title: 'no rows',
    ddl: ['create table p_empty (id integer primary key, v text)'],
    rows: [],
  },
  wideTable(3),
]

const oddNames: CorpusTable[] = [
  {
    name: 'Mixed Case "quoted" a.b it\'s',
    title: 'names with blanks, quotes, dots, capitals',
    ddl: [
      `create table "Mixed Case ""quoted"" a.b it's" ("Id" integer primary key, "a.b" text, "it's ""x""" text, "$text" text, "back\\slash" text, "é" text)`,
    ],
    rows: [`insert into "Mixed Case ""quoted"" a.b it's" values (1, 'a', 'b', 'c', 'd', 'e')`],
  },
  {
    name: 'n_tab',
    title: 'column name with a tab',
    ddl: ['create table n_tab (id integer primary key, "tab\t" text)'],
    rows: ["insert into n_tab values (1, 'a')"],
  },
  {
    name: 'n_emoji',
    title: 'column name with a character beyond U+FFFF',
    ddl: ['create table n_emoji (id integer primary key, "é😀" text)'],
    rows: ["insert into n_emoji values (1, 'a')"],
  },
  {
    name: 'select',
    title: 'reserved words',
    ddl: [
      'create table "select" ("from" integer primary key, "order" text, "primary" text, "oid" integer, "key" text)',
    ],
    rows: [`insert into "select" values (1, 'a', 'b', 3, 'c')`],
  },
  {
    name: 'n_rowid',
    title: 'column called rowid',
    ddl: ['create table n_rowid (rowid text, _rowid_ text, oid text)'],
    rows: ["insert into n_rowid values ('b', 'x', 'y'), ('a', 'x', 'y')"],
  },
  {
    name: 'n'.repeat(64),
    title: 'names of 64 characters',
    ddl: [`create table ${'n'.repeat(64)} (id integer primary key, v text)`],
    rows: [`insert into ${'n'.repeat(64)} values (1, 'a')`],
  },
  {
    name: `${'m'.repeat(63)}a`,
    parts: [`${'m'.repeat(63)}b`],
    title: 'two names equal in their first 63 bytes',
    ddl: ['a', 'b'].map((end) => `create table ${'m'.repeat(63)}${end} (id integer primary key, v text)`),
    rows: ['a', 'b'].map((end) => `insert into ${'m'.repeat(63)}${end} values (1, '${end}')`),
  },
  {
    name: 'o'.repeat(100),
    title: 'names of 100 characters',
    ddl: [`create table ${'o'.repeat(100)} (id integer primary key, v text)`],
    rows: [`insert into ${'o'.repeat(100)} values (1, 'a')`],
  },
  {
    name: 'n_column_100',
    title: 'column name of 100 characters',
    ddl: [`create table n_column_100 (id integer primary key, ${'c'.repeat(100)} text)`],
    rows: ["insert into n_column_100 values (1, 'a')"],
  },
]

/** What SQLite's declared types are in use for, and what it lets into them. */
export const sqlite: Corpus = {
  session: [],
  tables: [
    ...numbers,
    ...strings,
    ...times,
    ...documents,
    ...others,
    ...keys,
    ...references,
    orphan,
    ...computed,
    ...places,
    ...oddNames,
  ],
}
