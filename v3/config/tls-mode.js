/** PostgreSQL's words for it and MySQL's. */
const modes = {
    disable: 'disable',
    disabled: 'disable',
    false: 'disable',
    prefer: 'prefer',
    preferred: 'prefer',
    allow: 'prefer',
    require: 'require',
    required: 'require',
    true: 'require',
    'verify-ca': 'verify-ca',
    'verify-full': 'verify-full',
    'verify-identity': 'verify-full',
};
export const tlsModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** undefined for a word that neither engine knows. */
export const tlsMode = (word) => modes[word.toLowerCase().replaceAll('_', '-')];
