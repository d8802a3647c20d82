/*
 * Tries many samples with each pair of engines, and each engine with itself:
 *
 *     npm run test:properties -- --cases 1000
 *     npm run test:properties -- --pair sqlite-postgres --seed 5 --path 17:0:1
 *
 * `--pair` may be repeated; `--jobs 2` runs two pairs side by side. A line for each pair; where a sample did not come
 * back as it went, the smallest such that was found, and how to try it again.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import type { EngineName } from '../../lib/dialects/dialect.ts'
import { askKeeper } from '../servers/ask-keeper.ts'
// @ts-expect-error plain JavaScript
import { startKeeper, stopKeeper } from '../servers/keeper-process.js'
import { runVariable } from '../servers/keeper-protocol.ts'
import { checkPair } from './check-pair.ts'
import { describeFailure } from './describe-failure.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100' },
    pair: { type: 'string', multiple: true },
    seed: { type: 'string' },
    path: { type: 'string' },
    jobs: { type: 'string', default: '1' },
  },
})

const engines: readonly EngineName[] = ['sqlite', 'postgres', 'mysql', 'mariadb']
const allPairs = engines.flatMap((source) => engines.map((target) => `${source}-${target}`))
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)

function chosenPairs(): string[] {
  const pairs = values.pair ?? allPairs
  const unknown = pairs.find((pair) => !allPairs.includes(pair))
  if (unknown === undefined) return pairs
  throw new Error(`There is no pair ${unknown}; there are ${allPairs.join(', ')}`)
}

/** Gives whether all samples came back as they went. */
async function runPair(pair: string): Promise<boolean> {
  const [source, target] = pair.split('-') as [EngineName, EngineName]
  const { path } = values
  const result = await checkPair(source, target, {
    cases: Number(values.cases),
    seed,
    ...(path === undefined ? {} : { path }),
  })
  const seconds = (result.milliseconds / 1000).toFixed(1)
  const verdict = result.failure ? 'FAILED' : 'equal'
  console.log(`${pair.padEnd(18)} seed ${seed}, ${result.cases} cases, ${seconds} s: ${verdict}`)
  if (result.failure) console.log(`${describeFailure(pair, seed, result.failure)}\n`)
  return result.failure === undefined
}

/** Each pair in a process of its own, so many at a time. Gives whether all went well. */
async function runSideBySide(pairs: string[]): Promise<boolean> {
  const waiting = [...pairs]
  let isWell = true
  const work = async () => {
    for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
      if (!(await runApart(pair))) isWell = false
    }
  }
  await Promise.all(Array.from({ length: Number(values.jobs) }, work))
  return isWell
}

async function runApart(pair: string): Promise<boolean> {
  const jiti = createRequire(import.meta.url)
    .resolve('jiti/package.json')
    .replace('package.json', 'lib/jiti-cli.mjs')
  const args = [jiti, import.meta.filename, '--pair', pair, '--cases', values.cases, '--seed', String(seed)]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  return code === 0
}

async function runInTurn(pairs: string[]): Promise<boolean> {
  let isWell = true
  for (const pair of pairs) if (!(await runPair(pair))) isWell = false
  return isWell
}

const pairs = chosenPairs()
const isPart = process.env[runVariable] !== undefined
if (!isPart) await startKeeper()
try {
  const isSideBySide = !isPart && Number(values.jobs) > 1 && pairs.length > 1
  // Started before several processes ask for them at once.
  if (isSideBySide)
    for (const { engine } of await askKeeper({ ask: 'engines' })) await askKeeper({ ask: 'server', engine })
  const isWell = isSideBySide ? await runSideBySide(pairs) : await runInTurn(pairs)
  process.exitCode = isWell ? 0 : 1
} finally {
  if (!isPart) await stopKeeper()
}
