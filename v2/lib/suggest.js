/** How many letters must be added, dropped, replaced or swapped with their neighbour to make one word of the other. */
const distance = (a, b) => {
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row++) {
        const current = [row];
        for (let column = 1; column <= b.length; column++) {
            const cost = a[row - 1] === b[column - 1] ? 0 : 1;
            let best = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost);
            if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
                best = Math.min(best, beforeLast[column - 2] + 1);
            }
            current.push(best);
        }
        beforeLast = last;
        last = current;
    }
    return last[b.length];
};
const normal = (name) => name.toLowerCase().replaceAll(/[_.\s]/g, '-');
/** The known name that was probably meant; undefined where none is near. */
export const suggest = (given, known) => {
    const wanted = normal(given);
    // Of two letters, any two others would be near.
    if (wanted.length < 3)
        return undefined;
    let best;
    for (const name of known) {
        const candidate = normal(name);
        const prefix = wanted.length > 2 && candidate.startsWith(wanted);
        const away = prefix ? 1 : distance(wanted, candidate);
        const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
        if (away <= allowed &&
            away < Math.min(wanted.length, candidate.length) &&
            (!best || away < best.distance)) {
            best = { name, distance: away };
        }
    }
    return best?.name;
};
/** `did you mean "x"?`, or what there is. */
export const suggestHint = (given, known, what) => {
    const near = suggest(given, known);
    if (near !== undefined)
        return `did you mean "${near}"?`;
    if (known.length === 0)
        return `there are no ${what}`;
    return `the ${what} are: ${known.join(', ')}`;
};
