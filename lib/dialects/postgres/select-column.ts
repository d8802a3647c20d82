import type { Column } from '../../schema/table.ts'
import { quoteName } from './quote.ts'

/** PostGIS writes binary by itself; as text, with the digits that a double needs. */
export const selectColumn = ({ name, type, native }: Column): string =>
  type === 'geometry' && native !== 'text'
    ? `ST_AsEWKT(${quoteName(name)}, 17) AS ${quoteName(name)}`
    : quoteName(name)
