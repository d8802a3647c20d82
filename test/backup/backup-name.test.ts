import { describe, expect, it } from '@jest/globals'
import { newestFirst, nextBackupId, parseBackupId } from '../../lib/backup/backup-name.ts'

const created = new Date('2026-11-20T03:00:00.700Z')
const ids = (...names: string[]) => names.map((name) => parseBackupId(name)!)

describe('the id of a backup', () => {
  it.each([
    [[], 'shop-20261120T030000Z'],
    [['shop-20261120T025959Z', 'shop-20261120T030001Z'], 'shop-20261120T030000Z'],
    [['other-20261120T030000Z'], 'shop-20261120T030000Z'],
    [['shop-20261120T030000Z'], 'shop-20261120T030000Z-2'],
    // Also where earlier ones of the second have gone.
    [['shop-20261120T030000Z-3'], 'shop-20261120T030000Z-4'],
    [['shop-20261120T030000Z-10', 'shop-20261120T030000Z-9'], 'shop-20261120T030000Z-11'],
  ])('is above those that are there: %j', (there, id) => {
    expect(nextBackupId('shop', created, ids(...there))).toBe(id)
    expect(
      ids(...there, id)
        .sort(newestFirst)
        .map((each) => each.id),
    ).toContain(id)
  })

  it('sorts by time, and within a second by number', () => {
    const sorted = [
      'shop-20261120T030001Z',
      ...[11, 10, 9, 2].map((n) => `shop-20261120T030000Z-${n}`),
      'shop-20261120T030000Z',
    ]
    const mixed = ids(...sorted).sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(mixed.sort(newestFirst).map(({ id }) => id)).toEqual(sorted)
  })

  it.each([
    'shop',
    'shop-20261320T030000Z',
    'shop-20261120T030000Z-0',
    'shop-20261120T030000Z-x',
    '-20261120T030000Z',
  ])('is not %s', (name) => {
    expect(parseBackupId(name)).toBeUndefined()
  })
})
