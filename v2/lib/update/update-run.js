import { existsSync } from 'node:fs';
import { lockDatabase } from '../dialects/lock-database.js';
import { openDatabase } from '../dialects/open-database.js';
import { exitCodes, TaskError } from '../errors.js';
import { MigrationFailed } from '../migrations/migration-failed.js';
import { appliedWithBatches } from '../migrations/migration-history.js';
import { toolName } from '../version.js';
import { migrationDigests } from './migration-digests.js';
import { isSameSchema, readSchemaState, schemaStateOf } from './schema-state.js';
import { readUpdateState, stateFormat, stateVersion, writeUpdateState, } from './update-state.js';
/**
 * One update of a database, which no other run updates at the same time. What it is about to do is written down
 * before it is done, so that a kill at any moment leaves the next run with the truth.
 */
export class UpdateRun {
    lock;
    earlier;
    /** When it began, there was no table: nothing that could be backed up. */
    isEmpty;
    #options;
    #place;
    #ddlCommits;
    #state;
    constructor(options, lock, state, found, earlier) {
        this.#options = options;
        this.#place = options;
        this.lock = lock;
        this.#state = state;
        this.#ddlCommits = found.ddlCommits;
        this.isEmpty = found.schema.isEmpty;
        this.earlier = earlier;
    }
    /** TaskError 13 while another run updates or migrates this database; TaskError 1 where a rollback was stopped. */
    static async begin(options) {
        const lock = await lockDatabase(options.settings);
        try {
            const previous = await readUpdateState(options);
            if (previous?.phase === 'rolling back')
                throw inRollback(previous);
            const found = await look(options);
            const earlier = previous && judge(previous, found.schema);
            const state = earlier?.unfinished === 'goes on' ? previous : freshState(options, found);
            const { error: _, ...kept } = { ...state, database: options.settings.display, tool: toolName };
            const run = new UpdateRun(options, lock, { ...kept, phase: 'running' }, found, earlier);
            await run.#write({});
            return run;
        }
        catch (error) {
            await lock.release();
            await options.onEnd?.();
            throw error;
        }
    }
    get state() {
        return this.#state;
    }
    /** The step at this place, from 0. Where it fails, the update ends, and the error says where and what to do. */
    async step(index, work) {
        const { titles, signal } = this.#options;
        const title = titles[index] ?? '';
        try {
            signal?.throwIfAborted();
            await this.#write({ step: { position: index + 1, of: titles.length, title, began: now() } });
            return await work();
        }
        catch (error) {
            throw await this.#fail(error);
        }
    }
    /** A backup was made. The first of a run is what --rollback brings back. */
    async backedUp(id) {
        // What is half done is nothing to go back to.
        if (this.#state.backup === undefined && this.earlier?.unfinished !== 'goes on')
            await this.#write({ backup: id });
    }
    /** Before each migration and after it. */
    async onMigration({ name, state, isOutsideTransaction }) {
        if (state === 'running')
            await this.#write({ migration: { name, isAtomic: !this.#ddlCommits && !isOutsideTransaction } });
        else
            await this.migrated();
    }
    /** Another framework's command is about to migrate, of which nobody knows what it does in one. */
    async onCommand(command) {
        await this.#write({ migration: { name: command, isAtomic: false } });
    }
    /** It has ended, and well. */
    async migrated() {
        await this.#write({ migration: undefined });
    }
    /** Everything is done. */
    async finish() {
        try {
            const { history } = await schemaStateOf(this.#options.settings, this.#options.signal);
            await this.#write({ phase: 'done', after: history, step: undefined, migration: undefined });
            await this.#end();
            return { before: this.#state.before.history, after: history };
        }
        catch (error) {
            throw await this.#fail(error);
        }
    }
    async #end() {
        await this.lock.release();
        await this.#options.onEnd?.();
    }
    async #write(changes) {
        this.#state = withoutUndefined({ ...this.#state, ...changes });
        await writeUpdateState(this.#place, this.#state);
    }
    /** What is to be told. A failure to write it down is not to hide the one that came first. */
    async #fail(error) {
        const { signal, describe = plainly } = this.#options;
        const told = error instanceof TaskError ? error : describe(error);
        const { step } = this.#state;
        await this.#write({ phase: 'failed', error: told.message }).catch(() => { });
        await this.#end();
        if (signal?.aborted)
            return error;
        const where = step ? `Step ${step.position} of ${step.of}, ${JSON.stringify(step.title)}: ` : '';
        const hints = [...(error instanceof MigrationFailed ? this.#whatIsIn(error) : [told.hint]), this.#wayOn()];
        return new TaskError(`${where}${told.message}`, {
            exitCode: error instanceof TaskError ? error.exitCode : exitCodes.failed,
            hint: hints.filter((hint) => hint !== undefined).join(' '),
            cause: error,
        });
    }
    #whatIsIn({ migration, applied, notRun }) {
        const listed = (what, names) => names.length === 0 ? [] : [`${what}: ${names.join(', ')}.`];
        const isUndone = this.#state.migration?.isAtomic ?? false;
        return [
            ...listed('In', applied),
            isUndone
                ? `What ${migration} did is undone.`
                : `What ${migration} did before it failed may still be there: it was not one transaction.`,
            ...listed('Not run', notRun),
        ];
    }
    #wayOn() {
        const { backup, before } = this.#state;
        const back = backup !== undefined
            ? ` Or go back to the backup ${backup}: tasks update --rollback.`
            : before.isEmpty
                ? ' Or empty the database, which it was before: tasks update --rollback.'
                : '';
        return `Mend it and run tasks update again: it goes on.${back}`;
    }
}
/** What is known of an update that is over or was stopped, in a sentence. */
export function describeEarlier({ state, unfinished }) {
    if (unfinished === undefined)
        return undefined;
    const how = state.phase === 'failed' ? 'failed' : 'was killed';
    const where = state.step
        ? ` in step ${state.step.position} of ${state.step.of}, ${JSON.stringify(state.step.title)}, begun ${state.step.began}`
        : '';
    const why = state.error === undefined ? '' : ` (${state.error})`;
    return [
        `The update that began ${state.run} ${how}${where}${why}.`,
        ...(state.migration && unfinished === 'goes on' ? [describeMigration(state.migration)] : []),
        unfinished === 'goes on'
            ? `This run goes on with it${state.backup === undefined ? '' : `; its backup ${state.backup} is what tasks update --rollback brings back`}.`
            : 'The schema is as it was before it: this run begins anew.',
    ].join(' ');
}
const describeMigration = ({ name, isAtomic }) => isAtomic
    ? `What ${name} did until then is undone, unless it is recorded.`
    : `${name} was running, and not as one transaction: a part of it may be in.`;
/** Of an earlier run, and whether this one is the rest of it. */
function judge(state, found) {
    if (state.phase !== 'running' && state.phase !== 'failed')
        return { state };
    const isUntouched = isSameSchema(state.before, found) && (state.migration?.isAtomic ?? true);
    return { state, unfinished: isUntouched ? 'begins anew' : 'goes on' };
}
async function look({ settings, migrations, signal, onNote }) {
    const isMissing = settings.filename !== undefined && !existsSync(settings.filename);
    const database = await openDatabase(settings, { signal, createFile: isMissing });
    try {
        for (const note of await database.recover())
            onNote?.(note);
        const schema = await readSchemaState(database);
        const ddlCommits = !database.capabilities.transactionalDdl;
        if (!migrations || schema.isEmpty)
            return { schema, applied: [], files: {}, ddlCommits };
        const applied = await appliedWithBatches(database.knex(), migrations.table);
        const files = await migrationDigests(migrations.directory, applied.map(({ name }) => name));
        return { schema, applied, files, ddlCommits };
    }
    finally {
        await database.close();
    }
}
const freshState = ({ settings, skipBackup }, found) => ({
    format: stateFormat,
    version: stateVersion,
    run: now(),
    database: settings.display,
    tool: toolName,
    phase: 'running',
    before: found.schema,
    ...(skipBackup ? { skippedBackup: true } : {}),
    applied: found.applied,
    files: found.files,
});
const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
const plainly = (error) => ({
    message: error instanceof Error ? error.message : String(error),
});
const inRollback = ({ run, rollback }) => new TaskError(`The rollback of the update that began ${run} was stopped${rollback ? ` in its step ${JSON.stringify(rollback.step)}` : ''}`, { hint: 'The database is not whole before it is completed: tasks update --rollback.' });
const withoutUndefined = (state) => Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
