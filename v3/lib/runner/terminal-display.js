import { DefaultRenderer, ListrDefaultRendererLogLevels, ListrLogger, ProcessOutput } from 'listr2';
import { clip } from './format.js';
import { lineSplitter } from './line-splitter.js';
import { progressBoard } from './progress-board.js';
/** Milliseconds between two drawings. */
const drawEvery = 100;
const outputLines = 8;
/** listr2's own asks whether stdout is a terminal; here the tree goes to stderr, beside data on stdout. */
class StderrRenderer extends DefaultRenderer {
    static nonTTY = true;
}
/** Lines under a finished step, at most. */
const keptLines = 10;
const terminalView = (wrapper, room, onEnd) => {
    const board = progressBoard();
    let output = [];
    let timer;
    const draw = (most = Number.POSITIVE_INFINITY) => {
        timer = undefined;
        const { height: free, width } = room();
        const height = Math.min(free, most);
        const text = output.slice(-Math.min(outputLines, height)).map((line) => clip(line, width));
        const lines = [...text, ...board.lines(Math.max(1, height - text.length), width)];
        wrapper.output = lines.join('\n') || ' ';
        return lines.length;
    };
    const later = () => {
        timer ??= setTimeout(() => draw(), drawEvery);
    };
    const commands = lineSplitter((line) => {
        output.push(line);
        if (output.length > outputLines)
            output = output.slice(-outputLines);
        later();
    });
    return {
        title: (text) => {
            wrapper.title = text;
        },
        output: (text) => {
            output = text === '' ? [] : text.split('\n');
            later();
        },
        progress: (progress) => {
            board.update(progress, Date.now());
            later();
        },
        command: commands.write,
        end: () => {
            commands.end();
            clearTimeout(timer);
            onEnd(draw(keptLines));
        },
    };
};
/** A listr2 tree on stderr. What a step tells is folded so that the tree fits the terminal's height. */
export const terminalDisplay = (stderr) => {
    let steps = 1;
    /** Lines that finished steps keep. */
    let kept = 0;
    const views = new Set();
    let held = [];
    let drawing = false;
    const room = () => ({
        height: Math.max(2, Math.min(40, (stderr.rows ?? 24) - steps - kept - 4)),
        width: Math.max(20, (stderr.columns ?? 80) - 8),
    });
    const line = (text) => {
        if (drawing)
            held.push(text);
        else
            stderr.write(`${text}\n`);
    };
    return {
        listrOptions: (count) => {
            steps = count;
            kept = 0;
            drawing = true;
            const logger = new ListrLogger({
                useIcons: true,
                processOutput: new ProcessOutput(stderr, stderr, {
                    leaveEmptyLine: false,
                }),
            });
            return {
                renderer: StderrRenderer,
                rendererOptions: {
                    logger,
                    // A blank, so that lines under a step align.
                    icon: { [ListrDefaultRendererLogLevels.OUTPUT]: ' ' },
                    showErrorMessage: false,
                    collapseSubtasks: false,
                    persistentOutput: true,
                },
                registerSignalListeners: false,
            };
        },
        step: (wrapper) => {
            const view = terminalView(wrapper, room, (lines) => {
                kept += lines;
                views.delete(view);
            });
            views.add(view);
            return view;
        },
        // The tree shows it.
        skipped() { },
        heading: (task) => line(task),
        line,
        stopping: (text) => {
            if (views.size === 0)
                line(text);
            for (const view of views)
                view.output(text);
        },
        treeEnd: () => {
            drawing = false;
            for (const text of held)
                stderr.write(`${text}\n`);
            held = [];
        },
    };
};
