import { EventEmitter } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import type { Connection } from 'pg'
import { CopyOut, contentsOf } from '../../lib/dialects/postgres/copy-out.ts'

const message = (kind: string, content: string): Buffer => {
  const bytes = Buffer.from(`${kind}0000${content}`)
  bytes.writeUInt32BE(bytes.length - 1, 1)
  return bytes
}

const opening = message('H', '\0\0\0')
const closing = Buffer.concat([message('c', ''), message('C', 'COPY 3\0'), message('Z', 'I')])

/** A connection whose server sends what it is told to, and what of it pg got. */
class Wire extends EventEmitter {
  readonly stream = Object.assign(new EventEmitter(), { pause() {}, resume() {} })
  pg = ''

  constructor() {
    super()
    this.stream.on('data', (bytes: Buffer) => {
      this.pg += bytes.toString('latin1')
    })
  }

  query(): void {}

  send(bytes: Buffer, size: number): void {
    for (let at = 0; at < bytes.length; at += size) this.stream.emit('data', bytes.subarray(at, at + size))
  }
}

async function copied(bytes: Buffer, size: number): Promise<{ buffers: string[]; pg: string }> {
  const wire = new Wire()
  const copy = new CopyOut('COPY')
  copy.submit(wire as unknown as Connection)
  wire.send(bytes, size)
  copy.handleReadyForQuery()
  const buffers: string[] = []
  for await (const messages of copy.messages())
    buffers.push(Buffer.concat([...contentsOf(messages.bytes)]).toString())
  return { buffers, pg: wire.pg }
}

describe('what COPY sends', () => {
  const rows = ['1\ta\n', `2\t${'long '.repeat(40)}\n`, '3\t\\N\n']
  const sent = Buffer.concat([opening, ...rows.map((row) => message('d', row)), closing])
  const sizes = Array.from({ length: 24 }, (_, at) => at + 1).concat(100, 1000)

  it.each(sizes)('is the same in pieces of %i bytes, and pg gets the rest', async (size) => {
    const { buffers, pg } = await copied(sent, size)
    expect(buffers.join('')).toBe(rows.join(''))
    expect(pg).toBe(Buffer.concat([opening, closing]).toString('latin1'))
  })

  it.each(sizes)(
    'comes by whole rows where its messages are cut elsewhere, in pieces of %i bytes',
    async (size) => {
      const text = rows.join('')
      const cuts = Array.from({ length: Math.ceil(text.length / 7) }, (_, at) =>
        text.slice(at * 7, at * 7 + 7),
      )
      const bytes = Buffer.concat([...cuts.map((cut) => message('d', cut)), message('d', ''), closing])
      const { buffers } = await copied(bytes, size)
      expect(buffers.join('')).toBe(text)
      expect(buffers.every((each) => each.endsWith('\n'))).toBe(true)
    },
  )

  it('may have messages that are longer than what waits, one behind the other', async () => {
    const long = (letter: string): string => `${letter.repeat(9_000_000)}\n`
    const lines = [long('a'), '1\n', long('b'), long('c'), '2\n']
    const bytes = Buffer.concat([opening, ...lines.map((line) => message('d', line)), closing])
    const { buffers, pg } = await copied(bytes, 65_536)
    expect(buffers.join('') === lines.join('')).toBe(true)
    expect(pg).toBe(Buffer.concat([opening, closing]).toString('latin1'))
  })

  it('takes no memory for a long message before the one before it was read', async () => {
    const wire = new Wire()
    const copy = new CopyOut('COPY')
    copy.submit(wire as unknown as Connection)
    const [first, second] = ['a', 'b'].map((letter) => message('d', `${letter.repeat(9_000_000)}\n`))
    wire.send(Buffer.concat([opening, first!, second!.subarray(0, 100)]), 65_536)
    const messages = copy.messages()
    const one = (await messages.next()).value!
    one.release()
    const next = messages.next()
    wire.send(Buffer.concat([second!.subarray(100), closing]), 65_536)
    const two = (await next).value!
    expect(two.bytes.buffer).toBe(one.bytes.buffer)
    expect(two.bytes.equals(second!)).toBe(true)
  })

  it('lets what comes behind a long message go by when nobody reads it', async () => {
    const wire = new Wire()
    const copy = new CopyOut('COPY')
    copy.submit(wire as unknown as Connection)
    wire.send(
      Buffer.concat([opening, message('d', `${'a'.repeat(9_000_000)}\n`), message('d', 'b\n'), closing]),
      65_536,
    )
    copy.discard()
    expect(wire.pg).toBe(Buffer.concat([opening, closing]).toString('latin1'))
  })

  it('lets pg have what the server says in between', async () => {
    const notice = message('N', 'SNOTICE\0\0')
    const { buffers, pg } = await copied(
      Buffer.concat([message('d', rows[0]!), notice, message('d', rows[2]!), closing]),
      11,
    )
    expect(buffers.join('')).toBe(`${rows[0]}${rows[2]}`)
    expect(pg).toBe(Buffer.concat([notice, closing]).toString('latin1'))
  })

  it('ends with the error that pg reads', async () => {
    const error = message('E', 'SERROR\0Mdisk\0\0')
    const wire = new Wire()
    const copy = new CopyOut('COPY')
    copy.submit(wire as unknown as Connection)
    wire.send(Buffer.concat([opening, message('d', rows[0]!), error, message('Z', 'E')]), 9)
    copy.handleError(new Error('disk'))
    await expect(copy.messages().next()).rejects.toThrow('disk')
    expect(wire.pg).toBe(Buffer.concat([opening, error, message('Z', 'E')]).toString('latin1'))
  })
})
