// Backs up or restores as its argument says (JSON), once a line comes on stdin; says "ready" before, each phase of a
// restore, and "done" or the exit code of its failure after. With `hold` it says "holding"
// when it has the lock, and goes on at the next line.
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import path from 'node:path'
import { createJiti } from 'jiti'

/** With TEST_DIST from a build, which starts many times faster; else from the sources. */
const jiti = createJiti(import.meta.url, { fsCache: false })
const load = (name) =>
  process.env.TEST_DIST
    ? import(path.resolve(process.env.TEST_DIST, `${name}.js`))
    : jiti.import(`../../${name}.ts`)

const { runBackup } = await load('lib/backup/run-backup')
const { restoreBackup } = await load('lib/backup/restore-backup')
const { DirectoryStore } = await load('lib/store/directory-store')
const { databaseAt } = await load('config/database-at')

class HeldStore extends DirectoryStore {
  async lock(name) {
    const lock = await super.lock(name)
    writeSync(1, 'holding\n')
    await once(process.stdin, 'data')
    return lock
  }
}

const { work, url, location, media, keep, safety, hold } = JSON.parse(process.argv[2])
const shared = { name: 'shop', database: databaseAt(url, '/'), media }
const store = hold ? new HeldStore(location) : new DirectoryStore(location)
writeSync(1, 'ready\n')
await once(process.stdin, 'data')
const running =
  work === 'backup'
    ? runBackup({ ...shared, stores: [store], keep })
    : restoreBackup({
        ...shared,
        store,
        choice: { label: 'the one to restore' },
        keys: { identities: [] },
        onPhase: (phase) => writeSync(1, `phase ${phase}\n`),
        ...(safety ? { safety: {} } : {}),
      })
await running.then(
  () => writeSync(1, 'done\n'),
  (error) => writeSync(1, `${error.exitCode ?? error.stack}\n`),
)
process.exit(0)
