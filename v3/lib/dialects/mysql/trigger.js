import { quoteName, quoteText } from './sql-text.js';
/** Triggers that would fire, in the order in which they do. */
export async function readTriggers(session, fires) {
    const rows = await session.rows('SELECT trigger_name AS name, event_object_table AS tbl, event_manipulation AS event, definer AS definer ' +
        'FROM information_schema.triggers WHERE trigger_schema = DATABASE() ' +
        'ORDER BY event_object_table, action_timing, event_manipulation, action_order');
    const definitions = [];
    for (const { name, tbl, event, definer } of rows) {
        if (!fires(tbl, event))
            continue;
        const [row] = await session.rows(`SHOW CREATE TRIGGER ${quoteName(name)}`);
        definitions.push({
            name: name,
            table: tbl,
            definer: definer,
            sqlMode: row.sql_mode,
            characterSet: row.character_set_client,
            collation: row.collation_connection,
            statement: withoutPlace(row['SQL Original Statement']),
        });
    }
    return definitions;
}
const withoutPlace = (statement) => statement.replace(/(FOR\s+EACH\s+ROW\s+)(?:FOLLOWS|PRECEDES)\s+(?:`(?:[^`]|``)+`|\S+)\s+/i, '$1');
export async function makeTrigger(session, trigger) {
    // Text in another character set than ours would not be the same bytes; then ours is the right one to say.
    const isAscii = /^[\0-\x7f]*$/.test(trigger.statement);
    const characterSet = isAscii ? trigger.characterSet : 'utf8mb4';
    const collation = isAscii || trigger.characterSet === 'utf8mb4' ? ` COLLATE ${trigger.collation}` : '';
    const mode = await session.value('SELECT @@SESSION.sql_mode');
    await session.run(`SET NAMES ${characterSet}${collation}`);
    try {
        await session.run(`SET SESSION sql_mode = ${quoteText(trigger.sqlMode)}`);
        await session.run(trigger.statement);
    }
    finally {
        await session.run('SET NAMES utf8mb4');
        await session.run(`SET SESSION sql_mode = ${quoteText(mode ?? '')}`);
    }
}
/** `name@host` of the catalog as DDL takes it. */
export function quoteDefiner(definer) {
    const at = definer.lastIndexOf('@');
    return at < 0
        ? quoteName(definer)
        : `${quoteName(definer.slice(0, at))}@${quoteName(definer.slice(at + 1))}`;
}
