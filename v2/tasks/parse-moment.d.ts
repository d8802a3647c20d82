/** `2026-11-19`, `2026-11-19T12:00`, `2026-11-19T12:00:30Z`, `…+01:00`; without a zone it is in `timezone`. */
export declare function parseMoment(text: string, timezone?: string): Date;
