import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Frees what nothing refers to, at once. The collector counts the heap; of the memory of buffers it lets so much lie that
 * a few records of 20 MB are in memory thrice. Takes about 10 ms (measured: docs/decisions/0008), so for such records only.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}
