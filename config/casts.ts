/** What a column can hold other than its type says: moments as numbers since 1970. */
export const castKinds = ['epoch-seconds', 'epoch-milliseconds'] as const
