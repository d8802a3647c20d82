/** An entry as an archive has it, whatever sense it makes. */
export interface RawEntry {
  name: string
  /** ustar's letter: 0 file, 1 hard link, 2 link, 3 and 4 devices, 5 folder, 6 pipe. */
  type?: string
  content?: string | Buffer
  /** What the header says of the content, where that is a lie. */
  size?: number
  link?: string
  mode?: number
  pax?: Record<string, string>
}

const block = 512

/** Blocks of a tar archive, byte by byte, and its end. */
export const rawArchive = (entries: readonly RawEntry[]): Buffer =>
  Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(2 * block)])

function blocksOf({ pax, ...entry }: RawEntry): Buffer[] {
  if (!pax) return entryBlocks(entry)
  const content = Object.entries(pax)
    .map(([key, value]) => paxRecord(key, value))
    .join('')
  return [...entryBlocks({ name: 'PaxHeader', type: 'x', content }), ...entryBlocks(entry)]
}

/** Its length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = Buffer.byteLength(rest)
  while (`${length}`.length + Buffer.byteLength(rest) !== length)
    length = `${length}`.length + Buffer.byteLength(rest)
  return `${length}${rest}`
}

function entryBlocks({ name, type = '0', content = '', size, link = '', mode = 0o644 }: RawEntry): Buffer[] {
  const bytes = Buffer.from(content)
  const header = Buffer.alloc(block)
  header.write(name, 0, 100)
  const octal = (value: number, at: number, length: number) =>
    header.write(value.toString(8).padStart(length - 1, '0'), at)
  octal(mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size ?? bytes.length, 124, 12)
  octal(1_700_000_000, 136, 12)
  header.write(type, 156)
  header.write(link, 157, 100)
  header.write('ustar\0' + '00', 257)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, bytes, Buffer.alloc((block - (bytes.length % block)) % block)]
}
