import type { Store } from '../store/store.ts';
/**
 * Ids of the backups of a name that an update may still go back to: lib/update writes them down beside the backups, in
 * files that are named after the backups and the database. What cannot be read holds nothing.
 */
export declare function heldBackups(store: Store, name: string): Promise<Set<string>>;
