import type { StoreLock } from './store.ts';
/**
 * Locks a file for this process: an SQLite file held with BEGIN EXCLUSIVE, which the kernel lets go when the process
 * ends, also by kill -9. The file stays, empty. TaskError 13 while another holds it; `what` is what that one does.
 */
export declare function lockFile(file: string, what: string): Promise<StoreLock>;
