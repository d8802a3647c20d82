/** How long the server may take to close a connection. */
const patience = 5_000;
export const socketOf = (client) => client.connection.stream;
/** Ends a connection in order; one whose server does not answer is cut. */
export async function endClient(client) {
    const timer = setTimeout(() => socketOf(client).destroy(), patience);
    try {
        await client.end();
    }
    catch {
        // It has ended, which is what was asked for.
    }
    finally {
        clearTimeout(timer);
    }
}
