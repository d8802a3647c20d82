/** Does `work` and tells of each statement that `knex` runs for it, without its values. */
export async function announced(knex, onStatement, work) {
    if (onStatement === undefined)
        return work();
    const announce = ({ sql }) => onStatement(sql);
    knex.on('query', announce);
    try {
        return await work();
    }
    finally {
        knex.removeListener('query', announce);
    }
}
