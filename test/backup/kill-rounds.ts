import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readCatalog } from '../../lib/backup/catalog.ts'
import { runBackup } from '../../lib/backup/run-backup.ts'
import { openDatabase } from '../../lib/dialects/open-database.ts'
import { settingsOf } from '../records/moving.ts'
import { createDatabase, type TestDatabase } from '../servers/database.ts'
import { queryText, sql } from '../servers/sql.ts'
import { Ground } from './backing-up.ts'

export interface KillOptions {
  /** How many are to be killed; one that ends before its kill comes is looked at all the same, and not counted. */
  rounds: number
  /** Called after each round with what came of it. */
  onRound?: (round: number, outcome: string) => void
}

/** How often each outcome was seen. */
export type Outcomes = Record<string, number>

/** Runs rounds until so many were killed; `round` gives its outcome, which begins with whether it was. */
async function untilKilled(
  { rounds, onRound = () => {} }: KillOptions,
  round: (number: number) => Promise<string>,
): Promise<Outcomes> {
  const outcomes: Outcomes = {}
  let killed = 0
  for (let number = 1; killed < rounds; number++) {
    const outcome = await round(number)
    if (outcome.startsWith('killed')) killed++
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    onRound(number, outcome)
  }
  return outcomes
}

const script = path.join(import.meta.dirname, 'run-when-told.js')

/** A process that has loaded everything and waits for its word. */
class Child {
  readonly #process: ChildProcess
  readonly #ready: Promise<void>
  #said = ''
  /** Milliseconds from its word to its end. */
  took = 0
  /** The same to when it began to load. */
  loadAt = 0

  constructor(task: object) {
    this.#process = spawn(process.execPath, [script, JSON.stringify(task)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#ready = new Promise((resolve) => {
      this.#process.stdout!.on('data', (data) => {
        this.#said += data
        if (this.#said.includes('ready\n')) resolve()
      })
    })
  }

  /** Gives what it said at its end; an empty string where it was killed before. */
  async run(killAfter = Number.POSITIVE_INFINITY): Promise<string> {
    await this.#ready
    const ended = once(this.#process, 'exit')
    const start = performance.now()
    this.#process.stdout!.on('data', (data) => {
      if (String(data).includes('phase load\n')) this.loadAt = performance.now() - start
    })
    this.#process.stdin!.write('go\n')
    if (Number.isFinite(killAfter)) {
      await Promise.race([sleep(killAfter), ended])
      this.#process.kill('SIGKILL')
    }
    await ended
    this.took = performance.now() - start
    return this.#said.replaceAll(/^(?:ready|phase .*)\n/gm, '').trim()
  }
}

/** Rows and files that all hold one word: which one, or that they are mixed, shows at a glance. */
class Marked {
  readonly ground = new Ground()
  readonly #database: TestDatabase

  constructor(database: TestDatabase) {
    this.#database = database
  }

  async make(): Promise<void> {
    await sql(
      this.#database,
      'create table mark (id integer not null primary key, word varchar(200) not null)',
    )
    const rows = Array.from({ length: 2000 }, (_, id) => `(${id}, 'none')`)
    await sql(this.#database, `insert into mark values ${rows.join(', ')}`)
  }

  async mark(word: string): Promise<void> {
    await sql(this.#database, `update mark set word = '${word.padEnd(100, '.')}'`)
    rmSync(this.ground.media.path, { recursive: true, force: true })
    for (let i = 0; i < 20; i++) this.ground.write(`media/${i % 4}/${word} ${i}`, word.padEnd(10_000, '.'))
    this.ground.write('media/big', word.repeat(50_000))
  }

  words = async (
    database: { engine: TestDatabase['engine'] } & TestDatabase = this.#database,
  ): Promise<string> => {
    const [row = []] = await queryText(database, 'select min(word), max(word), count(*) from mark')
    const [least = '', most = '', count] = row.map((cell) => cell?.replaceAll(/[.']/g, ''))
    return least === most && count === '2000' ? least : `mixed: ${row.join(' ')}`
  }

  files = (): string => {
    const found = new Set<string>()
    const folder = this.ground.media.path
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue
      const text = readFileSync(path.join(file.parentPath, file.name), 'utf8')
      found.add(file.name === 'big' ? text.slice(0, text.length / 50_000) : text.replaceAll('.', ''))
    }
    const names = readdirSync(folder).sort().join()
    return found.size === 1 && names === '0,1,2,3,big' ? [...found][0]! : `mixed: ${[...found]} ${names}`
  }
}

function expectSame(what: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`)
}

/** Every listed backup verifies and restores, nothing else stays, and the next run needs no help. */
export async function killBackups(database: TestDatabase, options: KillOptions): Promise<Outcomes> {
  const marked = new Marked(database)
  const { ground } = marked
  await marked.make()
  const scratch = await createDatabase('sqlite')
  const elsewhere = { name: 'media', path: path.join(ground.folder, 'elsewhere') }
  const keep = { last: 2 }
  const task = { work: 'backup', url: database.url, location: ground.location, media: [ground.media], keep }
  await marked.mark('w0')
  const alone = new Child(task)
  expectSame('a run that is let alone', await alone.run(), 'done')
  let child = new Child(task)
  let known = new Set((await readCatalog(ground.store)).map(({ id }) => id))
  const outcomes = await untilKilled(options, async (round) => {
    await marked.mark(`w${round}`)
    const said = await child.run(Math.random() * alone.took)
    child = new Child(task)
    const verified = await ground.verify()
    expectSame(
      'faults after a kill',
      verified.flatMap(({ faults }) => faults),
      [],
    )
    const fresh = verified.filter(({ id }) => !known.has(id))
    for (const { id } of fresh) {
      await ground.restore(scratch, { choice: { id }, media: [{ ...elsewhere, name: 'media' }] })
      expectSame('words restored', await marked.words(scratch), `w${round}`)
    }
    await runBackup({
      name: 'shop',
      stores: [ground.store],
      database: settingsOf(database),
      media: [ground.media],
      keep,
    })
    const catalog = await readCatalog(ground.store)
    const files = catalog.flatMap((backup) => backup.files)
    expectSame('files after the next run', ground.files().sort(), files.sort())
    expectSame('backups after the next run', catalog.length, 2)
    known = new Set(catalog.map(({ id }) => id))
    return `${said === 'done' ? 'ended' : 'killed'}, ${fresh.length === 1 ? 'listed' : 'not listed'}`
  })
  await child.run(0)
  await scratch.drop()
  rmSync(ground.folder, { recursive: true, force: true })
  return outcomes
}

/** The database is the old or the new one, and a rerun completes. */
export async function killRestores(database: TestDatabase, options: KillOptions): Promise<Outcomes> {
  const marked = new Marked(database)
  const { ground } = marked
  await marked.make()
  await marked.mark('back')
  await ground.backUp(database, { label: 'the one to restore', pinned: true })
  const task = (round: number) => ({
    work: 'restore',
    url: database.url,
    location: ground.location,
    media: [ground.media],
    safety: round % 2 === 0,
  })
  await marked.mark('now')
  const alone = new Child(task(0))
  expectSame('a restore that is let alone', await alone.run(), 'done')
  let child = new Child(task(1))
  const outcomes = await untilKilled(options, async (round) => {
    await marked.mark('now')
    // Every other one where the target is touched, which is a small part of the whole.
    const from = round % 2 ? alone.loadAt : 0
    const said = await child.run(from + Math.random() * (alone.took - from))
    child = new Child(task(round + 1))
    await recover(database)
    const words = await marked.words()
    if (words !== 'now' && words !== 'back') throw new Error(`the database after a kill: ${words}`)
    if (said === 'done') expectSame('the database after the end', words, 'back')
    await ground.restore(database, { choice: { label: 'the one to restore' } })
    expectSame('the database after a rerun', await marked.words(), 'back')
    expectSame('the media after a rerun', marked.files(), 'back')
    const left = readdirSync(ground.folder).filter((name) => name !== 'backups')
    expectSame('what is beside the media', left, ['media'])
    expectSame(
      'faults',
      (await ground.verify()).flatMap(({ faults }) => faults),
      [],
    )
    return `${said === 'done' ? 'ended' : 'killed'}, ${words === 'now' ? 'old' : 'new'}`
  })
  await child.run(0)
  rmSync(ground.folder, { recursive: true, force: true })
  return outcomes
}

/** As the next run of any task does, before it does anything else. */
async function recover(database: TestDatabase): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const open = await openDatabase(settingsOf(database))
    try {
      const notes = await open.recover()
      // The server may not have noticed yet that its client is gone.
      if (!notes.some((note) => /another/i.test(note)) || Date.now() > deadline) return
    } finally {
      await open.close()
    }
    await sleep(200)
  }
}
