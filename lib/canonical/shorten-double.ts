import { ascii } from './ascii.ts'
import type { ByteWriter } from './byte-writer.ts'

/** What the text has at most. */
const givenDigits = 18

/** A decimal of so many digits is the shortest of its double. */
const sureDigits = 15

/** How far the text may be off, in units of its last digit; SQLite 3.52 was off by 0.62 at most in 40,000 doubles. */
const doubt = 1

/** Powers of ten and halves of a unit in the last place, for numbers of 1e-4 to 1e15. */
const mostZeros = 3
const mostWholeDigits = 15
const lowestPower = -mostZeros - givenDigits
const powers = Float64Array.from({ length: mostWholeDigits - lowestPower + 1 }, (_, at) =>
  Number(`1e${at + lowestPower}`),
)
const power = (exponent: number): number => powers[exponent - lowestPower]!
const lowestExponent = -20
const halfPlaces = Float64Array.from({ length: 80 }, (_, at) => 2 ** (at + lowestExponent - 53))

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
const highWord = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0
const fractionBits = 20
const allOnes = 2 ** fractionBits - 1

/**
 * Appends the shortest decimal of a double, as String(n) lays it out, from its first 18 digits: rounding these to 15, 16
 * or 17 is enough where it is certain which of the three leads back to the double. That takes a tenth of reading the text
 * and printing the number. Gives false, with nothing appended, where it is not certain, or where an exponent, a word or
 * a carry into the whole part would take more than cutting digits off.
 */
export function shortenDouble(out: ByteWriter, source: Uint8Array, start: number, end: number): boolean {
  out.reserve(end - start)
  const { buffer } = out
  let to = out.length
  let at = start
  if (source[at] === ascii.minus) buffer[to++] = source[at++]!
  const first = at
  /** The number's first 15 digits, as a whole number, and the three that follow. */
  let head = 0
  let tail = 0
  let digits = 0
  let point = -1
  for (; at < end; at++) {
    const byte = source[at]!
    buffer[to++] = byte
    if (byte === ascii.dot) {
      if (point >= 0) return false
      point = at
      continue
    }
    const digit = byte - ascii.zero
    if (digit < 0 || digit > 9) return false
    if (digits === 0 && digit === 0) continue
    digits++
    if (digits <= sureDigits) head = head * 10 + digit
    else tail = tail * 10 + digit
  }
  if (point <= first || digits === 0 || digits > givenDigits) return false
  const wholeDigits = digits - (end - point - 1)
  if (wholeDigits < -mostZeros || wholeDigits > mostWholeDigits) return false
  if (digits <= sureDigits) {
    out.length = withoutZeros(buffer, to)
    return true
  }
  for (let missing = digits; missing < givenDigits; missing++) tail *= 10
  const kept = digitsOf(head, tail, wholeDigits)
  if (kept === 0) return false
  const length = to - Math.max(0, digits - kept)
  const rest = tail % 10 ** (givenDigits - kept)
  const isUp = rest * 2 > 10 ** (givenDigits - kept)
  const rounded = isUp ? carried(buffer, length) : length
  if (rounded < 0) return false
  out.length = withoutZeros(buffer, rounded)
  return true
}

/** How many digits lead back to the double; 0 where that is not certain. */
function digitsOf(head: number, tail: number, wholeDigits: number): number {
  const half = halfPlace(head * power(wholeDigits - sureDigits))
  if (half === 0) return 0
  // In units of the last of the 18 digits.
  const room = half / power(wholeDigits - givenDigits)
  const off15 = Math.min(tail, 1000 - tail)
  if (off15 + doubt < room) return 15
  if (off15 - doubt <= room) return 0
  const tens = tail % 100
  const off16 = Math.min(tens, 100 - tens)
  if (Math.abs(off16 - 50) <= doubt) return 0
  if (off16 + doubt < room) return 16
  if (off16 - doubt <= room) return 0
  return tail % 10 === 5 ? 0 : 17
}

/** Half the distance to the next double; 0 where the number may be on either side of a power of two. */
function halfPlace(about: number): number {
  double[0] = about
  const high = words[highWord]!
  const fraction = high & allOnes
  if (fraction === 0 || fraction === allOnes) return 0
  return halfPlaces[(high >>> fractionBits) - 1023 - lowestExponent]!
}

/** Adds one to the last digit before `end`, and gives the end without the zeros that follow; -1 where it leaves the fraction. */
function carried(buffer: Uint8Array, end: number): number {
  let last = end - 1
  while (buffer[last] === ascii.nine) last--
  if (buffer[last] === ascii.dot) return -1
  buffer[last]!++
  return last + 1
}

/** The end of a fraction without trailing zeros, and without its point where nothing is left. */
function withoutZeros(buffer: Uint8Array, end: number): number {
  let last = end - 1
  while (buffer[last] === ascii.zero) last--
  return buffer[last] === ascii.dot ? last : last + 1
}
