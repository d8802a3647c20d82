import path from 'node:path';
import { defineTask } from '../lib/task/define-task.js';
import { editedOption, filenameOption } from './options.js';
import { onProgress } from './progress.js';
import { count, counted, size } from './summary.js';
export default defineTask({
    summary: 'Tells what a dump holds, and whether it is whole',
    description: 'Reads all of it, and checks the number and the digest of each table’s records.',
    examples: ['tasks inspect-records -f data.json', 'tasks inspect-records -f data.json.gz --json'],
    options: {
        filename: filenameOption('the dump to read; - is standard input'),
        edited: editedOption,
    },
    steps: (context) => {
        const { options, cwd } = context;
        const isStdin = options.filename === '-';
        return [
            {
                title: `Inspect ${isStdin ? 'standard input' : options.filename}`,
                task: async (_, step) => {
                    const { inspectRecords } = await import('../lib/records/inspect-records.js');
                    const found = await inspectRecords({
                        from: isStdin ? context.stdin : path.resolve(cwd, options.filename),
                        edited: options.edited,
                        signal: context.signal,
                        onProgress: onProgress(step),
                    });
                    const { format, version, created, tool, source, schema } = found.head;
                    const { tables, rows, edited, compression } = found;
                    context.result({
                        filename: options.filename,
                        whole: edited.length === 0,
                        format,
                        version,
                        created,
                        tool,
                        source,
                        schema,
                        compression,
                        size: found.size ?? null,
                        rows,
                        tables,
                        edited,
                    });
                    context.print([
                        `format   ${format} ${version}, written ${created} by ${tool}`,
                        `source   ${source.engine} ${source.version}, database ${source.database}`,
                        `schema   ${schema ? `${schema.kind}, ${schema.versions.at(-1) ?? 'no migrations'}` : 'no migration history'}`,
                        `size     ${found.size === undefined ? 'a stream' : size(found.size)}${compression === 'none' ? '' : `, ${compression}`}`,
                        `records  ${count(rows)} in ${counted(tables.length, 'table')}`,
                        ...tableLines(tables),
                        edited.length === 0
                            ? 'whole: every table has the records that were exported'
                            : `edited: ${edited.join(', ')}`,
                    ]);
                },
            },
        ];
    },
});
function tableLines(tables) {
    const nameWidth = Math.max(0, ...tables.map(({ name }) => name.length));
    const rowsWidth = Math.max(0, ...tables.map(({ rows }) => count(rows).length));
    return tables.map(({ name, rows, bytes }) => `  ${name.padEnd(nameWidth)}  ${count(rows).padStart(rowsWidth)} rows  ${size(bytes)}`);
}
