import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isJson } from '../../lib/canonical/is-json.ts'

const isParsed = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Between other bytes, at which it must not look. */
const isFound = (text: string): boolean => {
  const length = Buffer.byteLength(text)
  return isJson(Buffer.from(`"${text}5e5"}]`), 1, 1 + length)
}

const pieces = [
  ...'{}[],:"-.eE+ \n\\015x\u0001é',
  '"a"',
  '\\u00e9',
  '\\"',
  'true',
  'false',
  'null',
  '"\\ud800"',
  '1.5e-3',
]

it('takes what JSON.parse takes, of pieces of documents', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((some) => some.join(''))
  fc.assert(
    fc.property(text, (some) => {
      expect(isFound(some)).toBe(isParsed(some))
    }),
    { numRuns: 20_000 },
  )
})

it('takes every document, and none that is cut', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (document, at) => {
      expect(isFound(document)).toBe(true)
      const cut = document.slice(0, at % document.length)
      expect(isFound(cut)).toBe(isParsed(cut))
    }),
    { numRuns: 2_000 },
  )
})
