import type { Flavor } from './flavor.ts';
/** A collation of MySQL or MariaDB, or the one of this server that is nearest; undefined for the table's. */
export declare function nearestCollation(collation: string, flavor: Flavor): string | undefined;
