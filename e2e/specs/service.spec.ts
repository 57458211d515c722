import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Host, sample, test } from '../fixtures.ts'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.goToService('Amazon Pinpoint')
})

/** Brings a file in beside the page. */
async function importBeside(host: Host, name: string): Promise<void> {
  const headers = { origin: host.origin, authorization: `Bearer ${host.token}` }
  const answer = await fetch(`${host.origin}/files?name=${name}`, { method: 'POST', headers, body: readFileSync(sample(name)) })
  const { value } = (await answer.json()) as { value: { token: string } }
  await host.rpc('imports.run', { jobId: randomUUID(), files: [{ token: value.token }] })
}

test('the chapter’s topics stand in its own order', async ({ page }) => {
  const topics = page.getByRole('navigation', { name: 'Topics of the chapter' }).getByRole('link')
  await expect(topics.first()).toContainText('Data protection')
  await expect(topics.nth(1)).toContainText('Identity and access management')
  await expect(topics.last()).toContainText('The service as a whole')
})

test('a verdict needs its reasons, is saved by itself, and survives a reload', async ({ studio, page }) => {
  const criterion = studio.service.openCriterion()
  await criterion.getByRole('radio', { name: 'Met', exact: false }).first().click()
  await criterion.getByLabel('Rationale').fill('Seen in the settings of the project on 3 March.')
  await expect(criterion.getByText('Saved')).toBeVisible()
  await page.reload()
  await expect(studio.service.openCriterion().getByLabel('Rationale')).toHaveValue(/3 March/)
  await expect(page.getByRole('navigation', { name: 'Topics of the chapter' }).getByRole('link').first()).toContainText(/1 of \d+ judged/)
})

test('the checklist is worked through by keyboard', async ({ studio, page }) => {
  await studio.service.openTopic(/Identity and access management/)
  const first = await studio.service.openCriterion().getAttribute('aria-labelledby')
  await page.keyboard.press('j')
  await expect(studio.service.openCriterion()).not.toHaveAttribute('aria-labelledby', first ?? '')
  await expect(studio.service.openCriterion()).toBeFocused()
  await page.keyboard.press('3')
  await expect(studio.service.openCriterion().getByRole('radio', { name: /Not met/ })).toBeChecked()
  await page.keyboard.press('Enter')
  await page.keyboard.type('The policy names no resource.')
  await expect(studio.service.openCriterion().getByText('Saved')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('k')
  await expect(page.getByRole('article', { name: /Policies grant only the actions/ })).toBeFocused()
})

test('a proposal rests on exact bytes, is accepted by a key, and says when the evidence changed', async ({ host, studio, page }) => {
  await importBeside(host, 'authorization-details.json')
  await studio.service.openTopic(/Identity and access management/)
  const criterion = await studio.service.open(/Policies grant only the actions/)
  const proposal = criterion.getByRole('region', { name: 'Proposal' })
  await expect(proposal).toContainText('Not met')
  await expect(proposal).toContainText('send of role campaigns (mobiletargeting:*)')
  await expect(criterion.getByLabel('Exact bytes').locator('mark')).toContainText('"Action": "mobiletargeting:*"')
  await criterion.focus()
  await page.keyboard.press('a')
  await expect(criterion.getByRole('radio', { name: /Not met/ })).toBeChecked()
  await expect(criterion.getByLabel('Rationale')).toHaveValue(/mobiletargeting/)
  await expect(proposal).toContainText('accepted')
  const { importId } =
    ((await host.rpc('imports.list', {})) as { importId: string; name: string }[]).find(
      ({ name }) => name === 'authorization-details.json',
    ) ?? {}
  await host.rpc('imports.remove', { jobId: randomUUID(), importId, reason: 'Of another client.' })
  await expect(proposal).toContainText('Evidence changed since this verdict')
})

test('a proposal is overruled with a reason only', async ({ host, studio, page }) => {
  await importBeside(host, 'authorization-details.json')
  await studio.service.openTopic(/Identity and access management/)
  const criterion = await studio.service.open(/Every role that trusts/)
  const proposal = criterion.getByRole('region', { name: 'Proposal' })
  await expect(proposal).toContainText('lacks aws:SourceAccount')
  await criterion.focus()
  await page.keyboard.press('2')
  await expect(criterion.getByText('Say why the proposal is overruled.')).toBeVisible()
  await criterion.getByLabel('Rationale').fill('The role is used by nobody and goes next week.')
  await expect(proposal).toContainText('overruled')
})

test('many proposals are taken after they were shown', async ({ host, studio, page }) => {
  await importBeside(host, 'authorization-details.json')
  await studio.service.openTopic(/Identity and access management/)
  await page.getByRole('button', { name: /Review \d+ proposals/ }).click()
  const dialog = page.getByRole('dialog')
  const count = await dialog.getByRole('checkbox').count()
  expect(count).toBeGreaterThan(1)
  await dialog.getByRole('checkbox').first().click()
  await dialog.getByRole('button', { name: `Accept ${count - 1}` }).click()
  await expect(page.getByRole('navigation', { name: 'Topics of the chapter' }).getByRole('link').nth(1)).toContainText(`${count - 1} of`)
})

test('AWS’s part cannot be called met, only inherited', async ({ studio }) => {
  const criterion = await studio.service.open(/All data Pinpoint stores is encrypted at rest/)
  await expect(criterion.getByRole('radio')).toHaveCount(3)
  await expect(criterion.getByRole('radio', { name: /Inherited/ })).toBeVisible()
  await expect(criterion.getByRole('radio', { name: /^Met/ })).toHaveCount(0)
})

test('a topic and the service are concluded and signed off; a change lapses the sign-off', async ({ studio, page }) => {
  await studio.service.conclude(page.getByRole('region', { name: 'Conclusion on this topic' }), 'Effective', 'Keys are the client’s own.')
  await expect(page.getByRole('region', { name: 'Conclusion on this topic' }).getByText('Saved')).toBeVisible()
  await studio.service.openTopic('The service as a whole')
  const signOff = page.getByRole('region', { name: 'Sign-off' })
  await signOff.getByRole('button', { name: /Sign off as preparer/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign off', exact: true }).click()
  await expect(signOff.getByText(/^Ada Auditor, /)).toBeVisible()
  await studio.service.conclude(page.getByRole('region', { name: 'Conclusion on the service' }), 'Effective', 'On the whole.')
  await expect(signOff.getByText(/something changed since/)).toBeVisible()
})
