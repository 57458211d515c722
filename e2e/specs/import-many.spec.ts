// Many files at once: each with its reasons, ticked one by one or together, and answered where it names no tool.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, SCAN, sample, test } from '../fixtures.ts'

test.beforeEach(async ({ studio }) => {
  await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
  await studio.go('Import')
})

test('a folder of many files is one group; what is left out stays out', async ({ studio, page }, info) => {
  const folder = info.outputPath('run')
  mkdirSync(join(folder, 'deep'), { recursive: true })
  const scan = readFileSync(sample(SCAN), 'utf8')
  for (let n = 0; n < 150; n += 1)
    writeFileSync(join(folder, `scan-${String(n).padStart(3, '0')}.json`), scan.replaceAll('210987654321', String(100000000000 + n)))
  writeFileSync(join(folder, 'deep', 'notes.txt'), 'Dear diary')
  const { imports } = studio
  await imports.chooseFolder(folder)
  await expect(page.getByText('150 of 151 files will be imported')).toBeVisible({ timeout: 30_000 })
  await expect(imports.waiting('run').first()).toContainText('151 files')
  await expect(imports.waiting('scan-000.json')).toContainText('certain')
  await expect(imports.waiting('scan-000.json')).toContainText(/The first record has/)
  // Only the rows on screen exist.
  expect(await imports.queue.getByRole('row').count()).toBeLessThan(60)

  const grid = page.getByRole('grid', { name: 'Files to import' })
  await grid.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Space')
  await expect(page.getByText('149 of 151 files will be imported')).toBeVisible()
  await page.getByRole('checkbox', { name: /will be imported/ }).click()
  await expect(page.getByText('150 of 151 files will be imported')).toBeVisible()
  await page.getByRole('checkbox', { name: /will be imported/ }).click()
  await expect(page.getByText('0 of 151 files will be imported')).toBeVisible()
  await page.keyboard.press('Tab')
  await grid.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('1 of 151 files will be imported')).toBeVisible()
  await imports.run()
  await expect(imports.result.getByText(/5 records from 1 file in/)).toBeVisible()
  await expect(page.getByText('0 of 150 files will be imported')).toBeVisible()
})

test('an archive goes in with its members, and nothing of it counts twice', async ({ studio, page }, info) => {
  const path = info.outputPath('scan.json.gz')
  writeFileSync(path, gzipSync(readFileSync(sample(SCAN))))
  const { imports } = studio
  await imports.choose(path)
  await expect(page.getByText('2 of 2 files will be imported')).toBeVisible()
  await imports.run()
  await expect(imports.result.getByText(/5 records from 2 files in/)).toBeVisible()
  await expect(imports.result.getByText('does not add up')).toHaveCount(0)
})

test('a JSON that names no tool is answered with the AWS CLI command, and the answer is remembered', async ({ studio, page }, info) => {
  const path = info.outputPath('answer.json')
  writeFileSync(path, '{"Widgets": {"Count": 3}, "Colour": "red"}')
  const { imports } = studio
  await imports.choose(path)
  const about = imports.about('answer.json')
  await about.getByRole('combobox', { name: /Read it as/ }).click()
  await page.getByRole('option', { name: /AWS CLI command/ }).click()
  await about.getByLabel('The command it answers').fill('aws iam get-account-summary --output json')
  await about.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(about.getByRole('row').filter({ hasText: 'get-account-summary' })).toContainText('IAM')
  await imports.run()
  await expect(imports.result.getByText(/^1 record\s*=\s*1 stored/)).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await imports.choose(path)
  await expect(imports.waiting('answer.json')).toContainText('As answered before')
})

test('text that is no UTF-8 is read as code page 1252 only after a person said so', async ({ studio }, info) => {
  const path = info.outputPath('umlaut.ocsf.json')
  const scan = readFileSync(sample(SCAN), 'utf8').replace('MFA is not enabled for the root account.', 'Root von M\u00fcller hat keine MFA.')
  writeFileSync(path, Buffer.from(scan, 'latin1'))
  const { imports } = studio
  await imports.choose(path)
  const about = imports.about('umlaut.ocsf.json')
  await expect(imports.waiting('umlaut')).toContainText('not UTF-8')
  await about.getByRole('button', { name: 'Read as code page 1252' }).click()
  await expect(about).toContainText('Read as Windows code page 1252')
  await imports.run()
  await expect(imports.result.getByText(/4 stored/).first()).toBeVisible()
  await studio.go('Evidence')
  await studio.evidence.open('iam_root_mfa_enabled')
  await expect(studio.evidence.record).toContainText('Root von M\u00fcller hat keine MFA.')
})
