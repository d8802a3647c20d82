/** What a column's values can mean other than its type says (docs/configuration.md, "Casts"). */
export declare const castKinds: readonly ['epoch-seconds', 'epoch-milliseconds', 'epoch-microseconds', 'epoch-days', 'duration-seconds', 'duration-microseconds', 'uuid', 'uuid-uppercase', 'integer', 'boolean', 'decimal', 'text', 'json', 'date', 'time', 'timestamp', 'timestamptz'];
export type CastKind = (typeof castKinds)[number];
