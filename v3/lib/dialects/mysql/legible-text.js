import { quoteName, quoteNames, quoteText, unquote } from './sql-text.js';
/*
 * The catalogs of both servers are utf8mb3, and write a character beyond U+FFFF as a question mark, MariaDB in an expression
 * as four: they are asked in other ways about texts that have any.
 */
/** MySQL's catalog takes the UTF-8 of an expression for latin1, writes each byte of it as a character, and escapes quotes. */
export function legibleExpression(text) {
    return fromLatin1(text).replace(/\\(.)/gs, '$1');
}
function fromLatin1(text) {
    if (/[^\x00-\xff]/.test(text))
        return text;
    const bytes = Buffer.from(text, 'latin1');
    const decoded = bytes.toString('utf8');
    return Buffer.from(decoded).equals(bytes) ? decoded : text;
}
/**
 * Puts into rows of information_schema.columns (`tbl`, `name`, `dflt`, `extra`, `expression`) what their question marks
 * stand for: one statement or two for each table that has any, none for the others.
 */
export async function readQuestionMarks(session, columns) {
    const isMariadb = session.flavor.engine === 'mariadb';
    for (const [table, rows] of columns) {
        const constants = rows.filter((row) => hasMark(row.dflt) && isConstant(row, isMariadb));
        if (constants.length > 0)
            await readConstants(session, table, constants, isMariadb);
        const hasExpression = (row) => hasMark(row.expression) || (hasMark(row.dflt) && !isConstant(row, isMariadb));
        if (isMariadb && rows.some(hasExpression))
            await readExpressions(session, table, rows.filter(hasExpression));
    }
}
const hasMark = (text) => text?.includes('?') === true;
const quoted = /^'(?:[^'\\]|''|\\.)*'$/s;
const isConstant = ({ dflt, extra }, isMariadb) => isMariadb ? quoted.test(dflt ?? '') : !extra?.includes('DEFAULT_GENERATED');
/**
 * The function DEFAULT gives the value itself, but only in a record, and of a column that takes no null only in one of its
 * table: an intermediate table inherits the defaults, and has a record however empty the table is.
 */
async function readConstants(session, table, rows, isMariadb) {
    const names = rows.map(({ name }) => name);
    const values = names.map((name, index) => `DEFAULT(d.${quoteName(name)}) AS v${index}`);
    const [record] = await session.rows(`SELECT ${values.join(', ')} FROM (SELECT ${names.map((name) => `t.${quoteName(name)}`).join(', ')} ` +
        `FROM (SELECT 1 AS one) o LEFT JOIN ${quoteName(table)} t ON FALSE LIMIT 1) d`);
    for (const [index, row] of rows.entries()) {
        const value = record?.[`v${index}`] ?? null;
        const shown = isMariadb ? unquote(row.dflt.slice(1, -1)) : row.dflt;
        if (value !== null && isShownAs(value, shown))
            row.dflt = isMariadb ? quoteText(value) : value;
    }
}
/** SHOW CREATE TABLE has expressions as they are. */
async function readExpressions(session, table, rows) {
    const [record] = await session.rows(`SHOW CREATE TABLE ${quoteNames([table])}`);
    const statement = record?.['Create Table'] ?? '';
    for (const row of rows) {
        const begin = statement.indexOf(`\n  ${quoteName(row.name)} `);
        if (begin < 0)
            continue;
        const definition = statement.slice(begin);
        if (hasMark(row.dflt))
            row.dflt = writtenIn(definition, row.dflt);
        if (hasMark(row.expression))
            row.expression = writtenIn(definition, row.expression);
    }
}
/** The first text of a definition that the catalog shows so. */
function writtenIn(definition, shown) {
    const pattern = shown
        .replace(/[\\^$.*+()[\]{}|]/g, '\\$&')
        .replace(/\?+/g, ({ length }) => `[?\\u{10000}-\\u{10ffff}]{1,${length}}`);
    const found = new RegExp(pattern, 'u').exec(definition)?.[0];
    return found !== undefined && isShownAs(found, shown) ? found : shown;
}
const isShownAs = (text, shown) => ['?', '????'].some((marks) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, marks) === shown);
