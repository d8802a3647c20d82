import { ascii, isDigit } from './ascii.ts'

/** What stands in a span: enough for a loader to choose its way without looking at the bytes. */
export const valueKind = {
  null: 0,
  true: 1,
  false: 2,
  number: 3,
  /** The span is the content between the quotes, and has no escapes: its bytes are the text. */
  plainString: 4,
  /** The span is the content between the quotes, and has escapes. */
  escapedString: 5,
  array: 6,
  object: 7,
} as const

export type ValueKind = (typeof valueKind)[keyof typeof valueKind]

/** A line that is no record of its table; `at` is the byte in the scanned buffer. */
export class MalformedRecord extends Error {
  override readonly name = 'MalformedRecord'
  readonly at: number

  constructor(reason: string, at: number) {
    super(reason)
    this.at = at
  }
}

/**
 * Splits record lines into the spans of their values, in the order of `columns`, whatever order the line has.
 * Lines as this tool writes them take the fast way: their keys are compared, not parsed.
 * Nested values are delimited, not validated: the engine that gets them does that.
 */
export class RecordScanner {
  /** Of each column's value in the line last scanned: its span in the scanned buffer, and its kind. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly kinds: Uint8Array
  readonly #columns: readonly string[]
  /** `{"a":`, `,"b":`, …, one after another. */
  readonly #keys: Uint8Array
  readonly #keyEnds: Int32Array
  readonly #indexes: ReadonlyMap<string, number>
  #seen: Uint8Array

  constructor(columns: readonly string[]) {
    this.#columns = columns
    this.starts = new Int32Array(columns.length)
    this.ends = new Int32Array(columns.length)
    this.kinds = new Uint8Array(columns.length)
    this.#indexes = new Map(columns.map((column, index) => [column, index]))
    this.#seen = new Uint8Array(columns.length)
    const keys = columns.map((column, index) =>
      Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column)}:`),
    )
    this.#keys = Buffer.concat(keys)
    let end = 0
    this.#keyEnds = Int32Array.from(keys, (key) => (end += key.length))
  }

  /**
   * Scans the line that begins at `from` and is ended by LF or by the end of the buffer; gives the position
   * after it. Throws MalformedRecord.
   */
  scan(bytes: Uint8Array, from: number): number {
    const after = this.#scanCanonical(bytes, from)
    return after >= 0 ? after : this.#scanAny(bytes, from)
  }

  /** -1 where the line is not as this tool writes it. */
  #scanCanonical(bytes: Uint8Array, from: number): number {
    const keys = this.#keys
    const keyEnds = this.#keyEnds
    let at = from
    let key = 0
    for (let column = 0; column < keyEnds.length; column++) {
      const keyEnd = keyEnds[column]!
      while (key < keyEnd) if (bytes[at++] !== keys[key++]) return -1
      at = this.#scanValue(bytes, at, column)
      if (at < 0) return -1
    }
    if (keyEnds.length === 0 && bytes[at++] !== ascii.openBrace) return -1
    if (bytes[at] !== ascii.closeBrace) return -1
    return at + 1 >= bytes.length || bytes[at + 1] === ascii.lf ? at + 2 : -1
  }

  /** Notes the span of the value that begins at `at`; gives the position after it, or -1. */
  #scanValue(bytes: Uint8Array, at: number, column: number): number {
    const first = bytes[at]!
    if (first === ascii.quote) return this.#scanString(bytes, at + 1, column)
    if (first === ascii.minus || (first >= ascii.zero && first <= ascii.nine)) {
      const end = endOfNumber(bytes, at)
      return end < 0 ? -1 : this.#note(column, valueKind.number, at, end)
    }
    if (first === ascii.n && isWord(bytes, at, nullWord))
      return this.#note(column, valueKind.null, at, at + 4)
    if (first === ascii.t && isWord(bytes, at, trueWord))
      return this.#note(column, valueKind.true, at, at + 4)
    if (first === ascii.f && isWord(bytes, at, falseWord))
      return this.#note(column, valueKind.false, at, at + 5)
    if (first !== ascii.openBrace && first !== ascii.openBracket) return -1
    const end = endOfNested(bytes, at)
    if (end < 0) return -1
    return this.#note(column, first === ascii.openBrace ? valueKind.object : valueKind.array, at, end)
  }

  #scanString(bytes: Uint8Array, start: number, column: number): number {
    let end = start
    while (end < bytes.length && bytes[end] !== ascii.quote && bytes[end] !== ascii.backslash) end++
    if (bytes[end] === ascii.quote) return this.#note(column, valueKind.plainString, start, end) + 1
    end = endOfString(bytes, end)
    if (end < 0) return -1
    return this.#note(column, valueKind.escapedString, start, end) + 1
  }

  #note(column: number, kind: ValueKind, start: number, end: number): number {
    this.starts[column] = start
    this.ends[column] = end
    this.kinds[column] = kind
    return end
  }

  #scanAny(bytes: Uint8Array, from: number): number {
    this.#seen.fill(0)
    let at = skipBlanks(bytes, from)
    if (bytes[at] !== ascii.openBrace) throw new MalformedRecord('is not a JSON object', at)
    at = skipBlanks(bytes, at + 1)
    let isFirst = true
    while (bytes[at] !== ascii.closeBrace) {
      if (!isFirst) at = skipBlanks(bytes, expectByte(bytes, at, ascii.comma))
      at = skipBlanks(bytes, this.#scanMember(bytes, at))
      isFirst = false
    }
    const missing = this.#seen.indexOf(0)
    if (missing >= 0)
      throw new MalformedRecord(`lacks the column ${JSON.stringify(this.#columns[missing])}`, from)
    return endOfLine(bytes, at + 1)
  }

  #scanMember(bytes: Uint8Array, at: number): number {
    const keyStart = expectByte(bytes, at, ascii.quote)
    const keyEnd = endOfString(bytes, keyStart)
    if (keyEnd < 0) throw new MalformedRecord('ends inside a key', at)
    const key = decodeKey(bytes, keyStart, keyEnd)
    const column = this.#indexes.get(key)
    if (column === undefined) throw new MalformedRecord(`has the unknown column ${JSON.stringify(key)}`, at)
    if (this.#seen[column] === 1) throw new MalformedRecord(`has the column ${JSON.stringify(key)} twice`, at)
    this.#seen[column] = 1
    const value = skipBlanks(bytes, expectByte(bytes, skipBlanks(bytes, keyEnd + 1), ascii.colon))
    const end = this.#scanValue(bytes, value, column)
    if (end < 0) throw new MalformedRecord(`has no valid JSON value in ${JSON.stringify(key)}`, value)
    return end
  }
}

export const nullWord = Buffer.from('null')
export const trueWord = Buffer.from('true')
export const falseWord = Buffer.from('false')

export function isWord(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}

function endOfDigits(bytes: Uint8Array, at: number): number {
  let end = at
  while (isDigit(bytes[end]!)) end++
  return end
}

/** The position after the number that begins at `at`; -1 where it is none of JSON's, as `01`, `1.` or `1e`. */
export function endOfNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] === ascii.minus ? at + 1 : at
  let end = endOfDigits(bytes, first)
  if (end === first || (bytes[first] === ascii.zero && end > first + 1)) return -1
  if (bytes[end] === ascii.dot) {
    const fraction = end + 1
    end = endOfDigits(bytes, fraction)
    if (end === fraction) return -1
  }
  if (bytes[end] !== ascii.e && bytes[end] !== ascii.upperE) return end
  const sign = bytes[end + 1]
  const exponent = sign === ascii.minus || sign === ascii.plus ? end + 2 : end + 1
  end = endOfDigits(bytes, exponent)
  return end === exponent ? -1 : end
}

/** The position of the quote that ends the string whose content holds `at`; -1 where there is none. */
function endOfString(bytes: Uint8Array, at: number): number {
  let i = at
  while (i < bytes.length && bytes[i] !== ascii.quote) i += bytes[i] === ascii.backslash ? 2 : 1
  return i < bytes.length ? i : -1
}

/** The position after the array or object that begins at `at`; -1 where it does not end. */
function endOfNested(bytes: Uint8Array, at: number): number {
  let depth = 0
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === ascii.quote) {
      i = endOfString(bytes, i + 1)
      if (i < 0) return -1
    } else if (byte === ascii.openBrace || byte === ascii.openBracket) depth++
    else if ((byte === ascii.closeBrace || byte === ascii.closeBracket) && --depth === 0) return i + 1
  }
  return -1
}

/** White space inside a line: an LF ends the record. */
function skipBlanks(bytes: Uint8Array, at: number): number {
  let i = at
  while (bytes[i] === ascii.space || bytes[i] === ascii.tab || bytes[i] === ascii.cr) i++
  return i
}

function expectByte(bytes: Uint8Array, at: number, byte: number): number {
  if (bytes[at] === byte) return at + 1
  throw new MalformedRecord(`is not valid JSON: ${JSON.stringify(String.fromCharCode(byte))} is missing`, at)
}

function endOfLine(bytes: Uint8Array, at: number): number {
  const end = skipBlanks(bytes, at)
  if (end < bytes.length && bytes[end] !== ascii.lf) {
    throw new MalformedRecord('goes on after its closing brace', end)
  }
  return end + 1
}

function decodeKey(bytes: Uint8Array, start: number, end: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
  try {
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text
  } catch (cause) {
    throw new MalformedRecord(`has a key that is not valid JSON: ${String(cause)}`, start)
  }
}
