import { afterAll, describe, expect, it } from '@jest/globals'
import type { Config } from '../../config/config.ts'
import { loadConfig } from '../../config/load-config.ts'
import { resolveDatabase } from '../../config/resolve-database.ts'
import type { TaskError } from '../../lib/errors.ts'
import { type Project, project } from '../runner/project.ts'

const made: Project[] = []
const place = (files: Record<string, string>): Project => {
  const it = project(files)
  made.push(it)
  return it
}
afterAll(() => {
  for (const each of made) each.remove()
})

const load = (it: Project, env: NodeJS.ProcessEnv = {}, name = 'tasks.config.json'): Promise<Config> =>
  loadConfig(
    { cwd: it.directory, configFile: name === '' ? undefined : it.path(name), directory: it.directory },
    env,
  )

const configOf = (config: unknown, env: NodeJS.ProcessEnv = {}, files: Record<string, string> = {}) => {
  const it = place({ 'tasks.config.json': JSON.stringify(config), ...files })
  return load(it, env).then((config) => ({ config, it }))
}

const refusal = async (work: () => unknown): Promise<TaskError> => {
  try {
    await work()
  } catch (error) {
    if ((error as Error).name === 'TaskError') return error as TaskError
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a configuration', () => {
  it('is completed with defaults', async () => {
    const { config, it } = await configOf({})
    expect(config).toEqual({
      file: it.path('tasks.config.json'),
      directory: it.directory,
      name: undefined,
      databases: {},
      defaultDatabase: undefined,
      migrations: undefined,
      seeds: undefined,
      exclude: [],
      casts: {},
      rename: {},
      media: [],
      backup: { locations: [it.path('backups')] },
      update: { before: [], after: [] },
    })
  })

  it('has its relative paths in its own folder', async () => {
    const { config, it } = await configOf({
      databases: { default: 'sqlite:data/x.db', other: { engine: 'sqlite', filename: 'y.db' } },
      migrations: { directory: 'migrations', table: 'm' },
      seeds: { directory: 'seeds' },
      media: ['media', '/srv/media'],
      backup: { location: 'kept' },
    })
    expect(config.databases).toEqual({
      default: { engine: 'sqlite', filename: it.path('data/x.db') },
      other: { engine: 'sqlite', filename: it.path('y.db') },
    })
    expect(config.migrations).toEqual({ directory: it.path('migrations'), table: 'm' })
    expect(config.seeds).toEqual({ directory: it.path('seeds') })
    expect(config.media).toEqual([it.path('media'), '/srv/media'])
    expect(config.backup.locations).toEqual([it.path('kept')])
  })

  it('keeps an s3 location as it is', async () => {
    const { config, it } = await configOf({ backup: { location: ['s3://bucket/prefix', 'kept'] } })
    expect(config.backup.locations).toEqual(['s3://bucket/prefix', it.path('kept')])
  })

  it('takes every key that there is', async () => {
    await configOf({
      name: 'inventory',
      databases: {
        default: {
          url: 'postgres://u@h/d',
          host: 'other',
          port: 5433,
          user: 'v',
          passwordFile: 'pw',
          database: 'e',
          schemas: ['app'],
          tls: { mode: 'verify-ca', ca: 'ca.pem' },
          connectTimeout: 500,
        },
        lite: { engine: 'sqlite', filename: 'x', pragmas: { busy_timeout: 100, foreign_keys: true } },
        my: { engine: 'mysql', socketPath: '/run/my.sock', database: 'd', password: 'pw' },
      },
      migrations: { command: 'python manage.py migrate' },
      seeds: { directory: 'seeds' },
      exclude: ['sessions', 'cache_*'],
      casts: { 'events.at': 'epoch-milliseconds', '*.{id,owner}': 'uuid', 'type char(36)': 'uuid' },
      rename: { parts: 'part', 'part.nr': 'part.number' },
      media: ['media'],
      backup: {
        location: 'backups',
        keep: { last: 1, hourly: 1, daily: 7, weekly: 4, monthly: 12, yearly: 1, within: '1y6m' },
        schedule: '0 3 * * *',
        timezone: 'Europe/Berlin',
        encryption: { recipients: ['age1qqq'] },
      },
      update: { before: ['npm ci'], after: [] },
    })
  })

  it.each<[unknown, string, string]>([
    [{ databses: {} }, 'databses is no known key', 'did you mean "databases"?'],
    [{ zzz: 1 }, 'zzz is no known key', 'the configuration takes the keys name, databases'],
    [{ name: 5 }, 'name got 5, and takes a name of letters', ''],
    [{ name: 'a/b' }, 'name got "a/b", and takes a name', ''],
    [{ databases: [] }, 'databases got an empty list, and takes an object of databases by name', ''],
    [{ databases: { next: null } }, 'databases.next got null, and takes a URL', 'is a variable unset?'],
    [{ databases: { next: '' } }, 'databases.next got an empty text, and takes a URL', ''],
    [{ databases: { next: 5 } }, 'databases.next got 5, and takes a URL', ''],
    [
      { databases: { next: 'postgers://h/d' } },
      'databases.next: the database URL begins with "postgers:" (did you mean "postgres:"?)',
      '',
    ],
    [
      { databases: { next: { url: 'sqlite::memory:' } } },
      'databases.next.url: the database URL is an in-memory database',
      '',
    ],
    [{ databases: { 'a b': 'sqlite:x' } }, 'the key of databases."a b" got "a b"', ''],
    [
      { databases: { next: { engine: 'postgers' } } },
      'databases.next.engine got "postgers", and takes "sqlite", "mysql"',
      'did you mean "postgres"?',
    ],
    [
      { databases: { next: { hots: 'h' } } },
      'databases.next.hots is no known key',
      'did you mean "databases.next.host"?',
    ],
    [{ databases: { next: { host: 'h' } } }, 'databases.next has neither url nor engine', ''],
    [{ databases: { next: { engine: 'mysql', host: 'h' } } }, 'databases.next.database is missing', ''],
    [{ databases: { next: { engine: 'sqlite' } } }, 'databases.next.filename is missing', ''],
    [
      { databases: { next: { engine: 'sqlite', filename: 'x', host: 'h' } } },
      'databases.next.host does not go with engine "sqlite"',
      '',
    ],
    [
      { databases: { next: { engine: 'mysql', database: 'd', filename: 'x' } } },
      'databases.next.filename goes with engine "sqlite" only',
      '',
    ],
    [
      { databases: { next: { engine: 'mysql', database: 'd', schemas: ['x'] } } },
      'databases.next.schemas goes with engine "postgres" only',
      '',
    ],
    [
      { databases: { next: { engine: 'mysql', database: 'd', port: '3306' } } },
      'databases.next.port got "3306", and takes a number from 1 to 65535',
      '',
    ],
    [
      { databases: { next: { engine: 'mysql', url: 'postgres://h/d' } } },
      'databases.next.engine is "mysql", and its url is for "postgres"',
      '',
    ],
    [
      { databases: { next: { engine: 'mysql', database: 'd', password: 'x', passwordFile: 'y' } } },
      'databases.next has both password and passwordFile',
      '',
    ],
    [
      { databases: { next: { engine: 'mysql', database: 'd', tls: { mode: 'on' } } } },
      'databases.next.tls.mode got "on"',
      '',
    ],
    [
      { databases: { next: { engine: 'sqlite', filename: 'x', pragmas: { busytimeout: 1 } } } },
      'pragmas.busytimeout is no known key',
      'busy_timeout',
    ],
    [{ migrations: {} }, 'migrations takes either directory', ''],
    [{ migrations: { directory: 'a', command: 'b' } }, 'migrations takes either directory', ''],
    [{ exclude: 'sessions' }, 'exclude got "sessions", and takes a list of tables', ''],
    [{ exclude: ['a', 5] }, 'exclude[1] got 5, and takes a table', ''],
    [{ casts: { at: 'epoch-seconds' } }, 'the key of casts.at got "at", and takes "table.column"', ''],
    [{ casts: { 'type ': 'uuid' } }, 'the key of casts."type " got "type "', ''],
    [
      { casts: { 'events.at': 'epoch-millisecond' } },
      'casts."events.at" got "epoch-millisecond"',
      'did you mean "epoch-milliseconds"?',
    ],
    [{ backup: { keep: { daily: 0 } } }, 'backup.keep.daily got 0, and takes a whole number from 1', ''],
    [
      { backup: { keep: { dayly: 1 } } },
      'backup.keep.dayly is no known key',
      'did you mean "backup.keep.daily"?',
    ],
    [{ backup: { keep: { within: '30 days' } } }, 'backup.keep.within got "30 days", and takes a span', ''],
    [{ backup: { schedule: 'daily' } }, 'backup.schedule got "daily", and takes a cron expression', ''],
    [
      { backup: { timezone: 'Berlin' } },
      'backup.timezone got "Berlin", and takes the name of a time zone',
      '',
    ],
    [{ update: { before: 'npm ci' } }, 'update.before got "npm ci", and takes a list of command lines', ''],
    [[], 'the configuration got an empty list', ''],
  ])('%j is refused', async (given, message, hint) => {
    const error = await refusal(() => configOf(given))
    expect(error.exitCode).toBe(2)
    expect(error.message).toMatch(/^tasks\.config\.json: /)
    expect(error.message).toContain(message)
    expect(error.hint ?? '').toContain(hint)
  })

  it('that is wrong does not show a password', async () => {
    const wrong = [
      { engine: 'mysql', database: 'd', password: 12345678 },
      { engine: 'mysql', database: 'd', password: ['hunter22'] },
      'mysql://u:hunter22#@h/d',
    ]
    for (const next of wrong) {
      const { message, hint } = await refusal(() => configOf({ databases: { next } }))
      expect(message + hint).not.toMatch(/hunter22|12345678/)
    }
  })

  it('without a default export says so', async () => {
    const it = place({ 'tasks.config.ts': 'export const x = 1' })
    expect((await refusal(() => load(it, {}, 'tasks.config.ts'))).message).toBe(
      'tasks.config.ts: it has no default export',
    )
  })
})

describe('the default database', () => {
  it('is the one called default, else the only one', async () => {
    expect(
      (await configOf({ databases: { a: 'sqlite:a', default: 'sqlite:b' } })).config.defaultDatabase,
    ).toBe('default')
    expect((await configOf({ databases: { a: 'sqlite:a' } })).config.defaultDatabase).toBe('a')
  })

  it('must be chosen where there are several and none is called so', async () => {
    const { config } = await configOf({ databases: { a: 'sqlite:a', b: 'sqlite:b' } })
    const error = await refusal(() => resolveDatabase(config, undefined, '/'))
    expect(error.message).toBe('there are the databases a, b, and none is called "default"')
    expect(error.exitCode).toBe(2)
  })

  it('is DATABASE_URL where there is no configuration', async () => {
    const config = await load(place({}), { DATABASE_URL: 'postgres://u@h/d' }, '')
    expect(resolveDatabase(config, undefined, '/')).toMatchObject({
      engine: 'postgres',
      name: 'default',
      display: 'postgres://u@h/d',
    })
  })

  it('must be given somewhere', async () => {
    const error = await refusal(async () => resolveDatabase(await load(place({}), {}, ''), undefined, '/'))
    expect(error.message).toBe('no database is given')
    expect(error.hint).toContain('DATABASE_URL')
  })
})

describe('a database given on the command line', () => {
  it('may be a name', async () => {
    const { config, it } = await configOf({ databases: { default: 'sqlite:a', next: 'sqlite:b' } })
    expect(resolveDatabase(config, 'next', '/elsewhere')).toMatchObject({
      name: 'next',
      filename: it.path('b'),
    })
  })

  it('may be a URL, whose path starts at the current directory', async () => {
    const { config } = await configOf({ databases: { default: 'sqlite:a' } })
    expect(resolveDatabase(config, 'sqlite:b', '/elsewhere')).toMatchObject({ filename: '/elsewhere/b' })
  })

  it.each([
    ['nxt', 'did you mean "next"?'],
    ['something', 'the databases are: default, next'],
    ['data/x.sqlite3', 'an SQLite file is written sqlite:data/x.sqlite3'],
    ['toString', 'the databases are: default, next'],
  ])('that is unknown is refused: %s', async (name, hint) => {
    const { config } = await configOf({ databases: { default: 'sqlite:a', next: 'sqlite:b' } })
    const error = await refusal(() => resolveDatabase(config, name, '/'))
    expect(error.exitCode).toBe(2)
    expect(error.message).toContain(`there is no database "${name}"`)
    expect(error.hint).toBe(hint)
  })
})

describe('a URL with a slip in it', () => {
  it.each(['mysql//app:password@db:3306/shop', 'mysql/app:pass@word@db'])(
    'is refused without its password: %s',
    async (name) => {
      const { config } = await configOf({ databases: { default: 'sqlite:a', next: 'sqlite:b' } })
      const error = await refusal(() => resolveDatabase(config, name, '/'))
      expect(error.message).toContain(':***@')
      expect(`${error.message} ${error.hint}`).not.toMatch(/pass|word@/)
    },
  )
})

describe('the environment', () => {
  const server = {
    databases: {
      default: { engine: 'mysql', host: 'h', user: 'u', password: 'old', database: 'd' },
      next: 'sqlite:n',
    },
  }

  it('wins over the configuration for the default database', async () => {
    const { config } = await configOf(server, { DATABASE_URL: 'postgres://e/x' })
    expect(resolveDatabase(config, 'default', '/')).toMatchObject({ engine: 'postgres', host: 'e' })
    expect(resolveDatabase(config, 'next', '/')).toMatchObject({ engine: 'sqlite' })
  })

  it('leaves the default alone where the configuration gives DATABASE_URL to another', async () => {
    const url = 'postgres://e/x'
    const { config } = await configOf(
      { databases: { default: 'sqlite:a', next: url } },
      { DATABASE_URL: url, DATABASE_PASSWORD: 'new-one' },
    )
    expect(resolveDatabase(config, undefined, '/').engine).toBe('sqlite')
    expect(resolveDatabase(config, 'next', '/')).toMatchObject({ engine: 'postgres', password: 'new-one' })
  })

  it('gives single parts', async () => {
    const { config } = await configOf(server, {
      DATABASE_PASSWORD: 'new',
      DATABASE_PORT: '3310',
      DATABASE_NAME: 'e',
    })
    expect(resolveDatabase(config, undefined, '/')).toMatchObject({
      host: 'h',
      port: 3310,
      user: 'u',
      password: 'new',
      database: 'e',
    })
  })

  it('gives a whole database by its parts', async () => {
    const env = { DATABASE_ENGINE: 'postgres', DATABASE_HOST: 'db', DATABASE_USER: 'u', DATABASE_NAME: 'n' }
    const config = await load(place({}), env, '')
    expect(resolveDatabase(config, undefined, '/').display).toBe('postgres://u@db/n')
  })

  it('leaves an SQLite default alone where it gives parts of a server', async () => {
    const { config } = await configOf(
      { databases: { default: 'sqlite:a' } },
      { DATABASE_PASSWORD: 'x', DATABASE_USER: 'y' },
    )
    expect(resolveDatabase(config, undefined, '/')).not.toHaveProperty('password')
  })

  it('hands over secrets in files, of which the first line counts', async () => {
    const files = { 'secrets/pw': 'from-a-file\nmore\n', 'secrets/url': 'mysql://v@k/e\r\n' }
    const { config } = await configOf(server, { DATABASE_PASSWORD_FILE: 'secrets/pw' }, files)
    expect(resolveDatabase(config, undefined, '/').password).toBe('from-a-file')
    const other = await configOf(server, { DATABASE_URL_FILE: 'secrets/url' }, files)
    expect(resolveDatabase(other.config, undefined, '/').display).toBe('mysql://v@k/e')
  })

  it.each<[NodeJS.ProcessEnv, string]>([
    [
      { DATABASE_PASSWORD: 'a', DATABASE_PASSWORD_FILE: 'b' },
      'DATABASE_PASSWORD and DATABASE_PASSWORD_FILE are both set',
    ],
    [{ DATABASE_PASSWORD_FILE: 'nosuch' }, 'nosuch cannot be read (ENOENT)'],
    [{ DATABASE_PORT: 'x' }, 'DATABASE_PORT got "x"'],
    [{ DATABASE_ENGINE: 'oracle', DATABASE_NAME: 'x' }, 'DATABASE_ENGINE got "oracle"'],
    [{ DATABASE_ENGINE: 'mysql' }, 'DATABASE_NAME is not set'],
    [{ DATABASE_URL: 'nonsense' }, 'DATABASE_URL: the database URL is no URL'],
  ])('that is wrong is refused: %j', async (env, message) => {
    const error = await refusal(() => configOf({}, env))
    expect(error.exitCode).toBe(2)
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('tasks.config.json')
  })
})

describe('files of a database', () => {
  it('are read only when the database is used', async () => {
    const { config, it } = await configOf({
      databases: {
        default: 'sqlite:a',
        next: {
          url: 'postgres://u@h/d',
          passwordFile: 'pw',
          tls: { ca: 'ca.pem', cert: 'c.pem', key: 'k.pem' },
        },
      },
    })
    expect((await refusal(() => resolveDatabase(config, 'next', '/'))).message).toContain(
      `${it.path('pw')} cannot be read`,
    )
    it.write({ pw: 'p4ssword\n', 'ca.pem': 'CA', 'c.pem': 'C', 'k.pem': 'K' })
    expect(resolveDatabase(config, 'next', '/')).toMatchObject({
      password: 'p4ssword',
      tls: { mode: 'verify-full', ca: 'CA', cert: 'C', key: 'K' },
    })
    it.write({ pw: '\n' })
    expect((await refusal(() => resolveDatabase(config, 'next', '/'))).message).toContain('is empty')
  })
})

describe('.env', () => {
  const files = {
    'tasks.config.ts': "export default { databases: { default: process.env.APP_URL ?? 'sqlite:none' } }",
    'tasks/tell.ts':
      "export default { summary: 'x', steps: ({ config, env, result }) => [{ title: 'x', task: () => result({ databases: config.databases, seen: env.SEEN }) }] }",
    '.env': 'APP_URL=sqlite:from-env-file\nSEEN="a b"\n',
    'other.env': 'SEEN=other\n',
  }

  const told = async (argv: string[], env: Record<string, string> = {}) => {
    const it = place(files)
    const child = it.spawn([...argv, '--json'], { env, in: '.' })
    let stdout = ''
    child.stdout?.on('data', (data) => {
      stdout += data
    })
    await new Promise((resolve) => child.on('close', resolve))
    return JSON.parse(stdout)
  }

  it('is there when the configuration is evaluated', async () => {
    const { databases, seen } = await told(['tell'])
    expect(databases.default.filename).toMatch(/from-env-file$/)
    expect(seen).toBe('a b')
  })

  it('gives way to the environment', async () => {
    const { databases } = await told(['tell'], { APP_URL: 'sqlite:from-environment' })
    expect(databases.default.filename).toMatch(/from-environment$/)
  })

  it('gives way to --env-file', async () => {
    const { databases, seen } = await told(['--env-file', 'other.env', 'tell'])
    expect(databases.default.filename).toMatch(/none$/)
    expect(seen).toBe('other')
  })

  it('that cannot be read is an error', async () => {
    const it = place({ 'tasks.config.json': '{}', '.env/a-folder': '' })
    const { exitCode, stderr } = await it.run(['version'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('.env cannot be read (EISDIR)')
  })
})
