import { ascii } from '../../canonical/ascii.js';
/** The position after each line of a batch. */
export function lineEnds({ bytes, rows }) {
    const ends = [];
    for (let at = 0; ends.length < rows; ends.push(at))
        at = bytes.indexOf(ascii.lf, at) + 1 || bytes.length;
    return ends;
}
