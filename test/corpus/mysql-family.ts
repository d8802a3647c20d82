import { type CorpusTable, valuesOf, wideTable } from './corpus-table.ts'

/*
 * What MySQL and MariaDB have in common.
 */

const texts = [
  "''",
  "' '",
  "'plain'",
  "' both ends '",
  String.raw`'a\r\nb\tc\\'`,
  String.raw`'\\N'`,
  String.raw`'\\.'`,
  "'NULL'",
  "'null'",
  "'{}'",
  `'"quoted"'`,
  "'it''s'",
  "'ﬁ é 日本語 😀 👩‍👩‍👧'",
  'convert(0xEFBBBFE2808BCC81 using utf8mb4)',
  'convert(0x011F7F using utf8mb4)',
  "'AAEC'",
  "'0x00'",
  "'$json'",
  `'{"$text":"x"}'`,
]

const blobs = ["''", "x'00'", "x'0001fffe'", "x'c328'", "'plain text'", "'QUFFQw=='", String.raw`'\\x41'`]

const numbers = [
  valuesOf('t_boolean', 'tinyint(1)', ['0', '1']),
  valuesOf('t_tinyint_1', 'tinyint(1)', ['0', '1', '2', '-1', '127', '-128'], 'tinyint(1) holding 2 and -1'),
  valuesOf('t_tinyint', 'tinyint', ['0', '-128', '127']),
  valuesOf('t_tinyint_unsigned', 'tinyint unsigned', ['0', '255']),
  valuesOf('t_smallint', 'smallint', ['0', '-32768', '32767']),
  valuesOf('t_smallint_unsigned', 'smallint unsigned', ['0', '65535']),
  valuesOf('t_mediumint', 'mediumint', ['0', '-8388608', '8388607']),
  valuesOf('t_mediumint_unsigned', 'mediumint unsigned', ['0', '16777215']),
  valuesOf('t_int', 'int', ['0', '-2147483648', '2147483647']),
  valuesOf('t_int_unsigned', 'int unsigned', ['0', '4294967295']),
  valuesOf('t_int_zerofill', 'int(8) zerofill', ['0', '42', '4294967295']),
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
  valuesOf('t_bigint_unsigned', 'bigint unsigned', [
    '0',
    '9007199254740993',
    '9223372036854775808',
    '18446744073709551615',
  ]),
  valuesOf('t_decimal_10_2', 'decimal(10,2)', ['0', '0.10', '1.5', '-99999999.99', '99999999.99']),
  valuesOf('t_decimal', 'decimal(10,0)', ['0', '-9999999999']),
  valuesOf('t_decimal_unsigned', 'decimal(10,2) unsigned', ['0', '99999999.99']),
  valuesOf('t_decimal_65_30', 'decimal(65,30)', [
    '0',
    '0.000000000000000000000000000001',
    '-0.000000000000000000000000000001',
    '1.5',
    '12345678901234567890123456789012345.123456789012345678901234567890',
    '99999999999999999999999999999999999.999999999999999999999999999999',
  ]),
  valuesOf('t_decimal_65_0', 'decimal(65,0)', ["repeat('9', 65)", '-1']),
  valuesOf('t_float', 'float', [
    '0',
    '0.1',
    '16777216',
    '3.4028234e38',
    '-3.4028234e38',
    '1.17549435e-38',
    '123456.79',
  ]),
  valuesOf('t_double', 'double', [
    '0',
    '0.1',
    '0.1234567890123456',
    '1e300',
    '1.7976931348623157e308',
    '-1.7976931348623157e308',
    '2.2250738585072014e-308',
    '9007199254740993',
    '1e21',
    '1e-7',
    '0.30000000000000004',
  ]),
  valuesOf('t_double_zero', 'double', ['-0e0', '0e0'], 'double holding -0'),
  valuesOf('t_double_10_2', 'double(10,2)', ['1.5', '-99999999.99']),
  valuesOf('t_bit_1', 'bit(1)', ["b'0'", "b'1'"]),
  valuesOf('t_bit_8', 'bit(8)', ["b'0'", "b'10101010'", "b'11111111'"]),
  valuesOf('t_bit_64', 'bit(64)', ["b'0'", "b'1'", '18446744073709551615']),
]

const strings = [
  valuesOf('t_char_10', 'char(10)', ["''", "'x'", "' x'", "'0123456789'", "repeat('😀', 10)"]),
  valuesOf('t_char_1', 'char(1)', ["''", "'x'", "'é'"]),
  valuesOf('t_char_255', 'char(255)', ["''", "repeat('é', 255)"]),
  valuesOf('t_varchar_20', 'varchar(20)', ["''", "' trailing '", "repeat('😀', 20)"]),
  valuesOf('t_varchar_long', 'varchar(16000)', ["''", "repeat('x', 16000)"]),
  valuesOf('t_tinytext', 'tinytext', ["''", "repeat('x', 255)"]),
  valuesOf('t_text', 'text', texts),
  valuesOf('t_text_full', 'text', ["repeat('x', 65535)"], 'text of 65,535 bytes'),
  valuesOf('t_mediumtext', 'mediumtext', ["''", "repeat('é', 40000)"]),
  valuesOf('t_longtext', 'longtext', ["''", "repeat('é', 40000)"]),
  valuesOf(
    't_text_nul',
    'text',
    ['char(0 using utf8mb4)', "concat('a', char(0 using utf8mb4), 'b')"],
    'text with U+0000',
  ),
  valuesOf('t_utf8mb3', 'varchar(20) character set utf8mb3', ["'é日本語'", "''"]),
  valuesOf('t_latin1', 'varchar(20) character set latin1', ["'éüß€'", "' x '"]),
  valuesOf('t_ascii_bin', 'char(36) character set ascii collate ascii_bin', [
    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
    "'x'",
  ]),
  valuesOf('t_ucs2', 'varchar(20) character set utf16', ["'é😀'"]),
  valuesOf('t_utf8mb4_bin', 'varchar(20) collate utf8mb4_bin', ["'a'", "'A'", "'a '"]),
  {
    name: 't_long_cell',
    title: 'longtext of 5 MB',
    ddl: ['create table t_long_cell (id integer not null primary key, v longtext)'],
    rows: ["insert into t_long_cell values (1, repeat('0123456789', 500000)), (2, 'short')"],
  },
  valuesOf('t_binary_4', 'binary(4)', ["''", "x'00'", "x'00010203'", "'ab  '"]),
  valuesOf('t_binary_16', 'binary(16)', ["x'a0eebc999c0b4ef8bb6d6bb9bd380a11'"]),
  valuesOf('t_varbinary_20', 'varbinary(20)', [...blobs, "'ab  '", "x'616200'"]),
  valuesOf('t_tinyblob', 'tinyblob', ["repeat('x', 255)", "''"]),
  valuesOf('t_blob', 'blob', blobs),
  valuesOf('t_mediumblob', 'mediumblob', blobs),
  valuesOf('t_longblob', 'longblob', [...blobs, "repeat(x'00ff', 50000)"]),
  valuesOf(
    't_enum',
    "enum('small','very large','it''s','a,b','É','')",
    ["'small'", "'very large'", "'it''s'", "'a,b'", "'É'", "''"],
    'enum',
  ),
  valuesOf('t_enum_plain', "enum('small','medium','large')", ["'small'", "'large'"], 'enum of plain words'),
  valuesOf('t_set', "set('a','b c','it''s','É')", ["''", "'a'", "'a,it''s'", "'b c,É,a'"], 'set'),
  valuesOf(
    't_set_64',
    `set(${Array.from({ length: 64 }, (_, i) => `'m${i}'`).join(',')})`,
    ['18446744073709551615', '1', '9223372036854775808'],
    'set of 64 members',
  ),
]

const times = [
  valuesOf('t_date', 'date', [
    "'2026-01-05'",
    "'1000-01-01'",
    "'1969-12-31'",
    "'9999-12-31'",
    "'2024-02-29'",
  ]),
  valuesOf('t_date_early', 'date', ["'0001-01-01'", "'0999-12-31'"], 'date before the year 1000'),
  valuesOf('t_date_zero', 'date', ["'0000-00-00'"], 'date holding 0000-00-00'),
  valuesOf(
    't_date_partial',
    'date',
    ["'2024-00-00'", "'2024-05-00'", "'0000-01-01'"],
    'date holding 2024-00-00',
  ),
  valuesOf('t_date_invalid', 'date', ["'2023-02-31'"], 'date holding 2023-02-31'),
  valuesOf('t_time', 'time', ["'00:00:00'", "'10:00:00'", "'23:59:59'", "'02:30:00'"]),
  valuesOf('t_time_6', 'time(6)', ["'10:00:00.123456'", "'23:59:59.999999'"]),
  valuesOf(
    't_time_long',
    'time',
    ["'-838:59:59'", "'838:59:59'", "'-00:00:01'", "'24:00:00'", "'100:00:00'"],
    'time beyond a day or negative',
  ),
  valuesOf(
    't_time_long_6',
    'time(6)',
    ["'-838:59:58.999999'", "'838:59:58.999999'", "'-00:00:00.000001'"],
    'time(6) beyond a day or negative',
  ),
  valuesOf('t_datetime', 'datetime', [
    "'2026-01-05 10:00:00'",
    "'2024-03-31 02:30:00'",
    "'2024-03-10 02:30:00'",
    "'1000-01-01 00:00:00'",
    "'1969-12-31 23:59:59'",
    "'9999-12-31 23:59:59'",
  ]),
  valuesOf('t_datetime_6', 'datetime(6)', [
    "'2026-01-05 10:00:00.123456'",
    "'2026-01-05 10:00:00'",
    "'9999-12-31 23:59:59.999999'",
    "'0001-01-01 00:00:00.000001'",
  ]),
  valuesOf('t_datetime_3', 'datetime(3)', ["'2026-01-05 10:00:00.120'"]),
  valuesOf('t_datetime_zero', 'datetime', ["'0000-00-00 00:00:00'"], 'datetime holding 0000-00-00'),
  valuesOf('t_datetime_partial', 'datetime', ["'2024-00-00 10:00:00'"], 'datetime holding 2024-00-00'),
  valuesOf('t_timestamp', 'timestamp null', [
    "'2026-01-05 10:00:00'",
    "'1970-01-01 00:00:01'",
    "'2038-01-19 03:14:07'",
    "'2024-03-31 02:30:00'",
  ]),
  valuesOf('t_timestamp_6', 'timestamp(6) null', ["'2026-01-05 10:00:00.123456'"]),
  valuesOf('t_timestamp_zero', 'timestamp null', ["'0000-00-00 00:00:00'"], 'timestamp holding 0000-00-00'),
  valuesOf('t_year', 'year', ["'1901'", "'2155'", "'2026'"]),
  valuesOf('t_year_zero', 'year', ["'0000'"], 'year holding 0000'),
]

/** Of JSON that both store as it came. */
const plainJson = [
  "'null'",
  "'true'",
  "'0'",
  '\'""\'',
  String.raw`'"a\\"b\\\\c\\nd"'`,
  "'[]'",
  "'{}'",
  '\'[1,[2,[3,[]]],{"a":{"b":null}}]\'',
  '\'{"$json":1}\'',
  '\'{"$text":"x"}\'',
  '\'{"b":1,"a":2,"10":3,"9":4}\'',
]

const documents = [
  valuesOf('t_json', 'json', plainJson),
  valuesOf(
    't_json_numbers',
    'json',
    [
      "'12345678901234567890'",
      "'1.0'",
      "'-0'",
      "'1e20'",
      "'0.1234567890123456789'",
      "'18446744073709551615'",
    ],
    'json with numbers beyond a double',
  ),
  valuesOf('t_json_duplicates', 'json', ['\'{"a":1,"a":2}\''], 'json with duplicate keys'),
  valuesOf('t_json_nul', 'json', [String.raw`'"a\\u0000b"'`], String.raw`json with \u0000`),
  valuesOf(
    't_json_escapes',
    'json',
    [String.raw`'"a\\/b\\u00e9\\ud83d\\ude00\\u000a"'`],
    'json with escapes of its own',
  ),
  valuesOf(
    't_json_spaced',
    'json',
    [`'{ "a" : [ 1 , 2 ] }'`, String.raw`'{\n  "a": 1\n}'`],
    'json with white space of its own',
  ),
]

const shapes = [
  valuesOf('t_point', 'point', ["ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(-0.1 1e300)')"]),
  valuesOf('t_geometry', 'geometry', [
    "ST_GeomFromText('LINESTRING(0 0,1 1.5)')",
    "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))')",
    "ST_GeomFromText('MULTIPOINT(1 2,3 4)')",
    "ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))')",
    "ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))')",
    "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))')",
  ]),
  valuesOf(
    't_geometry_srid',
    'geometry',
    ["ST_GeomFromText('POINT(10 20)', 4326)", "ST_GeomFromText('POINT(1 2)', 3857)"],
    'geometry with a reference system',
  ),
  valuesOf('t_polygon', 'polygon', ["ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')"]),
]

const keys: CorpusTable[] = [
  {
    name: 'k_auto',
    title: 'auto_increment above the highest',
    ddl: [
      'create table k_auto (id integer not null auto_increment primary key, v text) auto_increment = 1000',
    ],
    rows: ["insert into k_auto values (1, 'a'), (2, 'b')"],
  },
  {
    name: 'k_auto_zero',
    title: 'auto_increment holding 0 and -1',
    ddl: ['create table k_auto_zero (id integer not null auto_increment primary key, v text)'],
    rows: ["insert into k_auto_zero values (0, 'zero'), (-1, 'minus'), (5, 'five')"],
  },
  {
    name: 'k_auto_unsigned',
    title: 'bigint unsigned auto_increment',
    ddl: ['create table k_auto_unsigned (id bigint unsigned not null auto_increment primary key, v text)'],
    rows: ["insert into k_auto_unsigned values (1, 'a'), (9223372036854775806, 'b')"],
  },
  {
    name: 'k_auto_unsigned_max',
    title: 'bigint unsigned auto_increment above 2^63',
    ddl: [
      'create table k_auto_unsigned_max (id bigint unsigned not null auto_increment primary key, v text)',
    ],
    rows: ["insert into k_auto_unsigned_max values (1, 'a'), (18446744073709551000, 'b')"],
  },
  {
    name: 'k_auto_full',
    title: 'auto_increment at its end',
    ddl: ['create table k_auto_full (id tinyint not null auto_increment primary key, v text)'],
    rows: ["insert into k_auto_full values (127, 'last')"],
  },
  {
    name: 'k_auto_beside',
    title: 'auto_increment beside the key',
    ddl: [
      'create table k_auto_beside (code varchar(20) primary key, number integer not null auto_increment, key (number))',
    ],
    rows: ["insert into k_auto_beside values ('b', 7), ('a', 3)"],
  },
  {
    name: 'k_text',
    title: 'text key under a binary collation: case, accents, blanks',
    ddl: [
      'create table k_text (code varchar(20) character set utf8mb4 collate utf8mb4_bin primary key, v integer)',
    ],
    rows: [
      "insert into k_text values ('a', 1), ('A', 2), ('á', 3), ('', 5), ('ß', 7), ('ss', 8), ('😀', 10), ('Z', 11)",
    ],
  },
  {
    name: 'k_text_ci',
    title: 'text key under a case-insensitive collation',
    ddl: [
      'create table k_text_ci (code varchar(20) character set utf8mb4 collate utf8mb4_general_ci primary key, v integer)',
    ],
    rows: ["insert into k_text_ci values ('a', 1), ('B', 2), ('c', 3), ('É', 4), ('Z', 5)"],
  },
  {
    name: 'k_prefix',
    title: 'unique on the first characters of a text',
    ddl: ['create table k_prefix (id integer primary key, v text not null, unique key k_prefix_v (v(10)))'],
    rows: ["insert into k_prefix values (1, 'a'), (2, repeat('b', 1000))"],
  },
  {
    name: 'k_binary',
    title: 'binary(16) key',
    ddl: ['create table k_binary (id binary(16) primary key, v integer)'],
    rows: ["insert into k_binary values (x'ff', 1), (x'00', 2), (x'a0eebc999c0b4ef8bb6d6bb9bd380a11', 3)"],
  },
  {
    name: 'k_varbinary',
    title: 'varbinary key',
    ddl: ['create table k_varbinary (id varbinary(20) primary key, v integer)'],
    rows: ["insert into k_varbinary values (x'', 1), (x'ff', 2), (x'00', 3), (x'0000', 4)"],
  },
  {
    name: 'k_decimal',
    title: 'decimal key',
    ddl: ['create table k_decimal (id decimal(20,10) primary key, v integer)'],
    rows: ['insert into k_decimal values (1.5, 1), (10, 2), (9, 3), (-1, 4), (0.0000000001, 5)'],
  },
  {
    name: 'k_datetime',
    title: 'datetime(6) key',
    ddl: ['create table k_datetime (at datetime(6) primary key, v integer)'],
    rows: ["insert into k_datetime values ('2026-01-05 10:00:00.000001', 1), ('2026-01-05 10:00:00', 2)"],
  },
  {
    name: 'k_enum',
    title: 'enum key',
    ddl: ["create table k_enum (id enum('z','a','m') primary key, v integer)"],
    rows: ["insert into k_enum values ('z', 1), ('a', 2), ('m', 3)"],
  },
  {
    name: 'k_composite',
    title: 'composite key, columns in another order',
    ddl: ['create table k_composite (a integer, b varchar(20), c integer, primary key (b, a))'],
    rows: ["insert into k_composite values (10, 'x', 1), (9, 'x', 2), (1, 'y', 3), (2, '', 4)"],
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
    name: 'k_indexes',
    title: 'indexes: full-text, prefix, descending, on an expression',
    ddl: [
      `create table k_indexes (id integer primary key, v text, n varchar(100), fulltext key k_indexes_text (v),
         key k_indexes_prefix (v(10)), key k_indexes_desc (n desc))`,
    ],
    rows: ["insert into k_indexes values (1, 'a b c', 'x'), (2, '', null)"],
  },
]

const references: CorpusTable[] = [
  {
    name: 'r_self',
    title: 'self-reference, not null',
    ddl: [
      'create table r_self (id integer primary key, parent_id integer not null, constraint r_self_parent foreign key (parent_id) references r_self (id))',
    ],
    rows: [
      'set foreign_key_checks = 0',
      'insert into r_self values (1, 3), (2, 2), (3, 1)',
      'set foreign_key_checks = 1',
    ],
  },
  {
    name: 'r_circle_a',
    parts: ['r_circle_b'],
    title: 'circular references, not null',
    ddl: [
      'create table r_circle_a (id integer primary key, b_id integer not null)',
      'create table r_circle_b (id integer primary key, a_id integer not null, constraint r_circle_1 foreign key (a_id) references r_circle_a (id))',
      'alter table r_circle_a add constraint r_circle_2 foreign key (b_id) references r_circle_b (id)',
    ],
    rows: [
      'set foreign_key_checks = 0',
      'insert into r_circle_a values (1, 2), (2, 1)',
      'insert into r_circle_b values (1, 2), (2, 1)',
      'set foreign_key_checks = 1',
    ],
  },
  {
    name: 'r_composite_child',
    parts: ['r_composite_parent'],
    title: 'composite reference',
    ddl: [
      'create table r_composite_parent (a integer, b varchar(10), primary key (a, b))',
      `create table r_composite_child (id integer primary key, pa integer, pb varchar(10),
         constraint r_composite foreign key (pa, pb) references r_composite_parent (a, b) on delete cascade on update set null)`,
    ],
    rows: [
      "insert into r_composite_parent values (1, 'x'), (1, 'y')",
      "insert into r_composite_child values (1, 1, 'y'), (2, null, 'x'), (3, null, null)",
    ],
  },
  {
    name: 'r_unsigned_child',
    parts: ['r_unsigned_parent'],
    title: 'reference to an unsigned key',
    ddl: [
      'create table r_unsigned_parent (id bigint unsigned not null auto_increment primary key)',
      `create table r_unsigned_child (id integer primary key, parent_id bigint unsigned,
         constraint r_unsigned foreign key (parent_id) references r_unsigned_parent (id))`,
    ],
    rows: [
      'insert into r_unsigned_parent values (1), (2)',
      'insert into r_unsigned_child values (1, 2), (2, null)',
    ],
  },
]

const computed: CorpusTable[] = [
  {
    name: 'c_computed',
    title: 'generated columns, stored and virtual',
    ddl: [
      `create table c_computed (id integer primary key, a integer, twice integer generated always as (a * 2) stored,
         thrice integer generated always as (a * 3) virtual, b varchar(20))`,
    ],
    rows: ["insert into c_computed (id, a, b) values (1, 5, 'x'), (2, null, null)"],
  },
  {
    name: 'c_defaults',
    title: 'defaults that no import may use',
    ddl: [
      `create table c_defaults (id integer primary key, a integer default 7, b varchar(20) default 'x',
         c datetime(6) default current_timestamp(6) on update current_timestamp(6),
         d timestamp null default current_timestamp on update current_timestamp, e tinyint(1) not null default 1)`,
    ],
    rows: ['insert into c_defaults values (1, null, null, null, null, 0)'],
  },
  {
    name: 'c_trigger',
    title: 'trigger that rewrites rows',
    ddl: ['create table c_trigger (id integer primary key, v varchar(20), last_update datetime)'],
    rows: [
      "insert into c_trigger values (1, 'kept', '2020-01-01')",
      "create trigger c_touch before insert on c_trigger for each row set new.v = 'changed'",
    ],
  },
]

const places: CorpusTable[] = [
  {
    name: 'p_partitioned',
    title: 'partitioned table',
    ddl: [
      `create table p_partitioned (id integer, at date, v varchar(20), primary key (id, at))
         partition by range (year(at)) (partition p2025 values less than (2026), partition rest values less than maxvalue)`,
    ],
    rows: ["insert into p_partitioned values (1, '2025-05-05', 'a'), (2, '2026-05-05', 'b')"],
  },
  {
    name: 'p_empty',
    title: 'no rows',
    ddl: ['create table p_empty (id integer primary key, v text)'],
    rows: [],
  },
  {
    name: 'p_myisam',
    title: 'MyISAM table',
    ddl: ['create table p_myisam (id integer primary key, v varchar(20)) engine = MyISAM'],
    rows: ["insert into p_myisam values (1, 'a')"],
  },
  wideTable(10),
]

const oddNames: CorpusTable[] = [
  {
    name: 'odd `quoted` "name" a.b it\'s',
    title: 'names with blanks, quotes, dots, capitals',
    ddl: [
      'create table `odd ``quoted`` "name" a.b it\'s` (`Id` integer primary key, `a.b` text, `it\'s "x"` text, `$text` text, `back\\slash` text, `é` text)',
    ],
    rows: ["insert into `odd ``quoted`` \"name\" a.b it's` values (1, 'a', 'b', 'c', 'd', 'e')"],
  },
  {
    name: 'select',
    title: 'reserved words',
    ddl: [
      'create table `select` (`from` integer primary key, `order` text, `primary` text, `rowid` integer, `key` text)',
    ],
    rows: ["insert into `select` values (1, 'a', 'b', 3, 'c')"],
  },
  {
    name: 'n'.repeat(64),
    title: 'names of 64 characters',
    ddl: [`create table ${'n'.repeat(64)} (id integer primary key, v text)`],
    rows: [`insert into ${'n'.repeat(64)} values (1, 'a')`],
  },
  {
    name: 'n_columns_63',
    title: 'column names equal in their first 63 bytes',
    ddl: [
      `create table n_columns_63 (id integer primary key, ${'c'.repeat(63)}a text, ${'c'.repeat(63)}b text)`,
    ],
    rows: ["insert into n_columns_63 values (1, 'a', 'b')"],
  },
]

export const mysqlFamily: CorpusTable[] = [
  ...numbers,
  ...strings,
  ...times,
  ...documents,
  ...shapes,
  ...keys,
  ...references,
  ...computed,
  ...places,
  ...oddNames,
]

/** Zero dates, dates that are none, and 0 as a number that is given. */
export const permissiveSession = [
  "set sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,STRICT_ALL_TABLES', time_zone = '+00:00'",
]
