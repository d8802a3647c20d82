const tokenPattern = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\p{L}\p{N}_$]+|[^\s]/gu;
/** SQL that SQLite has checked, in the pieces of which it is made. */
export function tokenize(sql) {
    return Array.from(sql.matchAll(tokenPattern), (match) => {
        const text = match[0];
        const start = match.index;
        return { ...classify(text), start, end: start + text.length };
    });
}
function classify(text) {
    const first = text[0];
    if (text.startsWith('--') || text.startsWith('/*'))
        return { kind: 'comment', value: text };
    if (text.length > 1 && (first === '"' || first === '`')) {
        return { kind: 'name', value: text.slice(1, -1).replaceAll(first + first, first) };
    }
    if (text.length > 1 && first === '[')
        return { kind: 'name', value: text.slice(1, -1) };
    if (text.length > 1 && first === "'")
        return { kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") };
    return /[\p{L}\p{N}_$]/u.test(first) ? { kind: 'word', value: text } : { kind: 'symbol', value: text };
}
/** What commas divide within the first parentheses: column definitions and table constraints, or an index's terms. */
export function bodyParts(tokens) {
    const parts = [[]];
    let depth = 0;
    for (const token of tokens) {
        if (isSymbol(token, ')') && --depth === 0)
            break;
        if (depth === 1 && isSymbol(token, ','))
            parts.push([]);
        else if (depth > 0)
            parts.at(-1).push(token);
        if (isSymbol(token, '('))
            depth++;
    }
    return parts;
}
export const isSymbol = (token, symbol) => token?.kind === 'symbol' && token.value === symbol;
export const isWord = (token, word) => token?.kind === 'word' && token.value.toUpperCase() === word;
/** The text between the parenthesis at `open` and the one that closes it. */
export function parenthesized(sql, tokens, open) {
    const close = closing(tokens, open);
    return sql.slice(tokens[open].end, tokens[close]?.start ?? sql.length).trim();
}
/** The place of the parenthesis that closes the one at `open`. */
export function closing(tokens, open) {
    let depth = 0;
    for (let index = open; index < tokens.length; index++) {
        if (isSymbol(tokens[index], '('))
            depth++;
        if (isSymbol(tokens[index], ')') && --depth === 0)
            return index;
    }
    return tokens.length;
}
