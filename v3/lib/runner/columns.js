/** Text cut at words into lines of at most `width`. */
export const wrap = (text, width) => {
    const lines = [];
    let line = '';
    for (const word of text.split(/\s+/)) {
        if (line !== '' && line.length + 1 + word.length > width) {
            lines.push(line);
            line = '';
        }
        line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
};
const widest = 100;
/** Two columns, as help texts have them: names on the left, sentences wrapped on the right. */
export const columns = (rows, indent = 2) => {
    const left = Math.min(34, Math.max(0, ...rows.map(([name]) => name.length)));
    return rows.flatMap(([name, text]) => {
        const lines = wrap(text, widest - left - indent - 2);
        const own = name.length > left ? [`${' '.repeat(indent)}${name}`] : [];
        const head = own.length > 0 ? '' : name;
        const body = lines.map((line, index) => `${' '.repeat(indent)}${(index === 0 ? head : '').padEnd(left)}  ${line}`.trimEnd());
        return [...own, ...body];
    });
};
