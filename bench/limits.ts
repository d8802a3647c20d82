import type { EngineName } from '../lib/dialects/dialect.ts'

/** What the project holds itself to, as our wall time over the peer's, at a million mixed rows on two cores. */
export const limits = {
  export: { postgres: 1.8, mysql: 1.8, mariadb: 1.8, sqlite: 1.2 } satisfies Record<EngineName, number>,
  import: { postgres: 1.3, mysql: 0.9, mariadb: 0.9, sqlite: 1.2 } satisfies Record<EngineName, number>,
  /** Of pgloader. */
  copy: 0.6,
  dumpdata: 1 / 12,
  loaddata: 1 / 100,
  /** Over the uncompressed export. */
  gzip: 1.3,
  zstd: 1.1,
  /** MB. */
  memory: 200,
  /** ms, of `--list` and of `--help`. */
  start: 200,
} as const
