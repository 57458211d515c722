// One valid call per method of the contract, in an order in which each finds what it needs: an auditor's day from a new engagement
// to a verified report. Typed over MethodName, so that a new method without a step fails to compile.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input, Output } from '../../main/contract/index.ts'
import type { MethodName } from '../../main/contract/names.ts'

export type Files = {
  readonly engagement: string
  readonly scan: string
  readonly bundle: string
  readonly pkcs12: string
  readonly catalog: string
}

/** What earlier steps left for later ones. */
export type Seen = {
  readonly files: Files
  importId: string
  evidenceId: number
  findingId: string
  revision: number
  criterionId: string
  proposal: { readonly criterionId: string; readonly digest: string }
  contentHash: string
  identityId: string
  importedIdentityId: string
  awsReportId: string
  reportId: string
  reportFile: string
}

type Step<M extends MethodName> = {
  readonly input: (seen: Seen) => Input<M>
  /** Looks at the answer: asserts what matters to the next steps and keeps it. */
  readonly keep?: (output: Output<M>, seen: Seen) => void
}

/** Under which the program keeps the scan that every transport is given. */
const SCAN_SHA256 = createHash('sha256')
  .update(readFileSync(join(import.meta.dirname, '../data/kestrel.ocsf.json')))
  .digest('hex')

const PROFILE: Input<'profiles.save'>['profile'] = {
  kind: 'csv',
  name: 'House list',
  tool: 'House scanner',
  columns: { checkId: 'Control', status: 'Outcome', resourceId: 'Asset' },
  statuses: { ok: 'pass', nok: 'fail' },
  severities: {},
  provider: 'aws',
  delimiter: ';',
}

const AWS_REPORT: Input<'awsReports.save'>['facts'] = {
  programme: 'soc-2',
  title: 'System and Organization Controls 2 Report',
  issuer: 'Fixture Auditors LLP',
  periodFrom: '2025-10-01',
  periodTo: '2026-03-31',
  asOf: null,
  services: ['iam', 's3'],
  opinion: 'unqualified',
  opinionText: '',
  readBy: 'Rosalind Fixture',
  readOn: '2026-04-01',
  expiresOn: null,
  bridgeUntil: null,
  notes: '',
}

/** A check of the scan as the program files it. */
const REFILED = { check: 's3_bucket_public_access', from: { service: 's3', topic: 'infrastructure-security' } }

const nothing = { input: () => ({}) }
const SERVICE = 'iam'
const PASSPHRASE = 'correct horse battery staple'
const JOB = '5f0c1a52-6b1e-4c4e-9d5e-8f3f0c7a1b2d'

/** The first of a list that must have one. */
export function first<T>(list: readonly T[], what: string): T {
  const [value] = list
  if (value === undefined) throw new Error(`the scenario expected ${what}`)
  return value
}

const SCOPE: Input<'engagements.create'>['scope'] = {
  title: 'Compliance validation 2026',
  client: 'Kestrel Logistics',
  periodFrom: '2026-01-01',
  periodTo: '2026-03-31',
  accounts: ['210987654321'],
  regions: ['eu-central-1'],
  services: ['iam', 's3', 'pinpoint', 'sso'],
  factors: { dataSensitivity: 'Invoices', companyRequirements: 'ISMS', lawsAndRegulations: 'GDPR' },
  people: [{ name: 'Rosalind Fixture', role: 'preparer', organisation: 'Kestrel Audit' }],
}

export const scenario: { readonly [M in MethodName]: Step<M> } = {
  'app.info': nothing,
  'app.setActor': { input: () => ({ actor: 'Rosalind Fixture' }) },
  'catalog.services': nothing,
  'catalog.service': { input: () => ({ service: 'pinpoint' }) },
  'catalog.topics': nothing,
  'engagements.recent': nothing,
  'engagements.create': { input: ({ files }) => ({ file: files.engagement, passphrase: PASSPHRASE, scope: SCOPE }) },
  'engagements.current': nothing,
  'catalog.standing': nothing,
  'catalog.check': { input: ({ files }) => ({ file: files.catalog }) },
  'catalog.use': { input: ({ files }) => ({ file: files.catalog }) },
  'catalog.drop': nothing,
  'catalog.adopt': nothing,
  'engagements.update': { input: () => ({ patch: { client: 'Kestrel Logistics SE' } }) },
  'imports.detect': { input: ({ files }) => ({ files: [files.scan] }) },
  'imports.preview': { input: ({ files }) => ({ file: { token: files.scan }, limit: 5 }) },
  'imports.run': { input: ({ files }) => ({ jobId: JOB, files: [{ token: files.scan }] }) },
  'imports.list': {
    input: () => ({}),
    keep: (list, seen) => {
      seen.importId = first(list, 'an import').importId
    },
  },
  'imports.get': { input: ({ importId }) => ({ importId }) },
  'imports.issues': { input: () => ({ sha256: SCAN_SHA256 }) },
  'imports.excerpt': { input: () => ({ sha256: SCAN_SHA256, offset: 0, length: 64 }) },
  'kit.commands': { input: () => ({ services: ['pinpoint'] }) },
  'kit.make': { input: () => ({ services: ['pinpoint', 'sso'] }) },
  'kit.import': { input: ({ files }) => ({ jobId: JOB, files: [files.bundle] }) },
  'kit.results': nothing,
  'profiles.save': { input: () => ({ profile: PROFILE }) },
  'profiles.list': nothing,
  'profiles.remove': { input: () => ({ name: PROFILE.name }) },
  'evidence.list': {
    input: () => ({ filter: 'result:fail' }),
    keep: (page, seen) => {
      seen.evidenceId = first(page.rows, 'failing evidence').evidenceId
    },
  },
  'evidence.facets': nothing,
  'evidence.get': { input: ({ evidenceId }) => ({ evidenceId }) },
  'evidence.raw': { input: ({ evidenceId }) => ({ evidenceId }) },
  'filing.tray': nothing,
  'filing.placesOfCheck': { input: () => ({ check: REFILED.check }) },
  'filing.refile': {
    input: () => ({
      moves: [{ ...REFILED, to: { service: 's3', topic: 'identity-and-access-management' } }],
      reason: 'A policy grants it.',
    }),
  },
  'filing.rules': nothing,
  'filing.removeRules': { input: () => ({ rules: [REFILED] }) },
  'findings.list': {
    input: () => ({ filter: `service:${SERVICE}` }),
    keep: (page, seen) => {
      const { findingId, revision } = first(page.rows, 'a drafted finding')
      Object.assign(seen, { findingId, revision })
    },
  },
  'findings.facets': nothing,
  'findings.get': { input: ({ findingId }) => ({ findingId }) },
  'findings.update': {
    input: ({ findingId, revision }) => ({
      findingId,
      revision,
      patch: { cause: 'Nobody owned the root user.', owner: 'IT', status: 'open' },
    }),
  },
  'findings.history': { input: ({ findingId }) => ({ findingId }) },
  'criteria.list': {
    input: () => ({ service: 'pinpoint' }),
    keep: (list, seen) => {
      seen.criterionId = first(
        list.filter((criterion) => criterion.responsibility === 'customer'),
        'a criterion of the customer',
      ).criterionId
    },
  },
  'criteria.setVerdict': { input: ({ criterionId }) => ({ criterionId, verdict: 'met', rationale: 'Seen in the settings.' }) },
  'criteria.proposals': {
    input: () => ({ service: SERVICE }),
    keep: (list, seen) => {
      const { proposal } = first(
        list.filter((one) => one.proposal.verdict !== null),
        'a proposal',
      )
      seen.proposal = { criterionId: proposal.criterionId, digest: proposal.digest }
    },
  },
  'criteria.acceptProposals': { input: ({ proposal }) => ({ service: SERVICE, accepted: [proposal] }) },
  'awsReports.save': {
    input: () => ({ jobId: JOB, reportId: null, facts: AWS_REPORT, file: { kind: 'source', sha256: SCAN_SHA256 } }),
    keep: ({ reportId }, seen) => {
      seen.awsReportId = reportId
    },
  },
  'awsReports.inherit': { input: ({ awsReportId }) => ({ reportId: awsReportId, services: [SERVICE], apply: false }) },
  'awsReports.list': nothing,
  'awsReports.remove': { input: ({ awsReportId }) => ({ reportId: awsReportId, reason: 'It is of another company.' }) },
  'factors.questions': nothing,
  'factors.effects': { input: () => ({ answers: { 'data-kinds': ['data-kinds.personal'] } }) },
  'conclusions.list': { input: () => ({ service: SERVICE }) },
  'conclusions.set': { input: () => ({ service: SERVICE, topic: null, conclusion: 'not-effective', rationale: 'Root has no MFA.' }) },
  'services.get': {
    input: () => ({ service: SERVICE }),
    keep: ({ contentHash }, seen) => {
      seen.contentHash = contentHash
    },
  },
  'signOffs.give': { input: ({ contentHash }) => ({ service: SERVICE, role: 'preparer', name: 'Rosalind Fixture', seen: contentHash }) },
  'signOffs.list': { input: () => ({ service: SERVICE }) },
  'coverage.get': nothing,
  'coverage.services': { input: () => ({ services: [SERVICE, 'pinpoint'] }) },
  'overview.get': nothing,
  'identities.create': {
    input: () => ({ name: 'Rosalind Fixture', organisation: 'Kestrel Audit', country: 'DE', passphrase: PASSPHRASE }),
    keep: ({ identityId }, seen) => {
      seen.identityId = identityId
    },
  },
  'identities.import': {
    input: ({ files }) => ({ file: files.pkcs12, filePassphrase: 'fixture', passphrase: PASSPHRASE }),
    keep: ({ identityId }, seen) => {
      seen.importedIdentityId = identityId
    },
  },
  'identities.list': nothing,
  'identities.certificate': { input: ({ identityId }) => ({ identityId }) },
  'identities.remove': { input: ({ importedIdentityId }) => ({ identityId: importedIdentityId }) },
  'frameworks.list': nothing,
  'frameworks.get': { input: () => ({ framework: 'gdpr', states: ['not-tested'] }) },
  'frameworks.export': { input: () => ({ framework: 'gdpr', format: 'csv' }) },
  'reports.readiness': { input: () => ({ services: [SERVICE, 'pinpoint'] }) },
  'reports.build': {
    input: () => ({ jobId: JOB, services: [SERVICE], draft: false }),
    keep: (built, seen) => {
      seen.reportId = first(built, 'a report').reportId
    },
  },
  'reports.list': nothing,
  'reports.sign': { input: ({ reportId, identityId }) => ({ reportId, identityId, passphrase: PASSPHRASE, reason: 'Prepared' }) },
  'reports.file': {
    input: ({ reportId }) => ({ reportId }),
    keep: ({ file }, seen) => {
      seen.reportFile = file
    },
  },
  'verification.verify': { input: ({ reportFile }) => ({ files: [reportFile] }) },
  'imports.remove': { input: ({ importId }) => ({ jobId: JOB, importId, reason: 'The scan was of the wrong account.' }) },
  'journal.list': nothing,
  'journal.verify': nothing,
  'jobs.cancel': { input: () => ({ jobId: JOB }) },
  'engagements.close': nothing,
  'engagements.open': { input: ({ files }) => ({ file: files.engagement, passphrase: PASSPHRASE }) },
  'engagements.forget': { input: ({ files }) => ({ token: files.engagement }) },
  'engagements.openSample': nothing,
}
