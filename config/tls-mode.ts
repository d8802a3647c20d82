import type { TlsSettings } from '../lib/dialects/dialect.ts'

/** PostgreSQL's words for it and MySQL's. */
const modes: Record<string, TlsSettings['mode']> = {
  disable: 'disable',
  disabled: 'disable',
  false: 'disable',
  prefer: 'prefer',
  preferred: 'prefer',
  allow: 'prefer',
  require: 'require',
  required: 'require',
  true: 'require',
  'verify-ca': 'verify-ca',
  'verify-full': 'verify-full',
  'verify-identity': 'verify-full',
}

export const tlsModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const

/** undefined for a word that neither engine knows. */
export const tlsMode = (word: string): TlsSettings['mode'] | undefined =>
  modes[word.toLowerCase().replaceAll('_', '-')]
