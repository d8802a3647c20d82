import { type Bench, run, tasks } from '../bench.ts'
import { limits } from '../limits.ts'
import { type Figure, median } from '../results.ts'

const commands = [['--list'], ['--help'], ['export-records', '--help'], ['--version']]

/** How long a user waits for an answer that needs no database; the median of many. */
export async function measureStart({ options }: Bench): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const args of commands) {
    const times: number[] = []
    for (let at = 0; at < options.runs * 4 + 1; at++) times.push((await run(tasks(...args))).seconds * 1000)
    figures.push({ what: `tasks ${args.join(' ')}`, unit: 'ms', value: median(times), limit: limits.start })
  }
  return figures
}
