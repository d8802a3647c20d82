import { afterAll, describe, expect, it } from '@jest/globals'
import { builtInTasks } from '../../tasks/index.ts'
import { emptyConfig, project, taskFile, tellingTask } from './project.ts'

const place = project({
  'tasks.config.ts': "export default { databases: { default: 'sqlite:x', next: 'sqlite:y' } }",
  'tasks/tell.ts': tellingTask(
    "description: 'First paragraph.\\n\\nSecond one.', positionals: [{ name: 'id', help: 'which', default: 'latest' }],",
  ),
  'tasks/db/seed.ts': taskFile(
    "summary: 'Seeds', examples: ['tasks db.seed --all'], pre: ['tell'], steps: () => []",
  ),
  'tasks/broken.ts': 'export default {',
})
const bare = project({ 'tasks.config.ts': emptyConfig })

afterAll(() => {
  place.remove()
  bare.remove()
})

describe('the list', () => {
  it('is what a bare `tasks` shows', async () => {
    const { stdout, exitCode } = await place.run([])
    expect(exitCode).toBe(0)
    expect(stdout).toBe((await place.run(['--list'])).stdout)
  })

  it('has every task with its summary, the user’s own behind the built-in ones', async () => {
    const { stdout } = await place.run(['-l'])
    for (const name of Object.keys(builtInTasks)) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
    expect(stdout).toMatch(/Your own:\n {2}broken +broken: .*\n[\s\S]*db\.seed +Seeds\n/)
  })

  it('puts the tasks of a folder under it when nested', async () => {
    expect((await place.run(['-l', '--list-format=nested'])).stdout).toMatch(/\n {2}db\n {4}seed +Seeds\n/)
  })

  it('is the same data as JSON', async () => {
    const { stdout } = await place.run(['-l', '--list-format', 'json'])
    expect(JSON.parse(stdout).tasks).toContainEqual({
      name: 'db.seed',
      summary: 'Seeds',
      file: place.path('tasks/db/seed.ts'),
    })
  })
})

describe('the help', () => {
  it('of the whole has every core option and every task', async () => {
    const { stdout, exitCode } = await place.run(['--help'])
    expect(exitCode).toBe(0)
    for (const option of [
      '--list',
      '--list-format',
      '--help',
      '--version',
      '--dry',
      '--echo',
      '--quiet',
      '--yes',
      '--json',
      '--debug',
      '--search-root',
      '--env-file',
      '--no-color',
      '--print-completion-script',
    ]) {
      expect(stdout).toContain(`${option} `)
    }
    expect(stdout).toContain('export-records')
  })

  it.each([
    [['--help', 'tell']],
    [['-h', 'tell']],
    [['tell', '--help']],
    [['tell', '-h']],
    [['tell', '-f', 'x', '--help', '--bogus']],
  ])('of a task is shown by %j', async (argv) => {
    const { stdout, exitCode } = await place.run(argv)
    expect(exitCode).toBe(0)
    expect(stdout).toBe(`Usage: tasks tell [options] [ID]

Tells what it got

First paragraph.

Second one.

Arguments:
  ID  which (default: latest)

Options:
  -f, --filename FILENAME  the file (default: data.json)
  -c, --clear              clear first
  -i, --include INCLUDE    tables (repeatable)
  -t, --timeout NUMBER     seconds
      --skip-backup        no backup
      --level LEVEL        how much (low, high)

Example:
  tasks tell -f data.json

Core options such as --dry, --yes, --quiet and --json may follow too: tasks --help.
`)
  })

  it('of a task names its own examples, and the tasks that run with it', async () => {
    const { stdout } = await place.run(['db.seed', '-h'])
    expect(stdout).toContain('Example:\n  tasks db.seed --all\n')
    expect(stdout).toContain('before it: tell')
  })

  it('of a task that does not exist is an error', async () => {
    const { stderr, exitCode } = await place.run(['--help', 'tel'])
    expect(exitCode).toBe(2)
    expect(stderr).toBe('error: there is no task "tel"\nhint: did you mean "tell"?\n')
  })

  it.each(Object.keys(builtInTasks))('of %s has an example that begins with its call', async (name) => {
    const { stdout } = await bare.run([name, '--help'])
    expect(stdout).toMatch(new RegExp(`Examples?:\\n  tasks ${name}`))
  })
})

describe('completion', () => {
  const completed = async (...words: string[]) =>
    (await place.run(['--complete', '--', ...words])).stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[0])

  it.each([
    [['tel'], ['tell']],
    [['db'], ['db.seed']],
    [['tell', '--f'], ['--filename']],
    [['tell', '-f', ''], [':file']],
    [
      ['tell', '--level', ''],
      ['low', 'high'],
    ],
    [['tell', '--level=h'], ['--level=high']],
    [['tell', '-c', 'db'], ['db.seed']],
    [['--list-f'], ['--list-format']],
    [['--list-format', 'n'], ['nested']],
    [
      ['export-records', '-d', ''],
      ['default', 'next'],
    ],
    [['export-records', '--database=n'], ['--database=next']],
    [['tell', 'export-records', '-od', 'n'], ['next']],
    [
      ['--print-completion-script', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['nosuch', '--nosuch', 'x', 'tel'], ['tell']],
    [['--search-root', ''], [':directory']],
  ])('of %j is %j', async (words, expected) => {
    expect(await completed(...words)).toEqual(expected)
  })

  it('offers every task, broken ones too, and no more', async () => {
    expect(await completed('')).toEqual([...Object.keys(builtInTasks), 'broken', 'db.seed', 'tell'])
  })

  it('offers the options of the task and those of the runner', async () => {
    const options = await completed('tell', '--')
    expect(options).toContain('--skip-backup')
    expect(options).toContain('--json')
  })

  it('is silent where the configuration is broken', async () => {
    const wrong = project({ 'tasks.config.ts': 'export default {' })
    expect(await wrong.run(['--complete', '--', 'wait', '-d', ''])).toEqual({
      exitCode: 0,
      stdout: '\n',
      stderr: '',
    })
    wrong.remove()
  })

  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { stdout, exitCode } = await bare.run(['--print-completion-script', shell])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('--complete --')
  })
})
