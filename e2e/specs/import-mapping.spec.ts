// A CSV of no known tool: its columns are mapped once, with the records beside it as they would be filed, and the mapping kept.
import { writeFileSync } from 'node:fs'
import { expect, test } from '../fixtures.ts'
import { optionNamed } from '../pages/options.ts'

const LIST = `Control ID;Outcome;Risk level;Asset;AWS account;Region
IAM-01;OK;High;arn:aws:iam::210987654321:root;210987654321;eu-central-1
IAM-02;NOK;High;arn:aws:iam::210987654321:user/otto;210987654321;eu-central-1
S3-07;tbd;Low;arn:aws:s3:::kestrel-invoices;210987654321;eu-central-1
`

test('columns are mapped once and the mapping is used again', async ({ studio, page, host }, info) => {
  await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
  await studio.go('Import')
  const { imports } = studio
  const path = info.outputPath('house-list.csv')
  writeFileSync(path, LIST)
  await imports.choose(path)
  await imports.about('house-list.csv').getByRole('button', { name: 'Map columns…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Map columns' })
  await expect(dialog.getByRole('button', { name: 'Save and use' })).toBeDisabled()
  await dialog.getByLabel('Name of the mapping').fill('House list')
  await dialog.getByLabel('Tool', { exact: true }).fill('House scanner')
  const preview = dialog.getByRole('region', { name: 'First records' })
  await expect(preview.getByRole('row').filter({ hasText: 'IAM-02' })).toContainText('Fail')
  await expect(preview.getByRole('row').filter({ hasText: 'S3-07' })).toContainText('Unknown')
  await dialog.getByRole('combobox', { name: /Status words: tbd/ }).click()
  await optionNamed(page, 'Manual').click()
  await expect(preview.getByRole('row').filter({ hasText: 'S3-07' })).toContainText('Manual')
  await dialog.getByRole('button', { name: 'Save and use' }).click()
  await expect(dialog).toBeHidden()
  await expect(imports.waiting('house-list.csv')).toContainText('House list')
  await imports.run()
  await expect(imports.result.getByText(/^3 records\s*=\s*3 stored/)).toBeVisible()
  expect(await host.rpc('profiles.list', {})).toMatchObject([
    { name: 'House list', delimiter: ';', statuses: { nok: 'fail', tbd: 'manual' } },
  ])

  const next = info.outputPath('house-list-april.csv')
  writeFileSync(next, LIST.replaceAll('IAM', 'KMS'))
  await page.getByRole('button', { name: 'Close' }).click()
  await imports.choose(next)
  const about = imports.about('house-list-april.csv')
  await about.getByRole('combobox', { name: /Read it as/ }).click()
  await page.getByRole('option', { name: 'Own mapping: House list' }).click()
  await expect(about.getByRole('row').filter({ hasText: 'KMS-02' })).toContainText('Fail')
})
