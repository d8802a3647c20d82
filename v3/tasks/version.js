import { resolveDatabase } from '../config/resolve-database.js';
import { TaskError } from '../lib/errors.js';
import { defineTask } from '../lib/task/define-task.js';
import { counted } from './summary.js';
export default defineTask({
    summary: 'Shows the versions of the tool, Node, and each configured database with its schema',
    description: 'A database that does not answer is shown with the reason, and is no failure.',
    examples: ['tasks version', 'tasks version --json'],
    steps: (context) => [
        {
            title: 'Ask for versions',
            task: async () => {
                const { version } = await import('../lib/version.js');
                const databases = {};
                for (const name of Object.keys(context.config.databases))
                    databases[name] = await ask(context, name);
                context.result({ version, node: process.version, databases });
                context.print([
                    `record-tasks ${version}`,
                    `Node ${process.version}`,
                    ...Object.entries(databases).map(([name, found]) => `${name}: ${describe(found)}`),
                ]);
            },
        },
    ],
});
async function ask(context, name) {
    const { databaseVersion } = await import('../lib/records/database-version.js');
    try {
        return await databaseVersion(resolveDatabase(context.config, name, context.cwd), context.signal);
    }
    catch (error) {
        context.signal.throwIfAborted();
        if (error instanceof TaskError)
            return { error: error.message };
        throw error;
    }
}
function describe(found) {
    if ('error' in found)
        return found.error;
    const { engine, version, schema } = found;
    if (!schema)
        return `${engine} ${version}, no migration history`;
    const last = schema.versions.at(-1);
    return `${engine} ${version}, ${schema.kind}: ${counted(schema.versions.length, 'migration')}${last ? `, the last ${last}` : ''}`;
}
