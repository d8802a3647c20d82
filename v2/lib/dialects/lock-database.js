import { dialectOf } from './dialect-of.js';
/** For who changes the schema of a database: see Dialect.lock(). TaskError 13 while another holds it. */
export async function lockDatabase(settings) {
    const dialect = await dialectOf(settings.engine);
    return dialect.lock(settings);
}
