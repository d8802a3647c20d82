import type { PairFailure } from './check-pair.ts'

/** The sample as a literal for found.test.ts, what came of it, and how to try it again. */
export function describeFailure(pair: string, seed: number, { sample, message, path }: PairFailure): string {
  const tables = sample.tables.map(({ table, records }) => {
    const lines = records.map((line) => `      ${JSON.stringify(line)},\n`).join('')
    return `    { table: ${JSON.stringify(table)}, records: [\n${lines}    ] },\n`
  })
  const again = `npm run test:properties -- --pair ${pair} --seed ${seed} --path ${path}`
  return `${pair}, seed ${seed}: ${message}\n  { tables: [\n${tables.join('')}  ] }\nAgain: ${again}`
}
