// AWS's part: a registered report takes the place of words, and verdicts rest on it.
import { expect, test } from '../fixtures.ts'

const REPORT = {
  title: 'SOC 2 Type II report',
  from: '2025-10-01',
  to: '2026-03-31',
  services: ['Amazon Pinpoint', 'IAM'],
  opinion: 'Unqualified',
  readBy: 'Ada Auditor',
  readOn: '2026-05-04',
}
const FILE = { name: 'soc2.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nfixture\n%%EOF\n') }
/** A criterion of AWS's part. */
const AT_REST = /All data Pinpoint stores is encrypted at rest/
const ON_WORDS = /1 inherited criterion rests on free text alone/

test.beforeEach(async ({ host, page }) => {
  await host.seed()
  await page.reload()
})

test('a registered report is inherited from, and the open point about words disappears', async ({ studio, page }) => {
  await studio.goToService('Amazon Pinpoint')
  const criterion = await studio.service.open(AT_REST)
  await criterion.getByRole('radio', { name: /Inherited/ }).click()
  await criterion.getByLabel('Basis in words').fill('SOC 2, as the client told us')
  await expect(criterion.getByText('Saved')).toBeVisible()
  await studio.go('Overview')
  await expect(page.getByText(ON_WORDS)).toBeVisible()

  await studio.go('AWS reports')
  await expect(page.getByText('No AWS report is registered')).toBeVisible()
  await studio.awsReports.register(REPORT, FILE)
  const card = studio.awsReports.card(REPORT.title)
  await expect(card).toContainText('soc2.pdf')
  await expect(card).toContainText('It does not name this service of the scope: Amazon S3')
  const dialog = await studio.awsReports.inheritFrom(REPORT.title)
  await expect(dialog.getByRole('checkbox', { name: /Amazon S3/ })).not.toBeChecked()
  await dialog.getByRole('button', { name: /^Inherit \d+ criteria$/ }).click()
  await expect(dialog).toBeHidden()
  await expect(card).toContainText(/verdicts rest on it: .*Amazon Pinpoint/)

  await studio.go('Overview')
  await expect(page.getByRole('region', { name: 'Before the reports can be signed' })).toBeVisible()
  await expect(page.getByText(ON_WORDS)).toHaveCount(0)
  await studio.goToService('Amazon Pinpoint')
  await expect((await studio.service.open(AT_REST)).getByRole('combobox', { name: 'Rests on' })).toContainText(REPORT.title)
})

test('a report that verdicts rest on is not removed, and says which', async ({ studio, page }) => {
  await studio.go('AWS reports')
  await studio.awsReports.register(REPORT, FILE)
  const dialog = await studio.awsReports.inheritFrom(REPORT.title)
  await dialog.getByRole('button', { name: /^Inherit \d+ criteria$/ }).click()
  await studio.awsReports
    .card(REPORT.title)
    .getByRole('button', { name: /^Remove/ })
    .click()
  const refusal = page.getByRole('dialog', { name: 'This report cannot be removed yet' })
  await expect(refusal.getByRole('listitem').first()).toContainText(/^iam\.|^pinpoint\./)
  await expect(refusal.getByRole('button', { name: 'Remove report' })).toHaveCount(0)
})
