// Test support: report sources of our own making whose numbers agree by construction. Not part of the program.

import type { JudgedCriterion } from '#domain/criterion'
import { type EvidenceRow, noResults, noSeverities } from '#domain/evidence'
import type { FindingRow } from '#domain/finding'
import { checkOf, countRows, groupBy } from '../counting.ts'
import type { ReportSource, Tally } from '../source.ts'
import { buildCoverage } from './build-coverage.ts'

const AT = '2026-03-31T09:00:00.000Z'
const SHA = 'c1'.repeat(32)
export const IMPORT_ID = '00000000-0000-4000-8000-000000000001'

/** A record with plain defaults; `n` is its number. */
export function buildRow(n: number, over: Partial<EvidenceRow> = {}): EvidenceRow {
  return {
    evidenceId: n,
    importId: IMPORT_ID,
    service: 'pinpoint',
    topic: 'data-protection',
    check: 'pinpoint_app_encrypted',
    title: 'Applications are encrypted',
    result: 'pass',
    statusRaw: 'PASS',
    statusText: `Application ${n} is encrypted.`,
    muted: false,
    lifecycle: 'active',
    standing: 'current',
    change: null,
    otherId: null,
    severity: 'medium',
    severityRaw: 'medium',
    resource: `arn:aws:mobiletargeting:eu-west-1:111122223333:apps/${String(n).padStart(8, '0')}`,
    resourceType: 'AwsPinpointApp',
    region: 'eu-west-1',
    account: '111122223333',
    seenAt: '2026-03-30T10:00:00.000Z',
    timeQuality: 'exact',
    source: { sha256: SHA, fileName: 'scan.ocsf.json', offset: n * 1000, length: 900 },
    ...over,
  }
}

/** A finding over the given rows; its evidence is what those rows say of its check. */
export function buildFinding(number: number, check: string, rows: readonly EvidenceRow[], over: Partial<FindingRow> = {}): FindingRow {
  const counts = countRows(rows.filter((row) => checkOf(row) === check))
  return {
    findingId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    number,
    service: 'pinpoint',
    topic: rows.find((row) => checkOf(row) === check)?.topic ?? null,
    check,
    title: `Finding on ${check}`,
    condition: 'The setting is **off**.',
    criterion: 'The policy asks for it.',
    cause: '',
    effect: 'Data may leak.',
    recommendation: 'Turn it on.',
    clientResponse: '',
    severity: 'high',
    severityReason: '',
    scannerSeverity: 'high',
    status: 'open',
    owner: '',
    dueDate: null,
    untouched: false,
    revision: 1,
    createdAt: AT,
    updatedAt: AT,
    evidence: counts.byResult,
    mutedFails: counts.mutedFails,
    ...over,
  }
}

export function buildCriterion(id: string, over: Partial<JudgedCriterion> = {}): JudgedCriterion {
  return {
    criterionId: id,
    service: 'pinpoint',
    topic: 'data-protection',
    responsibility: 'customer',
    statement: `Criterion ${id} holds.`,
    howTested: 'Look at the setting.',
    method: 'evidence',
    source: 'security-data-protection.md',
    provenBy: 'The setting as the AWS CLI gave it.',
    checks: [],
    requirements: [],
    when: [],
    subtopic: null,
    verdict: 'not-tested',
    reportId: null,
    proposal: null,
    rationale: '',
    basis: '',
    updatedAt: null,
    updatedBy: null,
    ...over,
  }
}

const topicNames: Readonly<Record<string, string>> = {
  'data-protection': 'Data protection',
  'identity-and-access-management': 'Identity and access management',
  'console-and-api-authorization': 'Console and API authorization',
  'logging-and-monitoring': 'Logging and monitoring',
  resilience: 'Resilience',
}
/** The test service's chapter: deliberately not in canonical order, and without two canonical topics. */
export const CHAPTER = ['logging-and-monitoring', 'data-protection', 'identity-and-access-management']

const talliesOf = (rows: readonly EvidenceRow[]): Tally[] =>
  [...groupBy(rows, (r) => JSON.stringify([r.topic, r.check, r.result, r.severity, r.muted, r.lifecycle])).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { topic, check, result, severity, muted, lifecycle } = first
    return [{ topic, check, result, severity, muted, lifecycle, count: group.length }]
  })

/** A source whose counts, tallies and import balance follow from its rows; anything can be replaced. */
export function buildSource(over: Partial<ReportSource> = {}): ReportSource {
  const evidence = over.evidence ?? []
  const criteria = over.criteria ?? []
  const counts = countRows(evidence)
  const bySeverity = noSeverities()
  for (const row of evidence) bySeverity[row.severity] += 1
  const importSummary: ReportSource['imports'][number] = {
    importId: IMPORT_ID,
    importedAt: AT,
    importedBy: 'Ada Auditor',
    fileName: 'scan.ocsf.json',
    sha256: SHA,
    bytes: 123_456,
    formatId: 'prowler-ocsf',
    encoding: 'utf-8',
    tool: 'Prowler',
    toolVersion: '4.0.0',
    seenFrom: null,
    seenTo: null,
    records: evidence.length,
    stored: evidence.length,
    rejected: 0,
    duplicates: 0,
    byResult: { ...noResults(), ...counts.byResult },
    bySeverity,
    byService: { pinpoint: evidence.length },
    byTopic: {},
    muted: counts.muted,
    warnings: 0,
    serviceRecords: evidence.length,
    serviceOthers: { restated: 0, superseded: 0, gone: 0 },
    issues: [],
  }
  return {
    reportId: '00000000-0000-4000-8000-00000000abcd',
    version: 1,
    kind: 'final',
    createdAt: AT,
    createdBy: 'Ada Auditor',
    tickmarkVersion: '0.1.0',
    engagement: {
      engagementId: '00000000-0000-4000-8000-00000000eeee',
      title: 'Messaging audit',
      client: 'Example Ltd',
      periodFrom: '2026-01-01',
      periodTo: '2026-03-31',
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
      services: ['pinpoint'],
      factors: { dataSensitivity: '', companyRequirements: '', lawsAndRegulations: '', answers: {} },
      people: [],
      createdAt: AT,
      catalogVersion: '1',
      encrypted: true,
      fileName: 'messaging.tickmark',
    },
    service: {
      key: 'pinpoint',
      name: 'Amazon Pinpoint',
      aliases: [],
      hasChapter: true,
      chapterTitle: 'Security in Amazon Pinpoint',
      chapterSource: 'security.md',
      chapter: CHAPTER.map((topic) => ({ topic, title: `${topicNames[topic]} in Amazon Pinpoint` })),
      notes: [],
      origin: 'shipped',
      namespaces: { arn: ['mobiletargeting'], prowler: [], securityHub: [], cloudFormation: [], asff: [] },
      pages: [],
      criteria: criteria.map(
        ({ verdict: _v, rationale: _r, basis: _b, reportId: _p, updatedAt: _a, updatedBy: _u, ...criterion }) => criterion,
      ),
      responsibilities: [],
    },
    catalog: { inForce: '1', file: null },
    topics: Object.entries(topicNames).map(([topic, label]) => ({ topic, label, holds: label, subtopics: [] })),
    journal: { seq: 42, head: 'ab'.repeat(32) },
    imports: evidence.length > 0 ? [importSummary] : [],
    tallies: talliesOf(evidence),
    counted: counts.byResult,
    standings: { current: evidence.length, restated: 0, superseded: 0, gone: 0 },
    unfiledInEngagement: 0,
    leftOut: [],
    questions: [],
    frameworks: [],
    awsReports: [],
    coverage: buildCoverage({
      key: 'pinpoint',
      name: 'Amazon Pinpoint',
      engagement: { accounts: ['111122223333'], regions: ['eu-west-1'], services: ['pinpoint'] },
      topics: Object.entries(topicNames).map(([topic, label]) => ({ topic, label })),
      chapter: new Set(CHAPTER),
      rows: evidence,
      criteria,
    }),
    crosswalk: [],
    filesWithoutRequirements: [],
    findings: [],
    conclusions: [],
    signOffs: [],
    openPoints: [],
    changedSince: [],
    ...over,
    evidence,
    criteria,
  }
}
