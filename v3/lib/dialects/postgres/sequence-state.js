import { wholeNumber } from '../../schema/sequence.js';
import { quoteLocation } from './location.js';
/**
 * By oid, in one statement: pg_sequences says nothing of a sequence that has been set but not yet used, so that each
 * has to be read itself.
 */
export async function readSequenceStates(session, rows) {
    if (rows.length === 0)
        return new Map();
    const states = rows.map(({ oid, schema, name }) => `(${oid}::oid, (SELECT ROW(last_value, is_called)::text FROM ${quoteLocation({ schema, relation: name })}))`);
    const read = await session.query(`SELECT oid, state FROM (VALUES ${states.join(', ')}) AS s(oid, state)`);
    return new Map(read.map(({ oid, state }) => {
        const [last = '', called = ''] = state.slice(1, -1).split(',');
        return [oid, { last, called: called === 't' }];
    }));
}
export const nextValue = ({ last, called }, increment) => wholeNumber(called ? BigInt(last) + BigInt(increment) : BigInt(last));
/** Set or restarted, and not counted there: the value before, though within its limits, was not given last. */
export function isFresh({ last, called }, { increment, minimum, maximum }) {
    const before = BigInt(last) - BigInt(increment);
    return !called && before >= BigInt(minimum) && before <= BigInt(maximum);
}
