import { expect, it } from '@jest/globals'
import { createDatabase, describeEachEngine } from '../servers/servers.ts'
import { killBackups, killRestores, type Outcomes } from './kill-rounds.ts'

const killedOf = (outcomes: Outcomes): number =>
  Object.entries(outcomes).reduce(
    (sum, [outcome, times]) => sum + (outcome.startsWith('killed') ? times : 0),
    0,
  )

/*
 * A few rounds; test/backup/kill-rounds.js makes a hundred. Where the kill comes is chance: each round says what must
 * hold wherever that is.
 */
describeEachEngine('a process that is killed', (engine) => {
  const rounds = engine.engine === 'sqlite' ? 6 : 2

  it('while it backs up leaves whole backups or none', async () => {
    const outcomes = await killBackups(await createDatabase(engine), { rounds })
    expect(killedOf(outcomes)).toBe(rounds)
  })

  it('while it restores leaves the old records or the new ones, and a rerun completes', async () => {
    const outcomes = await killRestores(await createDatabase(engine), { rounds })
    expect(killedOf(outcomes)).toBe(rounds)
  })
})
