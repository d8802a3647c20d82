import { readSchemaHistory } from './schema-history.js';
/** An application that finds its tables and no history of migrations takes the database for an empty one. */
export async function historyNotes(database, schema, created, existing) {
    if (created.length === 0 || schema === null)
        return [];
    const { history } = await readSchemaHistory(database, existing);
    if (history !== null)
        return [];
    const { kind, versions } = schema;
    return [
        `The migration history is not made with the tables: before the application migrates, tell ${kind} that ` +
            `${versions.length} migrations are in${versions.length > 0 ? `, the last of them ${versions.at(-1)}` : ''}.`,
    ];
}
