import { expect, test } from '../fixtures.ts'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.goToService('Amazon Pinpoint')
})

test('the chapter’s topics stand in its own order', async ({ page }) => {
  const topics = page.getByRole('navigation', { name: 'Topics of the chapter' }).getByRole('link')
  await expect(topics.first()).toContainText('Data protection')
  await expect(topics.nth(1)).toContainText('Identity and access management')
  await expect(topics.last()).toContainText('The service as a whole')
})

test('a verdict needs its reasons, is saved by itself, and survives a reload', async ({ studio, page }) => {
  const criterion = studio.service.firstOfCustomer()
  await criterion.getByRole('radio', { name: 'Met', exact: false }).first().click()
  await criterion.getByLabel('Rationale').fill('Seen in the settings of the project on 3 March.')
  await expect(criterion.getByText('Saved')).toBeVisible()
  await page.reload()
  await expect(studio.service.firstOfCustomer().getByLabel('Rationale')).toHaveValue(/3 March/)
  await expect(page.getByRole('navigation', { name: 'Topics of the chapter' }).getByRole('link').first()).toContainText(/1 of \d+ judged/)
})

test('AWS’s part cannot be called met, only inherited', async ({ page }) => {
  const aws = page.getByRole('region', { name: 'AWS’s part' }).getByRole('radiogroup').first()
  await expect(aws.getByRole('radio')).toHaveCount(3)
  await expect(aws.getByRole('radio', { name: /Inherited/ })).toBeVisible()
  await expect(aws.getByRole('radio', { name: /^Met/ })).toHaveCount(0)
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
