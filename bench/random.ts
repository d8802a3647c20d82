export type Random = () => number

/** mulberry32: the same records on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const words = [
  'Schraube',
  'café',
  'bolt',
  '"inch"',
  'naïve',
  'C:\\parts',
  'line\nbreak',
  'Größe',
  "d'or",
  '螺丝',
]

export const word = (random: Random): string => words[Math.floor(random() * words.length)]!

export const sentence = (random: Random, count: number): string =>
  Array.from({ length: count }, () => word(random)).join(' ')

export const integerBelow = (random: Random, limit: number): number => Math.floor(random() * limit)

export const hex32 = (random: Random): string =>
  integerBelow(random, 0x100000000).toString(16).padStart(8, '0')
