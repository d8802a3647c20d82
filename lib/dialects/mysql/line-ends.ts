import { ascii } from '../../canonical/ascii.ts'
import type { RecordBatch } from '../../schema/record-batch.ts'

/** The position after each line of a batch. */
export function lineEnds({ bytes, rows }: RecordBatch): number[] {
  const ends: number[] = []
  for (let at = 0; ends.length < rows; ends.push(at)) at = bytes.indexOf(ascii.lf, at) + 1 || bytes.length
  return ends
}
