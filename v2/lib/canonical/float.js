/**
 * The canonical text of a float (docs/dump-format.md, "Values"): the shortest digits that read back as the same
 * double or single, laid out as String(n); without the quotes that NaN and the infinities get in JSON.
 */
export function formatFloat(value, bits) {
    if (Object.is(value, -0))
        return '-0';
    if (bits === 64 || !Number.isFinite(value))
        return doubleText(value);
    return shortestSingle(Math.fround(value));
}
/**
 * String(value). V8 keeps the texts of the last 16,000 numbers that String() wrote: with numbers that do not come back
 * that is slower, and leaves a megabyte of new garbage in the old space at each collection of the young one.
 */
export const doubleText = (value) => Number.isFinite(value) ? JSON.stringify(value) : String(value);
/** Whether a single holds the number that `value`'s shortest digits say: 0.1 yes, 0.123456789 no. */
export function fitsSingle(value) {
    if (!Number.isFinite(value))
        return true;
    const single = Math.fround(value);
    if (!Number.isFinite(single))
        return false;
    return single === value || Number(shortestSingle(single)) === value;
}
function shortestSingle(single) {
    for (let precision = 1; precision < 9; precision++) {
        const candidate = nearestDecimals(single, precision).find((decimal) => Math.fround(decimal) === single);
        if (candidate !== undefined)
            return doubleText(candidate);
    }
    return doubleText(Number(single.toPrecision(9)));
}
/**
 * The closest decimal of so many digits, and the one above it: below a power of two the singles lie closer
 * together than above, so that the closest may read back as another single while the one above does not.
 */
function nearestDecimals(single, precision) {
    const closest = single.toExponential(precision - 1);
    const [digits = '', exponent = '0'] = closest.split('e');
    const scaled = BigInt(digits.replace('.', ''));
    const away = scaled + (scaled < 0n ? -1n : 1n);
    return [Number(closest), Number(`${away}e${Number(exponent) - precision + 1}`)];
}
