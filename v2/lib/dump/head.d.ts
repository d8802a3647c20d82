import { type DumpHead } from './format.ts';
/** The head of a dump out of its JSON; what a reader leans on is checked, whoever wrote it. */
export declare function parseHead(text: string, name: string): DumpHead;
