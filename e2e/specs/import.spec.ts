import { writeFileSync } from 'node:fs'
import { expect, SCAN, sample, test } from '../fixtures.ts'

test('a scan goes in whole: recognised, counted, the bad record named with its place', async ({ studio, page }) => {
  await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
  await studio.go('Import')
  await studio.imports.choose(sample(SCAN))
  await expect(page.getByText('1 file waiting')).toBeVisible()
  await expect(page.getByText('version 5.4.0')).toBeVisible()
  await studio.imports.run()
  await expect(page.getByText(/5 records from 1 file in .*: 4 stored, 1 rejected, 0 duplicates/)).toBeVisible()
  const issues = page.getByRole('region', { name: 'Rejected records and warnings' })
  await expect(issues.getByText('Rejected', { exact: true })).toBeVisible()
  await issues.getByRole('button', { name: 'Show in original' }).first().click()
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
  expect(await host.rpc('coverage.get', {})).toEqual(before)
})

test('a file that is no scan is named and left aside', async ({ studio, page }, info) => {
  await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
  const path = info.outputPath('holiday.txt')
  writeFileSync(path, 'Dear diary')
  await studio.go('Import')
  await studio.imports.choose(path)
  const aside = page.getByRole('region', { name: '1 file left aside' })
  await expect(aside.getByText('holiday.txt')).toBeVisible()
  await expect(aside.getByText('Not a scan format that Tickmark knows')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0)
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
  await expect(page.getByText('dropped.json')).toBeVisible()
})
