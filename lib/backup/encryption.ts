import type { ReadableStream } from 'node:stream/web'
import { exitCodes, TaskError } from '../errors.ts'
import type { Manifest } from './manifest.ts'
import { webStream } from './web-stream.ts'

/** For whom a backup is encrypted: age recipients, or whoever knows the passphrase. */
export type Encryption = { recipients: readonly string[] } | { passphrase: string }

/** What may open a backup. */
export interface Keys {
  /** `AGE-SECRET-KEY-1…` */
  identities: readonly string[]
  passphrase?: string | undefined
}

export const encryptionKind = (encryption: Encryption): NonNullable<Manifest['encryption']> =>
  'recipients' in encryption ? 'age-recipients' : 'age-passphrase'

/** The age format (age-encryption.org/v1), which the standard `age` program opens. */
export async function encrypt(
  content: AsyncIterable<Buffer>,
  encryption: Encryption,
): Promise<AsyncIterable<Buffer>> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  if ('passphrase' in encryption) encrypter.setPassphrase(encryption.passphrase)
  else for (const recipient of encryption.recipients) addRecipient(encrypter, recipient)
  return buffers(await encrypter.encrypt(webStream(content)))
}

function addRecipient(encrypter: { addRecipient(recipient: string): void }, recipient: string): void {
  try {
    encrypter.addRecipient(recipient)
  } catch (cause) {
    throw new TaskError(`${recipient} is no age recipient: ${(cause as Error).message}`, {
      exitCode: exitCodes.usage,
      hint: 'age-keygen makes a pair; the recipient is its public key, age1….',
      cause,
    })
  }
}

/** Throws as the stream is read where the content was changed; TaskError 2 at once where no key fits. */
export async function decrypt(
  content: AsyncIterable<Buffer>,
  keys: Keys,
  file: string,
): Promise<AsyncIterable<Buffer>> {
  if (keys.identities.length === 0 && keys.passphrase === undefined) throw noKey(file)
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const identity of keys.identities) addIdentity(decrypter, identity)
  if (keys.passphrase !== undefined) decrypter.addPassphrase(keys.passphrase)
  try {
    return buffers(await decrypter.decrypt(webStream(content)))
  } catch (cause) {
    throw /no identity matched/.test((cause as Error).message)
      ? wrongKey(file, cause)
      : notDecrypted(file, cause as Error)
  }
}

/** Without its text: it is a secret. */
function addIdentity(decrypter: { addIdentity(identity: string): void }, identity: string): void {
  try {
    decrypter.addIdentity(identity)
  } catch (cause) {
    throw new TaskError(`A line of BACKUP_IDENTITY_FILE is no age identity: ${(cause as Error).message}`, {
      exitCode: exitCodes.usage,
      hint: 'It takes the file that age-keygen wrote, with a line AGE-SECRET-KEY-1….',
      cause,
    })
  }
}

const wrongKey = (file: string, cause: unknown): TaskError =>
  new TaskError(`${file} was encrypted for another key`, {
    exitCode: exitCodes.usage,
    hint: 'Give the key that it was encrypted for: BACKUP_IDENTITY_FILE, or BACKUP_PASSPHRASE. Nothing was changed.',
    cause,
  })

const notDecrypted = (file: string, cause: Error): TaskError =>
  new TaskError(`${file} cannot be decrypted: ${cause.message}`, {
    exitCode: exitCodes.damaged,
    hint: 'Take another backup: tasks list-backups shows them. Nothing was changed.',
    cause,
  })

const noKey = (file: string): TaskError =>
  new TaskError(`${file} is encrypted, and there is no key`, {
    exitCode: exitCodes.usage,
    hint: 'Set BACKUP_IDENTITY_FILE to the file of age-keygen, or BACKUP_PASSPHRASE (or BACKUP_PASSPHRASE_FILE).',
  })

async function* buffers(stream: globalThis.ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of stream as unknown as ReadableStream<Uint8Array>)
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
