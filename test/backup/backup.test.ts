import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { readCatalog } from '../../lib/backup/catalog.ts'
import { copyBackup } from '../../lib/backup/copy-backup.ts'
import { pruneBackups } from '../../lib/backup/prune-backups.ts'
import { runBackup } from '../../lib/backup/run-backup.ts'
import { verifyBackups } from '../../lib/backup/verify-backups.ts'
import { exitCodes } from '../../lib/errors.ts'
import { compareRecords } from '../../lib/records/compare-records.ts'
import { DirectoryStore } from '../../lib/store/directory-store.ts'
import { MemoryStore, type Shelf } from '../../lib/store/memory-store.ts'
import { dumpOf, failureOf, importFrom, settingsOf } from '../records/moving.ts'
import { shop, shopRecords } from '../records/shop.ts'
import { project } from '../runner/project.ts'
import { programOnPath } from '../servers/program-on-path.ts'
import {
  createDatabase,
  describeEachEngine,
  engineNamed,
  nativeDump,
  queryText,
  sql,
  type TestDatabase,
} from '../servers/servers.ts'
import { Ground, noKeys } from './backing-up.ts'
import { nearTo, treeOf } from './tree-of.ts'

let ground: Ground
beforeEach(() => {
  ground = new Ground()
  ground.fillMedia()
})
afterEach(() => rmSync(ground.folder, { recursive: true, force: true }))

const filled = async (engine: Parameters<typeof createDatabase>[0]): Promise<TestDatabase> => {
  const database = await createDatabase(engine)
  await importFrom(dumpOf(shop, shopRecords), database, { create: true })
  return database
}

/** Small, and quickly made. */
const small = async (rows = 100): Promise<TestDatabase> => {
  const database = await createDatabase('sqlite')
  await sql(database, [
    'create table part (id integer primary key, name varchar(50))',
    `insert into part with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows}) select i, 'part ' || i from n`,
  ])
  return database
}

/** Everything that a restore could touch. */
const stateOf = async (database: TestDatabase) => ({
  records: await nativeDump(database),
  media: treeOf(ground.media.path),
  backups: ground.files(),
})

describeEachEngine('a backup', (engine) => {
  it('brings database and media back as they were at its moment', async () => {
    const database = await filled(engine)
    const [records, media] = [await nativeDump(database), treeOf(ground.media.path)]
    const { manifest } = await ground.backUp(database)
    expect(manifest.source?.engine).toBe(engine.engine)
    expect(manifest.records?.rows).toBe(Object.values(shopRecords).flat().length)

    await sql(database, [
      "update category set name = 'changed' where id = 1",
      'delete from part_tag',
      "insert into category (id, name) values (500, 'new')",
    ])
    ground.write('media/a', 'changed')
    ground.write('media/new')
    rmSync(path.join(ground.media.path, 'b'), { recursive: true })

    const { safetyId } = await ground.restore(database, { safety: {} })
    expect(await nativeDump(database)).toBe(records)
    expect(nearTo(media, treeOf(ground.media.path))).toEqual(media)

    const changed = (await readCatalog(ground.store, 'shop')).find(({ id }) => id === safetyId)
    expect(changed?.manifest).toMatchObject({
      safety: true,
      label: `before restoring ${manifest.id}`,
      records: { tables: { category: { rows: 4 }, part_tag: { rows: 0 } } },
    })
    expect((await ground.verify()).flatMap(({ faults }) => faults)).toEqual([])
    await ground.restore(database, { choice: { id: safetyId! } })
    expect(await queryText(database, 'select count(*) from part_tag')).toEqual([['0']])
    expect(readFileSync(path.join(ground.media.path, 'a'), 'utf8')).toBe('changed')
  })

  it('holds one moment while others move money', async () => {
    const database = await createDatabase(engine)
    await sql(database, [
      'create table account (id integer not null primary key, balance integer not null)',
      'create table receipt (id integer not null primary key, amount integer not null)',
      ...Array.from({ length: 200 }, (_, i) => `insert into account values (${i}, 100)`),
      'insert into receipt values (1, 0)',
    ])
    let isOver = false
    const writer = (async () => {
      const connection = await database.connect()
      for (let i = 0; !isOver; i++) {
        const [from, to] = [i % 200, (i * 7 + 3) % 200]
        await connection
          .query(engine.engine === 'sqlite' ? 'begin immediate' : 'begin')
          .then(async () => {
            await connection.query(`update account set balance = balance - 5 where id = ${from}`)
            await connection.query(`update account set balance = balance + 2 where id = ${to}`)
            await connection.query('update receipt set amount = amount + 3 where id = 1')
            await connection.query('commit')
          })
          // SQLite's reader may keep it waiting.
          .catch(() => connection.query('rollback').catch(() => {}))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      await connection.end()
    })()
    const copy = await createDatabase('sqlite')
    try {
      for (let round = 0; round < 3; round++) {
        await ground.backUp(database, { media: [] })
        await ground.restore(copy, { media: [] })
        const sum = 'select (select sum(balance) from account) + (select sum(amount) from receipt)'
        expect(await queryText(copy, sum)).toEqual([['20000']])
      }
    } finally {
      isOver = true
      await writer
    }
  })
})

describe('a backup of PostgreSQL', () => {
  for (const target of ['sqlite', 'mysql', 'mariadb'] as const) {
    const isThere = engineNamed('postgres').available && engineNamed(target).available
    const test = isThere ? it : it.skip
    test(`comes back equal in ${target}`, async () => {
      const [source, other] = [await filled('postgres'), await createDatabase(target)]
      // Between a collation of MySQL and two names that it takes for one no backup can decide.
      await sql(source, `delete from part where name in ('A', 'á', 'a ')`)
      await ground.backUp(source)
      await ground.restore(other)
      const { equal } = await compareRecords({
        left: { database: settingsOf(source) },
        right: { database: settingsOf(other) },
      })
      expect(equal).toBe(true)
    })
  }
})

describe('a restore', () => {
  it('takes the newest, or one by id, by what an id ends with, by time, by label', async () => {
    const database = await small()
    const ids: string[] = []
    for (const [index, label] of ['first', 'second', undefined].entries()) {
      await sql(database, `update part set name = '${index}' where id = 1`)
      const { manifest } = await ground.backUp(database, { media: [], ...(label ? { label } : {}) })
      ids.push(manifest.id)
      await new Promise((resolve) => setTimeout(resolve, 1100))
    }
    const comesBack = async (choice: object) => {
      await ground.restore(database, { media: [], choice })
      return (await queryText(database, 'select name from part where id = 1'))[0]![0]?.replaceAll("'", '')
    }
    const [first, second] = (await readCatalog(ground.store, 'shop')).reverse()
    expect(await comesBack({})).toBe('2')
    expect(await comesBack({ id: ids[0] })).toBe('0')
    expect(await comesBack({ id: ids[1]!.slice('shop-'.length) })).toBe('1')
    expect(await comesBack({ at: second!.created })).toBe('1')
    expect(await comesBack({ at: new Date(second!.created.getTime() - 1) })).toBe('0')
    expect(await comesBack({ label: 'first' })).toBe('0')
    expect((await failureOf(comesBack({ label: 'third' }))).message).toMatch(
      /no backup with the label "third"/,
    )
    expect((await failureOf(comesBack({ at: new Date(first!.created.getTime() - 1) }))).message).toMatch(
      /at or before/,
    )
  })

  it('passes a safety backup by, unless it is named', async () => {
    const database = await small()
    await ground.backUp(database, { media: [] })
    await sql(database, 'delete from part')
    await ground.restore(database, { media: [], safety: {} })
    await sql(database, 'delete from part')
    await ground.restore(database, { media: [] })
    expect(await queryText(database, 'select count(*) from part')).toEqual([['100']])
  })

  it('makes a database that is not there', async () => {
    await ground.backUp(await small())
    const url = `sqlite:${path.join(ground.folder, 'new.sqlite3')}`
    const { safetyId, records } = await ground.restore({ url }, { media: [], safety: {} })
    expect([safetyId, records?.rows]).toEqual([undefined, 100])
  })

  it('leaves out what it is told to', async () => {
    const database = await small()
    await ground.backUp(database)
    await sql(database, 'delete from part')
    ground.write('media/a', 'changed')
    await ground.restore(undefined)
    expect(readFileSync(path.join(ground.media.path, 'a'), 'utf8')).toBe('media/a')
    expect(await queryText(database, 'select count(*) from part')).toEqual([['0']])
    ground.write('media/a', 'changed')
    await ground.restore(database, { media: [] })
    expect(readFileSync(path.join(ground.media.path, 'a'), 'utf8')).toBe('changed')
    expect(await queryText(database, 'select count(*) from part')).toEqual([['100']])
  })

  it('says what to do where the backup has not what is asked for', async () => {
    const database = await small()
    await ground.backUp(database, { media: [] })
    const failure = await failureOf(ground.restore(database))
    expect([failure.exitCode, failure.message]).toEqual([2, expect.stringMatching(/has no media$/)])
  })

  it('names the file of the records where the target cannot hold one of them', async () => {
    const database = await small()
    const { manifest } = await ground.backUp(database, { media: [] })
    const target = await createDatabase('sqlite')
    await sql(target, "create table part (id integer primary key, name varchar(50) check (name <> 'part 7'))")
    const before = await nativeDump(target)
    const { message } = await failureOf(ground.restore(target, { media: [] }))
    expect(message).toMatch(`${manifest.records!.file}, line`)
    expect(message).toMatch(/part \(id=7\)/)
    expect(await nativeDump(target)).toBe(before)
  })

  it.each(['fail', 'null', 'skip', 'keep'] as const)(
    'deals with orphans of the source: %s',
    async (onOrphan) => {
      const database = await createDatabase('sqlite')
      await sql(database, [
        'create table owner (id integer primary key)',
        'create table pet (id integer primary key, owner_id integer references owner (id))',
        'insert into owner values (1)',
        'insert into pet values (1, 1), (2, 99)',
      ])
      await ground.backUp(database, { media: [] })
      await sql(database, 'insert into owner values (2)')
      const before = await nativeDump(database)
      const restoring = ground.restore(database, { media: [], onOrphan })
      if (onOrphan === 'fail') {
        const { message, hint } = await failureOf(restoring)
        expect(message).toMatch(/pet \(id=2\): owner_id = 99 refers to no record of table owner/)
        expect(hint).toMatch(/--on-orphan/)
        expect(await nativeDump(database)).toBe(before)
        return
      }
      await restoring
      const left = {
        null: [
          ['1', '1'],
          ['2', null],
        ],
        skip: [['1', '1']],
        keep: [
          ['1', '1'],
          ['2', '99'],
        ],
      }[onOrphan]
      expect(await queryText(database, 'select id, owner_id from pet order by id')).toEqual(left)
    },
  )
})

describe('a backup is refused', () => {
  const locations = () => ground.files()

  it('without a media folder, and nothing is removed', async () => {
    const database = await small()
    await ground.backUp(database)
    const before = locations()
    rmSync(ground.media.path, { recursive: true })
    const failing = runBackup({
      name: 'shop',
      stores: [ground.store],
      database: settingsOf(database),
      media: [ground.media],
      keep: { within: '1s' },
    })
    expect((await failureOf(failing)).message).toMatch(/media folder media does not exist/)
    expect(locations()).toEqual(before)
  })

  it('without tables', async () => {
    const database = await createDatabase('sqlite')
    expect((await failureOf(ground.backUp(database))).message).toMatch(/has no tables$/)
    expect(locations()).toEqual([])
  })

  it('with far fewer records than the last one had, and then retention does not run', async () => {
    const database = await small(1000)
    const options = { name: 'shop', stores: [ground.store], database: settingsOf(database), media: [] }
    await runBackup(options)
    const before = locations()
    await sql(database, 'delete from part where id > 99')
    const failure = await failureOf(runBackup({ ...options, keep: { last: 1 } }))
    expect(failure.message).toMatch(/has 99 records, and at the last backup \(.*\) it had 1000/)
    expect(locations()).toEqual(before)
    await sql(database, "insert into part values (100, '')")
    await runBackup(options)
    await sql(database, 'delete from part')
    expect((await failureOf(runBackup(options))).message).toMatch(/has 0 records/)
    await runBackup({ ...options, floor: 0 })
    expect(await readCatalog(ground.store)).toHaveLength(3)
  })

  it('of media around the location, the database or one another; and so is a restore', async () => {
    const database = await small()
    await ground.backUp(database)
    const around = { name: 'all', path: ground.folder }
    const refused = async (media: (typeof around)[], which = database) => [
      (await failureOf(ground.backUp(which, { media }))).message,
      (await failureOf(ground.restore(which, { media }))).message,
    ]
    const location = `The backup location ${ground.location} is within the media folder all`
    expect(await refused([around])).toEqual([location, location])
    const file = path.join(ground.media.path, 'data.sqlite3')
    const data = `The database ${file} is within the media folder media`
    expect(await refused([ground.media], { ...database, url: `sqlite:${file}` })).toEqual([data, data])
    const inner = { name: 'media/b', path: path.join(ground.media.path, 'b') }
    const nested = 'The media folder media/b is within the media folder media'
    expect(await refused([inner, ground.media])).toEqual([nested, nested])
    const twice = 'Two media folders go by the name media'
    expect(await refused([ground.media, { name: 'media', path: path.join(ground.folder, 'other') }])).toEqual(
      [twice, twice],
    )
  })

  it('of nothing', async () => {
    expect((await failureOf(ground.backUp(undefined, { media: [] }))).message).toMatch(/nothing to back up/)
  })
})

describe('several locations', () => {
  it('get the same backup; one that fails keeps it from none, and sees no retention', async () => {
    const database = await small()
    const broken = new DirectoryStore(ground.write('not a folder'))
    const other = new DirectoryStore(path.join(ground.folder, 'other'))
    const run = () =>
      runBackup({
        name: 'shop',
        stores: [broken, ground.store, other],
        database: settingsOf(database),
        media: [ground.media],
        keep: { last: 1 },
      })
    const first = await run()
    const { locations, manifest } = await run()
    expect(locations.map(({ size }) => size !== undefined)).toEqual([false, true, true])
    expect(locations.map(({ pruned }) => pruned)).toEqual([[], [first.manifest.id], [first.manifest.id]])
    expect(String(locations[0]?.error)).toMatch(/not a folder/)
    for (const store of [ground.store, other]) {
      const [found, ...more] = await verifyBackups({ store, keys: noKeys })
      expect([found?.id, found?.faults, more]).toEqual([manifest.id, [], []])
    }
  })

  it('that have the name already, of another machine, keep what they have', async () => {
    const database = await small()
    const { manifest } = await ground.backUp(database)
    const other = new DirectoryStore(path.join(ground.folder, 'other'))
    await copyBackup(manifest, ground.store, other)
    const failing = copyBackup(manifest, ground.store, other)
    expect((await failureOf(failing)).message).toMatch(/exists already/)
    expect(
      (await verifyBackups({ store: other, keys: noKeys })).map(({ id, faults }) => [id, faults]),
    ).toEqual([[manifest.id, []]])
  })

  it('that lose a part meanwhile, by another machine, do not list the backup', async () => {
    const shelf: Shelf = { files: new Map(), locks: new Set() }
    const failing = ground.backUp(await small(), {
      store: new MemoryStore(shelf),
      // Records are stored when the media begin.
      onProgress: ({ unit }) => unit === 'files' && shelf.files.clear(),
    })
    expect((await failureOf(failing)).message).toMatch(/records\.json\.\w+ is not in memory: any more/)
    expect([...shelf.files.keys()]).toEqual([])
  })

  it('end with exit code 3 and the reason where one fails', async () => {
    const database = await small()
    const home = project({ 'tasks.config.ts': 'export default { name: "shop" }' })
    const bad = ground.write('bad')
    const ended = await home.run(['backup', '-d', database.url, '-p', bad, '-p', ground.location])
    expect([ended.exitCode, ended.stderr]).toEqual([3, expect.stringContaining(bad)])
    home.remove()
  })
})

describe('an encrypted backup', () => {
  const changed = async (database: TestDatabase) => {
    await sql(database, 'delete from part')
    ground.write('media/a', 'changed')
    return stateOf(database)
  }

  it('opens for each of its recipients and for nobody else', async () => {
    const database = await small()
    const before = await stateOf(database)
    const [one, two, stranger] = [
      await generateIdentity(),
      await generateIdentity(),
      await generateIdentity(),
    ]
    const recipients = [await identityToRecipient(one), await identityToRecipient(two)]
    const { manifest } = await ground.backUp(database, { encryption: { recipients } })
    expect(manifest.encryption).toBe('age-recipients')
    const after = await changed(database)
    for (const keys of [
      noKeys,
      { identities: [stranger] },
      { identities: [], passphrase: 'x' },
      { identities: ['AGE-SECRET-KEY-1NONE'] },
    ]) {
      const failure = await failureOf(ground.restore(database, { keys, safety: {} }))
      expect(failure.exitCode).toBe(exitCodes.usage)
      expect(failure.message).not.toContain('AGE-SECRET')
      expect(await stateOf(database)).toEqual(after)
    }
    for (const identity of [one, two]) {
      await ground.restore(database, { keys: { identities: [stranger, identity] } })
      expect(await nativeDump(database)).toBe(before.records)
      expect(nearTo(before.media, treeOf(ground.media.path))).toEqual(before.media)
    }
    openedByAge(manifest.media!.file, one)
  })

  it('opens with its passphrase alone', async () => {
    const database = await small()
    const before = await nativeDump(database)
    await ground.backUp(database, { encryption: { passphrase: 'correct horse' }, media: [] })
    await sql(database, 'delete from part')
    const wrong = { identities: [], passphrase: 'battery staple' }
    expect((await failureOf(ground.restore(database, { keys: wrong, media: [] }))).exitCode).toBe(2)
    await ground.restore(database, { keys: { identities: [], passphrase: 'correct horse' }, media: [] })
    expect(await nativeDump(database)).toBe(before)
  })

  /** By the program that the format is known from. */
  function openedByAge(file: string, identity: string): void {
    if (!programOnPath('age'))
      return console.warn('untested: there is no age on this machine (Debian package age)')
    const key = ground.write('key.txt', `${identity}\n`)
    const script = 'age -d -i "$0" "$1" | gunzip -c 2>/dev/null || age -d -i "$0" "$1" | zstd -dc'
    const archive = execFileSync('bash', ['-c', script, key, path.join(ground.location, file)])
    const names = execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' })
    expect(names.split('\n')).toContain('media/b/c')
  }
})

describe('damage', () => {
  it('of any byte, any cut, or a part of another backup is told by its file, and nothing is restored', async () => {
    const database = await small()
    await ground.backUp(database)
    await sql(database, "update part set name = 'other'")
    ground.write('media/a', 'other')
    const { manifest } = await ground.backUp(database)
    const others = ground.files().filter((file) => !file.startsWith(`${manifest.id}.`))
    const files = ground.files().filter((file) => file.startsWith(`${manifest.id}.`))
    expect([files.length, others.length]).toEqual([3, 3])
    await sql(database, 'delete from part')
    const before = await stateOf(database)
    for (const file of files) {
      const whole = ground.read(file)
      const twin = ground.read(
        others.find((name) => name.replace(/^.*?Z(-\d+)?/, '') === file.replace(/^.*?Z(-\d+)?/, ''))!,
      )
      const positions = [
        0,
        1,
        10,
        whole.length >> 2,
        whole.length >> 1,
        whole.length - 9,
        whole.length - 2,
        whole.length - 1,
      ]
      const harms: Buffer[] = [
        ...positions.map((at) => {
          const copy = Buffer.from(whole)
          copy[at]! ^= 1 << (at % 8)
          return copy
        }),
        ...[0, 1, whole.length >> 1, whole.length - 1].map((length) => whole.subarray(0, length)),
        Buffer.concat([whole, Buffer.from('\n')]),
        twin,
      ]
      for (const harm of harms) {
        writeFileSync(path.join(ground.location, file), harm)
        const [verified] = (await ground.verify()).filter(({ id }) => id === manifest.id)
        expect(verified?.faults.join()).toContain(file)
        const failure = await failureOf(ground.restore(database, { choice: { id: manifest.id } }))
        expect(failure.exitCode).toBe(exitCodes.damaged)
      }
      rmSync(path.join(ground.location, file))
      const isManifest = file.endsWith('.backup.json')
      const failure = await failureOf(ground.restore(database, { choice: { id: manifest.id } }))
      expect(failure.exitCode).toBe(isManifest ? exitCodes.failed : exitCodes.damaged)
      writeFileSync(path.join(ground.location, file), whole)
    }
    expect(await stateOf(database)).toEqual(before)
    await ground.restore(database, { choice: { id: manifest.id } })
  })

  it('makes a restore of the newest take the newest that looks whole, and a read through refuse it', async () => {
    const database = await small()
    const first = await ground.backUp(database)
    const second = await ground.backUp(database)
    rmSync(path.join(ground.location, second.manifest.records!.file))
    const { manifest } = await ground.restore(database)
    expect(manifest.id).toBe(first.manifest.id)
  })

  it('that sizes do not show counts for nothing when others are removed', async () => {
    const database = await small()
    const [first, second, third] = [
      await ground.backUp(database),
      await ground.backUp(database),
      await ground.backUp(database),
    ]
    const file = path.join(ground.location, third.manifest.records!.file)
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(file, bytes)
    const options = { store: ground.store, name: 'shop', keep: { last: 1 } }
    const { verdicts } = await pruneBackups(options)
    expect(verdicts.filter(({ keep }) => !keep).map(({ id }) => id)).toEqual([first.manifest.id])
    await ground.restore(database, { choice: { id: second.manifest.id } })
  })

  it('of one is no reason not to verify the others', async () => {
    const database = await small()
    const first = await ground.backUp(database)
    const second = await ground.backUp(database)
    const file = path.join(ground.location, first.manifest.media!.file)
    const bytes = readFileSync(file)
    bytes[100]! ^= 1
    writeFileSync(file, bytes)
    const verified = await ground.verify()
    expect(verified.map(({ id, faults }) => [id, faults.length])).toEqual([
      [second.manifest.id, 0],
      [first.manifest.id, 1],
    ])
  })

  it('that a drill finds is told; orphans are no damage', async () => {
    const database = await small()
    await sql(database, [
      'create table pet (id integer primary key, part_id integer references part (id))',
      'insert into pet values (1, 999)',
    ])
    await ground.backUp(database)
    const [verified] = await verifyBackups({ store: ground.store, keys: noKeys, drill: true })
    expect([verified?.faults, verified?.notes]).toEqual([
      [],
      [expect.stringMatching(/^1 of its references are to no record/)],
    ])
  })
})

describe('everything that is written', () => {
  it('is for its owner alone, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      const database = await small()
      await ground.backUp(database)
      chmodSync(ground.media.path, 0o777)
      await ground.restore(database, { safety: {} })
    } finally {
      process.umask(before)
    }
    for (const file of ground.files())
      expect([file, lstatSync(path.join(ground.location, file)).mode & 0o777]).toEqual([file, 0o600])
    expect(lstatSync(ground.location).mode & 0o777).toBe(0o700)
  })

  it('holds no secret, and neither does what is said', async () => {
    const home = project({ 'tasks.config.ts': 'export default { name: "shop", media: ["media"] }' })
    // Passphrases are slow by design: one engine with passwords shows it.
    const server = (['postgres', 'mysql', 'mariadb'] as const).find((each) => engineNamed(each).available)
    if (!server) return console.warn('untested: there is no server')
    const database = await createDatabase(server)
    await sql(database, 'create table part (id integer not null primary key)')
    const password = new URL(database.url).password
    expect(password).not.toBe('')
    const identity = await generateIdentity()
    home.write({ 'key.txt': identity, 'media/a': 'a' })
    const env = { BACKUP_PASSPHRASE: 'canary-phrase', BACKUP_IDENTITY_FILE: 'key.txt' }
    const said: string[] = []
    for (const [exitCode, words] of [
      [0, ['backup', '-d', database.url, '-p', 'b']],
      [0, ['--echo', 'restore', '-d', database.url, '-p', 'b', '--yes']],
      [0, ['--json', 'list-backups', '-p', 'b']],
      [0, ['verify-backups', '-p', 'b', '--drill']],
      [14, ['--debug', 'restore', '-d', database.url.replace(password, 'canary-wrong'), '-p', 'b', '--yes']],
      [2, ['--debug', 'backup', '-d', database.url, '-p', 's3://canary-key:canary-secret@/x/y']],
    ] as const) {
      const ended = await home.run([...words], { env })
      expect([words, ended.exitCode]).toEqual([words, exitCode])
      said.push(ended.stdout, ended.stderr)
    }
    const written = execFileSync('bash', ['-c', 'cat b/* b/.??*'], { cwd: home.directory }).toString('latin1')
    for (const secret of [password, 'canary-phrase', 'canary-wrong', 'canary-secret', identity]) {
      expect(said.join('\n')).not.toContain(secret)
      expect(written).not.toContain(secret)
    }
    home.remove()
  })
})
