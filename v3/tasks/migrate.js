import { defineTask } from '../lib/task/define-task.js';
import { downStep, listStep, migrationStep } from './migration-steps.js';
import { databaseOption } from './options.js';
import { usageError } from './usage-error.js';
const options = {
    database: databaseOption,
    to: {
        type: 'string',
        placeholder: 'VERSION',
        help: 'up to and with this migration (knex migrations only)',
    },
    list: { type: 'boolean', help: 'show every migration, and whether the database has been through it' },
    down: { type: 'boolean', help: 'undo the last batch, the last migration first (knex migrations only)' },
};
export default defineTask({
    summary: 'Runs the pending migrations; lists them, or undoes the last batch',
    description: 'Knex migrations of `migrations.directory`, or the command of `migrations.command`, which finds the database in ' +
        'DATABASE_URL. One run is one batch. One run at a time: a second ends with exit code 13.',
    examples: [
        'tasks migrate',
        'tasks migrate --list',
        'tasks migrate --to 20260301 -d next',
        'tasks --dry migrate --down',
    ],
    options,
    steps: (context) => {
        const { to, list, down } = context.options;
        const given = [to !== undefined && '--to', list && '--list', down && '--down'].filter(Boolean);
        if (given.length > 1)
            throw usageError(`${given.join(' and ')} exclude each other`, 'give one of them');
        return [stepOf(context, context.options)];
    },
});
const stepOf = (context, { database, to, list, down, }) => {
    if (list)
        return listStep(context, { database });
    return down ? downStep(context, { database }) : migrationStep(context, { database, to });
};
