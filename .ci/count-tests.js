/**
 * A reporter of jest: leaves `N passed, N failed, N skipped` in the file that TEST_COUNTS names. jest's own --json cannot
 * be used for that: it fails on errors that refer to themselves.
 */
import { writeFileSync } from 'node:fs'

export default class CountTests {
  onRunComplete(_contexts, results) {
    const passed = results.numPassedTests
    // A file that does not load has no tests to count.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    writeFileSync(process.env.TEST_COUNTS, `${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  }
}
