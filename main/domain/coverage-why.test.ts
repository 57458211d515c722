import { describe, expect, it } from 'vitest'
import { noPlaces, type Reached } from './coverage-places.ts'
import { couldTest, type NotTestedWhy, type Tester, whyNotTested } from './coverage-why.ts'

const reached = (some: Partial<Reached>): Reached => ({
  elsewhere: 0,
  denied: 0,
  failed: 0,
  notRun: 0,
  counts: noPlaces(),
  looked: false,
  lookedInVain: false,
  ...some,
})
const prowler: readonly Tester[] = ['prowler']

describe('why a topic is not tested', () => {
  it.each<[string, NotTestedWhy, Partial<Reached>, readonly Tester[], boolean]>([
    ['a refused call, whatever else', 'access-denied', { denied: 1, failed: 2 }, [], true],
    ['calls that failed or were not made', 'call-failed', { notRun: 1 }, prowler, true],
    ['no check anywhere', 'no-check-exists', { lookedInVain: true }, [], true],
    ['nothing imported', 'import-missing', {}, prowler, false],
    ['imports, but of no expected place', 'place-not-scanned', {}, prowler, true],
    ['only exports of tools without such a check', 'import-missing', { lookedInVain: true }, ['security-hub', 'kit'], true],
    ['a scan of the tool that says nothing', 'nothing-reported', { looked: true }, prowler, true],
  ])('%s: %s', (_, why, some, testers, anyImport) => {
    expect(whyNotTested(reached(some), testers, anyImport)).toBe(why)
  })
})

describe('what a format may hold', () => {
  it.each<[string, readonly Tester[], boolean]>([
    ['prowler-csv', prowler, true],
    ['prowler-csv', ['security-hub', 'kit'], false],
    ['asff', prowler, true],
    ['kit-manifest', ['kit'], true],
    ['scoutsuite', [], true],
  ])('%s of %s: %s', (formatId, testers, may) => {
    expect(couldTest(formatId, testers)).toBe(may)
  })
})
