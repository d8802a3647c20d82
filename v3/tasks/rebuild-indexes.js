import { resolveDatabase } from '../config/resolve-database.js';
import { defineTask } from '../lib/task/define-task.js';
import { databaseOption, excludeOption, includeOption } from './options.js';
import { onProgress } from './progress.js';
import { counted, seconds } from './summary.js';
export default defineTask({
    summary: 'Rebuilds indexes and renews the statistics, online where the engine can',
    description: 'Table by table, while the application goes on in PostgreSQL, MySQL and MariaDB; SQLite lets nobody write meanwhile. ' +
        'Indexes that are invalid or damaged are listed, with what to do.',
    examples: ['tasks rebuild-indexes', 'tasks rebuild-indexes -i "stock_*" -d postgres://app@db/inventory'],
    options: { database: databaseOption, include: includeOption, exclude: excludeOption },
    steps: (context) => {
        const { options, config, cwd } = context;
        const database = resolveDatabase(config, options.database, cwd);
        return [
            {
                title: `Rebuild the indexes of ${database.display}`,
                task: async (_, step) => {
                    const { rebuildIndexes } = await import('../lib/records/rebuild-indexes.js');
                    const start = performance.now();
                    const result = await rebuildIndexes({
                        database,
                        include: options.include,
                        exclude: options.exclude,
                        signal: context.signal,
                        onProgress: onProgress(step),
                        onLeft: context.note,
                        onStatement: context.echo,
                    });
                    for (const note of result.notes)
                        context.note(note);
                    for (const reason of result.skipped)
                        context.partial(reason);
                    for (const fault of result.invalid)
                        context.partial(fault);
                    context.result({ ...result });
                    context.summary(`Rebuilt the indexes of ${counted(result.tables.length, 'table')} of ${database.display} (${seconds(start)})`);
                },
            },
        ];
    },
});
