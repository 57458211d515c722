import { describe, expect, it } from 'vitest'
import { VERDICTS_FOR } from '#domain/criterion'
import { EngagementScope } from '#domain/engagement'
import type { Filing, ScanRecord } from '#domain/evidence'
import { answersProblem, FactorId, isSelected } from '#domain/factors'
import { FindingPatch } from '#domain/finding'
import type { ImportIssue } from '#domain/imports'
import { createCatalog } from '../catalog/catalog.ts'
import { questionnaire } from '../catalog/factors.ts'
import { createFiler } from '../catalog/filing.ts'
import { detectFormat } from '../importers/detect.ts'
import { importerFor } from '../importers/registry.ts'
import { SAMPLE_FINDING_EDITS } from './findings.ts'
import { SAMPLE_CONCLUSIONS, SAMPLE_VERDICTS } from './judgement.ts'
import type { SampleVerdict } from './sample-verdict.ts'
import { SAMPLE_SCOPE, sampleScans } from './sample.ts'
import { PROWLER_CHECKS } from './scans/prowler-checks.ts'

const catalog = createCatalog()
const file = createFiler(catalog)

type Read = {
  readonly fileName: string
  readonly formatId: string
  readonly records: readonly ScanRecord[]
  readonly issues: readonly ImportIssue[]
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

async function readScans(): Promise<readonly Read[]> {
  const read: Read[] = []
  for (const { fileName, text } of sampleScans()) {
    const bytes = new TextEncoder().encode(text)
    const { formatId } = detectFormat({ bytes, whole: true })
    const items = []
    for await (const batch of importerFor(formatId)?.parse(once(bytes)) ?? []) items.push(...batch)
    read.push({
      fileName,
      formatId,
      records: items.flatMap((item) => (item.kind === 'record' ? [item.record] : [])),
      issues: items.flatMap((item) => (item.kind === 'issue' ? [item.issue] : [])),
    })
  }
  return read
}

const scans = await readScans()
const records = scans.flatMap((s) => s.records)
const filed: readonly (readonly [record: ScanRecord, filing: Filing])[] = records.map((r) => [r, file(r)])
const count = (holds: (record: ScanRecord, filing: Filing) => boolean): number => filed.filter(([r, f]) => holds(r, f)).length

describe('the sample engagement', () => {
  it('has a scope the program accepts, with services the catalog knows and all three factors stated', () => {
    expect(EngagementScope.parse(SAMPLE_SCOPE)).toEqual(SAMPLE_SCOPE)
    for (const key of SAMPLE_SCOPE.services) expect(catalog.resolveKey(key)).toBe(key)
    for (const factor of FactorId.options) expect(SAMPLE_SCOPE.factors[factor].length).toBeGreaterThan(100)
    expect(SAMPLE_SCOPE.people.map((p) => p.role)).toEqual(expect.arrayContaining(['preparer', 'reviewer', 'client']))
  })
})

describe('its scans', () => {
  it('are recognised by their content and read without a rejection', () => {
    expect(scans.map((s) => [s.formatId, s.records.length])).toEqual([
      ['prowler-ocsf', 23],
      ['prowler-csv', 13],
      ['asff', 34],
    ])
    expect(scans.flatMap((s) => s.issues).filter((i) => i.kind === 'rejection')).toEqual([])
  })

  it('are the same text every time', () => {
    expect(sampleScans()).toEqual(sampleScans())
  })

  it('hold every kind of record an auditor meets', () => {
    expect(new Set(records.map((r) => r.result))).toEqual(new Set(['pass', 'fail', 'manual', 'error', 'not-applicable', 'unknown']))
    expect(count((r) => r.muted)).toBe(4)
    expect(count((r) => r.severity === 'unknown')).toBe(2)
    expect(count((r) => r.lifecycle === 'archived')).toBe(1)
    expect(count((r) => /[äöüßÖë]/.test(`${r.statusText}${r.description}`))).toBeGreaterThan(5)
    expect(sampleScans()[1]?.text.split('\r\n')).toHaveLength(15)
    expect(sampleScans()[1]?.text).toContain('"User notfall (""Notfallzugang für Störungen""; see safe)')
  })

  it('name only the two example accounts and their regions', () => {
    expect(new Set(records.map((r) => r.accountId))).toEqual(new Set(SAMPLE_SCOPE.accounts))
    expect(new Set(records.map((r) => r.region))).toEqual(new Set(SAMPLE_SCOPE.regions))
  })

  it('use checks that Prowler has, with its categories', () => {
    const known = Object.keys(PROWLER_CHECKS).map((id) => [id, catalog.data.checks[id]?.categories])
    expect(known).toEqual(Object.entries(PROWLER_CHECKS).map(([id, check]) => [id, check.categories]))
  })

  it('give both measure services evidence, and leave one record under no service', () => {
    expect(count((_, f) => f.service === 'pinpoint')).toBe(15)
    expect(count((_, f) => f.service === 'sso')).toBe(10)
    expect(filed.filter(([, f]) => f.service === null).map(([r]) => r.checkId)).toEqual(['dns-zone-owner'])
    expect(SAMPLE_SCOPE.services.filter((key) => count((_, f) => f.service === key) < 2)).toEqual([])
  })

  it('file under topics of the chapter, but for the cases meant to show otherwise', () => {
    const outside = filed
      .filter(([, f]) => f.service === 'pinpoint' || f.service === 'sso')
      .filter(([, f]) => !catalog.service(f.service ?? '')?.chapter.some((c) => c.topic === f.topic))
      .map(([r, f]) => `${r.checkId} ${f.topic}`)
    expect(outside).toEqual(['pinpoint-voice-channel null', 'identity-center-unused-assignments configuration-and-vulnerability-analysis'])
  })
})

describe('the auditor’s sample work', () => {
  it('gives only verdicts the responsibility allows, with an AWS report exactly where AWS’s part is inherited', () => {
    const allowed = (v: SampleVerdict): boolean => {
      const criterion = catalog.criterion(v.criterionId)
      return criterion !== undefined && VERDICTS_FOR[criterion.responsibility].includes(v.verdict)
    }
    expect(SAMPLE_VERDICTS.filter((v) => !allowed(v))).toEqual([])
    expect(SAMPLE_VERDICTS.filter((v) => (v.report !== null) !== (v.verdict === 'inherited'))).toEqual([])
    expect(SAMPLE_VERDICTS.filter((v) => v.rationale === '')).toEqual([])
    const { answers } = SAMPLE_SCOPE.factors
    expect(answersProblem(questionnaire(), answers)).toBeNull()
    expect(SAMPLE_VERDICTS.filter((v) => !isSelected({ when: catalog.criterion(v.criterionId)?.when ?? [] }, answers))).toEqual([])
    expect(new Set(SAMPLE_VERDICTS.map((v) => v.criterionId)).size).toBe(SAMPLE_VERDICTS.length)
  })

  it('leaves some criteria untested, but no topic wholly', () => {
    const judged = new Set(SAMPLE_VERDICTS.map((v) => v.criterionId))
    const untested = [...catalog.criteria('pinpoint'), ...catalog.criteria('sso')].filter((c) => !judged.has(c.criterionId))
    expect(untested.map((c) => c.criterionId)).toEqual(
      expect.arrayContaining([
        'pinpoint.identity-and-access-management.ses-identity',
        'pinpoint.compliance-validation.phi-channels',
        'sso.identity-and-access-management.provisioned-roles',
        'sso.console-api-authorization.action-mapping',
        'sso.infrastructure-security.signed-requests',
      ]),
    )
    const judgedTopics = new Set(SAMPLE_VERDICTS.map((v) => v.criterionId.slice(0, v.criterionId.lastIndexOf('.'))))
    const silent = [...catalog.criteria('pinpoint'), ...catalog.criteria('sso')].filter((c) => !judgedTopics.has(`${c.service}.${c.topic}`))
    expect(silent).toEqual([])
  })

  it('concludes on topics of the chapter and on each service once', () => {
    const inChapter = (service: string, topic: string): boolean => catalog.service(service)?.chapter.some((t) => t.topic === topic) === true
    expect(SAMPLE_CONCLUSIONS.filter((c) => c.topic !== null && !inChapter(c.service, c.topic))).toEqual([])
    expect(SAMPLE_CONCLUSIONS.filter((c) => c.topic === null).map((c) => c.service)).toEqual(['pinpoint', 'sso'])
    expect(new Set(SAMPLE_CONCLUSIONS.map((c) => `${c.service} ${c.topic}`)).size).toBe(SAMPLE_CONCLUSIONS.length)
  })

  it('edits findings that the scans draft, giving a reason wherever the severity differs from the scanner’s', () => {
    const order = ['critical', 'high', 'medium', 'low', 'informational', 'unknown']
    const worstOf = (service: string, check: string): string | undefined =>
      filed
        .filter(([r, f]) => f.service === service && r.checkId === check && r.result === 'fail' && r.lifecycle === 'active')
        .map(([r]) => r.severity)
        .sort((a, b) => order.indexOf(a) - order.indexOf(b))[0]
    for (const { service, check, patch } of SAMPLE_FINDING_EDITS) {
      const worst = worstOf(service, check)
      expect([check, FindingPatch.parse(patch), worst !== undefined]).toEqual([check, patch, true])
      expect([check, (patch.severityReason ?? '') !== '']).toEqual([check, patch.severity !== undefined && patch.severity !== worst])
    }
  })
})
