import { once } from 'node:events';
import { utimes, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { exitCodes, TaskError } from '../lib/errors.js';
import { defineTask } from '../lib/task/define-task.js';
import { backupName, locationsOf } from './backup-place.js';
import { databaseOption, pathsOption } from './options.js';
import { runConfiguredBackup } from './run-configured-backup.js';
import { counted, size } from './summary.js';
import { warnOfContainerLayer } from './warn-of-container-layer.js';
export default defineTask({
    summary: 'Stays, and backs up at the times of backup.schedule',
    description: 'For containers: one run after another, a missed one made up for when it starts, each with backup.before, ' +
        'backup.after and a ping. What fails is told, and the next time comes. Ends by SIGTERM. --print gives the same for ' +
        'another scheduler.',
    examples: ['tasks schedule-backups', 'tasks schedule-backups --print systemd'],
    options: {
        database: databaseOption,
        path: pathsOption,
        print: {
            type: 'string',
            choices: ['cron', 'systemd', 'compose'],
            help: 'do not stay: print what makes another scheduler do it',
        },
        logFormat: {
            type: 'string',
            choices: ['lines', 'json'],
            default: 'lines',
            help: 'how it tells of its runs: as text, or each line on stderr one object',
        },
    },
    log: ({ print, logFormat }) => (print === undefined ? logFormat : undefined),
    steps: (context) => {
        const { options, config } = context;
        const { schedule: expression, timezone = 'UTC' } = config.backup;
        if (expression === undefined)
            throw noSchedule();
        const name = backupName(context, options.database);
        if (options.print !== undefined) {
            const { print } = options;
            return [
                {
                    title: `Schedule for ${print}`,
                    task: async () => {
                        const rendered = { expression, timezone, directory: config.directory, name: unitName(name) };
                        context.print(await render(print, rendered));
                    },
                },
            ];
        }
        return [
            {
                title: `Back up ${name} at ${expression} (${timezone})`,
                dry: async () => {
                    const { cronTimes } = await import('../lib/backup/cron-times.js');
                    return `back up next at ${cronTimes(expression, timezone).after(new Date()).toISOString()}`;
                },
                task: () => stay(context, options, name, expression, timezone),
            },
        ];
    },
});
async function render(print, schedule) {
    const { renderCompose, renderCron, renderSystemd } = await import('../lib/backup/render-schedule.js');
    const { cronTimes } = await import('../lib/backup/cron-times.js');
    cronTimes(schedule.expression, schedule.timezone);
    return { cron: renderCron, systemd: renderSystemd, compose: renderCompose }[print](schedule);
}
const unitName = (name) => name.replaceAll(/[^\w-]+/g, '-');
async function stay(context, options, name, expression, timezone) {
    const { cronTimes } = await import('../lib/backup/cron-times.js');
    const { runSchedule } = await import('../lib/backup/run-schedule.js');
    const log = logger(context, options.logFormat);
    const { heartbeat } = context.config.backup;
    await warnOfContainerLayer(locationsOf(context, options.path), (text) => log('note', text, { text }));
    const running = runSchedule({
        times: cronTimes(expression, timezone),
        signal: context.signal,
        lastRun: () => newestBackup(context, options, name, log),
        run: () => runOnce(context, options, name, log),
        onNext: (next) => log('next', nextText(next), { at: next.toISOString() }),
        onAlive: () => heartbeat !== undefined &&
            void touch(heartbeat).catch((error) => log('heartbeat', `The heartbeat failed: ${error.message}`, { error: error.message })),
    });
    await Promise.race([running, patienceAfter(context.signal)]);
    context.signal.throwIfAborted();
}
const nextText = (next) => next <= new Date() ? 'A time has passed without a backup' : `Next backup at ${next.toISOString()}`;
/** Docker kills what has not ended ten seconds after SIGTERM, and a server that does not answer can take longer. */
const stopPatience = 6_000;
/**
 * Resolves a while after the signal. Whatever still runs then ends with the process: a backup is whole or not there
 * however that ends.
 */
async function patienceAfter(signal) {
    if (!signal.aborted)
        await once(signal, 'abort');
    await setTimeout(stopPatience, undefined, { ref: false });
}
const logger = ({ note }, format) => (event, text, values) => {
    const time = new Date().toISOString();
    note(format === 'json' ? JSON.stringify({ time, event, ...values }) : `${time} ${text}`);
};
async function touch(file) {
    const now = new Date();
    await utimes(file, now, now).catch(() => writeFile(file, ''));
}
/**
 * When the last backup was made that has what these have, in the first location; undefined where that cannot be read
 * now, which is no reason not to begin.
 */
async function newestBackup(context, options, name, log) {
    const { readCatalog, isGood } = await import('../lib/backup/catalog.js');
    const { openStore } = await import('../lib/store/open-store.js');
    try {
        const store = await openStore(locationsOf(context, options.path)[0], context.env);
        try {
            const backups = await readCatalog(store, name);
            const needsMedia = context.config.media.length > 0;
            const like = (manifest) => !manifest.safety && manifest.records !== undefined && (manifest.media !== undefined || !needsMedia);
            return backups.find((backup) => isGood(backup) && like(backup.manifest))?.created;
        }
        finally {
            await store.close();
        }
    }
    catch (error) {
        log('error', `The last backup is unknown: ${error.message}`, {
            error: error.message,
        });
        return undefined;
    }
}
/** One backup with everything around it. A failure is told, and the schedule goes on. */
async function runOnce(context, options, name, log) {
    const { before = [], after = [], ping } = context.config.backup;
    const start = performance.now();
    log('start', `Backing up ${name}`, { name });
    try {
        for (const command of before)
            await run(context, command);
        await backUp(context, options, log, start);
        for (const command of after)
            await run(context, command);
    }
    catch (error) {
        context.signal.throwIfAborted();
        const { describeError } = await import('../lib/runner/describe-error.js');
        const { message, hint } = describeError(error);
        log('failed', `FAILED: ${message}${hint === undefined ? '' : ` (${hint})`}`, { error: message, hint });
        await fetchPing(ping?.failure, context, log);
        return;
    }
    await fetchPing(ping?.success, context, log);
}
/** Milliseconds that a command has to end by itself when the schedule is stopped. */
const commandPatience = 4_000;
async function run({ $, echo, config, signal }, command) {
    echo(command);
    const running = $({ cwd: config.directory, quiet: true, nothrow: true }) `sh -c ${command}`;
    const kill = async () => {
        await setTimeout(commandPatience, undefined, { ref: false });
        await running.kill('SIGKILL');
    };
    signal.addEventListener('abort', kill, { once: true });
    const { exitCode, signal: endedBy, stderr } = await running;
    signal.removeEventListener('abort', kill);
    signal.throwIfAborted();
    if (exitCode === 0)
        return;
    const ending = endedBy ? `was ended by ${endedBy}` : `ended with exit code ${exitCode}`;
    const said = stderr.trim().split('\n').slice(-3).join(' / ');
    throw new TaskError(`The command ${JSON.stringify(command)} ${ending}`, said === '' ? {} : { hint: said });
}
async function backUp(context, options, log, start) {
    const { manifest, locations, notes } = await runConfiguredBackup(context, options);
    for (const text of [...notes, ...(manifest.media?.disturbed ?? [])])
        log('note', text, { text });
    const bytes = locations.find((each) => each.size !== undefined)?.size ?? 0;
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    const rows = manifest.records?.rows ?? 0;
    log('done', `Backed up ${counted(rows, 'record')} as ${manifest.id} (${size(bytes)}, ${seconds} s)`, {
        id: manifest.id,
        rows,
        files: manifest.media?.files,
        bytes,
        seconds,
        pruned: locations.flatMap(({ pruned }) => pruned),
    });
    const failed = locations.find(({ error }) => error !== undefined);
    if (failed)
        throw new TaskError(`${failed.location}: ${failed.error.message}`);
}
const pingTimeout = 10_000;
/** The URL may hold a token: it is not told. */
async function fetchPing(url, { signal }, log) {
    if (url === undefined)
        return;
    try {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(pingTimeout)]);
        const response = await fetch(url, { signal: limit });
        if (!response.ok)
            log('ping', `The ping was answered with ${response.status}`, { status: response.status });
    }
    catch (error) {
        signal.throwIfAborted();
        const { cause, message } = error;
        const reason = cause instanceof Error ? cause.message : message;
        log('ping', `The ping was not answered: ${reason}`, { error: reason });
    }
}
const noSchedule = () => new TaskError('There is no schedule', {
    exitCode: exitCodes.usage,
    hint: 'Set backup.schedule in tasks.config to a cron expression, such as "0 3 * * *".',
});
