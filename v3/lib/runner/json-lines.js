import { Writable } from 'node:stream';
import { lineSplitter } from './line-splitter.js';
/**
 * A stderr for programs that read logs: each line is a JSON object. What is one already stays as it is; any other line
 * becomes the text of one, whose event is `error`, `hint` or `text`.
 */
export const jsonLines = (stderr) => {
    const lines = lineSplitter((line) => stderr.write(`${isObject(line) ? line : objectOf(line)}\n`));
    return new Writable({
        write: (chunk, _encoding, done) => {
            lines.write(String(chunk));
            done();
        },
    });
};
const isObject = (line) => {
    if (!line.startsWith('{'))
        return false;
    try {
        JSON.parse(line);
        return true;
    }
    catch {
        return false;
    }
};
const objectOf = (line) => {
    const [, event = 'text', text = line] = /^(error|hint): (.*)$/.exec(line) ?? [];
    return JSON.stringify({ time: new Date().toISOString(), event, text });
};
