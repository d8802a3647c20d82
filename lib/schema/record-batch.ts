/**
 * What passes between a dialect and everything else: canonical record lines (docs/dump-format.md), each
 * a JSON object without a trailing comma and ended by one LF, whole lines only.
 * At most about a megabyte; more only where a single record is longer. The receiver owns the bytes.
 */
export interface RecordBatch {
  readonly bytes: Buffer
  /** How many lines `bytes` holds. */
  readonly rows: number
  /**
   * Lets the maker write later batches into the memory of `bytes`: called at most once, when nobody looks at them
   * any more. A batch that is not released is left to the collector.
   */
  readonly release?: () => void
}

/** A record that is longer is dealt with alone: nothing is made ready meanwhile. */
export const oversizedBytes = 4_000_000

/** Whether a batch has such a record. */
export const isOversized = ({ bytes }: Pick<RecordBatch, 'bytes'>): boolean => bytes.length > oversizedBytes
