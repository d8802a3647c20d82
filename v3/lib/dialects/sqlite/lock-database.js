import { statSync, unlinkSync, writeFileSync } from 'node:fs';
import { exitCodes, TaskError } from '../../errors.js';
import { checkFile, SqliteConnection } from './connection.js';
/** Two that start in the same moment can stand in each other's way: neither gives up at once. Milliseconds. */
const patience = 1_000;
/**
 * A file beside the database, held with BEGIN EXCLUSIVE, which the kernel lets go when the process ends. It goes with
 * the lock, so one that was locked is looked at again: the holder before may have removed it in between.
 */
export async function lockDatabase(settings) {
    checkFile(settings, true);
    const file = `${settings.filename}.update-lock`;
    for (;;) {
        makeFile(file);
        const identity = identityOf(file);
        const connection = await lockFile(file, settings);
        if (identity !== undefined && identity === identityOf(file))
            return heldBy(connection, file);
        await connection.close();
    }
}
function heldBy(connection, file) {
    let ended;
    return {
        cover: async () => async () => { },
        release: () => {
            if (ended === undefined) {
                unlinkSync(file);
                ended = connection.close();
            }
            return ended;
        },
    };
}
async function lockFile(file, settings) {
    const place = { engine: settings.engine, name: file, display: `sqlite:${file}`, filename: file };
    const connection = await SqliteConnection.open({ ...place, connectTimeout: patience }, 'rwc', {}).catch((error) => Promise.reject(isBusy(error) ? locked(settings, file) : error));
    try {
        await connection.run('BEGIN EXCLUSIVE');
        return connection;
    }
    catch (error) {
        await connection.close();
        throw isBusy(error) ? locked(settings, file) : error;
    }
}
/** Never opened and closed otherwise: that would end this process's own lock on it. */
function makeFile(file) {
    try {
        writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw cannotBeMade(file, error);
    }
}
function identityOf(file) {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    return found && `${found.dev} ${found.ino} ${found.birthtimeNs}`;
}
const isBusy = (error) => {
    const { message, cause } = error;
    return /SQLITE_BUSY|database is locked/.test(`${message} ${cause}`);
};
const locked = ({ display }, file) => new TaskError(`Another run is updating or migrating ${display}`, {
    exitCode: exitCodes.locked,
    hint: `Wait until it has ended. It holds ${file}, and lets go however it ends.`,
});
const cannotBeMade = (file, cause) => new TaskError(`${file} cannot be made: ${cause.message}`, {
    exitCode: exitCodes.unreachable,
    hint: 'SQLite needs to write into the folder of its file, and so does this lock.',
    cause,
});
