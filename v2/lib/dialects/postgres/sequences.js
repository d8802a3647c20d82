import { isIdentity } from '../../schema/table.js';
import { quoteLocation } from './location.js';
import { quoteName } from './quote.js';
/** Sequences that belong to a column or give its default: relation, number of the column, sequence. */
export const numberingSequences = `
    SELECT d.refobjid AS relation, d.refobjsubid AS number, d.objid AS sequence
    FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'
    UNION
    SELECT x.adrelid, x.adnum, d.refobjid
    FROM pg_catalog.pg_attrdef x
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = x.oid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass`;
const sequencesSql = `
  SELECT t.index AS table, a.attname AS column, s.oid, n.nspname AS schema, s.relname AS name,
    q.seqincrement AS increment, q.seqmin AS minimum, q.seqmax AS maximum, q.seqcycle AS cycles,
    pg_catalog.pg_has_role(s.relowner, 'USAGE') AS owned,
    EXISTS (
      SELECT FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_attrdef x ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND x.oid = d.objid
      WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = s.oid
        AND x.adrelid NOT IN (
          SELECT lc.oid FROM unnest($1::text[], $2::text[]) AS l(schema, relation)
          JOIN pg_catalog.pg_namespace ln ON ln.nspname = l.schema
          JOIN pg_catalog.pg_class lc ON lc.relnamespace = ln.oid AND lc.relname = l.relation)) AS shared
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(schema, relation, index)
  JOIN pg_catalog.pg_namespace tn ON tn.nspname = t.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = tn.oid AND c.relname = t.relation
  JOIN (
    ${numberingSequences}
  ) o ON o.relation = c.oid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = o.number
  JOIN pg_catalog.pg_class s ON s.oid = o.sequence AND s.relkind = 'S'
  JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
  ORDER BY s.oid`;
/** Sets the sequences of loaded tables to what the source would have given next, but past the highest key at least. */
export async function setSequences(session, loads) {
    const rows = await session.query(sequencesSql, [
        loads.map(({ location }) => location.schema),
        loads.map(({ location }) => location.relation),
    ]);
    const numbered = rows.filter((row) => isNumbered(loads[row.table - 1].plan, row.column));
    if (numbered.length === 0)
        return;
    const states = await readStates(session, numbered, loads);
    const wanted = new Map();
    for (const [index, row] of numbered.entries()) {
        const source = sourceOf(loads[row.table - 1].plan, row.column);
        const sourceNext = source?.next === undefined ? undefined : BigInt(source.next);
        const next = nextOf(row, states[index], sourceNext);
        const isFresh = source?.sequence?.fresh === true && next === sourceNext;
        const other = wanted.get(row.oid);
        if (!other || (other.next !== next && farther(row, other.next, next) === next))
            wanted.set(row.oid, { row, next, isFresh });
    }
    await applySettings(session, [...wanted.values()]);
}
/** Also where the source says what a sequence in the column's default gives next. */
function isNumbered(plan, column) {
    const target = plan.target.columns.find(({ name }) => name === column);
    return target !== undefined && (isIdentity(target) || sourceOf(plan, column)?.next !== undefined);
}
const sourceOf = (plan, column) => plan.columns.find(({ target }) => target.name === column)?.source;
/** One statement for all sequences. */
async function readStates(session, rows, loads) {
    const states = rows.map((row, index) => {
        const table = quoteLocation(loads[row.table - 1].location);
        const sequence = quoteLocation({ schema: row.schema, relation: row.name });
        const extreme = BigInt(row.increment) > 0n ? 'max' : 'min';
        const current = `CASE WHEN is_called THEN last_value::numeric + ${row.increment} ELSE last_value END`;
        return `(${index}, (SELECT ${extreme}(${quoteName(row.column)})::text FROM ${table}), (SELECT (${current})::text FROM ${sequence}))`;
    });
    return session.query(`SELECT extreme, current FROM (VALUES ${states.join(', ')}) AS s(index, extreme, current) ORDER BY index`);
}
function nextOf(row, state, source) {
    if (row.cycles && source !== undefined && !row.shared)
        return source;
    const candidates = [];
    if (source !== undefined)
        candidates.push(source);
    if (state.extreme !== null && /^-?\d+$/.test(state.extreme)) {
        candidates.push(BigInt(state.extreme) + BigInt(row.increment));
    }
    if (candidates.length === 0 || row.shared)
        candidates.push(BigInt(state.current));
    return candidates.reduce((a, b) => farther(row, a, b));
}
const farther = (row, a, b) => BigInt(row.increment) > 0n === a > b ? a : b;
function settingOf({ row, next, isFresh }) {
    const minimum = BigInt(row.minimum);
    const maximum = BigInt(row.maximum);
    const clamped = (value) => (value < minimum ? minimum : value > maximum ? maximum : value);
    const start = clamped(next);
    const increment = BigInt(row.increment);
    const isExhausted = increment > 0n ? next > maximum : next < minimum;
    const last = isExhausted ? clamped(next - increment) : next - increment;
    const called = last === clamped(last) && !(isFresh && !isExhausted);
    return { row, start, value: called ? last : start, called };
}
/**
 * ALTER SEQUENCE is undone by a rollback, and with it a setval() that follows it: they work on a new file. A setval()
 * alone is not: only where the sequence belongs to another role.
 */
export async function applySettings(session, wanted) {
    const settings = wanted.map((each) => settingOf(each));
    for (const { row, start } of settings) {
        if (!row.owned)
            continue;
        const name = quoteLocation({ schema: row.schema, relation: row.name });
        await session.execute(`ALTER SEQUENCE ${name} RESTART WITH ${start}`);
    }
    const set = settings.filter(({ row, called }) => called || !row.owned);
    if (set.length === 0)
        return;
    await session.query(`SELECT pg_catalog.setval(oid::regclass, value, called)
    FROM unnest($1::oid[], $2::bigint[], $3::boolean[]) AS s(oid, value, called)`, [set.map(({ row }) => row.oid), set.map(({ value }) => String(value)), set.map(({ called }) => called)]);
}
