import { cellAt, stringOf } from './cast-cell.js';
import { normalJson } from './compare-json.js';
import { normalDuration, normalMoment } from './compare-moment.js';
import { normalNumber } from './compare-number.js';
import { valueKind } from './record-scanner.js';
const numbers = new Set(['boolean', 'integer', 'decimal', 'float']);
const moments = new Set(['date', 'timestamp', 'timestamptz']);
const documents = new Set(['json', 'array', 'set']);
/** The normal forms of both columns; `isSameEngine`: then a native type means the same on both sides. */
export function normalForms(left, right, isSameEngine) {
    const kind = kindOf(left, right, isSameEngine);
    const isPadded = left.fixed === true || right.fixed === true;
    const form = (column) => formOf(kind, column, isPadded);
    return [form(left), form(right)];
}
function kindOf(left, right, isSameEngine) {
    const types = [left.type, right.type];
    const has = (type) => types.includes(type);
    const all = (set) => types.every((type) => set.has(type));
    if (isSameEngine && left.type === right.type && left.native === right.native)
        return 'exact';
    if (all(numbers))
        return 'number';
    if (has('bit') && types.some((type) => numbers.has(type)))
        return 'bits';
    if (has('binary'))
        return 'binary';
    if (types.some((type) => moments.has(type)))
        return 'moment';
    if (left.type !== right.type && (has('time') || has('interval')))
        return 'duration';
    if (has('uuid'))
        return 'uuid';
    if (has('set'))
        return 'members';
    if (types.some((type) => documents.has(type)))
        return 'json';
    return 'text';
}
function formOf(kind, column, isPadded) {
    switch (kind) {
        case 'exact':
            return exactForm;
        case 'number':
            return numberForm;
        case 'bits':
            return column.type === 'bit' ? bitsForm : numberForm;
        case 'moment':
            return textForm(normalMoment);
        case 'duration':
            return textForm(normalDuration);
        case 'uuid':
            return textForm(bareUuid);
        case 'json':
            return documentForm(column, (document) => normalJson(document) ?? document);
        case 'members':
            return documentForm(column, normalMembers);
        case 'text':
            return textForm(isPadded ? unpadded : (text) => text);
        case 'binary':
            return binaryForm;
    }
}
const spanOf = ({ bytes, start, end }) => bytes.toString('utf8', start, end);
/** Apart from how strings are escaped, which in a dump that was edited may be in any way. */
const exactForm = (cell) => {
    const text = stringOf(cell);
    return text === undefined ? spanOf(cell) : JSON.stringify(text);
};
/** A cell that is tagged as other than what the column says: its tag, and what it holds. */
export function untag(cell) {
    if (cell.kind !== valueKind.object)
        return undefined;
    const { bytes, start, end } = cell;
    const match = /^\{"(\$[a-z]+)":/.exec(bytes.toString('latin1', start, start + 16));
    if (!match)
        return undefined;
    return { tag: match[1], cell: cellAt(bytes, start + match[0].length, end - 1) };
}
const numberTags = new Set(['$integer', '$real']);
/** The digits of a number, a boolean as 0 and 1; undefined for any other cell. */
export function digitsOf(cell) {
    if (cell.kind === valueKind.true)
        return '1';
    if (cell.kind === valueKind.false)
        return '0';
    const tagged = untag(cell);
    if (tagged)
        return numberTags.has(tagged.tag) ? digitsOf(tagged.cell) : undefined;
    return cell.kind === valueKind.number ? spanOf(cell) : stringOf(cell);
}
const numberForm = (cell) => {
    const digits = digitsOf(cell);
    return (digits === undefined ? undefined : normalNumber(digits)) ?? strangeForm(cell);
};
/** A string of bits is a number to the base of 2. */
const bitsForm = (cell) => numberOfBits(cell) ?? numberForm(cell);
export function numberOfBits(cell) {
    const text = stringOf(cell);
    return text !== undefined && /^[01]+$/.test(text) ? normalNumber(String(BigInt(`0b${text}`))) : undefined;
}
function strangeForm(cell) {
    const tagged = untag(cell);
    return tagged ? `${tagged.tag}:${exactForm(tagged.cell)}` : `$:${exactForm(cell)}`;
}
/** The text of a cell: a string, also one that is tagged as text. */
function textOf(cell) {
    const tagged = untag(cell);
    return stringOf(tagged?.tag === '$text' ? tagged.cell : cell);
}
/** Numbers are the text of their digits: into a column of a type that no engine's words say, they go so. */
const textForm = (normal) => (cell) => {
    const text = textOf(cell) ?? (untag(cell) ? undefined : spanOf(cell));
    return text === undefined ? strangeForm(cell) : normal(text);
};
const unpadded = (text) => text.replace(/ +$/, '');
const bareUuid = (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text.replaceAll('-', '') : text;
/** A text that holds a document is the document; a document that is a string keeps its quotes. */
function documentForm({ type }, normal) {
    if (!documents.has(type))
        return textForm(normal);
    return (cell) => {
        const tagged = untag(cell);
        if (tagged && tagged.tag !== '$json' && type !== 'json')
            return textForm(normal)(cell);
        const document = tagged?.tag === '$json' ? tagged.cell : cell;
        const text = stringOf(document);
        return normal(text === undefined ? spanOf(document) : JSON.stringify(text));
    };
}
/** Of a set, the order of its members says nothing. */
function normalMembers(document) {
    const normal = normalJson(document);
    if (normal === undefined)
        return document;
    const value = JSON.parse(document);
    return Array.isArray(value) ? JSON.stringify(value.map((member) => JSON.stringify(member)).sort()) : normal;
}
const binaryForm = (cell) => {
    const tagged = untag(cell);
    const text = stringOf(tagged?.tag === '$blob' ? tagged.cell : cell);
    return text ?? strangeForm(cell);
};
