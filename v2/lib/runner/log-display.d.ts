import type { Display } from './display.ts';
import type { Output } from './io.ts';
/** Plain lines for logs: no control characters, no colours, about one a second at most however much there is to do. */
export declare const logDisplay: (stderr: Output, clock?: () => number) => Display;
