import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedApp, SCOPE, type TestApp } from './testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const ACCOUNT = '111122223333'
const LEAST = 'pinpoint.identity-and-access-management.least-privilege'

/** `iam get-account-authorization-details` of a small account with one policy of the client's. */
const details = (action: string): string =>
  JSON.stringify({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [
      {
        Path: '/',
        RoleName: 'crm',
        RoleId: 'AROAEXAMPLECRM000001',
        Arn: `arn:aws:iam::${ACCOUNT}:role/crm`,
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
        RolePolicyList: [
          {
            PolicyName: 'send',
            PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
          },
        ],
        AttachedManagedPolicies: [],
      },
    ],
    Policies: [],
  })

async function withDetails(action: string): Promise<TestApp> {
  const app = await openedApp(null, { ...SCOPE, accounts: [ACCOUNT] })
  await importText(app, 'details.json', details(action))
  return app
}

async function importText(app: TestApp, name: string, text: string): Promise<string> {
  const path = join(app.folder, name)
  writeFileSync(path, text)
  await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
  return (await app.call('imports.list', {})).find((run) => run.files.some(({ fileName }) => fileName === name))?.importId ?? ''
}

const proposalFor = async (app: TestApp, criterionId: string) =>
  (await app.call('criteria.proposals', { service: 'pinpoint' })).find(({ proposal }) => proposal.criterionId === criterionId)

describe('proposals', () => {
  it('follow from the evidence that stands, with the exact place they rest on', async () => {
    const bad = await proposalFor(await withDetails('mobiletargeting:*'), LEAST)
    expect(bad?.proposal).toMatchObject({ verdict: 'not-met' })
    expect(bad?.proposal.parts[0]?.restsOn[0]).toMatchObject({ pointer: '/RolePolicyList/0/PolicyDocument/Statement/0' })
    const good = await proposalFor(await withDetails('mobiletargeting:SendMessages'), LEAST)
    expect(good?.proposal.verdict).toBe('met')
  })

  it('lose no answer that looks like another: two lists of as many items are two answers', async () => {
    const app = await openedApp(null, { ...SCOPE, accounts: [ACCOUNT] })
    const assigned = (PrincipalId: string, PrincipalType: string): string =>
      JSON.stringify({
        AccountAssignments: [
          { AccountId: ACCOUNT, PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', PrincipalType, PrincipalId },
        ],
      })
    await importText(app, 'one.json', assigned('p-1', 'GROUP'))
    await importText(app, 'two.json', assigned('p-2', 'USER'))
    const found = (await app.call('criteria.proposals', { service: 'sso' })).find(({ proposal }) =>
      proposal.criterionId.endsWith('.group-assignments'),
    )
    expect(found?.proposal.reason).toContain('1 of 2 assignments')
  })

  it('are none without evidence, and say what is missing', async () => {
    const found = await proposalFor(await openedApp(), LEAST)
    expect(found?.proposal.verdict).toBeNull()
    expect(found?.proposal.reason).toContain('iam get-account-authorization-details')
  })

  it('are kept with the verdict that takes them, journaled, and proved', async () => {
    const app = await withDetails('mobiletargeting:*')
    const { proposal } = (await proposalFor(app, LEAST)) ?? {}
    if (proposal === undefined) throw new Error('nothing was proposed')
    const judged = await app.call('criteria.setVerdict', {
      criterionId: LEAST,
      verdict: 'not-met',
      rationale: 'As proposed.',
      proposal: { decision: 'accepted', digest: proposal.digest },
    })
    expect(judged.proposal).toMatchObject({ decision: 'accepted', verdict: 'not-met', digest: proposal.digest, reason: proposal.reason })
    const { rows } = await app.call('journal.list', { subject: 'verdict' })
    expect(rows[0]).toMatchObject({ action: 'verdict.accepted', after: { proposal: { digest: proposal.digest } } })
    expect((await app.call('journal.verify', {})).ok).toBe(true)
    // Other words for the same verdict leave it.
    const again = await app.call('criteria.setVerdict', { criterionId: LEAST, verdict: 'not-met', rationale: 'In other words.' })
    expect(again.proposal?.decision).toBe('accepted')
  })

  it('are overruled with a reason only, by another verdict', async () => {
    const app = await withDetails('mobiletargeting:*')
    const digest = (await proposalFor(app, LEAST))?.proposal.digest ?? ''
    const overrule = (verdict: 'not-met' | 'partly-met' | 'not-tested', rationale: string) =>
      app.call('criteria.setVerdict', { criterionId: LEAST, verdict, rationale, proposal: { decision: 'overruled', digest } })
    await expect(overrule('not-met', 'No.')).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(overrule('not-tested', ' ')).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await overrule('partly-met', 'The role is used by nobody.')).proposal).toMatchObject({
      decision: 'overruled',
      verdict: 'not-met',
    })
  })

  it('are refused where the evidence proposes something else by now', async () => {
    const app = await withDetails('mobiletargeting:*')
    const accept = { criterionId: LEAST, digest: '0'.repeat(64) }
    await expect(app.call('criteria.acceptProposals', { service: 'pinpoint', accepted: [accept] })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('say that the evidence changed since the verdict', async () => {
    const app = await withDetails('mobiletargeting:SendMessages')
    const { proposal } = (await proposalFor(app, LEAST)) ?? {}
    if (proposal === undefined) throw new Error('nothing was proposed')
    await app.call('criteria.acceptProposals', { service: 'pinpoint', accepted: [{ criterionId: LEAST, digest: proposal.digest }] })
    expect((await proposalFor(app, LEAST))?.changedSince).toBe(false)
    const importId = await importText(app, 'more.json', details('mobiletargeting:*').replaceAll('crm', 'ops'))
    expect(await proposalFor(app, LEAST)).toMatchObject({ changedSince: true, proposal: { verdict: 'not-met' } })
    await app.call('imports.remove', { jobId: JOB, importId, reason: 'Of another client.' })
    expect((await proposalFor(app, LEAST))?.changedSince).toBe(false)
  })
})
