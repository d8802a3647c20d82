import type { Manifest } from './manifest.ts';
/** For whom a backup is encrypted: age recipients, or whoever knows the passphrase. */
export type Encryption = {
    recipients: readonly string[];
} | {
    passphrase: string;
};
/** What may open a backup. */
export interface Keys {
    /** `AGE-SECRET-KEY-1…` */
    identities: readonly string[];
    passphrase?: string | undefined;
}
export declare const encryptionKind: (encryption: Encryption) => NonNullable<Manifest['encryption']>;
/** The age format (age-encryption.org/v1), which the standard `age` program opens. */
export declare function encrypt(content: AsyncIterable<Buffer>, encryption: Encryption): Promise<AsyncIterable<Buffer>>;
/** Throws as the stream is read where the content was changed; TaskError 2 at once where no key fits. */
export declare function decrypt(content: AsyncIterable<Buffer>, keys: Keys, file: string): Promise<AsyncIterable<Buffer>>;
