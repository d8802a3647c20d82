import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { describeEachPair, engines } from '../servers/servers.ts'
import { renderFidelity } from './fidelity.ts'
import { cross } from './move-across.ts'
import { moveRound } from './move-round.ts'

describeEachPair('the corpus', (from, to) => {
  it('arrives in tables made from the dump and comes back, but for what is refused beforehand', async () => {
    const { changedThere, changedBack, changedNative } = await cross(from.engine, to.engine)
    expect({ changedThere, changedBack, changedNative }).toEqual({
      changedThere: {},
      changedBack: {},
      changedNative: {},
    })
  })
})

const areAllThere = engines.every(({ available }) => available)
const describeAll = areAllThere ? describe : describe.skip

const rounds: [EngineName, EngineName[]][] = [
  ['sqlite', ['postgres', 'mariadb', 'sqlite']],
  ['postgres', ['mysql', 'sqlite', 'postgres']],
]

describeAll('the corpus, through all engines', () => {
  it.each(rounds)('comes back from %s over %j', async (from, stations) => {
    expect(await moveRound(from, stations)).toEqual({})
  })
})

const document = path.resolve('docs/fidelity.md')

describeAll('docs/fidelity.md', () => {
  it('is what became of the corpora (npm run fidelity writes it)', async () => {
    const rendered = await renderFidelity(cross)
    if (process.env.WRITE_FIDELITY === '1') writeFileSync(document, rendered)
    expect(readFileSync(document, 'utf8')).toBe(rendered)
  })
})
