import type { Display, StepView } from './display.ts'

const silentView: StepView = { title() {}, output() {}, progress() {}, command() {}, end() {} }

/** Shows nothing: errors are printed elsewhere. */
export const quietDisplay = (): Display => ({
  listrOptions: () => ({ renderer: 'silent', registerSignalListeners: false }),
  step: () => silentView,
  skipped() {},
  heading() {},
  line() {},
  stopping() {},
  treeEnd() {},
})
