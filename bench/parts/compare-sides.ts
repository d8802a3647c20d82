import type { Bench } from '../bench.ts'
import type { Measured } from '../measure.ts'
import type { Presence } from '../peers/installed.ts'

export interface Sides {
  ours: Measured[]
  theirs: Measured[]
  /** Why there is nothing of theirs. */
  missing?: string
}

/**
 * Runs both sides so many times; who begins changes with each round, so that neither always finds the machine warm.
 * A peer that fails is named with its last words, and the rest goes on.
 *
 * @param oursARound How often we run for each time that they do: where theirs takes minutes and ours seconds, ours is
 *   what a single disturbance would change.
 */
export async function alternate(
  bench: Bench,
  runs: number,
  ours: () => Promise<Measured>,
  theirs: () => Promise<Measured>,
  presence: Presence = { version: '' },
  oursARound = 1,
): Promise<Sides> {
  const sides: Sides = { ours: [], theirs: [], ...('missing' in presence ? presence : {}) }
  const runOurs = async () => {
    for (let run = 0; run < oursARound; run++) sides.ours.push(await ours())
  }
  const runTheirs = async () => {
    if (sides.missing === undefined) sides.theirs.push(await theirs())
  }
  const attempt = () =>
    runTheirs().catch((error: Error) => {
      bench.say(error.message)
      sides.theirs = []
      sides.missing = `failed: ${error.message.trim().split('\n').at(-1)}`
    })
  for (let round = 0; round < runs; round++) {
    if (round % 2 === 0) await runOurs()
    await attempt()
    if (round % 2 === 1) await runOurs()
  }
  return sides
}
