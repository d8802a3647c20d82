/** How records get into this server, and what it takes at most. */
export async function readTransport(session) {
    const [row] = await session.rows('SELECT @@GLOBAL.local_infile AS is_local, @@max_allowed_packet AS packet');
    return {
        transport: row?.is_local === '1' ? 'infile' : 'insert',
        limits: { flavor: session.flavor, maxPacket: Number(row?.packet) },
    };
}
