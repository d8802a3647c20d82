import type { Column } from './table.ts';
/**
 * Why a target column cannot take a source column's values at all; undefined where it can.
 * The answer ends a sentence: `part.code: …`.
 */
export declare function misfit(source: Column, target: Column): string | undefined;
/**
 * Whether a UUID is written as its 32 digits alone: a column of just that length is how frameworks keep UUIDs in
 * engines without the type (Django's char(32)), and the form with hyphens would not be found in it, or not fit.
 */
export declare const takesBareUuid: (source: Pick<Column, 'type'>, target: Pick<Column, 'type' | 'length'>) => boolean;
