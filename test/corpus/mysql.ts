import { type Corpus, type CorpusTable, valuesOf } from './corpus-table.ts'
import { mysqlFamily, permissiveSession } from './mysql-family.ts'

const own: CorpusTable[] = [
  valuesOf('t_vector', 'vector(3)', ["string_to_vector('[1,2.5,-3]')"]),
  valuesOf('t_geomcollection', 'geomcollection', ["ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')"]),
  valuesOf('t_point_srid', 'point srid 4326', ["ST_GeomFromText('POINT(10 20)', 4326)"]),
  {
    name: 'k_expression',
    title: 'index on an expression, multi-valued index',
    ddl: [
      `create table k_expression (id integer primary key, v varchar(20), n json,
         unique key k_expression_lower ((lower(v))), key k_expression_list ((cast(n as unsigned array))))`,
    ],
    rows: ["insert into k_expression values (1, 'a', '[1,2]'), (2, 'B', null)"],
  },
  {
    name: 'k_text_0900',
    title: 'text key under utf8mb4_0900_as_cs',
    ddl: ['create table k_text_0900 (code varchar(20) collate utf8mb4_0900_as_cs primary key, v integer)'],
    rows: ["insert into k_text_0900 values ('a', 1), ('A', 2), ('á', 3), ('a ', 4)"],
  },
  {
    name: 'c_invisible',
    title: 'invisible column, default that is an expression',
    ddl: [
      'create table c_invisible (id integer primary key, v integer invisible, u varchar(36) default (uuid()), j json default (json_array()))',
    ],
    rows: ['insert into c_invisible (id, v, u, j) values (1, 5, null, null)'],
  },
]

export const mysql: Corpus = { session: permissiveSession, tables: [...mysqlFamily, ...own] }
