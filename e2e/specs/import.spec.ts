import { writeFileSync } from 'node:fs'
import { expect, SCAN, sample, test } from '../fixtures.ts'

test('a scan goes in whole: recognised, counted, the bad record named with its place', async ({ studio, page }) => {
  await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
  await studio.go('Import')
  const { imports } = studio
  await imports.choose(sample(SCAN))
  await expect(page.getByText('1 of 1 file will be imported')).toBeVisible()
  const about = imports.about(SCAN)
  await expect(about).toContainText('Prowler OCSF')
  await expect(about).toContainText('5.4.0')
  await expect(about.getByRole('row').filter({ hasText: 'iam_root_mfa_enabled' })).toContainText('Identity and access management')
  await imports.run()
  await expect(imports.result.getByText(/^5 records\s*=\s*4 stored/)).toBeVisible()
  await expect(imports.result.getByText(/5 records from 1 file in/)).toBeVisible()
  const rejected = page.getByRole('region', { name: 'Rejected records' })
  await rejected.getByRole('button', { name: 'Show in original' }).first().click()
  await expect(page.getByLabel('Original text')).toContainText('not a record')
  await page.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('does not add up')).toHaveCount(0)
})

test('the same bytes again change nothing', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  const before = await host.rpc('coverage.get', {})
  await studio.go('Import')
  await studio.imports.choose(sample(SCAN))
  await studio.imports.run()
  await expect(page.getByText('Already imported', { exact: true })).toBeVisible()
  await expect(studio.imports.result.getByText(/4 duplicates/)).toBeVisible()
  expect(await host.rpc('coverage.get', {})).toEqual(before)
})

test('a file that is no scan is named and left out, until someone says what it is', async ({ studio, page }, info) => {
  await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
  const path = info.outputPath('holiday.txt')
  writeFileSync(path, 'Dear diary')
  await studio.go('Import')
  const { imports } = studio
  await imports.choose(path)
  await expect(imports.waiting('holiday.txt')).toContainText('Needs an answer')
  await expect(imports.about('holiday.txt')).toContainText('The first line is the header of no known format.')
  await expect(page.getByRole('button', { name: 'Import 0 files' })).toBeDisabled()
})

test('files dropped on the window are taken as chosen', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await studio.go('Import')
  const transfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer()
    dropped.items.add(new File(['{"not": "a scan"}'], 'dropped.json'))
    return dropped
  })
  await page.getByRole('main').dispatchEvent('dragenter', { dataTransfer: transfer })
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(studio.imports.waiting('dropped.json')).toBeVisible()
})

test('an import is removed as a whole, with its reason in the journal', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await studio.go('Import')
  const { imports } = studio
  await imports.open(SCAN)
  await imports.earlier.getByRole('button', { name: 'Remove import…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Remove/ })
  await expect(dialog.getByRole('button', { name: 'Remove import' })).toBeDisabled()
  await dialog.getByLabel('Reason').fill('The scan was of the wrong account.')
  await dialog.getByRole('button', { name: 'Remove import' }).click()
  await expect(dialog).toBeHidden({ timeout: 20_000 })
  await expect(page.getByText('Nothing has been imported yet')).toBeVisible()
  expect(await host.rpc('evidence.list', {})).toMatchObject({ total: 0 })
  await studio.go('Journal')
  await page.getByRole('row').filter({ hasText: 'import.removed' }).getByRole('gridcell').first().click()
  await expect(page.getByText('The scan was of the wrong account.', { exact: true })).toBeVisible()
})
