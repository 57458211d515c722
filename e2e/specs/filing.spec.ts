import { readFileSync, writeFileSync } from 'node:fs'
import { expect, SCAN, sample, test } from '../fixtures.ts'

/** A check whose words are vague: filed under no topic, with a suggestion. */
const VAGUE = 's3_bucket_made_up_versioning'

test.beforeEach(async ({ host, page, studio }, info) => {
  await host.seed()
  await page.reload()
  const path = info.outputPath('vague.ocsf.json')
  writeFileSync(
    path,
    readFileSync(sample(SCAN), 'utf8')
      .replaceAll('s3_bucket_public_access', VAGUE)
      .replace(/Ensure no bucket is public/g, 'Versioning is on'),
  )
  await studio.go('Import')
  await studio.imports.choose(path)
  await studio.imports.run()
  await studio.go('Filing')
})

test('a check waits in the tray, is filed as suggested by a key, and comes back with Ctrl+Z', async ({ page }) => {
  const tray = page.getByRole('grid', { name: 'Checks in the tray' })
  const row = tray.getByRole('row').filter({ hasText: VAGUE })
  await expect(row).toHaveCount(1)
  await row.getByRole('gridcell').first().click()
  await expect(page.getByRole('article', { name: VAGUE })).toContainText('unsure, so only suggested')
  await page.keyboard.press('a')
  await expect(page.getByText('Everything is filed')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row).toHaveCount(1)
})

test('everything is filed as suggested after a preview; a rule can be changed and removed', async ({ page }) => {
  await expect(page.getByRole('row').filter({ hasText: VAGUE })).toHaveCount(1)
  await page.keyboard.press('A')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row').filter({ hasText: VAGUE })).toContainText('Resilience')
  await dialog.getByRole('button', { name: /^File 1 check/ }).click()
  await expect(page.getByText('Everything is filed')).toBeVisible()
  await page.getByRole('tab', { name: /^Rules/ }).click()
  await expect(page.getByRole('article', { name: VAGUE })).toContainText('The suggestions were accepted.')
  await page.getByRole('button', { name: /File elsewhere/ }).click()
  await dialog.getByRole('textbox', { name: 'Service' }).fill('kms')
  await dialog.getByRole('textbox', { name: 'Service' }).press('Enter')
  await dialog.getByLabel('Reason').fill('About keys.')
  await dialog.getByRole('button', { name: 'File here' }).click()
  await expect(page.getByRole('article', { name: VAGUE })).toContainText('AWS Key Management Service')
  await page.getByRole('button', { name: 'Remove the rule' }).click()
  await expect(page.getByText('There are no rules')).toBeVisible()
})

test('a piece of evidence is filed elsewhere and shows who did it and why', async ({ studio, page }) => {
  await studio.go('Evidence')
  await studio.evidence.search.fill('standing:current')
  await expect(studio.evidence.rows().filter({ hasText: 'iam_root_mfa_enabled' })).toHaveCount(1)
  await studio.evidence.open('iam_root_mfa_enabled')
  await page.getByRole('link', { name: /File this check elsewhere/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Service' }).fill('organizations')
  await dialog.getByRole('textbox', { name: 'Service' }).press('Enter')
  await dialog.getByLabel('Reason').fill('Root is the organization’s.')
  await dialog.getByRole('button', { name: 'File here' }).click()
  await expect(studio.evidence.record.getByRole('region', { name: 'Filing' })).toContainText('Root is the organization’s.')
})
