import { describe, expect, it } from 'vitest'
import { noPlaces, type Reached } from './coverage-places.ts'
import { type NotTestedWhy, type Tester, whyNotTested } from './coverage-why.ts'

const reached = (some: Partial<Reached>): Reached => ({
  elsewhere: 0,
  denied: 0,
  failed: 0,
  notRun: 0,
  counts: noPlaces(),
  looked: new Set(),
  ...some,
})
const prowler: readonly Tester[] = ['prowler']

describe('why a topic is not tested', () => {
  it.each<[string, NotTestedWhy, Partial<Reached>, readonly Tester[], boolean]>([
    ['a refused call, whatever else', 'access-denied', { denied: 1, failed: 2 }, [], true],
    ['calls that failed or were not made', 'call-failed', { notRun: 1 }, prowler, true],
    ['no check anywhere', 'no-check-exists', { looked: new Set(['prowler-ocsf']) }, [], true],
    ['nothing imported', 'import-missing', {}, prowler, false],
    ['imports, but of no expected place', 'place-not-scanned', {}, prowler, true],
    ['only exports of tools without such a check', 'import-missing', { looked: new Set(['prowler-ocsf']) }, ['security-hub', 'kit'], true],
    ['a scan of the tool that says nothing', 'nothing-reported', { looked: new Set(['aws-cli', 'prowler-csv']) }, prowler, true],
    ['a scan of a tool whose checks are not known', 'nothing-reported', { looked: new Set(['scoutsuite']) }, prowler, true],
    ['Prowler’s own findings in Security Hub’s format', 'nothing-reported', { looked: new Set(['asff']) }, prowler, true],
  ])('%s: %s', (_, why, some, testers, anyImport) => {
    expect(whyNotTested(reached(some), testers, anyImport)).toBe(why)
  })
})
