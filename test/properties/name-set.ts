import type { Ground } from './common-ground.ts'

/** Names that one table, or one database, has: gives only what both engines take and tell apart. */
export class NameSet {
  readonly #ground: Ground
  readonly #kind: 'table' | 'column' | 'key'
  readonly #taken = new Set<string>()

  constructor(ground: Ground, kind: 'table' | 'column' | 'key') {
    this.#ground = ground
    this.#kind = kind
  }

  /** The name, cut to what there is room for; undefined where it cannot be had. */
  take(wanted: string): string | undefined {
    const name = this.#fitting(wanted)
    // To MySQL İ is an i; in JavaScript it is two characters in lower case.
    const folded = this.#isFolded() ? name.replaceAll('İ', 'i').toLowerCase() : name
    if (name === '' || this.#taken.has(folded) || !this.#isPossible(name)) return undefined
    this.#taken.add(folded)
    return name
  }

  #isFolded(): boolean {
    return this.#kind === 'table' ? !this.#ground.tableCase : !this.#ground.columnCase
  }

  #fitting(wanted: string): string {
    const { nameBytes, nameCharacters, trailingBlanks, tableFileName } = this.#ground
    let name = wanted
    while (Buffer.byteLength(name) > nameBytes || [...name].length > nameCharacters)
      name = [...name].slice(0, -1).join('')
    while (this.#kind === 'table' && fileNameLength(name) > tableFileName)
      name = [...name].slice(0, -1).join('')
    return trailingBlanks ? name : name.trimEnd()
  }

  #isPossible(name: string): boolean {
    if (!this.#ground.astralNames && /[\u{10000}-\u{10ffff}]/u.test(name)) return false
    return this.#kind !== 'column' || !this.#ground.systemColumns.includes(name)
  }
}

const fileNameLength = (name: string): number =>
  [...name].reduce((sum, character) => sum + (/\w/.test(character) ? 1 : 5), 0)
