import type { Dialect } from '../dialect.ts';
/** MySQL 8.0 and later. A server of the other kind is recognised: `engine` of the database is what it is. */
export declare const mysql: Dialect;
/** MariaDB 10.6 and later. */
export declare const mariadb: Dialect;
