/** A small seeded generator (mulberry32): the same seed gives the same sequence on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 inclusive to 1 exclusive. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** Both ends inclusive. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)]!
  }

  /** The value, or null in the given share of cases. */
  orNull<T>(nullShare: number, make: () => T): T | null {
    return this.chance(nullShare) ? null : make()
  }

  /** A fixed-point number as a string, exact: `decimal(1, 99, 4)` may give `7.0450`. */
  decimal(from: number, to: number, scale: number): string {
    const unit = 10 ** scale
    const units = this.integer(from * unit, to * unit)
    const digits = String(units).padStart(scale + 1, '0')
    return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  }

  hex(length: number): string {
    let text = ''
    while (text.length < length) text += this.integer(0, 0xffff).toString(16).padStart(4, '0')
    return text.slice(0, length)
  }

  /** Version 4. */
  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${this.hex(3)}-${this.hex(12)}`
  }

  date(firstYear: number, lastYear: number): string {
    const first = Date.UTC(firstYear, 0, 1)
    const days = (Date.UTC(lastYear, 11, 31) - first) / 86_400_000
    return new Date(first + this.integer(0, days) * 86_400_000).toISOString().slice(0, 10)
  }

  timeOfDay(): string {
    return [this.integer(0, 23), this.integer(0, 59), this.integer(0, 59)].map(twoDigits).join(':')
  }

  /** `2026-01-05 10:00:00.123456`, a third of them without a fraction. */
  dateTime(firstYear: number, lastYear: number): string {
    const seconds = `${this.date(firstYear, lastYear)} ${this.timeOfDay()}`
    if (this.chance(1 / 3)) return seconds
    return `${seconds}.${String(this.integer(0, 99_999) * 10 + this.integer(1, 9)).padStart(6, '0')}`
  }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
