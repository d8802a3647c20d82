import { describe, expect, it } from '@jest/globals'
import { parseMoment } from '../../tasks/parse-moment.ts'

describe('a moment of the command line', () => {
  it.each([
    ['2026-11-19T12:00', 'UTC', '2026-11-19T12:00:59.999Z'],
    ['2026-11-19 12:00:30', 'UTC', '2026-11-19T12:00:30.999Z'],
    // A day is all of it.
    ['2026-11-19', 'UTC', '2026-11-19T23:59:59.999Z'],
    ['2026-07-19T12:00', 'Europe/Berlin', '2026-07-19T10:00:59.999Z'],
    ['2026-11-19T12:00', 'Europe/Berlin', '2026-11-19T11:00:59.999Z'],
    ['2026-11-19T12:00:00-05:30', 'Europe/Berlin', '2026-11-19T17:30:00.999Z'],
    ['2026-11-19T12:00Z', 'Europe/Berlin', '2026-11-19T12:00:59.999Z'],
    // The hours around a change of the clocks.
    ['2026-03-29T01:59:00', 'Europe/Berlin', '2026-03-29T00:59:00.999Z'],
    ['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.999Z'],
  ])('%s in %s is the end of the second, minute or day that it names', (text, timezone, expected) => {
    expect(parseMoment(text, timezone).toISOString()).toBe(expected)
  })

  it.each(['yesterday', '2026-02-30', '2026-13-01', '12:00', '2026-11-19T25:00', ''])('is not %j', (text) => {
    expect(() => parseMoment(text)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})
