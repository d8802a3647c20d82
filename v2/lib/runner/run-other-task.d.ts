import type { StepHandle } from '../task/context.ts';
import { type ContextParts } from './make-context.ts';
type Values = Readonly<Record<string, unknown>>;
/** Runs a task, with those that go before and after it, under another one's step. */
export declare function runOtherTask(parts: ContextParts, name: string, step: StepHandle, options: Values): Promise<void>;
export {};
