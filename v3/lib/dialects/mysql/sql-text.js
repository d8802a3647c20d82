/** `name` as an identifier. */
export const quoteName = (name) => `\`${name.replaceAll('`', '``')}\``;
export const quoteNames = (names) => names.map(quoteName).join(', ');
/** A text as a literal; right for sessions without NO_BACKSLASH_ESCAPES, which session.ts sees to. */
export const quoteText = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`;
/** Members as DDL takes them; the other way of quotedMembers. */
export const quoteMembers = (members) => members.map((member) => `'${member.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(',');
/** The members of `enum('a','it''s')`, or of any list of quoted texts. */
export function quotedMembers(list) {
    return [...list.matchAll(/'((?:[^'\\]|''|\\.)*)'/gs)].map(([, text = '']) => unquote(text));
}
/** What stands between quotes, with quotes doubled or escaped. */
export const unquote = (text) => text.replace(/''|\\(.)/gs, (whole, escaped) => escaped === undefined ? whole[0] : (namedEscapes[escaped] ?? escaped));
const namedEscapes = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', Z: '\x1a' };
