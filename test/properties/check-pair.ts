import fc from 'fast-check'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { arbitrarySample } from './arbitrary-sample.ts'
import { commonGround } from './common-ground.ts'
import { PairOfDatabases } from './pair-of-databases.ts'
import { roundTrip } from './round-trip.ts'
import type { Sample } from './sample.ts'

export interface PairOptions {
  cases: number
  seed: number
  /** Of a failure: tries that one alone. */
  path?: string
}

export interface PairResult {
  /** How many samples were tried, those of the shrinking left out. */
  cases: number
  milliseconds: number
  failure?: PairFailure
}

export interface PairFailure {
  /** The smallest sample that fails. */
  sample: Sample
  message: string
  path: string
}

/** How long a failure is made smaller. */
const shrinkMilliseconds = 20_000

/** Tries the property with so many samples of what both engines hold. */
export async function checkPair(
  source: EngineName,
  target: EngineName,
  options: PairOptions,
): Promise<PairResult> {
  const databases = await PairOfDatabases.make(source, target)
  const begin = Date.now()
  try {
    const result = await fc.check(
      fc.asyncProperty(arbitrarySample(commonGround(source, target)), untilShrunk(databases)),
      {
        numRuns: options.cases,
        seed: options.seed,
        ...(options.path === undefined ? {} : { path: options.path }),
      },
    )
    const { numRuns: cases, counterexample, counterexamplePath: path, errorInstance } = result
    const milliseconds = Date.now() - begin
    if (!result.failed || counterexample === null) return { cases, milliseconds }
    const message = (errorInstance as Error | null)?.message ?? ''
    return { cases, milliseconds, failure: { sample: counterexample[0], message, path: path ?? '' } }
  } finally {
    await databases.drop()
  }
}

/** After the time for shrinking nothing is found to fail any more. */
function untilShrunk(databases: PairOfDatabases): (sample: Sample) => Promise<void> {
  let failedAt = Number.POSITIVE_INFINITY
  return async (sample) => {
    if (Date.now() > failedAt + shrinkMilliseconds) return
    try {
      await roundTrip(databases, sample)
    } catch (error) {
      failedAt = Math.min(failedAt, Date.now())
      throw error
    }
  }
}
