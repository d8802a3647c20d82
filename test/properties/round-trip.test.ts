import { it } from '@jest/globals'
import { describeEachEngine, describeEachPair, type TestEngine } from '../servers/servers.ts'
import { checkPair } from './check-pair.ts'
import { describeFailure } from './describe-failure.ts'

/** Few: `npm run test:properties` tries thousands. */
const cases = 3

const seed = Number(process.env.PROPERTIES_SEED ?? Math.floor(Math.random() * 2 ** 31))

async function tryPair({ engine: source }: TestEngine, { engine: target }: TestEngine): Promise<void> {
  const { failure } = await checkPair(source, target, { cases, seed })
  if (failure) throw new Error(describeFailure(`${source}-${target}`, seed, failure))
}

describeEachEngine('any tables and records', (engine) => {
  it('come back from the engine that they are imported into', () => tryPair(engine, engine))
})

describeEachPair('any tables and records that both hold', (source, target) => {
  it('go over and come back', () => tryPair(source, target))
})
