import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Ended, ended, launcher, type Project, project } from '../runner/project.ts'

const nobody = 65_534

/** Only root can be two users, and the other one must be able to read this repository. */
const isTwo =
  process.getuid?.() === 0 && spawnSync('cat', [launcher.at(-1)!], { uid: nobody, gid: nobody }).status === 0
const asRoot = isTwo ? describe : describe.skip
if (!isTwo) console.warn('untested: another user (this one is not root, or another may not read this folder)')

asRoot('who restores as the user of an application', () => {
  let place: Project
  const run = (...words: string[]): Promise<Ended> => {
    const { PATH } = process.env
    const options = { cwd: place.directory, uid: nobody, gid: nobody, env: { PATH, CI: '1' } }
    return ended(spawn(process.execPath, [...launcher, ...words], options))
  }
  const own = (name: string): void => chownSync(place.path(name), nobody, nobody)

  beforeAll(async () => {
    place = project({
      'tasks.config.ts': `export default { name: 'shop', databases: { default: 'sqlite:shop.sqlite3' }, media: ['media'] }`,
      'media/a': 'a',
      'media/thumbs/1.png': 'of root',
    })
    mkdirSync(place.path('backups'))
    for (const name of ['.', 'tasks.config.ts', 'media', 'media/a', 'backups']) own(name)
    expect((await run('backup', '--skip-records')).exitCode).toBe(0)
  })
  afterAll(() => place.remove())

  it('has it done where old folders of others cannot be removed, is told of them, and can back up again', async () => {
    const { exitCode, stderr } = await run('restore', '--yes', '--skip-records')
    const [left = ''] = readdirSync(place.directory).filter((name) => name.startsWith('.record-tasks-'))
    expect(stderr).toContain(`lies in ${place.path(left)}: this user may not remove it.`)
    expect(exitCode).toBe(3)
    expect(statSync(place.path('media')).mode & 0o777).toBe(0o755)
    const again = await run('backup', '--skip-records')
    expect(again.stderr).toContain('this user may not remove it.')
    expect(again.exitCode).toBe(0)
    rmSync(place.path(left), { recursive: true })
  })

  it('is refused where a file cannot be backed up before it is replaced', async () => {
    writeFileSync(place.path('media/only-copy'), 'of root')
    chmodSync(place.path('media/only-copy'), 0o600)
    const { exitCode, stderr } = await run('restore', '--yes', '--skip-records')
    expect(stderr).toContain(
      'error: The backup of what would be replaced is not whole: media/only-copy: it may not be read',
    )
    expect(exitCode).toBe(1)
    expect(readdirSync(place.path('media')).sort()).toEqual(['a', 'only-copy', 'thumbs'])
    rmSync(place.path('media/only-copy'))
  })

  it('is told what the backup of what was replaced does not hold', async () => {
    symlinkSync('elsewhere', place.path('media/link'))
    const { exitCode, stdout } = await run('--json', 'restore', '--yes', '--skip-records')
    expect(JSON.parse(stdout).leftOut).toEqual([
      'Not as it was in the backup of what was replaced: media/link: it is a link, and not stored',
    ])
    expect(exitCode).toBe(3)
  })

  it('sees the other backups where one may not be read', async () => {
    const [first = ''] = readdirSync(place.path('backups')).filter((name) => name.endsWith('.backup.json'))
    chownSync(place.path(path.join('backups', first)), 0, 0)
    chmodSync(place.path(path.join('backups', first)), 0o600)
    const { exitCode, stdout } = await run('list-backups')
    expect(stdout).toContain(`DAMAGED: ${first} may not be read by this user`)
    expect(stdout.trim().split('\n').length).toBeGreaterThan(1)
    expect(exitCode).toBe(0)
  })

  it('is told that nothing is left to restore', async () => {
    const { exitCode, stderr } = await run('restore', '--yes', '--skip-records', '--skip-media')
    expect(stderr).toContain('error: There is nothing to restore')
    expect(exitCode).toBe(1)
  })
})
