import { TaskError } from '../errors.ts';
/** Of a database that build() is to make and that has something already, though no tables. */
export declare function notBare(display: string, found: readonly string[]): TaskError;
/** A half-made database that others are connected to. */
export declare const usedMeanwhile: (display: string, others: readonly string[]) => TaskError;
/** What recover() says when it has emptied one. */
export declare const emptiedAgain = "An import that was to make this database was stopped on the way: what it had made is gone, and the database is empty again.";
