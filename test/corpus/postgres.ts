import { type Corpus, type CorpusTable, valuesOf, wideTable } from './corpus-table.ts'

const texts = [
  "''",
  "' '",
  "'plain'",
  "' both ends '",
  String.raw`E'a\r\nb\tc\\'`,
  String.raw`'\N'`,
  String.raw`'\.'`,
  "'NULL'",
  "'null'",
  "'{}'",
  `'"quoted"'`,
  "'it''s'",
  "'ﬁ é 日本語 😀 👩‍👩‍👧'",
  String.raw`U&'\FEFF\200B\0301'`,
  String.raw`E'\u0001\u001f\u007f'`,
  "'AAEC'",
  "'0x00'",
  "'$json'",
  `'{"$text":"x"}'`,
]

const booleans = [valuesOf('t_boolean', 'boolean', ['true', 'false'])]

const numbers = [
  valuesOf('t_smallint', 'smallint', ['0', '1', '-1', '-32768', '32767']),
  valuesOf('t_integer', 'integer', ['0', '1', '-1', '-2147483648', '2147483647']),
  valuesOf('t_bigint', 'bigint', [
    '0',
    '-1',
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '-9007199254740993',
    '-9223372036854775808',
    '9223372036854775807',
  ]),
  valuesOf('t_oid', 'oid', ['0', '1', '4294967295']),
  valuesOf('t_numeric', 'numeric', [
    '0',
    '0.00',
    '1',
    '1.0',
    '1.50',
    '-0.1',
    '100',
    '12345678901234567890.12345678901234567890',
    '1e-30',
    '1e30',
  ]),
  valuesOf(
    't_numeric_long',
    'numeric',
    [
      "('1' || repeat('0', 400))::numeric",
      "('0.' || repeat('0', 400) || '1')::numeric",
      '1e131071',
      '1e-16383',
    ],
    'numeric of 131,072 digits',
  ),
  valuesOf(
    't_numeric_special',
    'numeric',
    ["'NaN'", "'Infinity'", "'-Infinity'", '1.5'],
    'numeric holding NaN and Infinity',
  ),
  valuesOf('t_numeric_10_2', 'numeric(10,2)', ['0', '0.10', '1.5', '-99999999.99', '99999999.99']),
  valuesOf('t_numeric_20_0', 'numeric(20,0)', ['0', '18446744073709551615', '-99999999999999999999']),
  valuesOf('t_numeric_65_30', 'numeric(65,30)', [
    '0',
    '1e-30',
    '-1e-30',
    '1.5',
    '12345678901234567890123456789012345.123456789012345678901234567890',
    '99999999999999999999999999999999999.999999999999999999999999999999',
  ]),
  valuesOf('t_numeric_100_50', 'numeric(100,50)', ['0', '1e-50', "repeat('9', 50)::numeric", '-1.5']),
  valuesOf('t_numeric_negative', 'numeric(3,-2)', ['0', '1200', '-99900']),
  valuesOf('t_numeric_small', 'numeric(3,5)', ['0', '0.00999', '-0.00001']),
  valuesOf('t_numeric_nan', 'numeric(10,2)', ["'NaN'", '1.5'], 'numeric(10,2) holding NaN'),
  valuesOf('t_real', 'real', [
    '0',
    '0.1',
    '16777216',
    '3.4028235e38',
    '-3.4028235e38',
    '1.17549435e-38',
    '1e-45',
    '123456.79',
  ]),
  valuesOf('t_real_special', 'real', ["'NaN'", "'Infinity'", "'-Infinity'"], 'real holding NaN and Infinity'),
  valuesOf('t_double', 'double precision', [
    '0',
    '0.1',
    '0.1234567890123456',
    '1e300',
    '1.7976931348623157e308',
    '-1.7976931348623157e308',
    '5e-324',
    '2.2250738585072014e-308',
    '9007199254740993',
    '1e21',
    '1e-7',
    '0.30000000000000004',
  ]),
  valuesOf(
    't_double_special',
    'double precision',
    ["'NaN'", "'Infinity'", "'-Infinity'"],
    'double precision holding NaN and Infinity',
  ),
  valuesOf('t_double_zero', 'double precision', ["'-0'", '0'], 'double precision holding -0'),
  valuesOf('t_real_zero', 'real', ["'-0'", '0'], 'real holding -0'),
  valuesOf('t_money', 'money', [
    "'0'",
    "'-1.23'",
    "'1234567.89'",
    "'92233720368547758.07'",
    "'-92233720368547758.08'",
  ]),
]

const strings = [
  valuesOf('t_text', 'text', texts),
  valuesOf('t_varchar', 'character varying', ["''", "' trailing '", "'😀'"]),
  valuesOf('t_varchar_20', 'character varying(20)', ["''", "' trailing '", "repeat('😀', 20)"]),
  valuesOf('t_varchar_long', 'character varying(100000)', ["''", "repeat('x', 100000)"]),
  valuesOf('t_char_1', 'character(1)', ["''", "'x'", "'é'"]),
  valuesOf('t_char_10', 'character(10)', ["''", "'x'", "' x'", "'0123456789'", "repeat('😀', 10)"]),
  valuesOf('t_char_300', 'character(300)', ["''", "'x'", "repeat('é', 300)"]),
  valuesOf('t_bpchar', 'bpchar', ["''", "'x'", "' x '"]),
  valuesOf('t_quoted_char', '"char"', ["''", "'x'", "'\"'", String.raw`'\377'`]),
  valuesOf('t_name', 'name', ["''", "'x'", "repeat('x', 63)"]),
  {
    ...valuesOf('t_citext', 'citext', ["'Case'", "'case'", "''"]),
    ddl: [
      'create extension if not exists citext',
      'create table t_citext (id integer not null primary key, v citext)',
    ],
  },
  {
    name: 't_collation',
    title: 'text collate "C"',
    ddl: ['create table t_collation (id integer not null primary key, v text collate "C")'],
    rows: ["insert into t_collation values (1, 'a'), (2, 'B'), (3, 'é')"],
  },
  {
    name: 't_long_cell',
    title: 'text of 5 MB',
    ddl: ['create table t_long_cell (id integer not null primary key, v text)'],
    rows: ["insert into t_long_cell values (1, repeat('0123456789', 500000)), (2, 'short')"],
  },
  valuesOf('t_bytea', 'bytea', [
    String.raw`'\x'`,
    String.raw`'\x00'`,
    String.raw`'\x0001fffe'`,
    String.raw`'\xc328'`,
    "convert_to('plain text', 'UTF8')",
    "convert_to('QUFFQw==', 'UTF8')",
    "convert_to(E'\\\\x41', 'UTF8')",
  ]),
]

const times = [
  valuesOf('t_date', 'date', [
    "'2026-01-05'",
    "'0001-01-01'",
    "'1582-10-10'",
    "'1969-12-31'",
    "'9999-12-31'",
    "'2024-02-29'",
  ]),
  valuesOf('t_date_infinity', 'date', ["'infinity'", "'-infinity'"], 'date holding infinity'),
  valuesOf('t_date_bc', 'date', ["'0044-03-15 BC'", "'4714-11-24 BC'"], 'date before the year 1'),
  valuesOf('t_date_far', 'date', ["'10000-01-01'", "'5874897-12-31'"], 'date after the year 9999'),
  valuesOf('t_time', 'time', ["'00:00:00'", "'10:00:00.123456'", "'23:59:59.999999'", "'02:30:00.1'"]),
  valuesOf('t_time_3', 'time(3)', ["'10:00:00'", "'10:00:00.123'"]),
  valuesOf('t_time_0', 'time(0)', ["'10:00:00'", "'23:59:59'"]),
  valuesOf('t_time_24', 'time', ["'24:00:00'"], 'time holding 24:00:00'),
  valuesOf('t_timetz', 'time with time zone', [
    "'10:00:00+00'",
    "'10:00:00.123456+05:30'",
    "'24:00:00-12'",
    "'00:00:00+15:59:59'",
  ]),
  valuesOf('t_timestamp', 'timestamp', [
    "'2026-01-05 10:00:00'",
    "'2026-01-05 10:00:00.123456'",
    "'2024-03-31 02:30:00'",
    "'2024-03-10 02:30:00'",
    "'1970-01-01 00:00:00'",
    "'1969-12-31 23:59:59.999999'",
    "'0001-01-01 00:00:00'",
    "'9999-12-31 23:59:59.999999'",
  ]),
  valuesOf('t_timestamp_3', 'timestamp(3)', ["'2026-01-05 10:00:00.123'", "'2026-01-05 10:00:00'"]),
  valuesOf('t_timestamp_0', 'timestamp(0)', ["'2026-01-05 10:00:00'"]),
  valuesOf('t_timestamp_infinity', 'timestamp', ["'infinity'", "'-infinity'"], 'timestamp holding infinity'),
  valuesOf(
    't_timestamp_bc',
    'timestamp',
    ["'0044-03-15 10:00:00.5 BC'", "'4714-11-24 00:00:00 BC'"],
    'timestamp before the year 1',
  ),
  valuesOf(
    't_timestamp_far',
    'timestamp',
    ["'10000-01-01 00:00:00'", "'294276-12-31 23:59:59.999999'"],
    'timestamp after the year 9999',
  ),
  valuesOf('t_timestamptz', 'timestamptz', [
    "'2026-01-05 10:00:00+00'",
    "'2026-01-05 10:00:00.123456+05:30'",
    "'2024-03-31 01:30:00+00'",
    "'2024-10-27 00:30:00+00'",
    "'0001-01-01 00:00:00+00'",
    "'2038-01-19 03:14:08+00'",
    "'9999-12-31 23:59:59.999999+00'",
  ]),
  valuesOf('t_timestamptz_2', 'timestamptz(2)', ["'2026-01-05 10:00:00.12+00'"]),
  valuesOf(
    't_timestamptz_infinity',
    'timestamptz',
    ["'infinity'", "'-infinity'"],
    'timestamptz holding infinity',
  ),
  valuesOf(
    't_timestamptz_bc',
    'timestamptz',
    ["'0044-03-15 10:00:00+00 BC'"],
    'timestamptz before the year 1',
  ),
  valuesOf('t_interval', 'interval', [
    "'0'",
    "'1 year 2 months 3 days 4 hours 5 minutes 6.789 seconds'",
    "'-1 year +2 months -3 days'",
    "'-00:00:00.000001'",
    "'1 month -1 day'",
    "'178000000 years'",
    "'400 days 100:00:00'",
  ]),
  valuesOf('t_interval_fields', 'interval day to second(3)', ["'1 day 02:03:04.567'", "'-1 day'"]),
  valuesOf('t_interval_months', 'interval year to month', ["'1 year 2 months'"]),
]

const jsonTexts = [
  "'null'",
  "'true'",
  "'0'",
  "'12345678901234567890'",
  "'1.0'",
  "'1e400'",
  "'-0'",
  "'0.1234567890123456789'",
  '\'""\'',
  String.raw`'"a\"b\\c\nd"'`,
  "'[]'",
  "'{}'",
  '\'[1,[2,[3,[]]],{"a":{"b":null}}]\'',
  '\'{"$json":1}\'',
  '\'{"$text":"x"}\'',
  '\'{"b":1,"a":2,"10":3,"9":4}\'',
]

const documents = [
  valuesOf('t_json', 'json', jsonTexts),
  valuesOf('t_json_duplicates', 'json', ['\'{"a":1,"a":2}\''], 'json with duplicate keys'),
  valuesOf('t_json_nul', 'json', [String.raw`'"a\u0000b"'`], String.raw`json with \u0000`),
  valuesOf(
    't_json_surrogate',
    'json',
    [String.raw`'"\ud83d"'`, String.raw`'["\udc00x"]'`],
    'json with a lone surrogate',
  ),
  valuesOf(
    't_json_escapes',
    'json',
    [String.raw`'"a\/b\u00e9\ud83d\ude00\u000a"'`],
    'json with escapes of its own',
  ),
  valuesOf(
    't_json_spaced',
    'json',
    [`'{ "a" : [ 1 , 2 ] }'`, `E'{\\n  "a": 1\\n}'`],
    'json with white space of its own',
  ),
  valuesOf(
    't_jsonb',
    'jsonb',
    jsonTexts.filter((text) => text !== "'1e400'"),
  ),
  valuesOf('t_jsonpath', 'jsonpath', [`'$.a[*] ? (@ > 1)'`, `'strict $'`]),
  valuesOf('t_xml', 'xml', ['\'<a b="c">d</a>\'', "'text &amp; more'", "''"]),
  {
    ...valuesOf('t_hstore', 'hstore', [`''`, `'a=>1, "b c"=>NULL'`, `'"q\\"x"=>"\\\\"'`]),
    ddl: [
      'create extension if not exists hstore',
      'create table t_hstore (id integer not null primary key, v hstore)',
    ],
  },
  {
    ...valuesOf('t_ltree', 'ltree', ["'Top.Science.Astronomy'", "''"]),
    ddl: [
      'create extension if not exists ltree',
      'create table t_ltree (id integer not null primary key, v ltree)',
    ],
  },
  {
    ...valuesOf('t_cube', 'cube', ["'(1,2,3)'", "'(0,0),(1.5,1)'"]),
    ddl: [
      'create extension if not exists cube',
      'create table t_cube (id integer not null primary key, v cube)',
    ],
  },
]

const others = [
  valuesOf('t_uuid', 'uuid', [
    "'00000000-0000-0000-0000-000000000000'",
    "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
  ]),
  {
    name: 't_enum',
    title: 'enum',
    ddl: [
      `create type mood as enum ('sad', 'ok', 'very happy', 'it''s', 'a,b', 'É', 'x ')`,
      'create table t_enum (id integer not null primary key, v mood)',
    ],
    rows: [
      `insert into t_enum values (1, 'sad'), (2, 'very happy'), (3, 'it''s'), (4, 'a,b'), (5, 'É'), (6, 'x '), (7, null)`,
    ],
  },
  {
    name: 't_enum_plain',
    title: 'enum of plain words',
    ddl: [
      `create type size_of as enum ('small', 'medium', 'large')`,
      `create table t_enum_plain (id integer not null primary key, v size_of not null default 'medium')`,
    ],
    rows: [`insert into t_enum_plain values (1, 'small'), (2, 'large')`],
  },
  {
    name: 't_domain',
    title: 'domain over text with a check',
    ddl: [
      `create domain word as text check (value ~ '^[a-z]*$')`,
      'create table t_domain (id integer not null primary key, v word)',
    ],
    rows: [`insert into t_domain values (1, 'abc'), (2, ''), (3, null)`],
  },
  {
    name: 't_domain_numeric',
    title: 'domain over numeric(8,3)',
    ddl: [
      'create domain measure as numeric(8,3) not null',
      'create table t_domain_numeric (id integer not null primary key, v measure)',
    ],
    rows: ['insert into t_domain_numeric values (1, 1.5), (2, -99999.999)'],
  },
  {
    name: 't_composite',
    title: 'composite type',
    ddl: [
      'create type place as (street text, number integer, at timestamp)',
      'create table t_composite (id integer not null primary key, v place, list place[])',
    ],
    rows: [
      `insert into t_composite values (1, row('Main "St", (x)', 5, '2026-01-05 10:00'), array[row('a', 1, null)::place]),
         (2, row(null, null, null), '{}'), (3, row('', 0, null), null), (4, null, null)`,
    ],
  },
  valuesOf('t_inet', 'inet', ["'192.168.0.1'", "'192.168.0.1/24'", "'::1'", "'2001:db8::/32'"]),
  valuesOf('t_cidr', 'cidr', ["'192.168.0.0/24'", "'2001:db8::/32'"]),
  valuesOf('t_macaddr', 'macaddr', ["'08:00:2b:01:02:03'"]),
  valuesOf('t_macaddr8', 'macaddr8', ["'08:00:2b:01:02:03:04:05'"]),
  valuesOf('t_bit_1', 'bit(1)', ["B'0'", "B'1'"]),
  valuesOf('t_bit_8', 'bit(8)', ["B'00000000'", "B'10101010'", "B'11111111'"]),
  valuesOf('t_bit_100', 'bit(100)', ["repeat('10', 50)::bit(100)"]),
  valuesOf('t_varbit', 'bit varying', ["B''", "B'0'", "B'101'", "repeat('10', 100)::varbit"]),
  valuesOf('t_varbit_5', 'bit varying(5)', ["B''", "B'10101'"]),
  valuesOf('t_pg_lsn', 'pg_lsn', ["'0/0'", "'16/B374D848'"]),
  valuesOf('t_xid8', 'xid8', ["'0'", "'18446744073709551615'"]),
  valuesOf('t_snapshot', 'pg_snapshot', ["'10:20:10,14,15'"]),
  valuesOf('t_tid', 'tid', ["'(0,1)'"]),
  valuesOf('t_regtype', 'regtype', ["'integer'", "'text'"]),
  valuesOf('t_tsvector', 'tsvector', [`'a fat cat'`, `'''it''''s'':1A,2 b:3'`, `''`]),
  valuesOf('t_tsquery', 'tsquery', [`'fat & (rat | !cat)'`, `'a:*B <-> c'`]),
]

const shapes = [
  valuesOf('t_point', 'point', ["'(1,2)'", "'(-0.1,1e300)'", "'(Infinity,NaN)'"]),
  valuesOf('t_line', 'line', ["'{1,-1,0}'"]),
  valuesOf('t_lseg', 'lseg', ["'[(0,0),(1,1)]'"]),
  valuesOf('t_box', 'box', ["'(1,1),(0,0)'"]),
  valuesOf('t_path', 'path', ["'[(0,0),(1,1)]'", "'((0,0),(1,1),(2,0))'"]),
  valuesOf('t_polygon', 'polygon', ["'((0,0),(1,1),(2,0))'"]),
  valuesOf('t_circle', 'circle', ["'<(1,2),3.5>'"]),
]

const ranges = [
  valuesOf('t_int4range', 'int4range', ["'[1,5)'", "'empty'", "'(,)'", "'[1,)'"]),
  valuesOf('t_int8range', 'int8range', ["'[-9223372036854775808,9223372036854775807)'"]),
  valuesOf('t_numrange', 'numrange', ["'[1.50,2.0]'", "'(,1e-20)'"]),
  valuesOf('t_tsrange', 'tsrange', [`'["2026-01-05 10:00:00","2026-01-06 00:00:00.5")'`]),
  valuesOf('t_tstzrange', 'tstzrange', [`'["2026-01-05 10:00:00+00",infinity)'`]),
  valuesOf('t_daterange', 'daterange', ["'[2026-01-05,2026-02-01)'", "'empty'"]),
  valuesOf('t_int4multirange', 'int4multirange', ["'{[1,5),[7,9)}'", "'{}'"]),
  valuesOf('t_datemultirange', 'datemultirange', ["'{[2026-01-05,2026-02-01)}'"]),
  {
    name: 't_own_range',
    title: 'range over float8, of the database itself',
    ddl: [
      'create type float_range as range (subtype = float8)',
      'create table t_own_range (id integer not null primary key, v float_range)',
    ],
    rows: [`insert into t_own_range values (1, '[0.1,1e300]'), (2, 'empty'), (3, null)`],
  },
]

const arrays = [
  valuesOf('t_int_array', 'integer[]', ["'{}'", "'{1,2,null}'", "'{{1,2},{3,4}}'", "'{{{1}},{{2}}}'"]),
  valuesOf(
    't_int_array_bounds',
    'integer[]',
    ["'[0:1]={1,2}'", "'[-1:0][2:3]={{1,2},{3,4}}'"],
    'integer[] with lower bounds of its own',
  ),
  valuesOf('t_text_array', 'text[]', [
    "'{}'",
    String.raw`array['', 'a,b', '{x}', '"q"', E'\\', 'NULL', null, ' ', E'a\nb', '😀']`,
    `array[array['a'], array[null]]`,
  ]),
  valuesOf('t_numeric_array', 'numeric(10,2)[]', ["'{1.5,-0.01,null}'"]),
  valuesOf('t_bigint_array', 'bigint[]', ["'{9223372036854775807,0}'"]),
  valuesOf('t_double_array', 'double precision[]', ["'{0.1,NaN,Infinity,-0,1e300}'"]),
  valuesOf('t_boolean_array', 'boolean[]', ["'{t,f,null}'"]),
  valuesOf('t_date_array', 'date[]', ["'{2026-01-05,infinity,0044-03-15 BC}'"]),
  valuesOf('t_timestamptz_array', 'timestamptz[]', [`'{"2026-01-05 10:00:00.123456+00",null}'`]),
  valuesOf('t_interval_array', 'interval[]', [`'{"1 year 2 days",00:00:01}'`]),
  valuesOf('t_uuid_array', 'uuid[]', ["'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'"]),
  valuesOf('t_bytea_array', 'bytea[]', [String.raw`array['\x00ff', '\x']::bytea[]`]),
  valuesOf('t_json_array', 'json[]', [`array['{"a":1.0}', 'null', '[1,2]']::json[]`]),
  valuesOf('t_jsonb_array', 'jsonb[]', [`array['{"a": 1.0}', 'null', '[1,2]']::jsonb[]`]),
  valuesOf('t_inet_array', 'inet[]', ["'{192.168.0.1/24,::1}'"]),
  valuesOf('t_box_array', 'box[]', ["'{(1,1),(0,0);(2,2),(1,1)}'"]),
  valuesOf('t_range_array', 'int4range[]', [`'{"[1,5)",empty,null}'`]),
  valuesOf('t_bit_array', 'bit(3)[]', ["'{101,000}'"]),
  {
    name: 't_enum_array',
    title: 'array of an enum',
    ddl: [
      `create type colour as enum ('red', 'light green', 'blue')`,
      'create table t_enum_array (id integer not null primary key, v colour[])',
    ],
    rows: [`insert into t_enum_array values (1, '{red,"light green"}'), (2, '{}'), (3, null)`],
  },
]

const keys: CorpusTable[] = [
  {
    name: 'k_serial',
    title: 'serial key, sequence above the highest',
    ddl: ['create table k_serial (id serial primary key, v text)'],
    rows: ["insert into k_serial (v) values ('a'), ('b')", "select setval('k_serial_id_seq', 1000)"],
  },
  {
    name: 'k_serial_below',
    title: 'serial key, sequence below the highest',
    ddl: ['create table k_serial_below (id serial primary key, v text)'],
    rows: [
      "insert into k_serial_below values (500, 'a'), (600, 'b')",
      "select setval('k_serial_below_id_seq', 3)",
    ],
  },
  {
    name: 'k_serial_unused',
    title: 'bigserial key, sequence never used, no rows',
    ddl: ['create table k_serial_unused (id bigserial primary key, v text)'],
    rows: [],
  },
  {
    name: 'k_identity',
    title: 'generated by default as identity',
    ddl: [
      'create table k_identity (id bigint generated by default as identity (start with 10 increment by 5) primary key, v text)',
    ],
    rows: ["insert into k_identity (v) values ('a'), ('b')", "insert into k_identity values (0, 'zero')"],
  },
  {
    name: 'k_always',
    title: 'generated always as identity',
    ddl: ['create table k_always (id integer generated always as identity primary key, v text)'],
    rows: [
      "insert into k_always (v) values ('a'), ('b')",
      "insert into k_always overriding system value values (-7, 'c')",
    ],
  },
  {
    name: 'k_identity_beside',
    title: 'identity beside the key',
    ddl: [
      'create table k_identity_beside (code text primary key, number integer generated by default as identity)',
    ],
    rows: ["insert into k_identity_beside (code) values ('b'), ('a')"],
  },
  {
    name: 'k_text',
    title: 'text key: case, accents, blanks',
    ddl: ['create table k_text (code text primary key, v integer)'],
    rows: [
      "insert into k_text values ('a', 1), ('A', 2), ('á', 3), ('a ', 4), ('', 5), (' ', 6), ('ß', 7), ('ss', 8), ('ﬁ', 9), ('😀', 10), ('Z', 11)",
    ],
  },
  {
    name: 'k_text_long',
    title: 'text key of 2,000 characters',
    ddl: ['create table k_text_long (code text primary key)'],
    rows: ["insert into k_text_long values (repeat('x', 2000)), ('short')"],
  },
  {
    name: 'k_varchar',
    title: 'character varying(50) key',
    ddl: ['create table k_varchar (code character varying(50) primary key, v integer)'],
    rows: ["insert into k_varchar values ('a', 1), ('A', 2), ('á', 3), ('10', 4), ('9', 5)"],
  },
  {
    name: 'k_uuid',
    title: 'uuid key',
    ddl: ['create table k_uuid (id uuid primary key, v integer)'],
    rows: [
      "insert into k_uuid values ('ffffffff-ffff-4fff-bfff-ffffffffffff', 1), ('00000000-0000-0000-0000-000000000000', 2), ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 3)",
    ],
  },
  {
    name: 'k_numeric',
    title: 'numeric key',
    ddl: ['create table k_numeric (id numeric primary key, v integer)'],
    rows: ['insert into k_numeric values (1.5, 1), (10, 2), (9, 3), (-1, 4), (1e-10, 5)'],
  },
  {
    name: 'k_double',
    title: 'double precision key',
    ddl: ['create table k_double (id double precision primary key, v integer)'],
    rows: ['insert into k_double values (1.5, 1), (10, 2), (9, 3), (-1e300, 4), (1e-10, 5)'],
  },
  {
    name: 'k_bytea',
    title: 'bytea key',
    ddl: ['create table k_bytea (id bytea primary key, v integer)'],
    rows: [String.raw`insert into k_bytea values ('\x', 1), ('\xff', 2), ('\x00', 3), ('\x0001', 4)`],
  },
  {
    name: 'k_boolean',
    title: 'key of boolean and date',
    ddl: ['create table k_boolean (a boolean, b date, primary key (a, b))'],
    rows: ["insert into k_boolean values (true, '2026-01-05'), (false, '2026-01-05'), (false, '0001-01-01')"],
  },
  {
    name: 'k_timestamptz',
    title: 'timestamptz key',
    ddl: ['create table k_timestamptz (at timestamptz primary key, v integer)'],
    rows: [
      "insert into k_timestamptz values ('2026-01-05 10:00:00.000001+00', 1), ('2026-01-05 10:00:00+00', 2), ('1969-12-31 23:59:59+00', 3)",
    ],
  },
  {
    name: 'k_composite',
    title: 'composite key, columns in another order',
    ddl: ['create table k_composite (a integer, b character varying(20), c integer, primary key (b, a))'],
    rows: ["insert into k_composite values (10, 'x', 1), (9, 'x', 2), (1, 'X', 3), (2, '', 4)"],
  },
  {
    name: 'k_none',
    title: 'no key, duplicate rows',
    ddl: ['create table k_none (a integer, b text, c double precision)'],
    rows: [
      "insert into k_none values (1, 'x', 0.1), (1, 'x', 0.1), (null, null, null), (null, null, null), (null, 'x', null), (0, '', 0)",
    ],
  },
  {
    name: 'k_none_json',
    title: 'no key, json and arrays',
    ddl: ['create table k_none_json (a integer, b json, c integer[])'],
    rows: [`insert into k_none_json values (1, '{"a":1}', '{1}'), (1, '{"a":1}', '{1}'), (1, null, null)`],
  },
  {
    name: 'k_unique_nulls',
    title: 'unique with several nulls',
    ddl: ['create table k_unique_nulls (id integer primary key, v character varying(20) unique)'],
    rows: ["insert into k_unique_nulls values (1, null), (2, null), (3, ''), (4, 'a')"],
  },
  {
    name: 'k_unique_not_distinct',
    title: 'unique nulls not distinct',
    ddl: ['create table k_unique_not_distinct (id integer primary key, v integer unique nulls not distinct)'],
    rows: ['insert into k_unique_not_distinct values (1, null), (2, 0)'],
  },
  {
    name: 'k_unique_case',
    title: 'unique text: case, accents, blanks',
    ddl: ['create table k_unique_case (id integer primary key, v character varying(20) unique)'],
    rows: ["insert into k_unique_case values (1, 'a'), (2, 'A'), (3, 'á'), (4, 'a '), (5, '')"],
  },
  {
    name: 'k_indexes',
    title: 'indexes: partial, on expressions, descending, of other methods',
    ddl: [
      'create table k_indexes (id integer primary key, v text, n integer[])',
      "create index k_indexes_partial on k_indexes (v) where v <> ''",
      'create unique index k_indexes_lower on k_indexes (lower(v))',
      'create index k_indexes_desc on k_indexes (v desc nulls last, id)',
      'create index k_indexes_gin on k_indexes using gin (n)',
      'create index k_indexes_covering on k_indexes (id) include (v)',
    ],
    rows: ["insert into k_indexes values (1, 'a', '{1}'), (2, '', '{}'), (3, null, null)"],
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
      'create table r_circle_a (id integer primary key, b_id integer not null)',
      'create table r_circle_b (id integer primary key, a_id integer not null references r_circle_a deferrable initially deferred)',
      'alter table r_circle_a add constraint circle foreign key (b_id) references r_circle_b deferrable initially deferred',
    ],
    rows: [
      'begin; insert into r_circle_a values (1, 2), (2, 1); insert into r_circle_b values (1, 2), (2, 1); commit',
    ],
  },
  {
    name: 'r_composite_child',
    parts: ['r_composite_parent'],
    title: 'composite reference',
    ddl: [
      'create table r_composite_parent (a integer, b character varying(10), primary key (a, b))',
      `create table r_composite_child (id integer primary key, pa integer, pb character varying(10),
         foreign key (pa, pb) references r_composite_parent on delete cascade on update set null)`,
    ],
    rows: [
      "insert into r_composite_parent values (1, 'x'), (1, 'y')",
      "insert into r_composite_child values (1, 1, 'y'), (2, null, 'x'), (3, null, null)",
    ],
  },
  {
    name: 'r_unique_child',
    parts: ['r_unique_parent'],
    title: 'reference to a unique column',
    ddl: [
      'create table r_unique_parent (id integer primary key, code character varying(10) not null unique)',
      'create table r_unique_child (id integer primary key, code character varying(10) references r_unique_parent (code))',
    ],
    rows: [
      "insert into r_unique_parent values (1, 'a'), (2, 'A')",
      "insert into r_unique_child values (1, 'A'), (2, null)",
    ],
  },
]

const computed: CorpusTable[] = [
  {
    name: 'c_stored',
    title: 'generated column, stored',
    ddl: [
      'create table c_stored (id integer primary key, a integer, twice integer generated always as (a * 2) stored, b text)',
    ],
    rows: ["insert into c_stored (id, a, b) values (1, 5, 'x'), (2, null, null)"],
  },
  {
    name: 'c_defaults',
    title: 'defaults that no import may use',
    ddl: [
      `create table c_defaults (id integer primary key, a integer default 7, b text default 'x', c timestamptz default now(),
         d uuid default gen_random_uuid(), e boolean not null default true)`,
    ],
    rows: ['insert into c_defaults values (1, null, null, null, null, false)'],
  },
  {
    name: 'c_trigger',
    title: 'trigger that rewrites rows',
    ddl: [
      'create table c_trigger (id integer primary key, v text, last_update timestamp)',
      `create function touch() returns trigger language plpgsql as $$ begin new.v := 'changed'; return new; end $$`,
      'create trigger touch before insert or update on c_trigger for each row execute function touch()',
    ],
    rows: [
      'alter table c_trigger disable trigger touch',
      "insert into c_trigger values (1, 'kept', '2020-01-01')",
      'alter table c_trigger enable trigger touch',
    ],
  },
]

const places: CorpusTable[] = [
  {
    name: 'p_partitioned',
    title: 'partitioned table',
    ddl: [
      'create table p_partitioned (id integer, at date, v text, primary key (id, at)) partition by range (at)',
      "create table p_partitioned_2025 partition of p_partitioned for values from ('2025-01-01') to ('2026-01-01')",
      'create table p_partitioned_rest partition of p_partitioned default',
    ],
    rows: ["insert into p_partitioned values (1, '2025-05-05', 'a'), (2, '2026-05-05', 'b')"],
  },
  {
    name: 'p_parent',
    parts: ['p_heir'],
    title: 'inherited table',
    ddl: [
      'create table p_parent (id integer primary key, v text)',
      'create table p_heir (extra text, primary key (id)) inherits (p_parent)',
    ],
    rows: ["insert into p_parent values (1, 'parent')", "insert into p_heir values (2, 'heir', 'more')"],
  },
  {
    name: 'p_empty',
    title: 'no rows',
    ddl: ['create table p_empty (id integer primary key, v text)'],
    rows: [],
  },
  {
    name: 'p_unlogged',
    title: 'unlogged table',
    ddl: ['create unlogged table p_unlogged (id integer primary key, v text)'],
    rows: ["insert into p_unlogged values (1, 'a')"],
  },
  {
    name: 'p_no_columns',
    title: 'no columns',
    ddl: ['create table p_no_columns ()'],
    rows: ['insert into p_no_columns default values', 'insert into p_no_columns default values'],
  },
  wideTable(3),
  {
    name: 'other.p_same',
    parts: ['p_same'],
    title: 'the same name in two schemas',
    ddl: [
      'create schema other',
      'create table p_same (id integer primary key, v text)',
      'create table other.p_same (id integer primary key, w integer references p_same)',
    ],
    rows: ["insert into p_same values (1, 'public')", 'insert into other.p_same values (1, 1), (2, null)'],
  },
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
      'create table "select" ("from" integer primary key, "order" text, "primary" text, "rowid" integer, "key" text)',
    ],
    rows: [`insert into "select" values (1, 'a', 'b', 3, 'c')`],
  },
  {
    name: 'n'.repeat(63),
    title: 'names of 63 bytes',
    ddl: [`create table ${'n'.repeat(63)} (id integer primary key, ${'c'.repeat(63)} text)`],
    rows: [`insert into ${'n'.repeat(63)} values (1, 'a')`],
  },
  {
    name: 'n_case_columns',
    title: 'columns that differ by case alone',
    ddl: ['create table n_case_columns (id integer primary key, v text, "V" text)'],
    rows: [`insert into n_case_columns values (1, 'lower', 'upper')`],
  },
  {
    name: 'N_CASE',
    parts: ['n_case'],
    title: 'tables that differ by case alone',
    ddl: [
      'create table "N_CASE" (id integer primary key, v text)',
      'create table n_case (id integer primary key, w text)',
    ],
    rows: [`insert into "N_CASE" values (1, 'upper')`, `insert into n_case values (1, 'lower')`],
  },
  {
    name: 'n_blank_end',
    title: 'column name with a blank at the end',
    ddl: ['create table n_blank_end (id integer primary key, "v " text)'],
    rows: [`insert into n_blank_end values (1, 'a')`],
  },
]

/** Every type of PostgreSQL and its usual extensions, with the values that break others. */
export const postgres: Corpus = {
  session: [],
  tables: [
    ...booleans,
    ...numbers,
    ...strings,
    ...times,
    ...documents,
    ...others,
    ...shapes,
    ...ranges,
    ...arrays,
    ...keys,
    ...references,
    ...computed,
    ...places,
    ...oddNames,
  ],
}
