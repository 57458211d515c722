import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
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

test('a newer scan supersedes: the older record stays in sight, named, with what changed beside it', async ({ studio, page }, info) => {
  const path = info.outputPath('february.ocsf.json')
  const later = readFileSync(sample(SCAN), 'utf8')
    .replaceAll('1767262500', '1769940900')
    .replaceAll('2026-01-01T10:15:00', '2026-02-01T10:15:00')
    .replace('MFA is not enabled for the root account.', 'MFA is still not enabled for the root account.')
  writeFileSync(path, later)
  await studio.go('Import')
  await studio.imports.choose(path)
  await studio.imports.run()
  await studio.imports.result.getByRole('link', { name: '1 changed' }).click()
  const { evidence } = studio
  await expect(evidence.rows()).toHaveCount(1)
  const scans = evidence.record.getByRole('region', { name: 'Among the scans' })
  await expect(scans).toContainText('MFA is still not enabled for the root account.')
  await expect(scans.getByRole('row').filter({ hasText: 'Status text' })).toContainText('MFA is not enabled for the root account.')
  await scans.getByRole('link', { name: /^record E-/ }).click()
  await expect(evidence.record).toContainText('Superseded by')
  await evidence.search.fill('check:iam_root_mfa_enabled')
  await expect(evidence.rows()).toHaveCount(2)
  await expect(evidence.rows().filter({ hasText: 'superseded' })).toHaveAttribute('data-look', 'dim')
  await page.getByRole('button', { name: 'Only what counts' }).click()
  await expect(evidence.rows()).toHaveCount(1)
  await page.getByRole('button', { name: 'Since the scan before' }).click()
  await page.getByRole('menuitem', { name: 'New' }).click()
  await expect(page.getByText('No record matches')).toBeVisible()
  await studio.go('Findings')
  await page.getByRole('row').filter({ hasText: 'Ensure MFA is enabled' }).getByRole('gridcell').first().click()
  await page.getByRole('tab', { name: 'Scans' }).click()
  await expect(page.getByRole('region', { name: /^Record \d+$/ })).toContainText('MFA is still not enabled for the root account.')
})
