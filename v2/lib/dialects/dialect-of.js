/** Each engine's code is loaded when a database of it is used. */
const dialects = {
    sqlite: async () => (await import('./sqlite/sqlite.js')).sqlite,
    mysql: async () => (await import('./mysql/mysql.js')).mysql,
    mariadb: async () => (await import('./mysql/mysql.js')).mariadb,
    postgres: async () => (await import('./postgres/postgres.js')).postgres,
};
export const dialectOf = (engine) => dialects[engine]();
