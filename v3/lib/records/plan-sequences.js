import { listNames } from './list-names.js';
const shownNames = 5;
/** Sequences go with a whole database: selections name tables. */
export const takesSequences = ({ include = [] }) => include.length === 0;
export const noteLeftOut = (sequences) => `${listed(sequences)} left out: -i names tables, and sequences go with all of them.`;
/** Matches the source's sequences with the target's by name. */
export async function planSequences(sources, database, options) {
    const plan = { loads: [], ignored: [], problems: [], notes: [] };
    if (sources.length === 0)
        return plan;
    if (!takesSequences(options))
        return { ...plan, notes: [noteLeftOut(sources)] };
    if (!database.capabilities.sequences) {
        return { ...plan, notes: sources.map((source) => noteWithoutPlace(source, database.settings.display)) };
    }
    const existing = new Map((await database.sequences()).map((sequence) => [sequence.name, sequence]));
    for (const source of sources) {
        const target = existing.get(source.name);
        if (target)
            plan.loads.push({ source, target });
        else if (options.create)
            plan.loads.push({ source });
        else if (options.ignoreNonexistent)
            plan.ignored.push(source.name);
        else
            plan.problems.push(`${source.name}: the target has no such sequence`);
    }
    return plan;
}
const noteWithoutPlace = ({ name, next }, display) => `The sequence ${name} (next ${next}) has no place in ${display}: its engine has no sequences but those of columns.`;
const listed = (sequences) => {
    const names = listNames(sequences.map(({ name }) => name), shownNames);
    return sequences.length === 1 ? `The sequence ${names} is` : `The sequences ${names} are`;
};
