import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ByteWriter } from '../../lib/canonical/byte-writer.ts'
import { shortenDouble } from '../../lib/canonical/shorten-double.ts'

/** Undefined where it is left to others. */
function shortened(text: string): string | undefined {
  const out = new ByteWriter(64)
  const source = Buffer.from(`<${text}>`)
  const isDone = shortenDouble(out, source, 1, source.length - 1)
  if (!isDone) expect(out.length).toBe(0)
  return isDone ? out.buffer.toString('latin1', 0, out.length) : undefined
}

/** 18 digits with a point, as SQLite's `%!.18g` gives them. */
function digitsOf(value: number): string {
  const text = value.toPrecision(18)
  return text.includes('.') && !text.includes('e') ? text.replace(/(\.\d+?)0+$/, '$1') : text
}

/** With one added to its last digit. */
function oneMore(decimal: string): string {
  const units = String(BigInt(decimal.replace('.', '')) + 1n).padStart(decimal.length - 1, '0')
  const point = decimal.indexOf('.') + units.length - (decimal.length - 1)
  return `${units.slice(0, point)}.${units.slice(point)}`
}

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true })
const plainDouble = fc.double({ noNaN: true, min: 1e-4, max: 1e15 })
const price = fc.integer({ min: -1e12, max: 1e12 }).map((units) => units / 100)
const besidePowerOfTwo = fc
  .tuple(fc.integer({ min: -13, max: 49 }), fc.integer({ min: -4, max: 4 }))
  .map(([exponent, steps]) => 2 ** exponent * (1 + steps * 2 ** -53))

describe('shortenDouble', () => {
  it('gives the shortest decimal of the double, or leaves it to others', () => {
    let done = 0
    fc.assert(
      fc.property(fc.oneof(anyDouble, plainDouble, price, besidePowerOfTwo), (value) => {
        const found = shortened(digitsOf(value))
        if (found !== undefined) expect(found).toBe(JSON.stringify(value))
        if (found !== undefined) done++
      }),
      { numRuns: 20_000 },
    )
    expect(done).toBeGreaterThan(5_000)
  })

  it('is not misled where the 18 digits were cut off or rounded up', () => {
    fc.assert(
      fc.property(fc.oneof(plainDouble, price), fc.boolean(), (value, isUp) => {
        const exact = Math.abs(value).toPrecision(70)
        fc.pre(/^\d+\.\d+$/.test(exact))
        const length = exact.search(/[1-9]/) + 18 + (/^0/.test(exact) ? 0 : 1)
        const cut = exact.slice(0, length)
        fc.pre(cut.includes('.') && /[1-9]/.test(exact.slice(length)))
        const found = shortened(isUp ? oneMore(cut) : cut)
        if (found !== undefined) expect(found).toBe(JSON.stringify(Math.abs(value)))
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    ['12.3399999999999999', '12.34'],
    ['0.299999999999999989', '0.3'],
    ['-0.5', '-0.5'],
    ['3.0', '3'],
    ['0.300000000000000044', '0.30000000000000004'],
    ['9.99999999999999822', '9.999999999999998'],
  ])('makes %s of it %s', (text, shortest) => {
    expect(shortened(text)).toBe(shortest)
  })

  it.each(['Inf', '-Inf', '1.0e+22', '0.0', '-0.0', '', '1..2', '12', '9.99999999999999999'])(
    'leaves %j to others',
    (text) => {
      expect(shortened(text)).toBeUndefined()
    },
  )
})
