import type { UpdateState } from './update-state.ts';
/** TaskError 12 where the folder does not have the very migrations that the database had been through. */
export declare function refuseOtherFiles(directory: string, { applied, files }: Pick<UpdateState, 'applied' | 'files'>): Promise<void>;
