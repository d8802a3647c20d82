import { stripVTControlCharacters } from 'node:util';
/** Makes whole lines, without colours and other control characters, of pieces of any length. */
export const lineSplitter = (onLine) => {
    let rest = '';
    const emit = (line) => {
        // What a carriage return overwrote was a progress bar.
        const clean = stripVTControlCharacters(line.split('\r').filter(Boolean).at(-1) ?? '').replaceAll(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
        if (clean.trim() !== '')
            onLine(clean.trimEnd());
    };
    return {
        write: (text) => {
            const lines = (rest + text).split('\n');
            rest = lines.pop();
            for (const line of lines)
                emit(line);
        },
        end: () => {
            if (rest !== '')
                emit(rest);
            rest = '';
        },
    };
};
