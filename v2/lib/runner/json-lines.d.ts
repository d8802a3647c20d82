import type { Output } from './io.ts';
/**
 * A stderr for programs that read logs: each line is a JSON object. What is one already stays as it is; any other line
 * becomes the text of one, whose event is `error`, `hint` or `text`.
 */
export declare const jsonLines: (stderr: Output) => Output;
