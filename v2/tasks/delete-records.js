import { resolveDatabase } from '../config/resolve-database.js';
import { defineTask } from '../lib/task/define-task.js';
import { databaseOption, excludeOption, includeOption } from './options.js';
import { counted } from './summary.js';
export default defineTask({
    summary: 'Deletes all records, and keeps the tables',
    description: 'In one transaction, without triggers. The migration history stays. Asks first, unless --yes.',
    examples: ['tasks delete-records --yes', 'tasks delete-records -i "log_*" -d inventory'],
    options: { database: databaseOption, include: includeOption, exclude: excludeOption },
    destructive: ({ options, config, cwd }) => {
        const { display } = resolveDatabase(config, options.database, cwd);
        const which = options.include.length > 0 ? `of ${options.include.join(', ')} ` : '';
        return `Delete all records ${which}in ${display}?`;
    },
    steps: (context) => {
        const { options, config, cwd } = context;
        const database = resolveDatabase(config, options.database, cwd);
        return [
            {
                title: `Delete the records of ${database.display}`,
                task: async () => {
                    const { deleteRecords } = await import('../lib/records/delete-records.js');
                    const result = await deleteRecords({
                        database,
                        include: options.include,
                        exclude: options.exclude,
                        leaveOut: config.exclude,
                        signal: context.signal,
                        onStatement: context.echo,
                    });
                    for (const note of result.notes)
                        context.note(note);
                    context.result({ ...result });
                    context.summary(`Emptied ${counted(result.tables.length, 'table')} of ${database.display}`);
                },
            },
        ];
    },
});
