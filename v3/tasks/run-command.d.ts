import type { TaskContext } from '../lib/task/context.ts';
type Context = Pick<TaskContext, '$' | 'config' | 'cwd' | 'echo' | 'env' | 'result' | 'signal'>;
/**
 * A command of the configuration, in its folder; its output is shown as it comes. DATABASE_URL is the address of the
 * database that is meant. TaskError 1 with its exit code and the end of its output, where it fails.
 */
export declare function runCommand(context: Context, command: string, database: string | undefined): Promise<void>;
export {};
