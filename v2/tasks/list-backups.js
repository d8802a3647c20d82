import { defineTask } from '../lib/task/define-task.js';
import { openFirst } from './backup-place.js';
import { pathsOption } from './options.js';
import { count, counted, size } from './summary.js';
export default defineTask({
    summary: 'Lists the backups of a location, newest first',
    description: 'Of all databases that are backed up there. Files are not read, only their sizes are compared: verify-backups does that.',
    examples: ['tasks list-backups', 'tasks list-backups -p /mnt/backups --json'],
    options: { path: pathsOption },
    steps: (context) => [
        {
            title: 'List backups',
            task: async () => {
                const { readCatalog } = await import('../lib/backup/catalog.js');
                const store = await openFirst(context, context.options.path);
                try {
                    const backups = await readCatalog(store);
                    context.result({ location: store.display, backups: backups.map(described) });
                    context.print(table(backups, new Date()));
                    context.summary(`${counted(backups.length, 'backup')} in ${store.display}`);
                }
                finally {
                    await store.close();
                }
            },
        },
    ],
});
const described = ({ id, name, size: bytes, faults, manifest }) => ({
    id,
    name,
    created: manifest?.created ?? null,
    size: bytes,
    whole: faults.length === 0,
    faults,
    tool: manifest?.tool ?? null,
    source: manifest?.source ?? null,
    schema: manifest?.schema ?? null,
    rows: manifest?.records?.rows ?? null,
    files: manifest?.media?.files ?? null,
    label: manifest?.label ?? null,
    pinned: manifest?.pinned === true,
    safety: manifest?.safety === true,
    encryption: manifest?.encryption ?? null,
});
function table(backups, now) {
    const rows = backups.map((backup) => cells(backup, now));
    const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column].length))) ?? [];
    return rows.map((row) => row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd());
}
function cells({ id, created, size: bytes, faults, manifest }, now) {
    const { source, schema, records, media } = manifest ?? {};
    return [
        id,
        age(now.getTime() - created.getTime()),
        size(bytes),
        source ? `${source.engine} ${source.version}` : '',
        schema?.versions.at(-1) ?? '',
        records ? `${count(records.rows)} records` : '',
        media ? `${count(media.files)} files` : '',
        faults.length === 0 ? words(manifest).join(', ') : `DAMAGED: ${faults.join('; ')}`,
    ];
}
const words = ({ pinned, safety, encryption, label, }) => [
    ...(pinned ? ['pinned'] : []),
    ...(safety ? ['safety'] : []),
    ...(encryption ? ['encrypted'] : []),
    ...(label === undefined ? [] : [JSON.stringify(label)]),
];
const spans = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
];
/** `3 d`, `45 min`; a moment to come is `in the future`. */
function age(milliseconds) {
    if (milliseconds < 0)
        return 'in the future';
    const [unit, length] = spans.find(([, span]) => milliseconds >= span) ?? ['s', 1000];
    return `${Math.floor(milliseconds / length)} ${unit}`;
}
