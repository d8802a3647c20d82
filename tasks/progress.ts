import type { OnRecordProgress } from '../lib/records/progress.ts'
import type { StepHandle } from '../lib/task/context.ts'

/** Shows the rows of each table under a step. */
export const onProgress =
  (step: StepHandle): OnRecordProgress =>
  ({ table, rows, total, finished }) =>
    step.progress({ item: table, done: rows, total, unit: 'rows', finished })
