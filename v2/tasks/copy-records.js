import { resolveDatabase } from '../config/resolve-database.js';
import { defineTask } from '../lib/task/define-task.js';
import { loadChoices, loadOptions } from './load-options.js';
import { clearOption, fromOption, maxErrorsOption } from './options.js';
import { loadProgress } from './progress.js';
import { counted, seconds } from './summary.js';
import { madeOf, tellLoaded, withFaults } from './tell-loaded.js';
export default defineTask({
    summary: 'Copies all records from one database into another, all of it or nothing',
    description: 'Export and import in one, with no file between: one snapshot of the source, one transaction of the target. ' +
        'Tables that hold records are refused unless -c empties them first.',
    examples: [
        'tasks copy-records --from sqlite:app.sqlite3 --to postgres://app@db/inventory --create',
        'tasks copy-records -c --from default --to next',
    ],
    options: {
        from: { ...fromOption, required: true, help: 'the database to read' },
        to: { ...fromOption, required: true, help: 'the database to load' },
        clear: clearOption,
        ...loadOptions,
        maxErrors: maxErrorsOption(1),
    },
    steps: (context) => {
        const { options, config, cwd } = context;
        const from = resolveDatabase(config, options.from, cwd);
        const to = resolveDatabase(config, options.to, cwd);
        const choices = loadChoices(context);
        const copy = async (dry, progress) => {
            const { copyRecords } = await import('../lib/records/copy-records.js');
            return copyRecords({
                ...choices,
                from,
                to,
                clear: options.clear,
                maxErrors: options.maxErrors,
                dry,
                ...progress,
            });
        };
        return [
            {
                title: `Copy ${from.display} to ${to.display}`,
                dry: async () => {
                    const result = await copy(true, {});
                    context.result({ dry: true, ...result });
                    const clearing = options.clear ? ', after emptying them' : '';
                    const tables = `${counted(result.tables, 'table')} of ${to.display}`;
                    return result.migrated.length > 0
                        ? `make ${to.display} with ${counted(result.migrated.length, 'migration')} and load the records of ${from.display} into ${tables} on the way`
                        : `load the records of ${from.display} into ${tables}${clearing}; the schema fits`;
                },
                task: async (_, step) => {
                    const start = performance.now();
                    const result = await withFaults(context, from.display, () => copy(false, loadProgress(step)));
                    context.result({ ...result });
                    tellLoaded(context, result);
                    const made = madeOf(result);
                    context.summary(`Copied ${counted(result.rows, 'record')} of ${counted(result.tables, 'table')} from ${from.display} to ${to.display} ` +
                        `(${seconds(start)}${made})`);
                },
            },
        ];
    },
});
