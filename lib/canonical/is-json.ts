import { ascii, hexValues } from './ascii.ts'
import { byteOfEscape } from './json-escapes.ts'
import { endOfNumber, falseWord, isWord, nullWord, trueWord } from './record-scanner.ts'

/** Whether UTF-8 text is one JSON document (RFC 8259), with white space around it or without. */
export function isJson(source: Uint8Array, start: number, end: number): boolean {
  // Its own view, so that nothing looks at what follows the text: beyond the end there are no bytes.
  const bytes = source.subarray(start, end)
  const after = endOfValue(bytes, skipSpace(bytes, 0))
  return after >= 0 && skipSpace(bytes, after) === bytes.length
}

/** All of these give the position after what begins at `at`; -1 where it is none. */
type EndOf = (bytes: Uint8Array, at: number) => number

const endOfValue: EndOf = (bytes, at) => {
  switch (bytes[at]) {
    case ascii.quote:
      return endOfString(bytes, at)
    case ascii.openBrace:
      return endOfList(bytes, at, ascii.closeBrace, endOfMember)
    case ascii.openBracket:
      return endOfList(bytes, at, ascii.closeBracket, endOfValue)
    case ascii.t:
      return endOfWord(bytes, at, trueWord)
    case ascii.f:
      return endOfWord(bytes, at, falseWord)
    case ascii.n:
      return endOfWord(bytes, at, nullWord)
    default:
      return endOfNumber(bytes, at)
  }
}

function endOfList(bytes: Uint8Array, start: number, close: number, endOfItem: EndOf): number {
  let at = skipSpace(bytes, start + 1)
  if (bytes[at] === close) return at + 1
  for (;;) {
    at = endOfItem(bytes, at)
    if (at < 0) return -1
    at = skipSpace(bytes, at)
    if (bytes[at] === close) return at + 1
    if (bytes[at] !== ascii.comma) return -1
    at = skipSpace(bytes, at + 1)
  }
}

const endOfMember: EndOf = (bytes, start) => {
  const keyEnd = bytes[start] === ascii.quote ? endOfString(bytes, start) : -1
  if (keyEnd < 0) return -1
  const colon = skipSpace(bytes, keyEnd)
  return bytes[colon] === ascii.colon ? endOfValue(bytes, skipSpace(bytes, colon + 1)) : -1
}

/** Stricter than a scan of our own lines, whose strings were written by us. */
const endOfString: EndOf = (bytes, start) => {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === ascii.quote) return at + 1
    if (byte < ascii.space) return -1
    if (byte !== ascii.backslash) continue
    const letter = bytes[++at]!
    if (letter === ascii.u) {
      for (const last = at + 4; at < last; ) if ((hexValues[bytes[++at]!] ?? 255) === 255) return -1
    } else if (!byteOfEscape[letter]) return -1
  }
  return -1
}

const endOfWord = (bytes: Uint8Array, at: number, word: Uint8Array): number =>
  isWord(bytes, at, word) ? at + word.length : -1

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (isSpace(bytes[at])) at++
  return at
}

const isSpace = (byte: number | undefined): boolean =>
  byte === ascii.space || byte === ascii.lf || byte === ascii.cr || byte === ascii.tab
