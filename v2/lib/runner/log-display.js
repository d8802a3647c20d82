import { count } from './format.js';
import { lineSplitter } from './line-splitter.js';
import { activeText, finishedText, progressBoard } from './progress-board.js';
/** Milliseconds between two lines about finished items, and between two about one that runs. */
const finishedEvery = 1_000;
const activeEvery = 10_000;
const logView = (line, clock) => {
    const board = progressBoard();
    const commands = lineSplitter((text) => line(`  | ${text}`));
    const began = clock();
    let finishedLineAt = -Infinity;
    let lineAt = began;
    let reported = { items: 0, done: 0 };
    const flush = () => {
        const items = board.finished - reported.items;
        if (items > 0)
            line(`  ${count(items)} more done: ${count(board.finishedDone - reported.done)} ${board.unit}`);
        reported = { items: board.finished, done: board.finishedDone };
    };
    const finishedLine = (text, now) => {
        const items = board.finished - reported.items;
        if (items > 1)
            flush();
        else
            line(`  ${text}`);
        reported = { items: board.finished, done: board.finishedDone };
        finishedLineAt = lineAt = now;
    };
    const progress = (progress) => {
        const now = clock();
        const { item, finished } = board.update(progress, now);
        if (finished && now - finishedLineAt >= finishedEvery)
            finishedLine(finishedText(item), now);
        if (finished || now - lineAt < activeEvery)
            return;
        line(`  ${activeText(item)}`);
        lineAt = now;
    };
    return {
        title: (text) => line(text),
        output: (text) => commands.write(`${text}\n`),
        progress,
        command: commands.write,
        end: () => {
            commands.end();
            flush();
        },
    };
};
/** Plain lines for logs: no control characters, no colours, about one a second at most however much there is to do. */
export const logDisplay = (stderr, clock = Date.now) => {
    const line = (text) => {
        stderr.write(`${text}\n`);
    };
    return {
        listrOptions: () => ({ renderer: 'silent', registerSignalListeners: false }),
        step: (_wrapper, title) => {
            line(title);
            return logView(line, clock);
        },
        skipped: (text) => line(`skipped: ${text}`),
        heading: (task) => line(`${task}:`),
        line,
        stopping: line,
        treeEnd() { },
    };
};
