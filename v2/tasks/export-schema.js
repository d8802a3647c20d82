import path from 'node:path';
import { resolveDatabase } from '../config/resolve-database.js';
import { exitCodes, TaskError } from '../lib/errors.js';
import { defineTask } from '../lib/task/define-task.js';
import { databaseOption, excludeOption, includeOption } from './options.js';
import { counted, size } from './summary.js';
import { twoResults } from './two-results.js';
import { warnOfContainerLayer } from './warn-of-container-layer.js';
export default defineTask({
    summary: 'Writes the schema alone, as JSON or as SQL for one of the engines',
    description: 'Tables with their columns, keys, uniques, indexes and foreign keys, sequences, and the migration history, in a form ' +
        'to be read, edited, compared and kept under version control. What is not carried (checks, triggers, views) is listed.',
    examples: [
        'tasks export-schema -f schema.json -o',
        'tasks export-schema --engine mysql -f schema.sql',
        'tasks export-schema --from data.json.gz --engine sqlite -f - | sqlite3 new.sqlite3',
    ],
    options: {
        filename: {
            type: 'string',
            short: 'f',
            placeholder: 'FILE',
            complete: 'file',
            help: 'where to write it; - is standard output (default: schema.json, with --engine schema.sql)',
        },
        overwrite: { type: 'boolean', short: 'o', help: 'replace the file if it exists' },
        engine: {
            type: 'string',
            choices: ['mysql', 'mariadb', 'postgres', 'sqlite'],
            placeholder: 'ENGINE',
            help: 'write the SQL that makes the schema in an empty database of this engine',
        },
        from: {
            type: 'string',
            placeholder: 'FILE',
            complete: 'file',
            help: 'take the schema of this schema file or dump, without a database; - is standard input',
        },
        include: includeOption,
        exclude: excludeOption,
        database: databaseOption,
    },
    steps: (context) => {
        const { options, config, cwd } = context;
        const { engine } = options;
        const filename = options.filename ?? (engine === undefined ? 'schema.json' : 'schema.sql');
        const isStdout = filename === '-';
        if (isStdout && context.flags.json)
            throw twoResults('schema');
        const { from, name } = sourceOf(context, options);
        const target = isStdout ? 'standard output' : filename;
        return [
            {
                title: `Export the schema of ${name} to ${target}`,
                task: async () => {
                    const { exportSchema } = await import('../lib/records/export-schema.js');
                    const { notes, ...result } = await exportSchema({
                        from,
                        to: isStdout ? context.stdout : path.resolve(cwd, filename),
                        engine: engine,
                        overwrite: options.overwrite,
                        include: options.include,
                        exclude: options.exclude,
                        leaveOut: config.exclude,
                        signal: context.signal,
                        onStatement: context.echo,
                    });
                    for (const note of notes)
                        context.note(note);
                    if (!isStdout)
                        await warnOfContainerLayer([path.resolve(cwd, filename)], context.note);
                    context.result({ filename, ...result, notes });
                    context.summary(`Exported the schema of ${counted(result.tables, 'table')} to ${target} (${size(result.bytes)})`);
                },
            },
        ];
    },
});
function sourceOf({ config, cwd, stdin }, { from, database }) {
    if (from === undefined) {
        const settings = resolveDatabase(config, database, cwd);
        return { from: { database: settings }, name: settings.display };
    }
    if (database !== undefined) {
        throw new TaskError('The schema comes from a file (--from) or from a database (-d), not from both', {
            exitCode: exitCodes.usage,
            hint: 'Leave one of them out.',
        });
    }
    if (from === '-')
        return { from: { file: stdin }, name: 'standard input' };
    return { from: { file: path.resolve(cwd, from) }, name: from };
}
