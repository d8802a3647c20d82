import { describeFault, FaultyRecords } from '../lib/records/fault.js';
import { count, counted } from './summary.js';
/** Everything about a load but its closing words. */
export function tellLoaded(context, { notes, ignored, edited, orphans, changed }) {
    for (const note of notes)
        context.note(note);
    if (ignored.length > 0)
        context.partial(`Left out, as the target has none: ${ignored.join(', ')}`);
    if (edited.length > 0)
        context.note(`Edited since the export: ${edited.join(', ')}`);
    tellChanged(context, changed);
    tellOrphans(context, orphans);
}
/** What was made for the records, to end a summary's parenthesis. */
export const madeOf = ({ created, migrated }) => (migrated.length > 0 ? `, ${counted(migrated.length, 'migration')} run` : '') +
    (created.length > 0 ? `, ${counted(created.length, 'table')} made` : '');
/** What the policy did with records that refer to none. */
export function tellOrphans({ partial, summary }, { nulled, skipped, kept = 0 }) {
    if (nulled > 0)
        summary(`Made null: ${counted(nulled, 'reference')} to no record (--on-orphan null)`);
    if (kept > 0)
        summary(`Kept as they were: ${counted(kept, 'reference')} to no record (--on-orphan keep)`);
    if (skipped > 0)
        partial(`${counted(skipped, 'record')} that referred to none (--on-orphan skip)`);
}
/** What the policies for values changed, by column. */
export function tellChanged({ summary }, { nulStripped, nulEscaped, zeroDatesNulled }) {
    const tell = (what, policy, counts) => {
        const columns = Object.entries(counts);
        if (columns.length === 0)
            return;
        const total = columns.reduce((sum, [, found]) => sum + found, 0);
        const listed = columns.map(([column, found]) => `${column} (${count(found)})`).join(', ');
        summary(`${what}: ${counted(total, 'value')} (${policy}): ${listed}`);
    };
    tell('U+0000 taken out', '--on-nul strip', nulStripped);
    tell('U+0000 written as \\u0000', '--on-nul escape', nulEscaped);
    tell('Zero dates made null', '--on-zero-date null', zeroDatesNulled);
}
/** Lists what a failed load has found, before the error itself is printed. */
export async function withFaults(context, sourceName, work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof FaultyRecords) {
            context.summary(error.faults.map((fault) => describeFault(fault, sourceName)));
            context.result({ faults: error.faults });
        }
        throw error;
    }
}
