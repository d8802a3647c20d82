import { type Comparison, isReached, type Results, ratioOf } from './results.ts'

interface Bar {
  label: string
  value: number
  text: string
  limit: number | undefined
  isReached: boolean | undefined
}

interface Group {
  title: string
  bars: Bar[]
}

const width = 920
const left = 300
const right = 90
const barHeight = 18
const step = 28
const groupHead = 62
const top = 92

const colours = { reached: '#2f7d5b', missed: '#c2543d', free: '#5d7389' }
const ink = '#1f2933'
const faint = '#d5dbe1'

const colourOf = ({ isReached }: Bar): string =>
  isReached === undefined ? colours.free : isReached ? colours.reached : colours.missed

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(content)}</text>`

/** Our wall time over each peer's as horizontal bars, with the limits marked. */
export function plot(results: Results): string {
  const groups = groupsOf(results).filter(({ bars }) => bars.length > 0)
  const parts: string[] = []
  let y = top
  for (const group of groups) {
    parts.push(groupText(group, y))
    y += groupHead + group.bars.length * step + 26
  }
  const dates = [...new Set(Object.values(results).map(({ date }) => date))].sort()
  const machines = [...new Set(Object.values(results).map(({ machine }) => machine))]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13" fill="${ink}">
<title>Times of record-tasks as multiples of other tools’</title>
<rect width="${width}" height="${y}" fill="#ffffff"/>
${text(24, 38, 'record-tasks beside other tools', 'font-size="20" font-weight="600"')}
${text(24, 60, `${dates.join(', ')} · ${machines.join('; ')}`, 'fill="#52606d"')}
${legend(78)}
${parts.join('\n')}
</svg>
`
}

const legend = (y: number): string =>
  [
    ['limit reached', colours.reached],
    ['limit not reached', colours.missed],
    ['no limit set', colours.free],
  ]
    .map(
      ([label, colour], at) =>
        `<rect x="${24 + at * 150}" y="${y - 10}" width="11" height="11" rx="2" fill="${colour}"/>` +
        text(41 + at * 150, y, label!, 'font-size="12" fill="#52606d"'),
    )
    .join('') +
  `<line x1="${24 + 3 * 150}" x2="${24 + 3 * 150}" y1="${y - 12}" y2="${y + 3}" stroke="${ink}" stroke-width="2"/>` +
  text(32 + 3 * 150, y, 'limit', 'font-size="12" fill="#52606d"')

function groupText({ title, bars }: Group, y: number): string {
  const highest = Math.max(...bars.flatMap(({ value, limit }) => [value, limit ?? 0]))
  const unit = niceStep(highest / 5)
  const scale = (value: number): number =>
    left + (value / (Math.ceil(highest / unit) * unit)) * (width - left - right)
  const [from, to] = [y + groupHead - 12, y + groupHead + bars.length * step - 6]
  const ticks = Array.from({ length: Math.ceil(highest / unit) + 1 }, (_, at) => at * unit)
  return [
    text(24, y + 26, title, 'font-size="15" font-weight="600"'),
    ...ticks.map(
      (tick) =>
        `<line x1="${scale(tick).toFixed(1)}" x2="${scale(tick).toFixed(1)}" y1="${from}" y2="${to}" stroke="${faint}"/>` +
        text(scale(tick), from - 5, short(tick), 'font-size="11" fill="#7b8794" text-anchor="middle"'),
    ),
    ...bars.map((bar, at) => barText(bar, y + groupHead + at * step, scale)),
  ].join('\n')
}

function barText(bar: Bar, y: number, scale: (value: number) => number): string {
  const end = scale(bar.value)
  const limit = bar.limit === undefined ? undefined : scale(bar.limit)
  // The number stands beyond whatever ends further to the right.
  const after = Math.max(end, limit !== undefined && limit - end < 60 ? limit : 0)
  return (
    text(left - 10, y + 13, bar.label, 'text-anchor="end"') +
    `<rect x="${left}" y="${y}" width="${Math.max(1, end - left).toFixed(1)}" height="${barHeight}" rx="2" fill="${colourOf(bar)}"/>` +
    (limit === undefined
      ? ''
      : `<line x1="${limit.toFixed(1)}" x2="${limit.toFixed(1)}" y1="${y - 3}" y2="${y + barHeight + 3}" stroke="${ink}" stroke-width="2"/>`) +
    text(after + 7, y + 13, bar.text, 'font-weight="600"')
  )
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least)!
}

const short = (value: number): string => String(Number(value.toPrecision(3)))

function groupsOf(results: Results): Group[] {
  const of = (name: string): Comparison[] => results[name]?.comparisons ?? []
  return [
    {
      title: 'Wall time as a multiple of the engine’s own tool, at the same data: shorter is better',
      bars: of('engines').flatMap((each) => ratioBar(each, `${each.engine}, ${each.what} / ${each.peer}`)),
    },
    {
      title: 'Copies to PostgreSQL as a multiple of pgloader: shorter is better',
      bars: of('copy').flatMap((each) => ratioBar(each, `from ${each.engine} / ${each.peer}`)),
    },
    {
      title: 'Compressed exports as a multiple of the plain one: shorter is better',
      bars: of('compression').flatMap((each) =>
        ratioBar(each, `${each.engine}, ${each.what.replace(/ \(.*\)/, '')}`),
      ),
    },
    {
      title: 'Times as fast as Django and knex: longer is better',
      bars: of('slow').flatMap((each) => speedBar(each, `${each.engine} / ${each.peer}`)),
    },
  ]
}

function ratioBar(each: Comparison, label: string): Bar[] {
  const ratio = ratioOf(each)
  if (ratio === undefined) return []
  return [{ label, value: ratio, text: ratio.toFixed(2), limit: each.limit, isReached: isReached(each) }]
}

function speedBar(each: Comparison, label: string): Bar[] {
  const ratio = ratioOf(each)
  if (ratio === undefined) return []
  const limit = each.limit === undefined ? undefined : 1 / each.limit
  const speed = 1 / ratio
  return [
    {
      label,
      value: speed,
      text: `${speed.toFixed(speed < 10 ? 1 : 0)} ×`,
      limit,
      isReached: isReached(each),
    },
  ]
}
