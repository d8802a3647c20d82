import { quoteText } from './quote.js';
/** A word, or a name in double quotes: as a default SQLite takes both for a text, but not in parentheses. */
export function literalOf(sql) {
    const quoted = /^"((?:[^"]|"")*)"$/.exec(sql)?.[1];
    if (quoted !== undefined)
        return quoteText(quoted.replaceAll('""', '"'));
    const isKeyword = /^(null|true|false|current_(date|time|timestamp))$/i.test(sql);
    return !isKeyword && /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(sql) ? quoteText(sql) : sql;
}
const quotedPattern = `'(?:[^']|'')*'`;
const textPattern = new RegExp(String.raw `^${quotedPattern}(?: \|\| char\(0\) \|\| ${quotedPattern})*$`);
/** The text that quoteAnyText wrote; undefined for any other SQL. */
export function textOfLiteral(sql) {
    if (!textPattern.test(sql))
        return undefined;
    const parts = sql.match(new RegExp(quotedPattern, 'g')) ?? [];
    return parts.map((part) => part.slice(1, -1).replaceAll("''", "'")).join('\0');
}
