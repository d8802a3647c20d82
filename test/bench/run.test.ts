import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'

const jiti = createRequire(import.meta.url)
  .resolve('jiti/package.json')
  .replace('package.json', 'lib/jiti-cli.mjs')

const bench = async (...args: string[]) =>
  promisify(execFile)(process.execPath, [jiti, 'bench/run.ts', ...args], {
    env: { ...process.env, RECORD_TASKS_TEST_RUN: undefined },
  })

describe('the bench', () => {
  it('measures exports and imports of a few rows', async () => {
    const args = ['--rows', '200', '--runs', '1', '--engines', 'sqlite', '--parts', 'engines,shapes,stages']
    const { stdout } = await bench(...args, '--shapes', 'tables', '--stage-rows', '200')
    expect(stdout).toMatch(/^\| sqlite \| export \| twelve mixed columns \| 200 \| \d/m)
    expect(stdout).toMatch(/^\| sqlite \| import \| twelve mixed columns \| 200 \| \d/m)
    expect(stdout).toMatch(/^\| sqlite \| import: all of it \| \d/m)
    expect(stdout).toMatch(/^\| sqlite \| import \| tables of 100 rows \| 10 \| \d/m)
  })

  it('names what it does not know', async () => {
    await expect(bench('--parts', 'engine')).rejects.toThrow(/no part engine; there are engines, copy/)
  })
})
