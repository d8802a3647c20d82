import { Writable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { logDisplay } from '../../lib/runner/log-display.ts'
import { progressBoard } from '../../lib/runner/progress-board.ts'

const logged = () => {
  let text = ''
  let now = 0
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk
      done()
    },
  })
  const display = logDisplay(stream, () => now)
  const view = display.step(undefined as never, 'Export')
  return {
    view,
    at: (seconds: number) => {
      now = seconds * 1000
    },
    lines: () => text.trimEnd().split('\n'),
  }
}

describe('progress in a log', () => {
  it('has a line for a finished item, with its rows and speed', () => {
    const { view, at, lines } = logged()
    view.progress({ item: 'part', done: 0, total: 1_000_000 })
    at(4)
    view.progress({ item: 'part', done: 1_000_000, finished: true })
    view.end()
    expect(lines()).toEqual(['Export', '  part: 1,000,000 rows, 250,000 rows/s'])
  })

  it('folds what finishes within a second, and loses none', () => {
    const { view, at, lines } = logged()
    for (let index = 0; index < 2000; index++) {
      at(index / 1000)
      view.progress({ item: `t${index}`, done: 10, finished: true })
    }
    view.end()
    expect(lines()).toEqual([
      'Export',
      '  t0: 10 rows',
      '  1,000 more done: 10,000 rows',
      '  999 more done: 9,990 rows',
    ])
  })

  it('has a line every ten seconds for an item that runs', () => {
    const { view, at, lines } = logged()
    for (let tenth = 0; tenth <= 250; tenth++) {
      at(tenth / 10)
      view.progress({ item: 'part', done: tenth * 100, total: 100_000 })
    }
    expect(lines()).toEqual([
      'Export',
      '  part: 10,000 of 100,000 rows, 1,000 rows/s, 1 min 30 s left',
      '  part: 20,000 of 100,000 rows, 1,000 rows/s, 1 min 20 s left',
    ])
  })

  it('shows what commands write line by line, without control characters', () => {
    const { view, lines } = logged()
    view.command('\x1b[32mgreen\x1b[0m\npar')
    view.command('tial\n 10%\r 50%\r100%\nrest\x07')
    view.end()
    expect(lines()).toEqual(['Export', '  | green', '  | partial', '  | 100%', '  | rest'])
  })
})

describe('progress on a terminal', () => {
  it('ticks finished items and shows the running one with its time left', () => {
    const board = progressBoard()
    board.update({ item: 'part', done: 10, finished: true }, 0)
    board.update({ item: 'stock', done: 0, total: 4000 }, 0)
    board.update({ item: 'stock', done: 1000, total: 4000 }, 1000)
    expect(board.lines(10, 80)).toEqual([
      '✔ part: 10 rows',
      '  stock: 1,000 of 4,000 rows, 1,000 rows/s, 3 s left',
    ])
  })

  it.each([1, 2, 3, 10])(
    'never takes more than %d lines for 2,000 tables, and counts those it folds',
    (height) => {
      const board = progressBoard()
      for (let index = 0; index < 2000; index++)
        board.update({ item: `t${index}`, done: 5, finished: true }, index)
      for (const item of ['a', 'b', 'c']) board.update({ item, done: 1 }, 2000)
      const lines = board.lines(height, 80)
      expect(lines.length).toBeLessThanOrEqual(height)
      const shown = lines.filter((line) => /^✔ t/.test(line)).length
      const fold = lines.find((line) => line.includes('more done'))
      if (fold)
        expect(fold).toBe(
          `✔ ${(2000 - shown).toLocaleString('en-US')} more done: ${(10_000 - shown * 5).toLocaleString('en-US')} rows`,
        )
      if (height > 4) expect(lines.at(-1)).toBe('  c: 1 rows')
    },
  )

  it('cuts lines at the width', () => {
    const board = progressBoard()
    board.update({ item: 'x'.repeat(100), done: 5, finished: true }, 0)
    expect(board.lines(5, 40)[0]).toHaveLength(40)
  })

  it('no longer believes a total that was passed', () => {
    const board = progressBoard()
    board.update({ item: 'part', done: 10, total: 5 }, 0)
    expect(board.lines(5, 80)).toEqual(['  part: 10 rows'])
  })
})
