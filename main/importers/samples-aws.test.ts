// The importers of AWS services' own formats on real answers, against counts made here in the plainest way.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll, resultsOf } from './reading.fixture.ts'
import { importerFor } from './registry.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-aws: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

type Sample = { readonly file: string; readonly formatId: string }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))

type Plain = Readonly<Record<string, unknown>>
const listUnder = (answer: Plain, key: string): number => (answer[key] as unknown[] | undefined)?.length ?? 0
const sumUnder = (answer: Plain, keys: readonly string[]): number => keys.reduce((sum, key) => sum + listUnder(answer, key), 0)

/** How many records a plain look at the parsed answer finds, by format. */
const COUNTS: Readonly<Record<string, (answer: Plain) => number>> = {
  'aws-config': (answer) =>
    'ComplianceSummary' in answer || 'ConfigurationRecorders' in answer ? 1 : sumUnder(answer, ['EvaluationResults', 'ConfigRules']),
  'access-analyzer': (answer) => ('findingDetails' in answer ? 1 : listUnder(answer, 'findings')),
  'access-analyzer-policy-validation': (answer) => listUnder(answer, 'findings'),
  guardduty: (answer) => listUnder(answer, 'Findings'),
  inspector2: (answer) => listUnder(answer, 'findings'),
  'iam-authorization-details': (answer) => sumUnder(answer, ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies']),
  'iam-credential-report': ({ Content }) => csvOf(String(Content)).trim().split('\n').length - 1,
  // A check is one record beside its flagged resources.
  'trusted-advisor': (answer) =>
    listUnder(answer, 'recommendationSummaries') + ('result' in answer ? 1 + listUnder(answer['result'] as Plain, 'flaggedResources') : 0),
  'security-hub-reference': (answer) => sumUnder(answer, ['Controls', 'SecurityControlDefinitions']),
}
const csvOf = (content: string): string => (content.startsWith('user,') ? content : Buffer.from(content, 'base64').toString('utf8'))
const read = index.filter(({ formatId }) => Object.hasOwn(COUNTS, formatId))

function plainCount({ file, formatId }: Sample): number {
  const root = JSON.parse(readFileSync(join(SAMPLES, file), 'utf8')) as Plain
  return COUNTS[formatId]?.((root['data'] as Plain | undefined) ?? root) ?? -1
}

function importerOf(formatId: string) {
  const importer = importerFor(formatId as FormatId)
  if (importer === null) throw new Error(`no importer for ${formatId}`)
  return importer
}

describe.runIf(present)('detection', () => {
  it.each(read)('$file is $formatId', ({ file, formatId }) => {
    expect(detectFormat(headOf(load(file)))).toMatchObject({ formatId, confidence: 'certain' })
  })

  it('takes no other file for one of these', () => {
    const wrong = index
      .filter(({ formatId }) => !Object.hasOwn(COUNTS, formatId))
      .map(({ file }) => ({ file, detected: detectFormat(headOf(load(file))).formatId }))
      .filter(({ detected }) => Object.hasOwn(COUNTS, detected))
    expect(wrong).toEqual([])
  })
})

describe.runIf(present)('reading', () => {
  it.each(read)('$file: as many records as counted plainly, none rejected, each re-cut to itself', async (sample) => {
    const importer = importerOf(sample.formatId)
    const bytes = load(sample.file)
    const reading = await readAll(importer, bytes)
    expect(reading.records.length).toBe(plainCount(sample))
    expect(reading.rejections).toEqual([])
    expect(recutAll(importer, bytes, reading).again).toEqual(reading.records)
  })

  it.each(read.filter(({ file }) => load(file).length < 60_000))(
    '$file: chunks of 1 and 7 bytes give the same items',
    async ({ file, formatId }) => {
      const importer = importerOf(formatId)
      const { items } = await readAll(importer, load(file))
      for (const size of [1, 7]) expect((await readAll(importer, load(file), size)).items).toEqual(items)
    },
  )
})

describe.runIf(present)('results', () => {
  it.each([
    ['aws-config/c7n_test_config_inconsistent_hub_rule__config.GetComplianceDetailsByConfigRule_1.json', { fail: 3 }],
    ['aws-config/awscli_doc_configservice__get-compliance-summary-by-config-rule.json', { info: 1 }],
    ['aws-access-analyzer/c7n_test_access_analyzer_finding__access-analyzer.ListFindings_1.json', { fail: 4 }],
    ['aws-access-analyzer/awscli_doc_accessanalyzer__validate-policy.json', { info: 1, fail: 2 }],
    ['aws-guardduty/awscli_doc_guardduty__get-findings.json', { fail: 1 }],
    ['aws-inspector2/c7n_finding_inspector2.ListFindings_1.json', { fail: 6 }],
    ['aws-trusted-advisor/c7n_test_account_raise_service_limit__support.DescribeTrustedAdvisorCheckResult_1.json', { pass: 17 }],
    ['aws-trusted-advisor/awscli_doc_trustedadvisor__list-recommendations_1.json', { fail: 2 }],
    ['aws-iam/cloudsplaining_example_account-authorization-details.json', { info: 211 }],
    ['aws-cli-mock/iam-get-credential-report.json', { info: 1 }],
    ['aws-securityhub/awscli_doc_securityhub__describe-standards-controls.json', { info: 2 }],
  ])('%s', async (file, counts) => {
    const { records } = await readAll(importerOf(index.find((sample) => sample.file === file)?.formatId ?? ''), load(file))
    expect(resultsOf(records)).toEqual(counts)
  })
})
