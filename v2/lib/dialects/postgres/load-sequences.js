import { exitCodes, TaskError } from '../../errors.js';
import { ascends, maximumOf, minimumOf } from '../../schema/sequence.js';
import { make, makeSchema } from './create.js';
import { locate, quoteLocation } from './location.js';
import { checkName } from './names.js';
import { findSequences } from './sequence-catalog.js';
import { applySettings } from './sequences.js';
/** Before tables are: what makes a sequence of its own takes another name where this one is there. */
export async function makeSequences(session, plans, schemas) {
    for (const { source, target } of plans) {
        if (target !== undefined)
            continue;
        const location = placeOf(source, schemas);
        await makeSchema(session, location.schema);
        await make(session, createSequence(source, quoteLocation(location)), `The sequence ${source.name}`);
    }
}
/** To what the source would have given next, whatever they were at. */
export async function setLoadedSequences(session, plans, schemas) {
    if (plans.length === 0)
        return;
    const places = plans.map(({ source, target }) => placeOf(target ?? source, schemas));
    const found = await findSequences(session, places);
    const wanted = plans.map(({ source }, index) => ({
        row: found.get(quoteLocation(places[index])),
        next: BigInt(source.next),
        isFresh: source.fresh === true,
    }));
    await applySettings(session, wanted);
}
/** As with tables: only into schemas of this database's configuration. */
function placeOf(sequence, schemas) {
    const location = locate(sequence, schemas);
    checkName(location.relation, `sequence ${sequence.name}`);
    if (schemas.includes(location.schema))
        return location;
    throw new TaskError(`The sequence ${sequence.name} belongs into the schema ${location.schema}, which is not among this database's schemas (${schemas.join(', ')}).`, {
        exitCode: exitCodes.schemaMismatch,
        hint: `Add ${JSON.stringify(location.schema)} to the schemas in the configuration.`,
    });
}
/** Its limits are always said: they are those of the source's engine, whatever is usual here. */
export function createSequence(sequence, name) {
    const { increment, cycles, cache = 1, type = '' } = sequence;
    const minimum = minimumOf(sequence);
    const maximum = maximumOf(sequence);
    const start = sequence.start ?? (ascends(sequence) ? minimum : maximum);
    return [
        `CREATE SEQUENCE ${name}`,
        /^(smallint|integer)$/.test(type) ? `AS ${type}` : '',
        `INCREMENT BY ${Number(increment) === 0 ? 1 : BigInt(increment)}`,
        `MINVALUE ${minimum} MAXVALUE ${maximum} START WITH ${BigInt(start)}`,
        Number(cache) > 1 ? `CACHE ${BigInt(cache)}` : '',
        cycles ? 'CYCLE' : '',
    ]
        .filter((part) => part !== '')
        .join(' ');
}
