// Small coverage maps for the tests of this folder.
import type { Coverage, CoverageCell, CoverageRow } from '#domain/coverage'
import { noVerdicts } from '#domain/criterion'
import { noResults, noSeverities, type ResultCounts } from '#domain/evidence'

export const counts = (some: Partial<ResultCounts>): ResultCounts => ({ ...noResults(), ...some })

export const cellOf = (some: Partial<CoverageCell>): CoverageCell => ({
  topic: 'data-protection',
  inChapter: true,
  state: 'not-tested',
  evidence: noResults(),
  muted: 0,
  verdicts: noVerdicts(),
  findings: 0,
  conclusion: 'not-concluded',
  ...some,
})

export const rowOf = (some: Partial<CoverageRow>): CoverageRow => ({
  key: 's3',
  name: 'Amazon S3',
  inScope: true,
  topics: [],
  unfiled: noResults(),
  evidence: noResults(),
  findings: 0,
  openFindings: noSeverities(),
  ...some,
})

export const coverageOf = (some: Partial<Coverage>): Coverage => ({
  topics: [],
  services: [],
  unfiled: noResults(),
  total: noResults(),
  ...some,
})
