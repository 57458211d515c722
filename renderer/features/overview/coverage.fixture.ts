// Small coverage maps for the tests of this folder.
import type { Coverage, CoverageCell, CoverageRow } from '#domain/coverage'
import { noPlaces } from '#domain/coverage-places'
import { noVerdicts } from '#domain/criterion'
import { noResults, noSeverities, type ResultCounts } from '#domain/evidence'

export const counts = (some: Partial<ResultCounts>): ResultCounts => ({ ...noResults(), ...some })

export const cellOf = (some: Partial<CoverageCell>): CoverageCell => ({
  topic: 'data-protection',
  inChapter: true,
  state: 'not-tested',
  decidedBy: null,
  why: null,
  testers: [],
  evidence: noResults(),
  muted: 0,
  verdicts: noVerdicts(),
  findings: 0,
  conclusion: 'not-concluded',
  places: noPlaces(),
  elsewhere: 0,
  unanswered: { denied: 0, failed: 0, notRun: 0 },
  ...some,
})

export const rowOf = (some: Partial<CoverageRow>): CoverageRow => ({
  key: 's3',
  name: 'Amazon S3',
  inScope: true,
  reach: 'regional',
  reachSource: null,
  topics: [],
  unfiled: noResults(),
  evidence: noResults(),
  findings: 0,
  openFindings: noSeverities(),
  places: noPlaces(),
  elsewhere: 0,
  unanswered: { denied: 0, failed: 0, notRun: 0 },
  ...some,
})

export const coverageOf = (some: Partial<Coverage>): Coverage => ({
  scope: { accounts: [], regions: [], accountsStated: false, regionsStated: false },
  topics: [],
  services: [],
  unfiled: noResults(),
  total: noResults(),
  ...some,
})
