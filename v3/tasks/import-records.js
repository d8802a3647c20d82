import path from 'node:path';
import { resolveDatabase } from '../config/resolve-database.js';
import { defineTask } from '../lib/task/define-task.js';
import { loadChoices, loadOptions } from './load-options.js';
import { clearOption, databaseOption, editedOption, filenameOption, maxErrorsOption } from './options.js';
import { loadProgress } from './progress.js';
import { counted, seconds } from './summary.js';
import { madeOf, tellLoaded, withFaults } from './tell-loaded.js';
export default defineTask({
    summary: 'Loads a JSON dump into a database, all of it or nothing',
    description: 'In one transaction: whatever goes wrong, the database is as it was before. Tables that hold records are ' +
        'refused unless -c empties them first; nothing is emptied before the dump and the schema are checked. A dump of ' +
        'another schema version is refused; an older one loads into an empty database with --create, which the knex ' +
        'migrations of the configuration bring to its version before, and on from there after.',
    examples: [
        'tasks import-records -f data.json',
        'tasks import-records -c -f data.json -d mysql://app@db/inventory',
        'tasks import-records --create -f data.json.gz -d sqlite:copy.sqlite3',
        'gunzip -c data.json.gz | tasks import-records -f -',
    ],
    options: {
        filename: filenameOption('the dump to load; - is standard input'),
        clear: clearOption,
        ...loadOptions,
        maxErrors: maxErrorsOption(1),
        edited: editedOption,
        database: databaseOption,
    },
    steps: (context) => {
        const { options, config, cwd } = context;
        const database = resolveDatabase(config, options.database, cwd);
        const choices = loadChoices(context);
        const isStdin = options.filename === '-';
        const source = isStdin ? 'standard input' : options.filename;
        const load = async (dry, progress) => {
            const { importRecords } = await import('../lib/records/import-records.js');
            return importRecords({
                ...choices,
                database,
                from: isStdin ? context.stdin : path.resolve(cwd, options.filename),
                clear: options.clear,
                maxErrors: options.maxErrors,
                edited: options.edited,
                dry,
                ...progress,
            });
        };
        return [
            {
                title: `Import ${source} into ${database.display}`,
                dry: async () => {
                    const result = await load(true, {});
                    context.result({ filename: options.filename, dry: true, ...result });
                    const clearing = options.clear ? ', after emptying them' : '';
                    const tables = `${counted(result.tables, 'table')} of ${database.display}`;
                    return result.migrated.length > 0
                        ? `make ${database.display} with ${counted(result.migrated.length, 'migration')} and load ${source} into ${tables} on the way; the dump is whole`
                        : `load ${source} into ${tables}${clearing}; the dump is whole and fits`;
                },
                task: async (_, step) => {
                    const start = performance.now();
                    const result = await withFaults(context, options.filename, () => load(false, loadProgress(step)));
                    context.result({ filename: options.filename, ...result });
                    tellLoaded(context, result);
                    const made = madeOf(result);
                    context.summary(`Imported ${counted(result.rows, 'record')} into ${counted(result.tables, 'table')} of ${database.display} ` +
                        `(${seconds(start)}${made})`);
                },
            },
        ];
    },
});
