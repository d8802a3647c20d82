import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ended, type Project, project, said } from '../runner/project.ts'

const repository = path.join(import.meta.dirname, '../..')
const image = `record-tasks-test:${process.pid}`

/** Nothing is pulled for a test: the images that the Dockerfile begins with have to be there. */
function missing(): string | undefined {
  const bases = [...readFileSync(path.join(repository, 'Dockerfile'), 'utf8').matchAll(/^FROM (\S+)/gm)]
  for (const [, base] of bases)
    try {
      execFileSync('docker', ['image', 'inspect', base!], { stdio: 'ignore', timeout: 5_000 })
    } catch {
      return `no Docker engine answers that has ${base}`
    }
  return undefined
}

const reason = missing()
// Names of skipped tests are not shown where many files are run.
if (reason !== undefined) process.stderr.write(`Not tested: the image (${reason})\n`)
const describeWithDocker = reason === undefined ? describe : describe.skip

describeWithDocker(`the image${reason === undefined ? '' : ` (not tested: ${reason})`}`, () => {
  let folder: Project
  const run = promisify(execFile)
  const volume = `record-tasks-test-${process.pid}`
  const docker = (...argv: string[]) => run('docker', argv, { maxBuffer: 1 << 26 })
  const inApp = (...argv: string[]) => [
    'run',
    '--rm',
    ...['-v', `${folder.directory}:/app:ro`, '-v', `${volume}:/app/data`],
    ...argv,
  ]

  beforeAll(async () => {
    await docker('build', '-q', '-t', image, repository)
    folder = project({
      'data/.gitkeep': '',
      'tasks.config.json': JSON.stringify({
        name: 'shop',
        databases: { default: 'sqlite:data/shop.sqlite3' },
        migrations: {
          command:
            'for each in 1 2 3; do (sleep 0.1 &); done; sleep 1; cat /proc/[0-9]*/stat > data/processes',
        },
        backup: { schedule: '* * * * *' },
      }),
    })
    chmodSync(folder.directory, 0o755)
    const make =
      "const { Database } = require('/opt/record-tasks/node_modules/sqlite3');" +
      "new Database('data/shop.sqlite3').exec('create table part (id integer); insert into part values (1), (2)')"
    await docker(...inApp('--entrypoint', 'node', image, '-e', make))
  }, 900_000)
  afterAll(async () => {
    await docker('volume', 'rm', '-f', volume).catch(() => {})
    await docker('image', 'rm', '-f', image).catch(() => {})
    folder?.remove()
  })

  it('runs tasks, not as root, and leaves an export in the volume', async () => {
    await docker(...inApp(image, 'export-records', '-f', 'data/backup.json'))
    const { stdout } = await docker(
      ...inApp('--entrypoint', 'stat', image, '-c', '%u %a', 'data/backup.json'),
    )
    expect(stdout).toBe('1000 600\n')
  })

  it('warns of a file that goes with the container, and not of one in a volume', async () => {
    const lost = await docker(...inApp(image, 'export-records', '-f', '/tmp/data.json'))
    expect(lost.stderr).toMatch(/\/tmp\/data\.json is in the container itself/)
    const kept = await docker(...inApp(image, 'export-records', '-o', '-f', 'data/kept.json'))
    expect(kept.stderr).not.toContain('container')
  })

  it('leaves no dead processes of commands behind', async () => {
    await docker(...inApp(image, 'migrate'))
    const { stdout } = await docker(...inApp('--entrypoint', 'cat', image, 'data/processes'))
    expect(stdout).toContain('(tini)')
    expect(stdout).not.toMatch(/\) Z /)
  })

  it('ends a schedule within 8 seconds of SIGTERM, and is healthy until then', async () => {
    const name = `${volume}-schedule`
    const child = spawn('docker', inApp('--name', name, '--health-interval', '1s', image, 'schedule-backups'))
    const done = ended(child)
    await said(child, 'Next backup at')
    const health = async () => (await docker('inspect', '-f', '{{.State.Health.Status}}', name)).stdout.trim()
    while ((await health()) === 'starting') await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await health()).toBe('healthy')
    const start = Date.now()
    await docker('kill', '-s', 'TERM', name)
    expect((await done).exitCode).toBe(143)
    expect(Date.now() - start).toBeLessThan(8_000)
  })
})
