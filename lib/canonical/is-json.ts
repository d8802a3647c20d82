import { ascii, hexValues } from './ascii.ts'
import { byteOfEscape } from './json-escapes.ts'

/** Whether UTF-8 text is one JSON document (RFC 8259), with white space around it or without. */
export function isJson(source: Uint8Array, start: number, end: number): boolean {
  const after = endOfValue(source, skipSpace(source, start, end), end)
  return after >= 0 && skipSpace(source, after, end) === end
}

/** All of these give the position after what begins at `at`; -1 where it is none. */
type EndOf = (source: Uint8Array, at: number, end: number) => number

const endOfValue: EndOf = (source, at, end) => {
  if (at >= end) return -1
  switch (source[at]) {
    case ascii.quote:
      return endOfString(source, at, end)
    case ascii.openBrace:
      return endOfList(source, at, end, ascii.closeBrace, endOfMember)
    case ascii.openBracket:
      return endOfList(source, at, end, ascii.closeBracket, endOfValue)
    case ascii.t:
      return endOfWord(source, at, end, 'true')
    case ascii.f:
      return endOfWord(source, at, end, 'false')
    case ascii.n:
      return endOfWord(source, at, end, 'null')
    default:
      return endOfNumber(source, at, end)
  }
}

function endOfList(source: Uint8Array, start: number, end: number, close: number, endOfItem: EndOf): number {
  let at = skipSpace(source, start + 1, end)
  if (source[at] === close && at < end) return at + 1
  for (;;) {
    at = endOfItem(source, at, end)
    if (at < 0) return -1
    at = skipSpace(source, at, end)
    if (at >= end) return -1
    if (source[at] === close) return at + 1
    if (source[at] !== ascii.comma) return -1
    at = skipSpace(source, at + 1, end)
  }
}

const endOfMember: EndOf = (source, start, end) => {
  if (source[start] !== ascii.quote) return -1
  let at = endOfString(source, start, end)
  if (at < 0) return -1
  at = skipSpace(source, at, end)
  if (at >= end || source[at] !== ascii.colon) return -1
  return endOfValue(source, skipSpace(source, at + 1, end), end)
}

const endOfString: EndOf = (source, start, end) => {
  for (let at = start + 1; at < end; at++) {
    const byte = source[at]!
    if (byte === ascii.quote) return at + 1
    if (byte < ascii.space) return -1
    if (byte !== ascii.backslash) continue
    const letter = source[++at]!
    if (letter === ascii.u && at < end) {
      for (const last = at + 4; at < last; ) if (hexValues[source[++at]!] === 255) return -1
    } else if (byteOfEscape[letter] === 0) return -1
  }
  return -1
}

const isDigit = (byte: number | undefined): boolean => byte! >= ascii.zero && byte! <= ascii.nine

/** `-0.5e+3`; what follows is for the caller to look at. */
const endOfNumber: EndOf = (source, start, end) => {
  let at = source[start] === ascii.minus ? start + 1 : start
  at = at < end && source[at] === ascii.zero ? at + 1 : endOfDigits(source, at, end)
  if (at >= 0 && at < end && source[at] === ascii.dot) at = endOfDigits(source, at + 1, end)
  if (at < 0 || at >= end || (source[at]! | 0x20) !== ascii.e) return Math.min(at, end)
  const hasSign = source[at + 1] === ascii.plus || source[at + 1] === ascii.minus
  return endOfDigits(source, at + (hasSign ? 2 : 1), end)
}

const endOfDigits: EndOf = (source, start, end) => {
  let at = start
  while (at < end && isDigit(source[at])) at++
  return at === start ? -1 : at
}

function endOfWord(source: Uint8Array, start: number, end: number, word: string): number {
  for (let i = 0; i < word.length; i++) if (source[start + i] !== word.charCodeAt(i)) return -1
  return start + word.length > end ? -1 : start + word.length
}

function skipSpace(source: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(source[at]!)) at++
  return at
}

const isSpace = (byte: number): boolean =>
  byte === ascii.space || byte === ascii.lf || byte === ascii.cr || byte === ascii.tab
