import type { NativeTable } from './native-tables.ts'

const shown = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

/** Where two databases differ, by table and short enough to be read: what is to be there, and what is. */
export function differences(
  wanted: ReadonlyMap<string, NativeTable>,
  found: ReadonlyMap<string, NativeTable>,
  without: readonly string[],
): Record<string, string[]> {
  const different: Record<string, string[]> = {}
  for (const [name, table] of wanted) {
    if (without.includes(name)) continue
    const lines = differencesOf(table, found.get(name))
    if (lines.length > 0) different[name] = lines
  }
  return different
}

function differencesOf(wanted: NativeTable, found: NativeTable | undefined): string[] {
  if (found === undefined) return ['is missing']
  const types = ({ columns }: NativeTable) => columns.map(({ name, type }) => `${name} ${type}`)
  return [
    ...changed(types(wanted), types(found)),
    ...changed(wanted.rows, found.rows),
    ...changed([`numbering ${wanted.numbering}`], [`numbering ${found.numbering}`]),
  ]
}

/** Lines that only one side has, the first few. */
export function changed(wanted: readonly string[], found: readonly string[]): string[] {
  const [before, after] = [new Set(wanted), new Set(found)]
  const lines = [
    ...wanted.filter((line) => !after.has(line)).map((line) => `- ${shown(line)}`),
    ...found.filter((line) => !before.has(line)).map((line) => `+ ${shown(line)}`),
  ]
  if (lines.length === 0 && wanted.length !== found.length)
    return [`${wanted.length} rows became ${found.length}`]
  return lines.slice(0, 8)
}

/** The same of record lines. */
export function recordDifferences(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
  without: readonly string[],
): Record<string, string[]> {
  const different: Record<string, string[]> = {}
  for (const [name, lines] of wanted) {
    if (without.includes(name)) continue
    const others = found.get(name)
    if (others === lines) continue
    const some = changed(lines.split('\n'), (others ?? '').split('\n'))
    different[name] = others === undefined ? ['is missing'] : some.length > 0 ? some : ['another order']
  }
  return different
}
