import { exitCodes, TaskError } from '../lib/errors.js';
import { defineTask } from '../lib/task/define-task.js';
import { keysOf, locationsOf } from './backup-place.js';
import { pathsOption } from './options.js';
import { counted, seconds } from './summary.js';
export default defineTask({
    summary: 'Reads every backup through, and tells which are whole',
    description: 'Against the digests of their manifests, in every location. With --drill the records are restored into a scratch ' +
        'SQLite database, too, and read back. Exit code 10 where one is damaged.',
    examples: ['tasks verify-backups', 'tasks verify-backups --drill -p /mnt/backups'],
    options: {
        path: pathsOption,
        drill: { type: 'boolean', help: 'restore each into a scratch database and compare digests' },
    },
    steps: (context) => [
        {
            title: 'Verify backups',
            task: async (_, step) => {
                const { verifyBackups } = await import('../lib/backup/verify-backups.js');
                const { openStore } = await import('../lib/store/open-store.js');
                const start = performance.now();
                const keys = context.options.drill ? keysOf(context) : { identities: [] };
                const verified = [];
                for (const location of locationsOf(context, context.options.path)) {
                    const store = await openStore(location, context.env);
                    try {
                        await verifyBackups({
                            store,
                            drill: context.options.drill,
                            keys,
                            signal: context.signal,
                            onVerified: ({ id, faults, notes }) => {
                                verified.push({ location: store.display, id, faults });
                                for (const note of notes)
                                    context.partial(`${id}: ${note}`);
                                step.output(`${id}: ${faults.length === 0 ? 'whole' : faults.join('; ')}`);
                            },
                        });
                    }
                    finally {
                        await store.close();
                    }
                }
                const damaged = verified.filter(({ faults }) => faults.length > 0);
                context.result({ backups: verified, damaged: damaged.length });
                context.print(verified.map(({ id, faults }) => `${id}  ${faults.length === 0 ? 'whole' : faults.join('; ')}`));
                if (damaged.length > 0)
                    throw someDamaged(damaged);
                context.summary(verified.length === 0
                    ? 'There are no backups'
                    : `${counted(verified.length, 'backup')}, ${verified.length === 1 ? 'whole' : 'all of them whole'} (${seconds(start)})`);
            },
        },
    ],
});
const someDamaged = (damaged) => new TaskError(`${counted(damaged.length, 'backup')} of those verified ${damaged.length === 1 ? 'is' : 'are'} damaged: ${damaged[0].faults[0]}`, {
    exitCode: exitCodes.damaged,
    hint: 'Make a new one (tasks backup), and look after the disk. Retention neither counts nor removes damaged ones.',
});
