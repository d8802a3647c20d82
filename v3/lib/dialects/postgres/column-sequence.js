import { isFresh, nextValue, readSequenceStates } from './sequence-state.js';
import { numberingSequences } from './sequences.js';
const sequencesSql = `
  SELECT o.relation, o.number, s.oid, n.nspname AS schema, s.relname AS name,
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.relname) AS quoted,
    pg_catalog.format_type(q.seqtypid, NULL) AS type, pg_catalog.format_type(a.atttypid, NULL) AS "columnType",
    q.seqincrement AS increment, q.seqmin AS minimum, q.seqmax AS maximum, q.seqstart AS start, q.seqcache AS cache,
    q.seqcycle AS cycles, pg_catalog.has_sequence_privilege(s.oid, 'SELECT') AS readable,
    EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refobjid = o.relation AND d.refobjsubid = o.number)
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_attrdef x ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND x.oid = d.objid
      WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = s.oid
        AND (x.adrelid, x.adnum) <> (o.relation, o.number)) AS own
  FROM (
    ${numberingSequences}
  ) o
  JOIN pg_catalog.pg_class s ON s.oid = o.sequence AND s.relkind = 'S'
  JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = o.relation AND a.attnum = o.number
  WHERE o.relation = ANY ($1::oid[])`;
/** The sequences behind identity columns and nextval() defaults, by `table oid.column number`. */
export async function readColumnSequences(session, oids) {
    const rows = await session.query(sequencesSql, [oids]);
    const readable = rows.filter((row) => row.readable);
    const states = await readSequenceStates(session, readable);
    return new Map(rows.map((row) => [`${row.relation}.${row.number}`, describe(row, states.get(row.oid))]));
}
function describe(row, state) {
    const options = optionsOf(row);
    const kept = {
        name: row.quoted,
        ...(options === '' ? {} : { options }),
        ...(state && isFresh(state, row) ? { fresh: true } : {}),
    };
    return { kept, isOwn: row.own, ...(state ? { next: nextValue(state, row.increment) } : {}) };
}
const bitsOf = { smallint: 16n, integer: 32n, bigint: 64n };
/** Options other than those of a new sequence of the same type. */
function optionsOf({ type, columnType, increment, minimum, maximum, start, cache, cycles, }) {
    const limit = 1n << ((bitsOf[type] ?? 64n) - 1n);
    const ascends = BigInt(increment) > 0n;
    const usual = {
        minimum: ascends ? '1' : String(-limit),
        maximum: ascends ? String(limit - 1n) : '-1',
        start: ascends ? minimum : maximum,
    };
    return [
        bitsOf[columnType] === undefined || bitsOf[columnType] === bitsOf[type] ? '' : `AS ${type}`,
        increment === '1' ? '' : `INCREMENT BY ${increment}`,
        minimum === usual.minimum ? '' : `MINVALUE ${minimum}`,
        maximum === usual.maximum ? '' : `MAXVALUE ${maximum}`,
        start === usual.start ? '' : `START WITH ${start}`,
        cache === '1' ? '' : `CACHE ${cache}`,
        cycles ? 'CYCLE' : '',
    ]
        .filter((option) => option !== '')
        .join(' ');
}
