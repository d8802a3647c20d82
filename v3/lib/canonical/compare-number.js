const pattern = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/**
 * A number of any notation and length in one form, digit for digit: equal numbers give equal texts (`1.50` and `15e-1`
 * both `15e-1`). `-0` stays apart from `0`. Undefined for what is no number; NaN and the infinities are their words.
 */
export function normalNumber(text) {
    if (text === 'NaN' || text === 'Infinity' || text === '-Infinity')
        return text;
    const match = pattern.exec(text);
    if (!match)
        return undefined;
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
    const digits = whole + fraction;
    let first = 0;
    while (first < digits.length && digits[first] === '0')
        first++;
    if (first === digits.length)
        return `${sign}0`;
    let last = digits.length;
    while (digits[last - 1] === '0')
        last--;
    return `${sign}${digits.slice(first, last)}e${Number(exponent) - fraction.length + digits.length - last}`;
}
export function sortedNumber(normal) {
    return { double: Number(normal), normal };
}
/** By value; -0 is 0; NaN after all others. */
export function compareNumbers(a, b) {
    if (a.double < b.double)
        return -1;
    if (a.double > b.double)
        return 1;
    if (Number.isNaN(a.double) || Number.isNaN(b.double)) {
        return (Number.isNaN(a.double) ? 1 : 0) - (Number.isNaN(b.double) ? 1 : 0);
    }
    if (a.normal === b.normal)
        return 0;
    return compareExactly(a.normal, b.normal);
}
/** Of numbers that are the same double, so that their sign is the same, or that are both about 0 or beyond all doubles. */
function compareExactly(a, b) {
    const [left, right] = [partsOf(a), partsOf(b)];
    if (left.sign !== right.sign)
        return left.sign - right.sign;
    if (left.sign === 0)
        return 0;
    if (left.magnitude !== right.magnitude)
        return left.magnitude < right.magnitude ? -left.sign : left.sign;
    if (left.digits === right.digits)
        return 0;
    // Of one magnitude, digits compare as texts do: a longer one after its prefix.
    return left.digits < right.digits ? -left.sign : left.sign;
}
function partsOf(normal) {
    const isNegative = normal.startsWith('-');
    const text = isNegative ? normal.slice(1) : normal;
    if (text === '0')
        return { sign: 0, digits: '', magnitude: 0 };
    const sign = isNegative ? -1 : 1;
    if (text === 'Infinity')
        return { sign, digits: '', magnitude: Infinity };
    const [digits = '', exponent = '0'] = text.split('e');
    return { sign, digits, magnitude: digits.length + Number(exponent) };
}
