import type { TypeDefinition } from '../../schema/table.ts';
import type { Session } from './session.ts';
/** By oid, also that of the array: the types that must be made for it, those first that others need. */
export declare function readTypeDefinitions(session: Session): Promise<Map<number, TypeDefinition[]>>;
/** Of a column whose dump has no definition: an enum of older dumps. */
export declare const enumOf: (name: string, values: readonly string[]) => TypeDefinition;
