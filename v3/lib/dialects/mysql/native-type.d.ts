import type { Column } from '../../schema/table.ts';
import type { Flavor } from './flavor.ts';
/** What a column becomes: `collation` where it must not be the table's. */
export interface NativeChoice {
    native: string;
    collation?: string;
}
/**
 * The type that holds any value of another engine's column. `keyLength`: how many characters (bytes of binary)
 * a column may have that stands in a key; undefined where it stands in none.
 */
export declare function nativeOf(column: Column, keyLength: number | undefined, flavor: Flavor): NativeChoice;
/** Whether its documents are what MySQL's own JSON keeps. */
export declare const isBinaryJson: ({ type, byValue, bits }: Column) => boolean;
/** The type of a column that comes from MySQL or MariaDB; undefined where this server does not have it. */
export declare function relatedNative(column: Column, flavor: Flavor): string | undefined;
/** Bytes in a row and in a key; long texts lie outside the row. */
export declare function storedBytes({ native, collation }: Pick<Column, 'native' | 'collation'>): number;
