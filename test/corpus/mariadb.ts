import { type Corpus, type CorpusTable, valuesOf } from './corpus-table.ts'
import { mysqlFamily, permissiveSession } from './mysql-family.ts'

const own: CorpusTable[] = [
  valuesOf('t_uuid', 'uuid', [
    "'00000000-0000-0000-0000-000000000000'",
    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
    "'f47ac10b-58cc-1372-8567-0e02b2c3d479'",
  ]),
  valuesOf('t_inet4', 'inet4', ["'192.168.0.1'", "'0.0.0.0'"]),
  valuesOf('t_inet6', 'inet6', ["'::1'", "'2001:db8::ff00:42:8329'", "'::ffff:192.168.0.1'"]),
  {
    name: 'k_uuid',
    title: 'uuid key',
    ddl: ['create table k_uuid (id uuid primary key, v integer)'],
    rows: [
      "insert into k_uuid values ('f47ac10b-58cc-1372-8567-0e02b2c3d479', 1), ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 2), ('00000000-0000-0000-0000-000000000000', 3)",
    ],
  },
  {
    name: 'k_sequence',
    title: 'default from a sequence',
    ddl: [
      'create sequence k_numbers start with 100',
      'create table k_sequence (id integer primary key default (next value for k_numbers), v text)',
    ],
    rows: ["insert into k_sequence (v) values ('a'), ('b')"],
  },
  {
    name: 'k_key_blob',
    title: 'unique on a whole text (hash)',
    ddl: ['create table k_key_blob (id integer primary key, v text unique)'],
    rows: ["insert into k_key_blob values (1, 'a'), (2, repeat('b', 5000))"],
  },
  {
    name: 'c_invisible',
    title: 'invisible column, compressed column',
    ddl: ['create table c_invisible (id integer primary key, v integer invisible, w text compressed)'],
    rows: ["insert into c_invisible (id, v, w) values (1, 5, 'x')"],
  },
  {
    name: 'c_versioned',
    title: 'system-versioned table',
    ddl: ['create table c_versioned (id integer primary key, v varchar(20)) with system versioning'],
    rows: ["insert into c_versioned values (1, 'old')", "update c_versioned set v = 'new'"],
  },
  {
    name: 'p_aria',
    title: 'Aria table',
    ddl: ['create table p_aria (id integer primary key, v varchar(20)) engine = Aria'],
    rows: ["insert into p_aria values (1, 'a')"],
  },
]

export const mariadb: Corpus = { session: permissiveSession, tables: [...mysqlFamily, ...own] }
