// Reads how many tests passed, failed and did not run from the result file each runner leaves. No file = nothing passed.
import { existsSync, readFileSync } from 'node:fs'

const NOTHING = { passed: 0, failed: 0, skipped: 0 }
const orNothing = (read) => (path) => (existsSync(path) ? read(readFileSync(path, 'utf8')) : NOTHING)

/** Vitest's JSON reporter. A file that failed before its first test counts as one failure. */
export const readVitest = orNothing((text) => {
  const report = JSON.parse(text)
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
})

/** Node's TAP reporter: the totals stand in its last comments. */
export const readTap = orNothing((text) => {
  const total = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  return { passed: total('pass'), failed: total('fail') + total('cancelled'), skipped: total('skipped') + total('todo') }
})

/** Playwright's JSON reporter. A test that passed only on a second try counts as failed: we allow no flakiness. */
export const readPlaywright = orNothing((text) => {
  const { stats, errors } = JSON.parse(text)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
})
