import type { Progress } from '../task/context.ts'
import type { Display, StepView } from './display.ts'
import { count } from './format.ts'
import type { Output } from './io.ts'
import { lineSplitter } from './line-splitter.ts'
import { activeText, finishedText, progressBoard } from './progress-board.ts'

/** Milliseconds between two lines about finished items, and between two about one that runs. */
const finishedEvery = 1_000
const activeEvery = 10_000

const logView = (line: (text: string) => void, clock: () => number): StepView => {
  const board = progressBoard()
  const commands = lineSplitter((text) => line(`  | ${text}`))
  const began = clock()
  let finishedLineAt = -Infinity
  let lineAt = began
  let reported = { items: 0, done: 0 }

  const flush = (): void => {
    const items = board.finished - reported.items
    if (items > 0)
      line(`  ${count(items)} more done: ${count(board.finishedDone - reported.done)} ${board.unit}`)
    reported = { items: board.finished, done: board.finishedDone }
  }

  const finishedLine = (text: string, now: number): void => {
    const items = board.finished - reported.items
    if (items > 1) flush()
    else line(`  ${text}`)
    reported = { items: board.finished, done: board.finishedDone }
    finishedLineAt = lineAt = now
  }

  const progress = (progress: Progress): void => {
    const now = clock()
    const { item, finished } = board.update(progress, now)
    if (finished && now - finishedLineAt >= finishedEvery) finishedLine(finishedText(item), now)
    if (finished || now - lineAt < activeEvery) return
    line(`  ${activeText(item)}`)
    lineAt = now
  }

  return {
    title: (text) => line(text),
    output: (text) => commands.write(`${text}\n`),
    progress,
    command: commands.write,
    end: () => {
      commands.end()
      flush()
    },
  }
}

/** Plain lines for logs: no control characters, no colours, about one a second at most however much there is to do. */
export const logDisplay = (stderr: Output, clock: () => number = Date.now): Display => {
  const line = (text: string): void => {
    stderr.write(`${text}\n`)
  }
  return {
    listrOptions: () => ({ renderer: 'silent', registerSignalListeners: false }),
    step: (_wrapper, title) => {
      line(title)
      return logView(line, clock)
    },
    skipped: (text) => line(`skipped: ${text}`),
    heading: (task) => line(`${task}:`),
    line,
    stopping: line,
    treeEnd() {},
  }
}
