/** Which of the two servers it is, and what follows from that. */
export interface Flavor {
  readonly engine: 'mysql' | 'mariadb'
  /** `10.11.19`, `9.7.4`. */
  readonly version: string
  /** The collation that tells any two texts apart and counts trailing blanks: for text made from other engines. */
  readonly binaryCollation: string
  /** It orders as the bytes do, so that an index can be read in dump order. */
  readonly byteOrderedCollations: ReadonlySet<string>
  /** A JSON type that keeps only a document's value; elsewhere JSON is a checked text. */
  readonly hasBinaryJson: boolean
  /** Of floats. */
  readonly hasNegativeZero: boolean
  /** Compares a char padded with blanks under any collation. */
  readonly padsChar: boolean
  /** From users without the privilege TRIGGER. */
  readonly hidesTriggers: boolean
  /** Unique keys of whole long texts, which it keeps as a hash. */
  readonly hasLongUniques: boolean
  readonly hasUuid: boolean
  readonly hasSequences: boolean
  readonly hasInet: boolean
  readonly hasVector: boolean
  /** The uca1400 collations. */
  readonly hasUca1400: boolean
}

export function flavorOf(versionText: string): Flavor {
  const version = /(\d+)\.(\d+)\.(\d+)/.exec(versionText)?.[0] ?? versionText
  const isMariadb = /mariadb/i.test(versionText)
  const since = (major: number, minor: number): boolean => isMariadb && isAtLeast(version, major, minor)
  return {
    engine: isMariadb ? 'mariadb' : 'mysql',
    version,
    binaryCollation: isMariadb ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin',
    byteOrderedCollations: new Set(['utf8mb4_nopad_bin', 'utf8mb3_nopad_bin', 'utf8mb4_0900_bin']),
    hasBinaryJson: !isMariadb,
    hasNegativeZero: !isMariadb,
    padsChar: isMariadb,
    hidesTriggers: !isMariadb,
    hasLongUniques: isMariadb,
    hasUuid: since(10, 7),
    hasSequences: isMariadb,
    hasInet: since(10, 10),
    hasVector: isMariadb ? since(11, 7) : isAtLeast(version, 9, 0),
    hasUca1400: since(10, 10),
  }
}

export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number)
  return first > major || (first === major && second >= minor)
}
