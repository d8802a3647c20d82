import { DefaultRenderer, type ListrDefaultRendererLogLevels, ListrLogger, ProcessOutput } from 'listr2'
import type { Display, StepView, Wrapper } from './display.ts'
import { clip } from './format.ts'
import type { Output } from './io.ts'
import { lineSplitter } from './line-splitter.ts'
import { progressBoard } from './progress-board.ts'

/** Milliseconds between two drawings. */
const drawEvery = 100
const outputLines = 8

/** listr2's own asks whether stdout is a terminal; here the tree goes to stderr, beside data on stdout. */
class StderrRenderer extends DefaultRenderer {
  static override nonTTY = true as unknown as boolean
}

const terminalView = (wrapper: Wrapper, room: () => { height: number; width: number }): StepView => {
  const board = progressBoard()
  let output: string[] = []
  let timer: NodeJS.Timeout | undefined

  const draw = (): void => {
    timer = undefined
    const { height, width } = room()
    const text = output.slice(-Math.min(outputLines, height)).map((line) => clip(line, width))
    wrapper.output = [...text, ...board.lines(Math.max(1, height - text.length), width)].join('\n') || ' '
  }
  const later = (): void => {
    timer ??= setTimeout(draw, drawEvery)
  }
  const commands = lineSplitter((line) => {
    output.push(line)
    if (output.length > outputLines) output = output.slice(-outputLines)
    later()
  })
  return {
    title: (text) => {
      wrapper.title = text
    },
    output: (text) => {
      output = text === '' ? [] : text.split('\n')
      later()
    },
    progress: (progress) => {
      board.update(progress, Date.now())
      later()
    },
    command: commands.write,
    end: () => {
      commands.end()
      clearTimeout(timer)
      draw()
    },
  }
}

/** A listr2 tree on stderr. What a step tells is folded so that the tree fits the terminal's height. */
export const terminalDisplay = (stderr: Output): Display => {
  let steps = 1
  let held: string[] = []
  let drawing = false
  const room = () => ({
    height: Math.max(2, Math.min(40, (stderr.rows ?? 24) - steps - 4)),
    width: Math.max(20, (stderr.columns ?? 80) - 8),
  })
  const line = (text: string): void => {
    if (drawing) held.push(text)
    else stderr.write(`${text}\n`)
  }
  return {
    listrOptions: (count) => {
      steps = count
      drawing = true
      const logger = new ListrLogger<ListrDefaultRendererLogLevels>({
        useIcons: true,
        processOutput: new ProcessOutput(stderr as NodeJS.WriteStream, stderr as NodeJS.WriteStream, {
          leaveEmptyLine: false,
        }),
      })
      return {
        renderer: StderrRenderer,
        rendererOptions: { logger, showErrorMessage: false, collapseSubtasks: false, persistentOutput: true },
        registerSignalListeners: false,
      }
    },
    step: (wrapper) => terminalView(wrapper, room),
    // The tree shows it.
    skipped() {},
    heading: (task) => line(task),
    line,
    treeEnd: () => {
      drawing = false
      for (const text of held) stderr.write(`${text}\n`)
      held = []
    },
  }
}
