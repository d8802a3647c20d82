import { wholeNumber } from '../../schema/sequence.js';
import { dumpName, explicitSchema, quoteLocation } from './location.js';
import { isFresh, nextValue, readSequenceStates } from './sequence-state.js';
import { numberingSequences } from './sequences.js';
/** Not those of extensions, nor of a session alone. */
const sequencesSql = `
  SELECT s.oid, n.nspname AS schema, s.relname AS name, pg_catalog.format_type(q.seqtypid, NULL) AS type,
    q.seqincrement AS increment, q.seqmin AS minimum, q.seqmax AS maximum, q.seqstart AS start,
    q.seqcache AS cache, q.seqcycle AS cycles,
    pg_catalog.has_sequence_privilege(s.oid, 'SELECT') AS readable, pg_catalog.pg_has_role(s.relowner, 'USAGE') AS owned,
    s.oid IN (SELECT o.sequence FROM (${numberingSequences}) o) AS numbers
  FROM pg_catalog.pg_class s
  JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
  WHERE s.relpersistence <> 't' AND n.nspname = ANY ($1::text[])
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.oid AND d.deptype = 'e')
  ORDER BY n.nspname COLLATE "C", s.relname COLLATE "C"`;
const readRows = (session, schemas) => session.query(sequencesSql, [schemas]);
/** The sequences of the schemas, with or without those of columns. */
export async function readSequenceDefinitions(session, schemas, which) {
    const rows = (await readRows(session, schemas)).filter(({ numbers }) => which === 'all' || !numbers);
    return rows.map((row) => ({ ...placeOf(row, schemas), ...definitionOf(row) }));
}
/** Sequences that number no column, and the names of those that the role may not read. */
export async function readLooseSequences(session, schemas) {
    const rows = (await readRows(session, schemas)).filter(({ numbers }) => !numbers);
    const readable = rows.filter((row) => row.readable);
    const states = await readSequenceStates(session, readable);
    return {
        sequences: readable.map((row) => describe(row, states.get(row.oid), schemas)),
        unreadable: rows.filter((row) => !row.readable).map((row) => placeOf(row, schemas).name),
    };
}
function describe(row, state, schemas) {
    return {
        ...placeOf(row, schemas),
        next: nextValue(state, row.increment),
        ...definitionOf(row),
        ...(isFresh(state, row) ? { fresh: true } : {}),
    };
}
function placeOf({ schema, name }, schemas) {
    const location = { schema, relation: name };
    const explicit = explicitSchema(location, schemas);
    return { name: dumpName(location, schemas), ...(explicit === undefined ? {} : { schema: explicit }) };
}
function definitionOf(row) {
    const { increment, minimum, maximum, start, cache, cycles, type } = row;
    const rises = BigInt(increment) > 0n;
    const usual = {
        minimum: rises ? '1' : String(-(2n ** 63n)),
        maximum: rises ? String(2n ** 63n - 1n) : '-1',
        start: rises ? minimum : maximum,
    };
    const whole = (value) => wholeNumber(BigInt(value));
    return {
        increment: whole(increment),
        ...(minimum === usual.minimum ? {} : { minimum: whole(minimum) }),
        ...(maximum === usual.maximum ? {} : { maximum: whole(maximum) }),
        ...(start === usual.start ? {} : { start: whole(start) }),
        ...(cycles ? { cycles: true } : {}),
        ...(cache === '1' ? {} : { cache: whole(cache) }),
        ...(type === 'bigint' ? {} : { type }),
    };
}
/** What setting them needs, by their quoted places. */
export async function findSequences(session, locations) {
    const rows = await readRows(session, [...new Set(locations.map(({ schema }) => schema))]);
    return new Map(rows.map((row) => [quoteLocation({ schema: row.schema, relation: row.name }), row]));
}
