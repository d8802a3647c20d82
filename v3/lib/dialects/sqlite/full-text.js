import { quoteName } from './quote.js';
import { isSymbol, isWord, tokenize } from './sql-tokens.js';
/**
 * Full-text indexes of records that lie in tables, kept by triggers, which do not run in a load: built anew where one
 * of these tables was loaded. Gives a sentence for each that cannot be, and for virtual tables that hold records of
 * their own.
 */
export async function rebuildFullText(connection, isTouched) {
    const rows = await connection.all(`SELECT s.name, s.sql, (SELECT group_concat(v.name, char(0)) FROM sqlite_schema v WHERE v.type = 'view') AS views
     FROM sqlite_schema s JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name AND l.type = 'virtual' ORDER BY s.name`);
    const notes = [];
    for (const row of rows) {
        const name = String(row.name);
        const content = contentOf(String(row.sql));
        if (content === undefined) {
            notes.push(`${name} is a virtual table with content of its own, which an import leaves as it is.`);
            continue;
        }
        const isView = String(row.views ?? '')
            .split('\0')
            .includes(content);
        if (!isView && !isTouched(content))
            continue;
        const failure = await rebuild(connection, name);
        if (failure !== undefined) {
            notes.push(`The full-text index ${name} is of the records before: it cannot be built anew here (${failure}).`);
        }
    }
    return notes;
}
/** The table whose records an index of FTS4 or FTS5 is of; undefined where it keeps its own. */
function contentOf(sql) {
    const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
    const using = tokens.findIndex((token) => isWord(token, 'USING'));
    if (!/^fts[45]$/i.test(tokens[using + 1]?.value ?? ''))
        return undefined;
    const at = tokens.findIndex((token, index) => index > using && isWord(token, 'CONTENT') && isSymbol(tokens[index + 1], '='));
    return at < 0 ? undefined : tokens[at + 2]?.value || undefined;
}
/** Gives why it failed: a tokenizer that only the application has. */
async function rebuild(connection, name) {
    try {
        await connection.run(`INSERT INTO main.${quoteName(name)} (${quoteName(name)}) VALUES ('rebuild')`);
        return undefined;
    }
    catch (error) {
        if (error.code !== 'SQLITE_ERROR')
            throw error;
        return error.message.replace(/^SQLITE_ERROR: /, '');
    }
}
