import { open } from 'node:fs/promises';
/** So that names made, moved or removed in it outlive a loss of power. */
export async function flushFolder(folder) {
    const handle = await open(folder, 'r');
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
