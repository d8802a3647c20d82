import { describe, expect, it } from '@jest/globals'
import { connectionSettings } from '../../config/connection-settings.ts'
import { parseDatabaseUrl } from '../../config/database-url.ts'
import { redact } from '../../config/secrets.ts'
import type { TaskError } from '../../lib/errors.ts'

const parse = (url: string) => parseDatabaseUrl(url, '/base', '--database')
const settings = (url: string) => connectionSettings(parse(url), undefined)

const refusal = (url: string): TaskError => {
  try {
    settings(url)
  } catch (error) {
    if ((error as Error).name === 'TaskError') return error as TaskError
    throw error
  }
  throw new Error(`${url} was not refused`)
}

describe('a database URL', () => {
  it.each([
    ['sqlite:data/app.sqlite3', { engine: 'sqlite', filename: '/base/data/app.sqlite3' }],
    ['sqlite:./app.db', { engine: 'sqlite', filename: '/base/app.db' }],
    ['sqlite:/var/app.db', { engine: 'sqlite', filename: '/var/app.db' }],
    ['sqlite:///var/app.db', { engine: 'sqlite', filename: '/var/app.db' }],
    ['sqlite:////var/app.db', { engine: 'sqlite', filename: '/var/app.db' }],
    ['sqlite:my%20data%3F.db', { engine: 'sqlite', filename: '/base/my data?.db' }],
    [
      'sqlite:app.db?busy_timeout=5000&foreign_keys=on',
      { engine: 'sqlite', filename: '/base/app.db', pragmas: { busy_timeout: '5000', foreign_keys: 'on' } },
    ],
    ['postgres://h/d', { engine: 'postgres', host: 'h', database: 'd' }],
    ['postgresql://h/d', { engine: 'postgres', host: 'h', database: 'd' }],
    ['POSTGRES://h/d', { engine: 'postgres', host: 'h', database: 'd' }],
    [
      'mysql://u:p@h:3307/d',
      { engine: 'mysql', user: 'u', password: 'p', host: 'h', port: 3307, database: 'd' },
    ],
    ['mariadb://u@h/d', { engine: 'mariadb', user: 'u', host: 'h', database: 'd' }],
    [
      'mysql://u%40x:p%2F%23%3F%25@h/d%20b',
      { engine: 'mysql', user: 'u@x', password: 'p/#?%', host: 'h', database: 'd b' },
    ],
    ['mysql://u:p@ss:w@h/d', { engine: 'mysql', user: 'u', password: 'p@ss:w', host: 'h', database: 'd' }],
    ['mysql://u:@h/d', { engine: 'mysql', user: 'u', host: 'h', database: 'd' }],
    ['postgres://u@[::1]:5433/d', { engine: 'postgres', user: 'u', host: '::1', port: 5433, database: 'd' }],
    ['postgres:///d', { engine: 'postgres', database: 'd' }],
    [
      'postgres://u@/d?host=/var/run/postgresql',
      { engine: 'postgres', user: 'u', socketPath: '/var/run/postgresql', database: 'd' },
    ],
    ['postgres://u@%2Fvar%2Frun/d', { engine: 'postgres', user: 'u', socketPath: '/var/run', database: 'd' }],
    [
      'mysql://u@h/d?socket=run/my.sock',
      { engine: 'mysql', user: 'u', host: 'h', socketPath: '/base/run/my.sock', database: 'd' },
    ],
    [
      'postgres://h/d?sslmode=verify-full&sslrootcert=ca.pem',
      { engine: 'postgres', host: 'h', database: 'd', tls: { mode: 'verify-full', ca: '/base/ca.pem' } },
    ],
    [
      'mysql://h/d?ssl-mode=VERIFY_IDENTITY&ssl-ca=/ca.pem',
      { engine: 'mysql', host: 'h', database: 'd', tls: { mode: 'verify-full', ca: '/ca.pem' } },
    ],
    [
      'mysql://h/d?tls=disable&charset=utf8mb4',
      { engine: 'mysql', host: 'h', database: 'd', tls: { mode: 'disable' } },
    ],
    [
      'postgres://h/d?schema=app,public&connect_timeout=3',
      { engine: 'postgres', host: 'h', database: 'd', schemas: ['app', 'public'], connectTimeout: 3000 },
    ],
    [
      'postgres://h/d?password_file=secrets/pw',
      { engine: 'postgres', host: 'h', database: 'd', passwordFile: '/base/secrets/pw' },
    ],
  ])('%s is understood', (url, address) => {
    expect(parse(url)).toEqual(address)
  })

  it.each([
    ['oracle://h/d', 'begins with "oracle:"', 'it takes sqlite:'],
    ['postgers://h/d', 'did you mean "postgres:"?', ''],
    ['sqlite::memory:', 'in-memory', 'write sqlite:path/to/file'],
    ['sqlite:x?mode=memory', 'in-memory', ''],
    ['sqlite:', 'names no file', ''],
    [
      'sqlite://data/app.db',
      'has two slashes',
      'write sqlite:data/app.db for a relative path, sqlite:///data/app.db',
    ],
    [
      'sqlite:app.db?busytimeout=1',
      'unknown option "busytimeout" (did you mean "busy_timeout"?)',
      'the options are:',
    ],
    ['postgres:h/d', 'lacks its //', 'postgres://user@host/name'],
    ['postgres://h', 'names no database', 'postgres://user@host/name'],
    ['postgres://h/', 'names no database', ''],
    ['postgres://h/a/b', 'more than one part', ''],
    ['postgres://a,b/d', 'more than one host', ''],
    ['postgres://h:x/d', 'has a port that is none', 'from 1 to 65535'],
    ['postgres://h:70000/d', 'has a port that is none', ''],
    ['postgres://::1/d', 'has a port that is none', ''],
    ['postgres://h/d?sslmod=require', 'unknown option "sslmod" (did you mean "sslmode"?)', ''],
    ['postgres://h/d?sslmode=on', 'got the TLS mode "on"', ''],
    ['postgres://h/d?sslmode', 'has the option "sslmode" without a value', ''],
    ['postgres://h/d?connect_timeout=soon', 'got connect_timeout=soon', ''],
    ['mysql://h/d?charset=latin1', 'got charset=latin1', ''],
    ['mysql://u:50%@h/d', 'its password has a %', 'write % as %25'],
    ['mysql://u:pa#ss@h/d', 'has a #', 'in a user or password write / as %2F'],
    ['mysql://u:pa/ss@h/d', 'has an @ behind its host', 'write / as %2F'],
    ['mysql://u:pa?ss@h/d', 'has an @ behind its host', 'write / as %2F'],
    ['postgres://h/d?sslcert=c.pem', 'needs both its certificate and its key', ''],
    ['postgres://h/d?sslrootcert=nosuch.pem', '/base/nosuch.pem cannot be read (ENOENT)', ''],
    ['postgres://h/d?password_file=nosuch', '/base/nosuch cannot be read (ENOENT)', ''],
  ])('%s is refused', (url, message, hint) => {
    const error = refusal(url)
    expect(error.exitCode).toBe(2)
    expect(error.message).toContain(message)
    expect(error.hint ?? '').toContain(hint)
  })

  it.each([
    'mysql://u:hunter2#x@h/d',
    'mysql://u:hunter2/x@h/d',
    'mysql://u:hunter2?x@h/d',
    'mysql://u:hunter2@h:x/d',
    'nosql://u:hunter2@h/d',
    'mysql://u:hunter2%@h/d',
  ])('that is wrong does not show its password: %s', (url) => {
    const { message, hint } = refusal(url)
    expect(message + hint).not.toContain('hunter2')
  })
})

describe('connection settings', () => {
  it('have defaults for what the URL leaves out', () => {
    expect(settings('postgres://u@h/d')).toEqual({
      engine: 'postgres',
      name: 'postgres://u@h/d',
      display: 'postgres://u@h/d',
      host: 'h',
      port: 5432,
      user: 'u',
      database: 'd',
      schemas: ['public'],
      connectTimeout: 10_000,
    })
    expect(settings('mysql:///d')).toMatchObject({ host: 'localhost', port: 3306 })
  })

  it.each([
    ['postgres://u:hunter22@h:5433/d', 'postgres://u@h:5433/d'],
    ['postgres://u:hunter22@h:5432/d', 'postgres://u@h/d'],
    ['mysql://u:hunter22@[::1]/d', 'mysql://u@[::1]/d'],
    ['mysql://u:hunter22@/d?socket=/run/my.sock', 'mysql://u@/d?socket=/run/my.sock'],
    ['postgres:///d', 'postgres://localhost/d'],
    ['sqlite:a b.db', 'sqlite:/base/a b.db'],
  ])('%s shows as %s', (url, display) => {
    expect(settings(url).display).toBe(display)
  })
})

describe('redact', () => {
  it.each([
    ['cannot reach postgres://app:s3cret@db:5432/x now', 'cannot reach postgres://app:***@db:5432/x now'],
    ['mysql://:pw@h/d', 'mysql://:***@h/d'],
    ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['mysql://u:p@ss@h/d', 'mysql://u:***@h/d'],
    ['x?user=a&password=abc&b=c', 'x?user=a&password=***&b=c'],
    ['at 10:30, mail me@example.org', 'at 10:30, mail me@example.org'],
  ])('makes of %j %j', (text, clean) => {
    expect(redact(text)).toBe(clean)
  })

  it('knows the passwords of the URLs that were read, in both spellings', () => {
    parse('mysql://u:very%2Fsecret@h/d')
    expect(redact('Access denied using very/secret or very%2Fsecret')).toBe('Access denied using *** or ***')
  })
})
