import type { Dialect, EngineName } from './dialect.ts';
export declare const dialectOf: (engine: EngineName) => Promise<Dialect>;
