import { debugHint } from './describe-error.js';
/** An error's one line and its hint; its stack only under `--debug`. The one place that prints errors. */
export const printError = (io, report, debug) => {
    const colour = io.stderr.isTTY === true && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
    const label = (name, code) => colour ? `\x1b[${code}m${name}:\x1b[39m` : `${name}:`;
    io.stderr.write(`${label('error', 31)} ${report.message}\n`);
    if (report.hint !== undefined && !(debug && report.hint === debugHint))
        io.stderr.write(`${label('hint', 36)} ${report.hint}\n`);
    if (debug)
        io.stderr.write(`${report.stack}\n`);
};
