const formPattern = /^(?:YYYY-MM-DD)?([ T]?)(?:HH:MM:SS)?(\[?)(?:\.(f+))?\]?(.*)$/s;
export function parseForm(type, form) {
    if (type === 'date')
        return { ...defaultForm('date'), suffix: form.slice('YYYY-MM-DD'.length) };
    const [, separator, bracket, digits = '', suffix = ''] = formPattern.exec(form) ?? [];
    if (separator === undefined)
        return undefined;
    return {
        separator: separator === 'T' ? 'T' : ' ',
        fraction: digits.length < 2
            ? { kind: 'trimmed' }
            : { kind: bracket === '' ? 'always' : 'optional', digits: digits.length },
        suffix,
    };
}
export function formText(type, form) {
    if (type === 'date')
        return `YYYY-MM-DD${form.suffix}`;
    const moment = type === 'time' ? 'HH:MM:SS' : `YYYY-MM-DD${form.separator}HH:MM:SS`;
    return moment + fractionText(form.fraction) + form.suffix;
}
function fractionText(fraction) {
    if (fraction.kind === 'trimmed')
        return '[.f]';
    const digits = `.${'f'.repeat(fraction.digits)}`;
    return fraction.kind === 'always' ? digits : `[${digits}]`;
}
const isZoned = (suffix) => suffix !== '';
const zones = new Set(['', 'Z', '+00:00', ' +00:00']);
const midnight = /^(?:[ T]00:00:00(?:\.0+)?)?$/;
/** The form of a column that says nothing about it: as SQLite's own functions write. */
export const defaultForm = (type) => ({
    separator: ' ',
    fraction: { kind: 'trimmed' },
    suffix: type === 'timestamptz' ? 'Z' : '',
});
export function formOf(column) {
    return ((column.form === undefined ? undefined : parseForm(column.type, column.form)) ?? defaultForm(column.type));
}
export const isTemporal = (type) => type === 'date' || type === 'time' || type === 'timestamp' || type === 'timestamptz';
/** The form that most of the sample has; undefined where nothing in it is temporal text. */
export function formOfSample(type, shapes) {
    const usable = shapes.filter((shape) => (type === 'date' ? midnight.test(shape.suffix) : zones.has(shape.suffix)) &&
        (type === 'date' || type === 'time' || shape.separator === ' ' || shape.separator === 'T'));
    if (usable.length === 0)
        return undefined;
    const style = mostCommon(usable, (shape) => `${shape.separator}\n${shape.suffix}`);
    const alike = usable.filter((shape) => shape.separator === style.separator && shape.suffix === style.suffix);
    return {
        separator: style.separator === 'T' ? 'T' : ' ',
        fraction: fractionOf(alike),
        suffix: style.suffix,
    };
}
function fractionOf(shapes) {
    const fractions = shapes.filter((shape) => shape.digits > 0);
    if (fractions.length === 0)
        return { kind: 'trimmed' };
    const lengths = new Set(fractions.map((shape) => shape.digits));
    const isFixed = lengths.size === 1 && (lengths.has(3) || lengths.has(6));
    if (!isFixed && !fractions.some((shape) => shape.padded))
        return { kind: 'trimmed' };
    const { digits } = mostCommon(fractions, (shape) => String(shape.digits));
    const zeros = count(fractions.filter((shape) => shape.zero && shape.digits === digits));
    const without = count(shapes.filter((shape) => shape.digits === 0));
    return { kind: zeros >= without && zeros > 0 ? 'always' : 'optional', digits };
}
/** Whether the sample left open how a fraction of zeros is written; then the whole column must be asked. */
export function isUndecided(shapes, form) {
    return form.fraction.kind === 'optional' && !shapes.some((shape) => shape.digits === 0 || shape.zero);
}
export const hasZone = (type, form) => (type === 'timestamp' || type === 'timestamptz') && isZoned(form.suffix);
const count = (shapes) => shapes.reduce((sum, shape) => sum + shape.count, 0);
function mostCommon(shapes, key) {
    const counts = new Map();
    for (const shape of shapes)
        counts.set(key(shape), (counts.get(key(shape)) ?? 0) + shape.count);
    return shapes.reduce((best, shape) => (counts.get(key(shape)) > counts.get(key(best)) ? shape : best));
}
