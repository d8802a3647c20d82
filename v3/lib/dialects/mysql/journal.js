import { TaskError } from '../../errors.js';
import { journalTable } from './catalog.js';
import { setSequence } from './sequences.js';
import { isConnectionLost } from './session.js';
import { quoteName, quoteText } from './sql-text.js';
import { makeTrigger } from './trigger.js';
const quoted = quoteName(journalTable);
export async function openJournal(session, entries) {
    await session.run(`CREATE TABLE ${quoted} (id int NOT NULL PRIMARY KEY, kind varchar(20) NOT NULL, entry longtext NOT NULL) ` +
        "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COMMENT 'An import of record-tasks is under way, or was stopped; its next run finishes or undoes it'");
    const rows = [`(0, 'state', 'running')`, ...entries.map(journalRow)];
    await session.run(`INSERT INTO ${quoted} (id, kind, entry) VALUES ${rows.join(', ')}`);
}
const journalRow = (entry, index) => `(${index + 1}, ${quoteText(entry.kind)}, ${quoteText(JSON.stringify(entry))})`;
/** To be called inside the transaction, last before its commit. */
export async function markLoaded(session) {
    await session.run(`UPDATE ${quoted} SET entry = 'loaded' WHERE id = 0`);
}
export async function hasJournal(session) {
    const count = await session.value(`SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '${journalTable}'`);
    return count !== '0';
}
/** Finishes or undoes what the journal says, and drops it. The lock must be held, and no transaction open. */
export async function settleJournal(session) {
    if (!(await hasJournal(session)))
        return { wasLoaded: false, sentences: [] };
    const rows = await session.rows(`SELECT kind AS kind, entry AS entry FROM ${quoted} ORDER BY id`);
    const wasLoaded = rows[0]?.entry === 'loaded';
    const entries = rows.slice(1).map((row) => JSON.parse(row.entry));
    await session.run('SET SESSION foreign_key_checks = 0');
    const sentences = [];
    for (const entry of entries)
        sentences.push(...(await settle(session, entry, wasLoaded)));
    await session.run(`DROP TABLE ${quoted}`);
    return { wasLoaded, sentences };
}
async function settle(session, entry, wasLoaded) {
    switch (entry.kind) {
        case 'trigger':
            return restoreTrigger(session, entry.trigger);
        case 'table':
            return wasLoaded ? keepTable(session, entry) : dropTable(session, entry);
        case 'counter':
            return setCounter(session, entry, wasLoaded);
        case 'sequence':
            return settleSequence(session, entry, wasLoaded);
    }
}
async function restoreTrigger(session, trigger) {
    const found = await session.value('SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE() ' +
        `AND trigger_name = ${quoteText(trigger.name)}`);
    if (found !== '0')
        return [];
    try {
        await makeTrigger(session, trigger);
    }
    catch (error) {
        if (isConnectionLost(error))
            throw error;
        throw new TaskError(`the trigger ${trigger.name} of ${trigger.table} could not be put back: ${error.message}`, {
            hint: `Its definition is kept in the table ${journalTable}; the next run tries again.`,
            cause: error,
        });
    }
    return [`Put the trigger ${trigger.name} of ${trigger.table} back.`];
}
async function tableComment(session, table) {
    return session.value('SELECT table_comment FROM information_schema.tables WHERE table_schema = DATABASE() ' +
        `AND table_name = ${quoteText(table)}`);
}
async function keepTable(session, { table, mark }) {
    if ((await tableComment(session, table)) !== mark)
        return [];
    await session.run(`ALTER TABLE ${quoteName(table)} COMMENT = ''`);
    return [];
}
async function dropTable(session, { table, mark }) {
    if ((await tableComment(session, table)) !== mark)
        return [];
    await session.run(`DROP TABLE ${quoteName(table)}`);
    return [`Dropped the table ${table}, which the stopped import had made.`];
}
async function settleSequence(session, { sequence, next, mark }, wasLoaded) {
    const isMarked = mark !== undefined && (await tableComment(session, sequence)) === mark;
    const quoted = quoteName(sequence);
    if (!wasLoaded) {
        if (!isMarked)
            return [];
        await session.run(`DROP SEQUENCE ${quoted}`);
        return [`Dropped the sequence ${sequence}, which the stopped import had made.`];
    }
    const isSet = await setSequence(session, sequence, next);
    if (isMarked)
        await session.run(`ALTER TABLE ${quoted} COMMENT = ''`);
    return isSet ? [`Set the next value of the sequence ${sequence} to ${next}.`] : [];
}
async function setCounter(session, entry, wasLoaded) {
    const wanted = wasLoaded ? entry.after : entry.before;
    if (wanted === undefined)
        return [];
    const current = await session.value('SELECT auto_increment FROM information_schema.tables WHERE table_schema = DATABASE() ' +
        `AND table_name = ${quoteText(entry.table)}`);
    if (current === null || current === wanted)
        return [];
    if (wasLoaded && !entry.mayFall && BigInt(current) > BigInt(wanted))
        return [];
    await session.run(`ALTER TABLE ${quoteName(entry.table)} AUTO_INCREMENT = ${BigInt(wanted)}`);
    return [`Set the next id of ${entry.table} to ${wanted}.`];
}
