import { quoteName } from './quote.js';
/** PostGIS writes binary by itself; as text, with the digits that a double needs. */
export const selectColumn = ({ name, type, native }) => type === 'geometry' && native !== 'text'
    ? `ST_AsEWKT(${quoteName(name)}, 17) AS ${quoteName(name)}`
    : quoteName(name);
