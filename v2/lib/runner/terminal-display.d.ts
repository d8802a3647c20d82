import type { Display } from './display.ts';
import type { Output } from './io.ts';
/** A listr2 tree on stderr. What a step tells is folded so that the tree fits the terminal's height. */
export declare const terminalDisplay: (stderr: Output) => Display;
