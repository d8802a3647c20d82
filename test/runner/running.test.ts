import { afterAll, describe, expect, it } from '@jest/globals'
import { project, taskFile } from './project.ts'

const noting = (name: string, more = '') =>
  taskFile(
    `summary: '${name}', ${more} steps: ({ note }) => [{ title: 'Run ${name}', task: () => note('ran ${name}') }]`,
  )

const failing = (thrown: string) =>
  taskFile(`summary: 'Fails', steps: () => [{ title: 'Fail', task: () => { ${thrown} } }]`)

const place = project({
  'tasks.config.ts':
    "export default { databases: { default: 'sqlite:data/app.sqlite3', next: 'postgres://u:hunter22@h/x' } }",
  'tasks/one.ts': noting('one'),
  'tasks/two.ts': noting('two', "pre: ['one'], post: ['three'],"),
  'tasks/three.ts': noting('three', "pre: ['one'],"),
  'tasks/circle.ts': noting('circle', "pre: ['round'],"),
  'tasks/round.ts': noting('round', "post: ['circle'],"),
  'tasks/lonely.ts': noting('lonely', "pre: ['nosuch'],"),
  'tasks/refuse.ts': failing(
    "throw new TaskError('the target is not empty', { exitCode: 11, hint: 'use -c' })",
  ),
  'tasks/bug.ts': failing('(null as any).x'),
  'tasks/leak.ts': failing("throw new Error('cannot reach postgres://app:s3cr3t-pw@host/db')"),
  'tasks/command.ts': taskFile(
    "summary: 'Runs a command', steps: () => [{ title: 'Fail', task: () => $`echo begun; echo first >&2; echo last words >&2; exit 7` }]",
  ),
  'tasks/speak.ts':
    taskFile(`summary: 'Speaks', steps: ({ print, summary, result, partial, note, options }) => [{ title: 'Speak', task: () => {
      note('a note'); print(['a result']); summary('the summary'); result({ rows: 3 }); if (options.part) partial('2 rows were skipped')
    } }], options: { part: { type: 'boolean', help: 'x' } }`),
  'tasks/data.ts': taskFile(
    "summary: 'Writes data', steps: ({ stdout }) => [{ title: 'Write', task: () => new Promise((resolve, reject) => stdout.write('data\\n', (error) => (error ? reject(error) : resolve(1)))) }]",
  ),
  'tasks/wipe.ts':
    taskFile(`summary: 'Wipes', destructive: ({ options }) => options.all ? 'Wipe everything?' : undefined,
    options: { all: { type: 'boolean', help: 'x' } },
    steps: ({ note }) => [{ title: 'Wipe', task: () => note('wiped'), dry: () => 'wipe 3 tables' }, { title: 'Close', task: () => note('closed') }]`),
  'tasks/steps.ts': taskFile(`summary: 'Steps', steps: ({ note }) => [
      { title: 'Never', enabled: false, task: () => note('ran never') },
      { title: 'Asked', enabled: () => false, task: () => note('ran asked') },
      { title: 'Skipped', skip: 'nothing to do', task: () => note('ran skipped') },
      { title: 'Maybe', skip: () => undefined, task: () => note('ran maybe') },
      { title: 'Outer', task: (_, step) => step.steps([
        { title: 'Inner 1', task: () => note('ran inner 1') },
        { title: 'Inner 2', task: () => note('ran inner 2') },
      ]) },
      { title: 'Last', task: async (_, step) => { step.output('some output'); note('ran last') } },
    ]`),
  'tasks/shell.ts': taskFile(
    "summary: 'Uses zx twice', steps: ({ $: own, cwd }) => [{ title: 'Shell', task: async () => { await own`echo context $PWD`; await $`echo import $PWD`; await $`echo hidden`.quiet() } }]",
  ),
  'tasks/config.ts': taskFile(
    "summary: 'Tells the config', steps: ({ config, result }) => [{ title: 'x', task: () => result({ config }) }]",
  ),
})

afterAll(() => place.remove())

const order = (stderr: string): string[] => [...stderr.matchAll(/^ran (.*)$/gm)].map((match) => match[1]!)

describe('pre and post tasks', () => {
  it('run once per command line, around the task that wants them', async () => {
    const { stderr, exitCode } = await place.run(['two', 'three'])
    expect(order(stderr)).toEqual(['one', 'two', 'three'])
    expect(exitCode).toBe(0)
  })

  it('run in the order of the line where it names them itself', async () => {
    const { stderr } = await place.run(['one', 'two'])
    expect(order(stderr)).toEqual(['one', 'two', 'three'])
  })

  it('in a circle are refused before anything runs', async () => {
    const { stderr, exitCode } = await place.run(['one', 'circle'])
    expect(exitCode).toBe(2)
    expect(stderr).toBe('error: tasks run each other in a circle: circle → round → circle\n')
  })

  it('that do not exist are refused before anything runs', async () => {
    const { stderr, exitCode } = await place.run(['one', 'lonely'])
    expect(exitCode).toBe(2)
    expect(stderr).toBe('error: task lonely wants task "nosuch" to run with it, which does not exist\n')
  })
})

describe('several tasks', () => {
  it('stop at the first failure', async () => {
    const { stderr, exitCode } = await place.run(['refuse', 'one'])
    expect(exitCode).toBe(11)
    expect(order(stderr)).toEqual([])
  })

  it('are all known to exist before the first runs', async () => {
    const { stderr, exitCode } = await place.run(['one', 'nosuch'])
    expect(exitCode).toBe(2)
    expect(order(stderr)).toEqual([])
  })
})

describe('an error', () => {
  it('of the user is one line and a hint', async () => {
    const { stderr, stdout, exitCode } = await place.run(['-q', 'refuse'])
    expect({ stderr, stdout, exitCode }).toEqual({
      stderr: 'error: the target is not empty\nhint: use -c\n',
      stdout: '',
      exitCode: 11,
    })
  })

  it('of ours advises --debug, which shows the stack', async () => {
    const { stderr, exitCode } = await place.run(['-q', 'bug'])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^error: Cannot read properties of null.*\nhint: run it again with --debug.*\n$/)
    expect((await place.run(['--debug', 'bug'])).stderr).toMatch(/\n +at .*bug\.ts/)
  })

  it('of a command names the command, its exit code and its last words', async () => {
    const { stderr, exitCode } = await place.run(['-q', 'command'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('ended with exit code 7')
    expect(stderr).toContain('it said: first / last words')
  })

  it('never shows a password', async () => {
    const { stderr, stdout } = await place.run(['leak', '--debug', '--json'])
    expect(stderr).toContain('postgres://app:***@host/db')
    expect(stderr + stdout).not.toContain('s3cr3t-pw')
  })
})

describe('what a task tells', () => {
  it('goes to stdout where it is the result, else to stderr', async () => {
    const { stdout, stderr } = await place.run(['speak'])
    expect(stdout).toBe('a result\n')
    expect(stderr).toBe('Speak\na note\nthe summary\n')
  })

  it('is silent under --quiet but for the result', async () => {
    expect(await place.run(['-q', 'speak'])).toEqual({ stdout: 'a result\n', stderr: '', exitCode: 0 })
  })

  it('is one object on stdout under --json', async () => {
    const { stdout, stderr } = await place.run(['speak', '--json'])
    expect(stdout).toBe('{"rows":3,"task":"speak","ok":true,"exitCode":0}\n')
    expect(stderr).toContain('the summary')
  })

  it('of something left out makes the exit code 3', async () => {
    const { stderr, exitCode } = await place.run(['speak', '--part'])
    expect(exitCode).toBe(3)
    expect(stderr).toContain('left out: 2 rows were skipped\n')
    expect(JSON.parse((await place.run(['speak', '--part', '--json'])).stdout)).toMatchObject({
      ok: true,
      exitCode: 3,
      leftOut: ['2 rows were skipped'],
    })
  })

  it('of a failure is in the object under --json', async () => {
    const { stdout } = await place.run(['refuse', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      task: 'refuse',
      ok: false,
      exitCode: 11,
      error: { message: 'the target is not empty', hint: 'use -c', exitCode: 11 },
    })
  })

  it('of several tasks is one object with one each', async () => {
    const { stdout } = await place.run(['--json', 'speak', 'refuse'])
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      exitCode: 11,
      error: { message: 'the target is not empty', hint: 'use -c', exitCode: 11 },
      tasks: [
        { task: 'speak', ok: true, exitCode: 0, rows: 3 },
        {
          task: 'refuse',
          ok: false,
          exitCode: 11,
          error: { message: 'the target is not empty', hint: 'use -c', exitCode: 11 },
        },
      ],
    })
  })

  it('before any task is an object under --json too', async () => {
    const { stdout } = await place.run(['--json', 'nosuch'])
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, exitCode: 2 })
  })

  it('as data does not mix with the object of --json', async () => {
    expect((await place.run(['data'])).stdout).toBe('data\n')
    const { stdout, exitCode } = await place.run(['data', '--json'])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).error.message).toContain(
      '--json and data on standard output exclude each other',
    )
  })
})

describe('a question', () => {
  it('without a terminal is an error that asks for --yes, before anything runs', async () => {
    const { stderr, exitCode } = await place.run(['one', 'wipe', '--all'])
    expect(exitCode).toBe(2)
    expect(order(stderr)).toEqual([])
    expect(stderr).toBe('error: Wipe everything? There is no terminal to ask on\nhint: say yes with --yes\n')
  })

  it('is answered by --yes', async () => {
    expect((await place.run(['wipe', '--all', '--yes'])).stderr).toContain('wiped')
  })

  it('is not asked where the task has none', async () => {
    expect((await place.run(['wipe'])).stderr).toContain('wiped')
  })

  it.each(['y\n', 'YES\n'])('is answered on the terminal by %j', async (input) => {
    const { stderr, exitCode } = await place.run(['wipe', '--all'], { terminal: true, input })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('wiped')
  })

  it.each(['n\n', '\n', 'yep\n'])('answered by %j changes nothing', async (input) => {
    const { stderr, exitCode } = await place.run(['wipe', '--all'], { terminal: true, input })
    expect(exitCode).toBe(1)
    expect(stderr).toContain('not confirmed: nothing was changed')
    expect(stderr).not.toContain('wiped')
  })
})

describe('--dry', () => {
  it('says what each step would do, and does nothing', async () => {
    const { stdout, stderr, exitCode } = await place.run(['wipe', '--all', '--dry'])
    expect({ stdout, exitCode }).toEqual({ stdout: 'would: wipe 3 tables\nwould: Close\n', exitCode: 0 })
    expect(stderr).not.toContain('wiped')
  })

  it('leaves out steps that would not run', async () => {
    const { stdout } = await place.run(['-R', 'steps'])
    expect(stdout).toBe('would skip: Skipped: nothing to do\nwould: Maybe\nwould: Outer\nwould: Last\n')
  })
})

describe('steps', () => {
  it('run in order, those within them too, and tell why one is skipped', async () => {
    const { stderr } = await place.run(['steps'])
    expect(order(stderr)).toEqual(['maybe', 'inner 1', 'inner 2', 'last'])
    expect(stderr).toContain('skipped: Skipped: nothing to do\n')
    expect(stderr).toContain('  | some output\n')
  })

  it('show what their commands write, unless those are quiet', async () => {
    const { stderr, stdout } = await place.run(['shell'])
    expect(stdout).toBe('')
    expect(stderr).toContain(`  | context ${place.directory}\n`)
    expect(stderr).toContain(`  | import ${place.directory}\n`)
    expect(stderr).not.toContain('hidden')
  })

  it('show their commands under --echo', async () => {
    expect((await place.run(['-e', 'shell'])).stderr).toContain('$ echo import')
  })
})

describe('off a terminal', () => {
  it('there are no control characters', async () => {
    const { stderr } = await place.run(['steps', 'shell', 'speak'])
    expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/)
  })
})

describe('under --json', () => {
  it('a password that a task puts into its result is blotted out', async () => {
    const { stdout } = await place.run(['config', '--json'])
    expect(stdout).not.toContain('hunter22')
    expect(JSON.parse(stdout).config.databases.next.host).toBe('h')
  })
})
