import { rememberedType } from '../../schema/logical-type.js';
import { quoteName } from './quote.js';
import { bodyParts, closing, isSymbol, isWord, parenthesized, tokenize } from './sql-tokens.js';
/** Reads what sqlite_schema keeps; SQLite has checked it, so nothing here refuses anything. */
export function parseCreateTable(sql) {
    const tokens = tokenize(sql);
    const facts = { columns: new Map(), constraints: [], checks: [], autoincrement: false };
    for (const part of bodyParts(tokens))
        readPart(sql, part, facts);
    return facts;
}
const constraintWords = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN']);
function readPart(sql, part, facts) {
    const tokens = part.filter((token) => token.kind !== 'comment');
    const [first] = tokens;
    if (first === undefined)
        return;
    if (first.kind === 'word' && constraintWords.has(first.value.toUpperCase())) {
        // SQLite allows table constraints without commas between them.
        readConstraints(tokens, undefined, facts);
        facts.checks.push(...checksIn(sql, tokens));
        return;
    }
    facts.columns.set(first.value.toLowerCase(), columnFacts(sql, part, tokens));
    if (tokens.some((token) => isWord(token, 'AUTOINCREMENT')))
        facts.autoincrement = true;
    readConstraints(tokens.slice(1), first.value, facts);
    facts.checks.push(...checksIn(sql, tokens.slice(1)));
}
/** A name stays in force up to the next comma, whatever else it named before: so SQLite reads it. */
function checksIn(sql, tokens) {
    const checks = [];
    let name = '';
    for (let index = 0; index < tokens.length; index++) {
        const token = tokens[index];
        const next = tokens[index + 1];
        if (isSymbol(token, '('))
            index = closing(tokens, index);
        else if (isWord(token, 'CONSTRAINT') && next)
            name = `CONSTRAINT ${quoteName(tokens[++index].value)} `;
        else if (isWord(token, 'CHECK') && isSymbol(next, '(')) {
            checks.push(`${name}CHECK (${parenthesized(sql, tokens, index + 1)}\n)`);
            index = closing(tokens, index + 1);
        }
    }
    return checks;
}
function columnFacts(sql, part, tokens) {
    const facts = {};
    for (const token of part) {
        const type = token.kind === 'comment' ? rememberedType(token.value.slice(2, -2).trim()) : undefined;
        if (type)
            facts.type = type;
    }
    let depth = 0;
    tokens.forEach((token, index) => {
        if (isSymbol(token, '('))
            depth++;
        if (isSymbol(token, ')'))
            depth--;
        if (depth > 0)
            return;
        const next = tokens[index + 1];
        if (isWord(token, 'COLLATE') && next)
            facts.collation = next.value;
        if (isWord(token, 'AS') && isSymbol(next, '('))
            facts.expression = parenthesized(sql, tokens, index + 1);
    });
    return facts;
}
/** Constraints follow each other with or without CONSTRAINT and a name; `column` is whose definition this is. */
function readConstraints(tokens, column, facts) {
    let name;
    let last;
    for (let index = 0; index < tokens.length; index++) {
        const token = tokens[index];
        const next = tokens[index + 1];
        if (isSymbol(token, '(')) {
            index = closing(tokens, index);
        }
        else if (isWord(token, 'CONSTRAINT') && next) {
            name = next.value;
            index++;
        }
        else if (isWord(token, 'DEFERRABLE') && last && !isWord(tokens[index - 1], 'NOT')) {
            last.deferrable = 'immediate';
        }
        else if (isWord(token, 'INITIALLY') && last?.deferrable && isWord(next, 'DEFERRED')) {
            last.deferrable = 'deferred';
        }
        else if (startsConstraint(token, column)) {
            const open = tokens.findIndex((candidate, at) => at > index && isSymbol(candidate, '('));
            last = {
                ...(name !== undefined && { name }),
                kind: isWord(token, 'UNIQUE') ? 'unique' : 'foreign',
                columns: column === undefined ? namesIn(tokens, open) : [column],
            };
            facts.constraints.push(last);
            name = undefined;
        }
    }
}
const startsConstraint = (token, column) => isWord(token, 'UNIQUE') || isWord(token, column === undefined ? 'FOREIGN' : 'REFERENCES');
function namesIn(tokens, open) {
    return tokens
        .slice(open + 1, closing(tokens, open))
        .filter((token, index, all) => token.kind !== 'symbol' && (index === 0 || isSymbol(all[index - 1], ',')))
        .map((token) => token.value);
}
