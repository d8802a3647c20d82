import { bodyParts, closing, isSymbol, isWord, tokenize } from './sql-tokens.js';
export function parseCreateIndex(sql) {
    const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
    const on = tokens.findIndex((token) => isWord(token, 'ON'));
    const open = tokens.findIndex((token, index) => index > on && isSymbol(token, '('));
    const terms = bodyParts(tokens.slice(open)).map((part) => {
        const last = part.at(-1);
        const hasDirection = part.length > 1 && (isWord(last, 'ASC') || isWord(last, 'DESC'));
        return sql.slice(part[0].start, part.at(hasDirection ? -2 : -1).end);
    });
    const where = tokens[closing(tokens, open) + 1];
    return { terms, ...(isWord(where, 'WHERE') && { condition: sql.slice(where.end).trim() }) };
}
