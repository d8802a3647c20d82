import type { Display } from './display.ts';
/** Shows nothing: errors are printed elsewhere. */
export declare const quietDisplay: () => Display;
