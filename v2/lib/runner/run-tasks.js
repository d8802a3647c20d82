import { loadConfig } from '../../config/load-config.js';
import { redact } from '../../config/secrets.js';
import { exitCodes } from '../errors.js';
import { confirm } from './confirm.js';
import { describeError } from './describe-error.js';
import { dryRun } from './dry-run.js';
import { logForm } from './log-form.js';
import { makeContext, shellSettings } from './make-context.js';
import { outcome } from './outcome.js';
import { printError } from './print-error.js';
import { scheduleTasks } from './schedule-tasks.js';
import { watchSignals } from './stop.js';
import { stopReport } from './stop-report.js';
const taskFlags = ({ dry, echo, quiet, yes, json, debug }) => ({
    dry,
    echo,
    quiet,
    yes,
    json,
    debug,
});
const isTerminal = (io, flags) => io.stderr.isTTY === true && io.env.TERM !== 'dumb' && !io.env.CI && !flags.echo;
const chooseDisplay = async ({ io, flags, invocations }) => {
    if (flags.quiet)
        return (await import('./quiet-display.js')).quietDisplay();
    if (isTerminal(io, flags) && logForm(invocations) === undefined)
        return (await import('./terminal-display.js')).terminalDisplay(io.stderr);
    return (await import('./log-display.js')).logDisplay(io.stderr);
};
const prepare = async (run, display, stop) => {
    const config = await loadConfig(run.place, run.io.env);
    const planned = await scheduleTasks(run.invocations, run.tasks);
    const own = planned.some((each) => run.tasks.entry(each.name).file !== undefined);
    const { withinShell } = await import('./shell.js');
    return planned.map((each) => {
        const told = outcome();
        const parts = {
            io: run.io,
            config,
            flags: taskFlags(run.flags),
            planned: each,
            tasks: run.tasks,
            outcome: told,
            signal: stop.signal,
            line: display.line,
        };
        return {
            planned: each,
            context: makeContext(parts),
            outcome: told,
            within: (work) => (own ? withinShell(shellSettings(parts), work) : work()),
        };
    });
};
const askAll = async (run, prepared, signal) => {
    if (run.flags.dry)
        return;
    for (const { planned, context } of prepared) {
        const question = await planned.task.destructive?.(context);
        if (question !== undefined && !run.flags.yes)
            await confirm(run.io, redact(question), signal);
    }
};
const runOne = async (each, display, dry) => {
    const { planned, context, within } = each;
    context.signal.throwIfAborted();
    const steps = await within(() => planned.task.steps(context));
    if (dry)
        return dryRun(steps, context);
    const { runSteps } = await import('./run-steps.js');
    await runSteps({ context, display, within }, steps);
};
/** What a task has told, when it has ended: results on stdout, words for the reader on stderr. */
const tell = (io, flags, told) => {
    const write = (stream, lines) => {
        if (lines.length > 0)
            stream.write(`${redact(lines.join('\n'))}\n`);
    };
    if (!flags.json)
        write(io.stdout, told.printed);
    if (!flags.quiet)
        write(io.stderr, told.summary);
    write(io.stderr, told.partial.map((reason) => `left out: ${reason}`));
};
const runAll = async (run, prepared, display, stop) => {
    const results = [];
    for (const each of prepared) {
        const { planned, outcome: told } = each;
        const result = { task: planned.name, named: planned.named, outcome: told };
        results.push(result);
        if (prepared.length > 1)
            display.heading(planned.name);
        try {
            await runOne(each, display, run.flags.dry);
            tell(run.io, run.flags, told);
        }
        catch (error) {
            tell(run.io, run.flags, told);
            result.error = stop.signal.aborted ? stopReport(stop.signal.reason, error) : describeError(error);
            const several = prepared.length > 1
                ? { ...result.error, message: `${planned.name}: ${result.error.message}` }
                : result.error;
            printError(run.io, several, run.flags.debug);
            return results;
        }
    }
    return results;
};
const exitCodeOf = (results) => {
    const failed = results.find((result) => result.error);
    if (failed?.error)
        return failed.error.exitCode;
    return results.some((result) => result.outcome.partial.length > 0) ? exitCodes.partial : exitCodes.done;
};
const resultObject = (result) => {
    const { error, outcome: told } = result;
    const exitCode = exitCodeOf([result]);
    return {
        ...told.values,
        task: result.task,
        ok: !error,
        exitCode,
        ...(told.partial.length > 0 ? { leftOut: told.partial } : {}),
        ...(error ? { error: { message: error.message, hint: error.hint, exitCode: error.exitCode } } : {}),
    };
};
/** One object: with one task on the line its own, else `tasks` with one each. docs/configuration.md shows it. */
const jsonResult = (run, results) => {
    const only = run.invocations.length === 1 ? results.find((result) => result.named) : undefined;
    const objects = results.map(resultObject);
    if (only && results.length === 1)
        return objects[0];
    const exitCode = exitCodeOf(results);
    const error = objects.find((object) => object.error)?.error;
    return {
        ...(only ? resultObject(only) : {}),
        ...(run.invocations.length === 1 ? { task: run.invocations[0].name } : {}),
        ok: !error,
        exitCode,
        ...(error ? { error } : {}),
        tasks: objects,
    };
};
/** Runs the tasks of a command line. Rejects only with what is wrong before the first begins. */
export const runTasks = async (run) => {
    const display = await chooseDisplay(run);
    const stop = watchSignals(run.io, display.stopping);
    try {
        const prepared = await prepare(run, display, stop);
        await askAll(run, prepared, stop.signal);
        const results = await runAll(run, prepared, display, stop);
        if (run.flags.json)
            run.io.stdout.write(`${redact(JSON.stringify(jsonResult(run, results)))}\n`);
        return exitCodeOf(results);
    }
    finally {
        stop.end();
    }
};
