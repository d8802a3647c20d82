/** Those that change neither the file's format nor what its values mean. */
export const sqlitePragmas = [
    'busy_timeout',
    'cache_size',
    'case_sensitive_like',
    'foreign_keys',
    'journal_mode',
    'mmap_size',
    'synchronous',
    'temp_store',
    'wal_autocheckpoint',
];
