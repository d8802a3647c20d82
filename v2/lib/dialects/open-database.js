import { dialectOf } from './dialect-of.js';
export async function openDatabase(settings, options = {}) {
    const dialect = await dialectOf(settings.engine);
    return dialect.open(settings, options);
}
