import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, SCAN, sample, test } from '../fixtures.ts'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.go('Evidence')
})

test('shows every stored record with the scanner’s own words beside the normal form', async ({ studio }) => {
  const { evidence } = studio
  await expect(evidence.rows()).toHaveCount(4)
  await evidence.open('iam_root_mfa_enabled')
  await expect(evidence.record.getByRole('region', { name: 'Result' })).toContainText('FAIL')
  await expect(evidence.record.getByRole('region', { name: 'Filing' })).toContainText(/Identity and Access Management|IAM/)
})

test('cuts the exact original bytes and checks their hash in the window', async ({ studio, page }) => {
  const { evidence } = studio
  await evidence.open('iam_root_mfa_enabled')
  await evidence.showRaw()
  await expect(evidence.record.getByText('hash checked')).toBeVisible()
  const download = page.waitForEvent('download')
  await evidence.record.getByRole('button', { name: 'Save raw…' }).click()
  const bytes = readFileSync(await (await download).path())
  expect(readFileSync(sample(SCAN)).includes(bytes)).toBe(true)
  await expect(evidence.record.getByText(createHash('sha256').update(bytes).digest('hex'))).toBeVisible()
  expect(JSON.parse(bytes.toString())).toMatchObject({ metadata: { event_code: 'iam_root_mfa_enabled' } })
})

test('a filter narrows the list and says how many fit', async ({ studio, page }) => {
  await studio.evidence.search.fill('result:manual')
  await expect(studio.evidence.rows()).toHaveCount(1)
  await expect(page.getByText('1 record', { exact: true })).toBeVisible()
  await studio.evidence.search.fill('result:error')
  await expect(page.getByText('No record matches')).toBeVisible()
})
