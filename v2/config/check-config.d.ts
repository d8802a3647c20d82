import type { UserConfig } from './define-config.ts';
/** What a configuration file exports, checked. TaskError 2 names the key, what it got and what it takes. */
export declare const checkConfig: (value: unknown) => UserConfig;
