/**
 * An address as a URL that other programs read too: `postgresql://` and `mysql://`, which MariaDB's drivers know as
 * well, and `sqlite:////absolute/path`. It holds the password. What only this tool knows (schemas, pragmas) is not in it.
 */
export function renderDatabaseUrl(address, password) {
    const { engine, user, host = 'localhost', port, database = '', socketPath } = address;
    if (address.engine === 'sqlite')
        return `sqlite:///${encodePath(address.filename ?? '')}`;
    const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
    const account = user === undefined && secret === '' ? '' : `${encodeURIComponent(user ?? '')}${secret}@`;
    const isPostgres = engine === 'postgres';
    const place = socketPath !== undefined ? (isPostgres ? '' : 'localhost') : placeOf(host, port);
    const options = isPostgres ? postgresOptions(address) : mysqlOptions(address);
    const query = Object.entries(options)
        .filter((option) => option[1] !== undefined)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&');
    const scheme = isPostgres ? 'postgresql' : 'mysql';
    return `${scheme}://${account}${place}/${encodeURIComponent(database)}${query === '' ? '' : `?${query}`}`;
}
/** What would end the path, or be taken for an escape. */
const encodePath = (path) => path.replaceAll(/[%?#]/g, encodeURIComponent);
const placeOf = (host, port) => `${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`;
const postgresOptions = ({ socketPath, tls }) => ({
    host: socketPath,
    sslmode: tls?.mode,
    sslrootcert: tls?.ca,
    sslcert: tls?.cert,
    sslkey: tls?.key,
});
const mysqlOptions = ({ socketPath, tls }) => ({
    socket: socketPath,
    'ssl-mode': tls?.mode,
    'ssl-ca': tls?.ca,
    'ssl-cert': tls?.cert,
    'ssl-key': tls?.key,
});
