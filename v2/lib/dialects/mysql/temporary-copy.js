import { quoteName } from './sql-text.js';
/** Numbers the rows of a copy: servers may demand a primary key of every table. */
export const rowColumn = 'record_tasks_row';
/**
 * The statement that makes an empty temporary table of the columns and checks of another, from what makes that one
 * (SHOW CREATE TABLE, or our own in the same layout). Keys are left out, so that every record finds its place and
 * is seen to collide afterwards; so is what a temporary table cannot have.
 */
export function temporaryCopy(createTable, name, withChecks = true) {
    const lines = definitionLines(createTable);
    const end = lines.findLastIndex((line) => line.startsWith(')'));
    const kept = lines
        .slice(1, end)
        .flatMap((line) => keptDefinition(line.trim().replace(/,$/, ''), withChecks));
    const row = `${quoteName(rowColumn)} bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY`;
    return (`CREATE TEMPORARY TABLE ${quoteName(name)} (\n  ${[...kept, row].join(',\n  ')}\n) ` +
        `ENGINE=InnoDB${characterSetOf(lines[end] ?? '')}`);
}
/** Both servers write a definition a line, and line ends in names and texts stand between quotes. */
const definitionLines = (createTable) => createTable.match(/(?:`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*"|[^\n])+/gs) ?? [];
function keptDefinition(line, withChecks) {
    if (/^(?:CONSTRAINT `(?:[^`]|``)*` )?CHECK /.test(line))
        return withChecks ? [line] : [];
    if (!line.startsWith('`') || isVersionColumn(line))
        return [];
    return [withoutNumbering(line)];
}
const isVersionColumn = (line) => / GENERATED ALWAYS AS ROW (?:START|END)\b/.test(line);
/**
 * A numbered column wants a key. Values that are not loaded come from its counter, so they are null here, which
 * collides with nothing.
 */
function withoutNumbering(line) {
    const [, name = '', rest = ''] = /^(`(?:[^`]|``)*`)(.*)$/s.exec(line) ?? [];
    const bare = rest.replace(/ (?:WITH|WITHOUT) SYSTEM VERSIONING\b/, '');
    if (!/^[^'"]* AUTO_INCREMENT\b/.test(bare))
        return name + bare;
    return name + bare.replace(/ AUTO_INCREMENT\b/, '').replace(/ NOT NULL\b/, ' NULL');
}
function characterSetOf(options) {
    const [, set, collation] = /DEFAULT (?:CHARSET=|CHARACTER SET )(\w+)(?: COLLATE[ =](\w+))?/.exec(options) ?? [];
    if (set === undefined)
        return '';
    return ` DEFAULT CHARACTER SET ${set}${collation === undefined ? '' : ` COLLATE ${collation}`}`;
}
