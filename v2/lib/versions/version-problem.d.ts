import type { SchemaHistory } from '../dump/format.ts';
import type { VersionComparison } from './compare-histories.ts';
export interface VersionSide {
    /** As in messages: the dump's file name, the database's address. */
    name: string;
    history: SchemaHistory | null;
}
/** Why a source does not belong into a target, though its tables might fit. */
export interface VersionProblem {
    message: string;
    /** What to do, as an instruction. */
    hint: string;
}
/** The application's own migrations, as files of a folder that knex runs; undefined where they are not known. */
export type KnownMigrations = ReadonlySet<string> | undefined;
/** None where both are of the same version, or where one of them has none to compare. `known` has stems. */
export declare function versionProblem(comparison: VersionComparison, source: VersionSide, target: VersionSide, known: KnownMigrations): VersionProblem | undefined;
/** The dump of an application that is newer than the one that is to make the schema, whose migrations are `known`. */
export declare function newerThanApplication(source: VersionSide, known: ReadonlySet<string>, directory: string): VersionProblem | undefined;
/** A dump of one framework and an application of another, which is to make the schema. */
export declare const otherFramework: (source: VersionSide, directory: string) => VersionProblem;
