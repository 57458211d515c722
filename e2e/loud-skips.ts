// A reporter that says in a banner which specs did not run and why, so that a green run never looks more complete than it was.
// TICKMARK_REQUIRE_ELECTRON=1 turns the banner into a failure.
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'

const RULE = '!'.repeat(100)

export default class LoudSkips implements Reporter {
  readonly #skipped = new Map<string, string[]>()

  onTestEnd(test: TestCase, { status }: TestResult): void {
    if (status !== 'skipped') return
    const reason = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
    this.#skipped.set(reason, [...(this.#skipped.get(reason) ?? []), test.titlePath().slice(1).join(' › ')])
  }

  onEnd(): Promise<{ status?: FullResult['status'] }> {
    for (const [reason, names] of this.#skipped)
      console.error(
        ['', RULE, `!! ${names.length} SPECS DID NOT RUN: ${reason}`, ...names.map((name) => `!!   ${name}`), RULE, ''].join('\n'),
      )
    return Promise.resolve(process.env['TICKMARK_REQUIRE_ELECTRON'] === '1' && this.#skipped.size > 0 ? { status: 'failed' } : {})
  }

  printsToStdio(): boolean {
    return false
  }
}
