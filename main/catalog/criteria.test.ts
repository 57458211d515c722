// What every criterion owes an auditor: a precise statement, a way to test it, a proof, checks and requirements that exist.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { isSelected } from '#domain/factors'
import { shippedCatalog } from './catalog.ts'
import { questionnaire } from './factors.ts'

const PROWLER = join(import.meta.dirname, '../../../shared/catalog/prowler-checks.json')
const present = existsSync(PROWLER)
if (!present) console.warn(`criteria: ${PROWLER} is absent; Security Hub ids that only its bridge knows were checked by their shape alone`)
const Bridge = z.object({ checks: z.array(z.object({ securityhub_controls: z.array(z.string()) })) })
const bridged = new Set(
  present ? Bridge.parse(JSON.parse(readFileSync(PROWLER, 'utf8'))).checks.flatMap((c) => c.securityhub_controls) : [],
)

const catalog = shippedCatalog()
const own = catalog.data.special.map((s) => s.service)
const all = catalog.services().flatMap((s) => catalog.criteria(s.key))
const worked = own.flatMap((key) => catalog.criteria(key))

/** Ids as they were before the services below were worked out; verdicts of older engagements name them. */
const GENERIC_OF_OLD: Readonly<Record<string, readonly string[]>> = {
  'data-protection': ['aws-encryption', 'at-rest', 'in-transit'],
  'identity-and-access-management': ['aws-iam', 'least-privilege', 'trust'],
  'logging-and-monitoring': ['aws-events', 'kept', 'watched'],
  'compliance-validation': ['aws-programmes', 'own-duties'],
  resilience: ['aws-zones', 'recovery'],
  'infrastructure-security': ['aws-network', 'exposure'],
  'configuration-and-vulnerability-analysis': ['aws-patching', 'baseline'],
  'security-best-practices': ['followed'],
  'vpc-endpoints': ['private-access'],
  'incident-response': ['plan'],
  'console-api-authorization': ['actions'],
  'service-specific': ['pages'],
}

describe('criteria', () => {
  it('are worked out for the services auditors meet most', () => {
    expect(own).toEqual(['cloudtrail', 'ec2', 'eks', 'iam', 'kms', 'lambda', 'pinpoint', 'rds', 's3', 'sso'])
  })

  it('keep the ids that older engagements hold verdicts on', () => {
    const ids = new Set(all.map((c) => c.criterionId))
    const lost = catalog
      .services()
      .filter((s) => s.key !== 'pinpoint' && s.key !== 'sso')
      .flatMap((s) => s.chapter.flatMap(({ topic }) => (GENERIC_OF_OLD[topic] ?? []).map((slug) => `${s.key}.${topic}.${slug}`)))
      .filter((id) => !ids.has(id))
    expect(lost).toEqual([])
  })

  it('say in whole sentences what must be so, how it is tested and what proves it', () => {
    const sentence = (text: string): boolean => /^[A-Z].{25,}\.\)?$/s.test(text)
    const loose = all.filter((c) => !sentence(c.statement) || !sentence(c.provenBy) || (c.howTested !== null && !sentence(c.howTested)))
    expect(loose.map((c) => [c.criterionId, c.statement, c.howTested, c.provenBy])).toEqual([])
    expect(
      all.filter((c) => /\b(?:appropriate|adequate|sufficient|properly|as needed)\b/i.test(c.statement)).map((c) => c.criterionId),
    ).toEqual([])
  })

  it('of a service are all different', () => {
    const twice = catalog.services().filter((s) => {
      const statements = catalog.criteria(s.key).map((c) => c.statement)
      return new Set(statements).size !== statements.length
    })
    expect(twice.map((s) => s.key)).toEqual([])
  })

  it('name only checks that exist: Security Hub controls and Prowler checks', () => {
    const { controls, checks } = catalog.data
    const isKnown = (id: string): boolean =>
      id in controls || id in checks || bridged.has(id) || (!present && /^[A-Za-z0-9]+\.\d+$/.test(id))
    expect([...new Set(all.flatMap((c) => c.checks))].filter((id) => !isKnown(id))).toEqual([])
    expect(all.filter((c) => new Set(c.checks).size !== c.checks.length).map((c) => c.criterionId)).toEqual([])
  })

  it('name at least one control of NIST 800-53 revision 5 each, by its id', () => {
    const nist = (c: (typeof all)[number]): readonly string[] => c.requirements.find((r) => r.framework === 'nist-800-53-r5')?.ids ?? []
    expect(all.filter((c) => nist(c).length === 0).map((c) => c.criterionId)).toEqual([])
    expect(
      [...new Set(all.flatMap(nist))].filter(
        (id) => !/^(?:A[CTU]|C[AMP]|I[AR]|M[AP]|P[ELMST]|RA|S[ACIR])-\d{1,2}(?:\(\d{1,2}\))?$/.test(id),
      ),
    ).toEqual([])
  })

  it('depend only on answers of the questionnaire, and stand on the list while nothing is answered', () => {
    const answers = new Set(questionnaire().flatMap((q) => q.answers.map((a) => a.answerId)))
    expect([...new Set(all.flatMap((c) => c.when))].filter((id) => !answers.has(id))).toEqual([])
    expect(all.filter((c) => !isSelected(c, {}))).toEqual([])
  })

  it('of worked-out services rest on a page or another named source; the others say that they are general', () => {
    expect(worked.filter((c) => !/Guide, .*: .*\.(?:md|adoc)$|^AWS (?:documentation|CLI)/.test(c.source)).map((c) => c.source)).toEqual([])
    expect(all.filter((c) => !own.includes(c.service) && !c.source.startsWith('General criterion'))).toEqual([])
  })

  it('of worked-out services cover most checks that the catalog files under them', () => {
    const share = own.flatMap((key) => {
      const named = new Set(worked.flatMap((c) => c.checks))
      const filed = Object.entries(catalog.data.checks).filter(([, row]) => row.service === key)
      return filed.length === 0 ? [] : [[key, filed.filter(([id]) => named.has(id)).length / filed.length] as const]
    })
    expect(share.filter(([, part]) => part < 0.8)).toEqual([])
  })
})
