import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Frees what nothing refers to; the memory of buffers goes moments later, in a thread of V8's. By itself the collector counts
 * the heap; of the memory of buffers it lets so much lie that a few records of 20 MB are in memory thrice. Takes about 25 ms
 * (docs/decisions/0008), so for such records only. Nothing happens where the engine offers no way.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = (runInNewContext('globalThis.gc') as (() => void) | undefined) ?? (() => undefined)
  }
  collect()
}
