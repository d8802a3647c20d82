import type { TlsSettings } from '../lib/dialects/dialect.ts';
export declare const tlsModes: readonly ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** undefined for a word that neither engine knows. */
export declare const tlsMode: (word: string) => TlsSettings['mode'] | undefined;
