import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { parseManifest, renderManifest } from '../../lib/backup/manifest.ts'
import { ended, type Project, project, said } from '../runner/project.ts'
import { createDatabase, describeEachEngine, sql } from '../servers/servers.ts'

/** Every day at three: none of the runs here is one of the schedule's own, but one that was missed. */
const config = (backup = '', url = 'sqlite:app.sqlite3') => `
export default {
  name: 'shop',
  databases: { default: '${url}' },
  backup: { location: 'backups', schedule: '0 3 * * *', ${backup} },
}
`
const longAgo = '20200101T030000Z'

describeEachEngine('schedule-backups', ({ engine }) => {
  let folder: Project
  beforeEach(async () => {
    const database = await createDatabase(engine)
    await sql(database, 'create table part (id integer primary key); insert into part values (1), (2)')
    folder = project({ 'tasks.config.mjs': config('', database.url) })
  })
  afterEach(() => folder.remove())

  it('makes up at once for a run that was missed, once, and ends by SIGTERM', async () => {
    await makeOldBackup(folder)
    const first = folder.spawn(['schedule-backups'])
    const firstEnded = ended(first)
    await Promise.all([said(first, 'Backed up 2 records'), said(first, 'Next backup at')])
    first.kill('SIGTERM')
    expect((await firstEnded).exitCode).toBe(143)
    expect(manifests(folder)).toHaveLength(2)
    const second = folder.spawn(['schedule-backups'])
    const secondEnded = ended(second)
    await said(second, 'Next backup at')
    second.kill('SIGTERM')
    expect((await secondEnded).stderr).not.toContain('Backing up')
    expect(manifests(folder)).toHaveLength(2)
  })
})

describe('schedule-backups', () => {
  let folder: Project
  let pings: Server
  let pinged: string[] = []
  let url = ''
  beforeAll(async () => {
    pings = createServer((request, response) => {
      pinged.push(`${request.method} ${request.url}`)
      if (request.url !== '/never') response.end()
    })
    await new Promise<void>((resolve) => pings.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(pings.address() as AddressInfo).port}`
  })
  afterAll(() => {
    pings.closeAllConnections()
    pings.close()
  })
  beforeEach(async () => {
    pinged = []
    folder = project({ 'tasks.config.mjs': config() })
    await promisify(execFile)('sqlite3', [
      folder.path('app.sqlite3'),
      'create table part (id); insert into part values (1)',
    ])
    await makeOldBackup(folder)
  })
  afterEach(() => folder.remove())

  /** Until it waits for the next run, after the one that was missed. */
  async function oneRun(backup: string, argv: string[] = []) {
    folder.write({ 'tasks.config.mjs': config(backup) })
    const child = folder.spawn(['schedule-backups', ...argv])
    const done = ended(child)
    await said(child, argv.includes('json') ? 'T03:00:00.000Z"' : 'Next backup at')
    child.kill('SIGTERM')
    return done
  }

  it('runs the commands around a backup, pings, and touches its heartbeat', async () => {
    const { stderr } = await oneRun(
      `before: ['echo before >> log'], after: ['ls backups | grep -c backup.json >> log'],
       ping: { success: '${url}/ok', failure: '${url}/fail' }, heartbeat: 'alive'`,
    )
    expect(readFileSync(folder.path('log'), 'utf8')).toBe('before\n2\n')
    expect(pinged).toEqual(['GET /ok'])
    expect(Date.now() - statSync(folder.path('alive')).mtimeMs).toBeLessThan(30_000)
    expect(stderr).toContain('Backed up 1 record')
  })

  it('takes a command before that fails for a failed run: no backup, told, pinged, and it goes on', async () => {
    const { stderr, exitCode } = await oneRun(
      `before: ['echo no room >&2; exit 7'], after: ['touch after'],
       ping: { success: '${url}/ok', failure: '${url}/fail?token=secret' }`,
    )
    expect(stderr).toMatch(
      /FAILED: The command "echo no room >&2; exit 7" ended with exit code 7 \(no room\)/,
    )
    expect([exitCode, pinged, manifests(folder).length, existsSync(folder.path('after'))]).toEqual([
      143,
      ['GET /fail?token=secret'],
      1,
      false,
    ])
    expect(stderr).not.toContain('secret')
  })

  it('takes a command after that fails for a failed run, too', async () => {
    const { stderr } = await oneRun(
      `after: ['exit 3'], ping: { success: '${url}/ok', failure: '${url}/fail' }`,
    )
    expect(stderr).toContain('FAILED: The command "exit 3" ended with exit code 3')
    expect([pinged, manifests(folder).length]).toEqual([['GET /fail'], 2])
  })

  it('tells of a database that is not there, and goes on', async () => {
    rmSync(folder.path('app.sqlite3'))
    const { stderr } = await oneRun(`ping: { failure: '${url}/fail' }`)
    expect(stderr).toMatch(/FAILED: .*app\.sqlite3/)
    expect(pinged).toEqual(['GET /fail'])
  })

  it('begins where a location cannot be read, and tells of it', async () => {
    folder.write({ file: '' })
    const { stderr } = await oneRun(`location: 'file/within'`)
    expect(stderr).toContain('The last backup is unknown')
  })

  it('writes nothing but one object a line with --log-format json', async () => {
    const { stderr, stdout } = await oneRun('', ['--log-format', 'json'])
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { time: string; event: string })
    expect(events.map(({ event }) => event)).toEqual([
      'text',
      'next',
      'start',
      'done',
      'next',
      'text',
      'error',
    ])
    expect(events.every(({ time }) => !Number.isNaN(Date.parse(time)))).toBe(true)
    expect(stdout).toBe('')
  })

  it.each([
    ['a ping that is never answered', (url: string) => `ping: { success: '${url}/never' }`, 'Backed up'],
    [
      'a command that ignores SIGTERM',
      () => `before: ['trap "" TERM; echo $$ > pid; sleep 60; sleep 60']`,
      'Backing up',
    ],
  ])('ends within 8 seconds of SIGTERM in the middle of %s', async (_, backup, until) => {
    folder.write({ 'tasks.config.mjs': config(backup(url)) })
    const child = folder.spawn(['schedule-backups'])
    const done = ended(child)
    await said(child, until)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const start = Date.now()
    child.kill('SIGTERM')
    expect((await done).exitCode).toBe(143)
    expect(Date.now() - start).toBeLessThan(8_000)
    if (!existsSync(folder.path('pid'))) return
    const pid = Number(readFileSync(folder.path('pid'), 'utf8'))
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  it('leaves no half backup when it is killed in the middle of one, and makes up for it when it comes back', async () => {
    const fill = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)'
    await promisify(execFile)('sqlite3', [
      folder.path('app.sqlite3'),
      `${fill} insert into part select hex(randomblob(20)) from n`,
    ])
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const child = folder.spawn(['schedule-backups'])
      const done = ended(child)
      await said(child, 'Backing up')
      while (!readdirSync(folder.path('backups')).some((name) => name.endsWith('.part')))
        await new Promise((resolve) => setTimeout(resolve, 20))
      child.kill(signal)
      expect((await done).exitCode).toBe(signal === 'SIGTERM' ? 143 : 137)
      expect(manifests(folder)).toHaveLength(1)
      const halves = readdirSync(folder.path('backups')).filter((name) => name.endsWith('.part'))
      expect(halves).toHaveLength(signal === 'SIGTERM' ? 0 : 1)
    }
    await oneRun('')
    expect(manifests(folder)).toHaveLength(2)
    expect(readdirSync(folder.path('backups')).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('prints what another scheduler takes', async () => {
    const cron = await folder.run(['schedule-backups', '--print', 'cron'])
    expect(cron.stdout).toContain(`0 3 * * *  cd ${folder.directory} && npx tasks backup`)
    const systemd = await folder.run(['schedule-backups', '--print', 'systemd'])
    expect(systemd.stdout).toContain('OnCalendar=*-*-* 3:0:00 UTC')
    const compose = await folder.run(['schedule-backups', '--print', 'compose'])
    expect(compose.stdout).toContain('command: schedule-backups')
  })
})

const manifests = (folder: Project): string[] =>
  readdirSync(folder.path('backups')).filter((name) => name.endsWith('.backup.json'))

/** One of years ago, so that a run of the schedule was missed since. */
async function makeOldBackup(folder: Project): Promise<void> {
  const made = await folder.run(['backup'])
  if (made.exitCode !== 0) throw new Error(made.stderr)
  const [file] = manifests(folder)
  const path = folder.path(`backups/${file}`)
  const { records, ...rest } = parseManifest(readFileSync(path, 'utf8'), file!)
  const name = records!.file.replace(rest.id, `shop-${longAgo}`)
  renameSync(folder.path(`backups/${records!.file}`), folder.path(`backups/${name}`))
  rmSync(path)
  const aged = {
    ...rest,
    id: `shop-${longAgo}`,
    created: '2020-01-01T03:00:00Z',
    records: { ...records!, file: name },
  }
  writeFileSync(folder.path(`backups/shop-${longAgo}.backup.json`), renderManifest(aged))
}
