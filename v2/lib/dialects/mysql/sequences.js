import { ascends, maximumOf, minimumOf, wholeNumber, } from '../../schema/sequence.js';
import { quoteName, quoteText } from './sql-text.js';
/** MariaDB keeps the two outermost values of 64 bits for itself. */
const lowest = -(2n ** 63n) + 1n;
const highest = 2n ** 63n - 2n;
const usualCache = '1000';
/** So many sequences are read at once. */
const namesAtOnce = 50;
/**
 * MariaDB's sequences, which number no column by themselves. `next` is past the values that the server has in its
 * cache: which of them were given it does not tell, and after a restart it gives none of them.
 */
export async function readSequences(session) {
    if (!session.flavor.hasSequences)
        return [];
    const names = await session.rows("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'SEQUENCE'");
    const sequences = [];
    for (let from = 0; from < names.length; from += namesAtOnce) {
        const some = names.slice(from, from + namesAtOnce).map(({ name }) => name);
        const selects = some.map((name, index) => `SELECT ${index} AS i, next_not_cached_value AS next, minimum_value AS minimum, maximum_value AS maximum, ` +
            `start_value AS start, increment AS increment, cache_size AS cache, cycle_option AS cycles FROM ${quoteName(name)}`);
        const rows = await session.rows(selects.join(' UNION ALL '));
        for (const row of rows)
            sequences.push(describe(some[Number(row.i)], row));
    }
    return sequences.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}
function describe(name, { next, increment, minimum, maximum, start, cache, cycles }) {
    const rises = ascends({ increment });
    const whole = (value) => wholeNumber(BigInt(value));
    const isPast = rises ? BigInt(next) > BigInt(maximum) : BigInt(next) < BigInt(minimum);
    // The end that a sequence has come to is said: that of other engines is one value further.
    const isUsualMinimum = BigInt(minimum) === (rises ? 1n : lowest) && !(isPast && !rises);
    const isUsualMaximum = BigInt(maximum) === (rises ? highest : -1n) && !(isPast && rises);
    return {
        name,
        next: whole(next),
        increment: whole(increment),
        ...(isUsualMinimum ? {} : { minimum: whole(minimum) }),
        ...(isUsualMaximum ? {} : { maximum: whole(maximum) }),
        ...(start === (rises ? minimum : maximum) ? {} : { start: whole(start) }),
        ...(cycles === '0' ? {} : { cycles: true }),
        ...(cache === usualCache ? {} : { cache: whole(cache) }),
    };
}
/** `mark`, in its comment: as made by an import. */
export function createSequence(sequence, mark) {
    const minimum = larger(minimumOf(sequence), lowest);
    const maximum = smaller(maximumOf(sequence), highest);
    const start = BigInt(sequence.start ?? (ascends(sequence) ? minimum : maximum));
    return (`CREATE SEQUENCE ${quoteName(sequence.name)} START WITH ${smaller(larger(start, minimum), maximum)} ` +
        `MINVALUE ${minimum} MAXVALUE ${maximum} INCREMENT BY ${BigInt(sequence.increment)} ` +
        `CACHE ${BigInt(sequence.cache ?? usualCache)}${sequence.cycles ? ' CYCLE' : ''}` +
        (mark === undefined ? '' : ` COMMENT=${quoteText(mark)}`));
}
const larger = (a, b) => (a > b ? a : b);
const smaller = (a, b) => (a < b ? a : b);
/** Commits. Gives whether there was anything to set. */
export async function setSequence(session, name, next) {
    const quoted = quoteName(name);
    const [row] = await session.rows('SELECT next_not_cached_value AS next, minimum_value AS minimum, maximum_value AS maximum, increment AS increment ' +
        `FROM ${quoted}`);
    const minimum = BigInt(row.minimum);
    const maximum = BigInt(row.maximum);
    const wanted = BigInt(next);
    const within = smaller(larger(wanted, minimum), maximum);
    const isPast = ascends({ increment: row.increment }) ? wanted > maximum : wanted < minimum;
    if (!isPast && row.next === String(within))
        return false;
    await session.run(`ALTER SEQUENCE ${quoted} RESTART WITH ${within}`);
    // It cannot be put past its end, but its last value can be used up.
    if (isPast)
        await session.rows(`SELECT SETVAL(${quoted}, ${within}, 1)`);
    return true;
}
