import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { RecordScanner, valueKind } from '../../lib/canonical/record-scanner.ts'

const names = fc.uniqueArray(
  fc.string({ unit: 'binary', maxLength: 8 }).map((name) => name.toWellFormed()),
  {
    minLength: 1,
    maxLength: 6,
  },
)

/** What the scanner found, put together again. */
function read(scanner: RecordScanner, columns: string[], line: Buffer, from = 0) {
  const after = scanner.scan(line, from)
  const values = columns.map((_, i) => {
    const text = line.toString('utf8', scanner.starts[i]!, scanner.ends[i]!)
    const kind = scanner.kinds[i]
    return JSON.parse(kind === valueKind.plainString || kind === valueKind.escapedString ? `"${text}"` : text)
  })
  return { after, values }
}

describe('a record scanner', () => {
  it('finds the values of lines as this tool writes them', () => {
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.jsonValue()), (columns, stream) => {
        const values = columns.map(() => stream.next().value)
        const body = columns.map((name, i) => `${JSON.stringify(name)}:${JSON.stringify(values[i])}`)
        const line = Buffer.from(`x{${body.join(',')}}\n{"next":1}\n`)
        const found = read(new RecordScanner(columns), columns, line, 1)
        expect(found.values).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))))
        expect(line.toString('utf8', found.after)).toBe('{"next":1}\n')
      }),
    )
  })

  it('finds them in any order of keys, with white space, and with escaped keys', () => {
    const line = Buffer.from('{ "b" : "x\\n" ,\t"\\u0061": [1, {"c": "]"}] } \n')
    expect(read(new RecordScanner(['a', 'b']), ['a', 'b'], line).values).toEqual([[1, { c: ']' }], 'x\n'])
  })

  it('tells strings with escapes from those without', () => {
    const scanner = new RecordScanner(['a', 'b'])
    scanner.scan(Buffer.from('{"a":"x","b":"\\t"}\n'), 0)
    expect([...scanner.kinds]).toEqual([valueKind.plainString, valueKind.escapedString])
  })

  it.each([
    ['{"a":1}\n', 'lacks the column "b"'],
    ['{"a":1,"b":2,"c":3}\n', 'has the unknown column "c"'],
    ['{"a":1,"a":2}\n', 'has the column "a" twice'],
    ['{"a":1,"b":}\n', 'has no valid JSON value in "b"'],
    ['{"a":1,"b":"x\n', 'has no valid JSON value in "b"'],
    ['{"a":1,"b":2}}\n', 'goes on after its closing brace'],
    ['["a"]\n', 'is not a JSON object'],
    ['{"a":1 "b":2}\n', 'is not valid JSON'],
    ['{"a":01,"b":2}\n', 'has no valid JSON value in "a"'],
    ['{"a":1.,"b":2}\n', 'has no valid JSON value in "a"'],
    ['{"a":-,"b":2}\n', 'has no valid JSON value in "a"'],
    ['{"a":1e+,"b":2}\n', 'has no valid JSON value in "a"'],
    ['{"a":nul,"b":2}\n', 'has no valid JSON value in "a"'],
  ])('refuses %j: it %s', (line, reason) => {
    expect(() => new RecordScanner(['a', 'b']).scan(Buffer.from(line), 0)).toThrow(reason)
  })
})
