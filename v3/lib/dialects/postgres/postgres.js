import { openPostgres } from './database.js';
import { lockDatabase } from './lock-database.js';
import { ddl } from './schema-ddl.js';
/** PostgreSQL 13 to 18. */
export const postgres = {
    engine: 'postgres',
    open: (settings, options = {}) => openPostgres(settings, options),
    lock: lockDatabase,
    ddl,
};
