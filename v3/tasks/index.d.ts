import type { AnyTask } from '../lib/task/define-task.ts';
/**
 * The built-in tasks, in the order of `tasks --list`. Each file is loaded for the list too, so it imports
 * heavy modules (knex, drivers, zx, listr2) inside its steps only; test/runner/start-up.test.ts holds that.
 */
export declare const builtInTasks: Record<string, () => Promise<{
    default: AnyTask;
}>>;
