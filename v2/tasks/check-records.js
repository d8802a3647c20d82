import { resolveDatabase } from '../config/resolve-database.js';
import { exitCodes, TaskError } from '../lib/errors.js';
import { describeFault } from '../lib/records/fault.js';
import { mismatchHint } from '../lib/records/plan-import.js';
import { defineTask } from '../lib/task/define-task.js';
import { loadChoices, loadOptions } from './load-options.js';
import { databaseOption, editedOption, fromOption, maxErrorsOption, sourceFilenameOption } from './options.js';
import { onProgress } from './progress.js';
import { resolveSource } from './record-source.js';
import { count, counted, seconds } from './summary.js';
import { tellChanged } from './tell-loaded.js';
export default defineTask({
    summary: 'Lists everything in a dump that a database would refuse',
    description: 'Tries all records in private copies of the target’s tables, and changes nothing: types, lengths, ranges, nulls, ' +
        'checks, keys under the target’s collations, references. All of it in one run. Exit code 0: an import would be taken.',
    examples: [
        'tasks check-records -f data.json -d postgres://app@db/inventory',
        'tasks check-records --from sqlite:app.sqlite3 -d mysql://app@db/inventory --create',
    ],
    options: {
        filename: sourceFilenameOption,
        from: fromOption,
        database: databaseOption,
        ...loadOptions,
        edited: editedOption,
        maxErrors: maxErrorsOption(1000),
    },
    steps: (context) => {
        const { options, config, cwd } = context;
        const database = resolveDatabase(config, options.database, cwd);
        const source = resolveSource(context, options);
        const choices = loadChoices(context);
        return [
            {
                title: `Check ${source.display} against ${database.display}`,
                task: async (_, step) => {
                    const { checkRecords } = await import('../lib/records/check-records.js');
                    const start = performance.now();
                    const result = await checkRecords({
                        ...choices,
                        source: source.address,
                        database,
                        edited: options.edited,
                        maxErrors: options.maxErrors,
                        onProgress: onProgress(step),
                    });
                    context.result({ ...result });
                    for (const note of result.notes)
                        context.note(note);
                    if (result.occupied.length > 0)
                        context.note(`Holding records, so that an import needs -c: ${result.occupied.join(', ')}`);
                    context.print([
                        ...result.problems,
                        ...result.faults.map((fault) => describeFault(fault, source.display)),
                        ...unlisted(result),
                    ]);
                    tellChanged(context, result.changed);
                    if (!result.accepted)
                        throw refused(database.display, source.display, result);
                    if (result.ignored.length > 0)
                        context.partial(`Not in the target: ${result.ignored.join(', ')}`);
                    context.summary(`${database.display} would take all ${counted(result.rows, 'record')} of ${counted(result.tables, 'table')} ` +
                        `(${seconds(start)})`);
                },
            },
        ];
    },
});
const unlisted = ({ count: all, faults }) => all > faults.length ? [`and ${count(all - faults.length)} more (--max-errors lists them)`] : [];
const shownKinds = 5;
function refused(target, source, result) {
    const { problems, versionHint, lacksTables, kinds, count: all } = result;
    const misfits = problems.length - (versionHint === undefined ? 0 : 1);
    const parts = [
        ...(problems.length > 0
            ? [
                `${counted(problems.length, 'thing')} of its schema that ${problems.length === 1 ? 'does' : 'do'} not fit`,
            ]
            : []),
        ...(all > 0 ? [`${counted(all, 'value')}: ${kindList(kinds)}`] : []),
    ];
    return new TaskError(`${target} would refuse ${source} for ${parts.join('; and ')}`, {
        exitCode: problems.length > 0 ? exitCodes.schemaMismatch : exitCodes.failed,
        hint: [
            'Nothing was changed.',
            ...(versionHint === undefined ? [] : [versionHint]),
            ...(misfits > 0 ? [mismatchHint(lacksTables)] : []),
            ...(all > 0 ? [valuesHint] : []),
        ].join(' '),
    });
}
const valuesHint = 'Correct the values where they come from, change the target’s columns, or decide with --on-nul, --on-zero-date, ' +
    '--on-orphan or casts.';
function kindList(kinds) {
    const most = [...kinds].sort((a, b) => b.count - a.count).slice(0, shownKinds);
    const named = most.map(({ table, column, reason, count: found }) => `${table}${column === undefined ? '' : `.${column}`} ${reason} (${count(found)})`);
    return [...named, ...(kinds.length > most.length ? ['…'] : [])].join(', ');
}
