import path from 'node:path';
import { resolveDatabase } from '../config/resolve-database.js';
import { defineTask } from '../lib/task/define-task.js';
import { databaseOption, excludeOption, includeOption, renameOption } from './options.js';
import { parseRenames } from './parse-renames.js';
import { counted, seconds } from './summary.js';
export default defineTask({
    summary: 'Makes the tables of a schema file or a dump, all of them or none',
    description: 'In a database of any engine that has no tables of these names: a table that is there already is an error. A dump’s ' +
        'records are not read.',
    examples: [
        'tasks import-schema -f schema.json -d postgres://app@db/inventory',
        'tasks import-schema -f data.json.gz -d sqlite:empty.sqlite3 --dry',
    ],
    options: {
        filename: {
            type: 'string',
            short: 'f',
            default: 'schema.json',
            placeholder: 'FILE',
            complete: 'file',
            help: 'the schema file, or a dump; - is standard input',
        },
        rename: renameOption,
        include: includeOption,
        exclude: excludeOption,
        database: databaseOption,
    },
    steps: (context) => {
        const { options, config, cwd } = context;
        const database = resolveDatabase(config, options.database, cwd);
        const rename = parseRenames(config.rename, options.rename);
        const isStdin = options.filename === '-';
        const source = isStdin ? 'standard input' : options.filename;
        const make = async (dry) => {
            const { importSchema } = await import('../lib/records/import-schema.js');
            const result = await importSchema({
                database,
                from: isStdin ? context.stdin : path.resolve(cwd, options.filename),
                rename,
                include: options.include,
                exclude: options.exclude,
                leaveOut: config.exclude,
                dry,
                signal: context.signal,
                onStatement: context.echo,
            });
            for (const note of result.notes)
                context.note(note);
            context.result({ filename: options.filename, ...(dry && { dry }), ...result });
            return result;
        };
        return [
            {
                title: `Make the tables of ${source} in ${database.display}`,
                dry: async () => {
                    const { tables, sequences } = await make(true);
                    const listed = [...tables, ...sequences.map((name) => `${name} (a sequence)`)].join(', ');
                    return `make ${madeOf(tables, sequences)} in ${database.display}: ${listed}`;
                },
                task: async () => {
                    const start = performance.now();
                    const { tables, sequences } = await make(false);
                    context.summary(`Made ${madeOf(tables, sequences)} in ${database.display} (${seconds(start)})`);
                },
            },
        ];
    },
});
const madeOf = (tables, sequences) => counted(tables.length, 'table') +
    (sequences.length > 0 ? ` and ${counted(sequences.length, 'sequence')}` : '');
