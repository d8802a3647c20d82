import { afterAll, describe, expect, it } from '@jest/globals'
import { emptyConfig, project, taskFile, tellingTask } from './project.ts'

const place = project({
  'tasks.config.ts': emptyConfig,
  'tasks/tell.ts': tellingTask(),
  'tasks/fetch.ts': tellingTask("positionals: [{ name: 'id', help: 'which', default: 'latest' }],"),
  'tasks/pick.ts': tellingTask(
    "positionals: [{ name: 'one', help: 'first' }, { name: 'rest', help: 'more', optional: true, multiple: true }],",
  ),
  'tasks/needy.ts': taskFile(
    "summary: 'Needs', options: { to: { type: 'string', required: true, help: 'where' } }, steps: () => []",
  ),
  'tasks/echoes.ts': taskFile(
    "summary: 'Has an -e of its own', options: { engine: { type: 'string', short: 'e', help: 'which' } }, steps: ({ options, flags, result }) => [{ title: 'x', task: () => result({ engine: options.engine, echo: flags.echo }) }]",
  ),
})

afterAll(() => place.remove())

const told = async (...argv: string[]) => {
  const { stdout, exitCode, stderr } = await place.run(['--json', ...argv])
  const result = JSON.parse(stdout)
  return { ...result, exitCode, stderr }
}

const refused = async (...argv: string[]) => {
  const { exitCode, stdout, stderr } = await place.run(argv)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  return stderr
}

describe('options of a task', () => {
  it('have their defaults where nothing is given', async () => {
    expect((await told('tell')).got).toEqual({
      filename: 'data.json',
      clear: false,
      include: [],
      skipBackup: false,
    })
  })

  it.each([
    [['-f', 'x.json'], { filename: 'x.json' }],
    [['-fx.json'], { filename: 'x.json' }],
    [['-f=x.json'], { filename: 'x.json' }],
    [['--filename', 'x.json'], { filename: 'x.json' }],
    [['--filename=x.json'], { filename: 'x.json' }],
    [['--filename=a=b'], { filename: 'a=b' }],
    [['-f', '-'], { filename: '-' }],
    [['--filename=--clear'], { filename: '--clear', clear: false }],
    [['-cfx.json'], { clear: true, filename: 'x.json' }],
    [['-cf', 'x.json'], { clear: true, filename: 'x.json' }],
    [['-i', 'part', '--include=stock', '-i', 'a*'], { include: ['part', 'stock', 'a*'] }],
    [['-t', '1.5'], { timeout: 1.5 }],
    [['-t', '-5'], { timeout: -5 }],
    [['--skip-backup'], { skipBackup: true }],
    [['--level', 'high'], { level: 'high' }],
  ])('are taken from %j', async (argv, got) => {
    expect((await told('tell', ...argv)).got).toMatchObject(got)
  })

  it.each([
    [['tell', '--filname', 'x'], 'tell has no option --filname', 'did you mean --filename?'],
    [['tell', '-z'], 'tell has no option -z', 'tasks tell --help shows its options'],
    [['tell', '-cz'], 'tell has no option -z', ''],
    [['tell', '-f'], '-f needs a value', ''],
    [['tell', '-f', '--clear'], '-f needs a value, and is followed by --clear', 'write -f--clear'],
    [['tell', '-f', ''], '-f got an empty value', 'is a variable of your script unset?'],
    [['tell', '--filename='], '--filename got an empty value', ''],
    [['tell', '-t', 'soon'], '-t got "soon", and takes a number', ''],
    [['tell', '-t', 'NaN'], '-t got "NaN", and takes a number', ''],
    [['tell', '--clear=yes'], '--clear takes no value, and got "yes"', ''],
    [['tell', '-f', 'a', '--filename=b'], '--filename is given twice', ''],
    [['tell', '--level', 'hgih'], '--level got "hgih", and takes low, high', 'did you mean "high"?'],
    [['tell', 'stray'], 'there is no task "stray"', ''],
    [['tell', '--', 'stray'], 'tell does not take "stray"', ''],
    [['needy'], 'needy needs --to', ''],
    [['pick'], 'pick needs ONE', ''],
    [['tel'], 'there is no task "tel"', 'did you mean "tell"?'],
    [['xyzzy'], 'there is no task "xyzzy"', 'tasks --list shows the tasks'],
    [['--bogus'], 'there is no core option --bogus', ''],
    [['-f', 'x', 'tell'], 'there is no core option -f', "a task's options go after its name"],
    [
      ['--list-format', 'flt', '-l'],
      '--list-format got "flt", and takes flat, nested, json',
      'did you mean "flat"?',
    ],
    [
      ['tell', '--search-root', '.'],
      '--search-root stands behind a task',
      '--search-root goes before the first task',
    ],
    [['--search-root', 'nowhere', 'tell'], '--search-root nowhere is not a directory', ''],
    [['--env-file', 'nowhere', 'tell'], 'does not exist', ''],
    [['prune-backups', '--keep-last', '-1'], '--keep-last got "-1", and takes a whole number from 1 on', ''],
    [
      ['prune-backups', '--keep-last', '1.5'],
      '--keep-last got "1.5", and takes a whole number from 1 on',
      '',
    ],
    [['export-records', '-j', '0'], '-j got "0", and takes a whole number from 1 on', ''],
    [['backup', '--floor', '2'], '--floor got "2", and takes a number from 0 to 1', ''],
  ])('%j is refused: %s', async (argv, message, hint) => {
    const stderr = await refused(...argv)
    expect(stderr).toMatch(/^error: /)
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
    expect(stderr.split('\n').length).toBeLessThanOrEqual(3)
  })
})

describe('positionals', () => {
  it('take their default where nothing is given', async () => {
    expect((await told('fetch')).positionals).toEqual({ id: 'latest' })
  })

  it('are taken between options', async () => {
    const { got, positionals } = await told('fetch', '-c', 'yesterday', '-f', 'x')
    expect(positionals).toEqual({ id: 'yesterday' })
    expect(got).toMatchObject({ clear: true, filename: 'x' })
  })

  it('that may be left out give way to the name of a task', async () => {
    const { tasks } = await told('fetch', 'tell')
    expect(tasks.map((each: { task: string }) => each.task)).toEqual(['fetch', 'tell'])
  })

  it('behind -- are positionals whatever they look like', async () => {
    expect((await told('pick', '--', '-f', 'tell', 'x')).positionals).toEqual({
      one: '-f',
      rest: ['tell', 'x'],
    })
  })

  it('that must be given take even the name of a task', async () => {
    expect((await told('pick', 'tell')).positionals).toEqual({ one: 'tell', rest: [] })
  })
})

describe('several tasks on one line', () => {
  it('each have the options behind them', async () => {
    const { tasks } = await told('tell', '-f', 'one', 'tell', '-f', 'two', '-c')
    expect(tasks[0].got).toMatchObject({ filename: 'one', clear: false })
    expect(tasks[1].got).toMatchObject({ filename: 'two', clear: true })
  })
})

describe('core options', () => {
  it.each([
    [['--yes', 'tell']],
    [['tell', '--yes']],
    [['-qy', 'tell']],
    [['tell', '-cy']],
    [['tell', '-f', 'x', '-y']],
  ])('are taken before and behind a task: %j', async (argv) => {
    expect((await told(...argv)).flags.yes).toBe(true)
  })

  it('give way to an option of the task that is written alike', async () => {
    expect(await told('echoes', '-e', 'sqlite')).toMatchObject({ engine: 'sqlite', echo: false })
    expect(await told('-e', 'echoes')).toMatchObject({ echo: true })
  })

  it('--version prints the version alone', async () => {
    const { stdout, exitCode } = await place.run(['-V'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/)
  })
})
