/** Byte values of the characters that the canonical form is made of. */
export const ascii = {
  nul: 0x00,
  backspace: 0x08,
  tab: 0x09,
  lf: 0x0a,
  formFeed: 0x0c,
  cr: 0x0d,
  space: 0x20,
  quote: 0x22,
  dollar: 0x24,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  semicolon: 0x3b,
  equals: 0x3d,
  upperE: 0x45,
  upperN: 0x4e,
  upperT: 0x54,
  upperZ: 0x5a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  b: 0x62,
  e: 0x65,
  f: 0x66,
  n: 0x6e,
  r: 0x72,
  t: 0x74,
  u: 0x75,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const

export const isDigit = (byte: number): boolean => byte >= ascii.zero && byte <= ascii.nine

const digits = '0123456789abcdef'

/** Lower-case hexadecimal digits, by value. */
export const hexDigits: Uint8Array = Buffer.from(digits)

/** The value of a hexadecimal digit's byte, 255 for any other byte. */
export const hexValues: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(255)
  for (let value = 0; value < 16; value++) {
    table[digits.charCodeAt(value)] = value
    table[digits.toUpperCase().charCodeAt(value)] = value
  }
  return table
})()

/** The value of a base64 digit's byte, 255 for any other byte. */
export const base64Values: Uint8Array = (() => {
  const table = new Uint8Array(256).fill(255)
  const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let value = 0; value < 64; value++) table[base64Digits.charCodeAt(value)] = value
  return table
})()
