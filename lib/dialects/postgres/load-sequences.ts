import { exitCodes, TaskError } from '../../errors.ts'
import { ascends, maximumOf, minimumOf, type SequenceDefinition } from '../../schema/sequence.ts'
import type { SequenceLoadPlan } from '../dialect.ts'
import { make, makeSchema } from './create.ts'
import { type Location, locate, quoteLocation } from './location.ts'
import { checkName } from './names.ts'
import { findSequences } from './sequence-catalog.ts'
import { applySettings } from './sequences.ts'
import type { Session } from './session.ts'

/** Before tables are: what makes a sequence of its own takes another name where this one is there. */
export async function makeSequences(
  session: Session,
  plans: readonly SequenceLoadPlan[],
  schemas: readonly string[],
): Promise<void> {
  for (const { source, target } of plans) {
    if (target !== undefined) continue
    const location = placeOf(source, schemas)
    await makeSchema(session, location.schema)
    await make(session, createSequence(source, quoteLocation(location)), `The sequence ${source.name}`)
  }
}

/** To what the source would have given next, whatever they were at. */
export async function setLoadedSequences(
  session: Session,
  plans: readonly SequenceLoadPlan[],
  schemas: readonly string[],
): Promise<void> {
  if (plans.length === 0) return
  const places = plans.map(({ source, target }) => placeOf(target ?? source, schemas))
  const found = await findSequences(session, places)
  const wanted = plans.map(({ source }, index) => ({
    row: found.get(quoteLocation(places[index]!))!,
    next: BigInt(source.next),
    isFresh: source.fresh === true,
  }))
  await applySettings(session, wanted)
}

/** As with tables: only into schemas of this database's configuration. */
function placeOf(sequence: SequenceDefinition, schemas: readonly string[]): Location {
  const location = locate(sequence, schemas)
  checkName(location.relation, `sequence ${sequence.name}`)
  if (schemas.includes(location.schema)) return location
  throw new TaskError(
    `The sequence ${sequence.name} belongs into the schema ${location.schema}, which is not among this database's schemas (${schemas.join(', ')}).`,
    {
      exitCode: exitCodes.schemaMismatch,
      hint: `Add ${JSON.stringify(location.schema)} to the schemas in the configuration.`,
    },
  )
}

/** Its limits are always said: they are those of the source's engine, whatever is usual here. */
export function createSequence(sequence: SequenceDefinition, name: string): string {
  const { increment, cycles, cache = 1, type = '' } = sequence
  const minimum = minimumOf(sequence)
  const maximum = maximumOf(sequence)
  const start = sequence.start ?? (ascends(sequence) ? minimum : maximum)
  return [
    `CREATE SEQUENCE ${name}`,
    /^(smallint|integer)$/.test(type) ? `AS ${type}` : '',
    `INCREMENT BY ${Number(increment) === 0 ? 1 : BigInt(increment)}`,
    `MINVALUE ${minimum} MAXVALUE ${maximum} START WITH ${BigInt(start)}`,
    Number(cache) > 1 ? `CACHE ${BigInt(cache)}` : '',
    cycles ? 'CYCLE' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
