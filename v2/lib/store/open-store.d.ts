import type { Store } from './store.ts';
/** A location as the configuration has it: an absolute path, or `s3://bucket/prefix`. */
export declare function openStore(location: string, env: NodeJS.ProcessEnv): Promise<Store>;
