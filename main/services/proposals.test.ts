// What a real AWS CLI said of a mock account with bad settings (shared/samples/aws-cli-mock), through the whole import: the verdicts
// proposed follow the settings.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedApp, SCOPE } from './testing/app.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples/aws-cli-mock')
const present = existsSync(SAMPLES)
if (!present) console.warn(`services/proposals: ${SAMPLES} IS ABSENT; no real answer was evaluated`)

const JOB = '22222222-2222-4222-8222-222222222222'
const IAM = 'identity-and-access-management'

describe.runIf(present)('proposals from the answers of a mock account', () => {
  it('follow its settings, name the figures, and never say met where something is missing', { timeout: 120_000 }, async () => {
    const app = await openedApp(null, { ...SCOPE, accounts: ['123456789012'], regions: ['us-east-1'] })
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(SAMPLES) }] })
    const proposals = new Map<string, { readonly verdict: string | null; readonly reason: string }>()
    for (const service of ['pinpoint', 'sso', 'iam', 'cloudtrail', 's3'])
      for (const { proposal } of await app.call('criteria.proposals', { service })) proposals.set(proposal.criterionId, proposal)
    for (const [criterionId, verdict, words] of [
      [`pinpoint.${IAM}.least-privilege`, 'not-met', 'pinpoint-all (mobiletargeting:* and sms-voice:*; held by user campaign-bot)'],
      [`pinpoint.${IAM}.confused-deputy`, 'not-met', 'pinpoint-events (lacks aws:SourceAccount and aws:SourceArn)'],
      [`pinpoint.${IAM}.stream-role`, 'not-met', 'may kinesis:*'],
      ['pinpoint.data-protection.no-secrets-in-names', 'not-met', 'an e-mail address'],
      ['pinpoint.data-protection.vpc-endpoint', 'not-met', 'No VPC has'],
      ['pinpoint.logging-and-monitoring.message-events', null, 'for 1 of 2'],
      ['pinpoint.logging-and-monitoring.trail', 'not-met', 'one region only, not logging'],
      [`sso.${IAM}.session-duration`, 'not-met', '1 of 2 permission sets'],
      [`sso.${IAM}.administrators`, 'not-met', 'sso:*'],
      [`sso.${IAM}.group-assignments`, 'not-met', 'is to a single user'],
      [`iam.${IAM}.password-policy`, 'not-met', 'length 8'],
      [`iam.${IAM}.root-mfa`, 'not-met', 'AccountMFAEnabled 0'],
      // The report names a time before what it tells of: nothing can be said to be fresh by it.
      [`iam.${IAM}.key-rotation`, null, 'says when it was made'],
      ['cloudtrail.data-protection.integrity', 'not-met', 'main'],
      ['s3.infrastructure-security.exposure', null, 's3api list-buckets'],
    ] as const) {
      const found = proposals.get(criterionId)
      expect([criterionId, found?.verdict]).toEqual([criterionId, verdict])
      expect(found?.reason, criterionId).toContain(words)
    }
    expect(JSON.stringify([...proposals.values()])).not.toMatch(/jane\.doe|Jane Doe/u)
  })
})
