import type { Column } from '../../schema/table.ts';
/** PostGIS writes binary by itself; as text, with the digits that a double needs. */
export declare const selectColumn: ({ name, type, native }: Column) => string;
