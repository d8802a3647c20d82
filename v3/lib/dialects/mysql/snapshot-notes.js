/** Of tables that keep what their rows were. */
export async function historyNotes(session) {
    const versioned = await session.rows("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'SYSTEM VERSIONED' " +
        'ORDER BY table_name');
    return versioned.map(({ name }) => `${name} is system-versioned: its rows are in the dump as they are now, their history is not`);
}
export const layoutNotes = (columns) => columns.map((column) => `documents in ${column} come back without their white space and escapes`);
