// The customer's three factors: answers bring frameworks and leave criteria out, live and in the checklist.
import { expect, test } from '../fixtures.ts'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.go('Scope and factors')
  await page.getByRole('tab', { name: /The customer’s factors/ }).click()
})

test('answers change frameworks and checklists at once, and are kept', async ({ studio, page }) => {
  const brings = page.getByRole('region', { name: 'What the answers bring' })
  await expect(brings).toContainText('No framework yet')
  await expect(brings).not.toContainText(/\d left out/)
  const laws = page.getByRole('group', { name: /Which laws and regulations apply/ })
  await laws.getByLabel(/^GDPR/).check()
  await laws.getByLabel(/^HIPAA/).check()
  await expect(brings).toContainText('2 frameworks')
  const keys = page.getByRole('group', { name: /Who must hold the keys/ })
  await keys.getByLabel(/^No requirement/).check()
  await page
    .getByRole('group', { name: /Which kinds of data/ })
    .getByLabel(/^Confidential business data/)
    .check()
  await page
    .getByRole('group', { name: /What is sent to people/ })
    .getByLabel(/^No messages/)
    .check()
  await expect(brings).toContainText(/\d left out/)
  await page.getByRole('button', { name: 'Save scope and factors' }).click()
  await expect(page.getByText('Scope and factors saved')).toBeVisible()
  await page.reload()
  await expect(laws.getByLabel(/^GDPR/)).toBeChecked()
  await expect(brings).toContainText('2 frameworks')
  await studio.go('Overview')
  await expect(page.getByText(/of the customer's three factors/)).toHaveCount(0)
})

test('“none of these” stands alone, and a question can be taken back', async ({ page }) => {
  const laws = page.getByRole('group', { name: /Which laws and regulations apply/ })
  await laws.getByLabel(/^GDPR/).check()
  await laws.getByLabel(/^None of these/).check()
  await expect(laws.getByLabel(/^GDPR/)).not.toBeChecked()
  const mfa = page.getByRole('group', { name: /Who must use multi-factor/ })
  await mfa.getByLabel(/^Administrators only/).check()
  await mfa.getByLabel('Not stated').check()
  await expect(mfa.getByLabel(/^Administrators only/)).not.toBeChecked()
})
