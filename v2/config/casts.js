import { matching } from './rules.js';
/** Which columns a cast is for: one or more by name, or all of a type. */
export const castKey = matching(/^(type\s+\S.*|[^.]+\..+)$/, '"table.column", or "type" and the name of a type, such as "type char(36)"');
