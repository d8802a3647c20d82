import { openDump } from '../dump/reader.js';
import { openSnapshotSource } from './snapshot-source.js';
export async function openSource(address, options = {}) {
    if ('database' in address)
        return openSnapshotSource(address.database, options);
    const { edited = false, name, signal } = options;
    const reader = await openDump(address.file, { edited, name, signal });
    return Object.assign(reader, { notes: [], mayBeDamaged: true });
}
