import { exitCodes, TaskError } from '../errors.js';
import { webStream } from './web-stream.js';
export const encryptionKind = (encryption) => 'recipients' in encryption ? 'age-recipients' : 'age-passphrase';
/** The age format (age-encryption.org/v1), which the standard `age` program opens. */
export async function encrypt(content, encryption) {
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    if ('passphrase' in encryption)
        encrypter.setPassphrase(encryption.passphrase);
    else
        for (const recipient of encryption.recipients)
            addRecipient(encrypter, recipient);
    return buffers(await encrypter.encrypt(webStream(content)));
}
function addRecipient(encrypter, recipient) {
    try {
        encrypter.addRecipient(recipient);
    }
    catch (cause) {
        throw new TaskError(`${recipient} is no age recipient: ${cause.message}`, {
            exitCode: exitCodes.usage,
            hint: 'age-keygen makes a pair; the recipient is its public key, age1….',
            cause,
        });
    }
}
/** Throws as the stream is read where the content was changed; TaskError 2 at once where no key fits. */
export async function decrypt(content, keys, file) {
    if (keys.identities.length === 0 && keys.passphrase === undefined)
        throw noKey(file);
    const { Decrypter } = await import('age-encryption');
    const decrypter = new Decrypter();
    for (const identity of keys.identities)
        addIdentity(decrypter, identity);
    if (keys.passphrase !== undefined)
        decrypter.addPassphrase(keys.passphrase);
    try {
        return buffers(await decrypter.decrypt(webStream(content)));
    }
    catch (cause) {
        throw /no identity matched/.test(cause.message)
            ? wrongKey(file, cause)
            : notDecrypted(file, cause);
    }
}
/** Without its text: it is a secret. */
function addIdentity(decrypter, identity) {
    try {
        decrypter.addIdentity(identity);
    }
    catch (cause) {
        throw new TaskError(`A line of BACKUP_IDENTITY_FILE is no age identity: ${cause.message}`, {
            exitCode: exitCodes.usage,
            hint: 'It takes the file that age-keygen wrote, with a line AGE-SECRET-KEY-1….',
            cause,
        });
    }
}
const wrongKey = (file, cause) => new TaskError(`${file} was encrypted for another key`, {
    exitCode: exitCodes.usage,
    hint: 'Give the key that it was encrypted for: BACKUP_IDENTITY_FILE, or BACKUP_PASSPHRASE. Nothing was changed.',
    cause,
});
const notDecrypted = (file, cause) => new TaskError(`${file} cannot be decrypted: ${cause.message}`, {
    exitCode: exitCodes.damaged,
    hint: 'Take another backup: tasks list-backups shows them. Nothing was changed.',
    cause,
});
const noKey = (file) => new TaskError(`${file} is encrypted, and there is no key`, {
    exitCode: exitCodes.usage,
    hint: 'Set BACKUP_IDENTITY_FILE to the file of age-keygen, or BACKUP_PASSPHRASE (or BACKUP_PASSPHRASE_FILE).',
});
async function* buffers(stream) {
    for await (const chunk of stream)
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
