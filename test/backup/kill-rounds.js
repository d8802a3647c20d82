/*
 * Kills backups and restores at random moments, many times on each engine, and looks at what is left:
 *
 *     TEST_DIST=dist node test/backup/kill-rounds.js --rounds 100
 *     node test/backup/kill-rounds.js --rounds 20 --engine mysql --work restore
 */
import { parseArgs } from 'node:util'
import { createJiti } from 'jiti'
import { startKeeper, stopKeeper } from '../servers/keeper-process.js'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    verbose: { type: 'boolean', default: false },
    engine: { type: 'string', multiple: true, default: ['sqlite', 'postgres', 'mysql', 'mariadb'] },
    work: { type: 'string', multiple: true, default: ['backup', 'restore'] },
  },
})

await startKeeper()
let hasFailed = false
try {
  const jiti = createJiti(import.meta.url, { fsCache: false })
  const { killBackups, killRestores } = await jiti.import('./kill-rounds.ts')
  const { createDatabase } = await jiti.import('../servers/database.ts')
  for (const engine of values.engine) {
    for (const work of values.work) {
      const database = await createDatabase(engine)
      const kill = work === 'backup' ? killBackups : killRestores
      try {
        const onRound = (round, outcome) => console.error(`${engine} ${work} ${round}: ${outcome}`)
        const outcomes = await kill(database, {
          rounds: Number(values.rounds),
          ...(values.verbose ? { onRound } : {}),
        })
        console.log(`${engine.padEnd(9)}${work.padEnd(8)}`, outcomes)
      } catch (error) {
        hasFailed = true
        console.log(`${engine.padEnd(9)}${work.padEnd(8)}FAILED ${error.stack}`)
      }
      await database.drop()
    }
  }
} finally {
  await stopKeeper()
}
process.exitCode = hasFailed ? 1 : 0
