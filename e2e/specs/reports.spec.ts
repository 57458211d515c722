import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '../fixtures.ts'

const PASSPHRASE = 'correct horse battery staple'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.ready()
})

test('a draft is built, saved, and is openly unsigned', async ({ studio }) => {
  await studio.go('Reports')
  await studio.reports.build('Draft', ['Amazon Pinpoint'])
  const path = await studio.reports.save('Amazon Pinpoint')
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
  const verdict = await studio.reports.verify(path)
  await expect(verdict).toHaveAttribute('data-verdict', 'unsigned')
})

test('a final report is signed and verified; one flipped byte and it is not', async ({ studio, host, page }, info) => {
  test.slow()
  await host.rpc('identities.create', { name: 'Ada Auditor', passphrase: PASSPHRASE })
  await studio.go('Reports')
  await studio.reports.build('Final', ['Amazon Pinpoint'])
  await studio.reports.sign('Amazon Pinpoint', PASSPHRASE)
  const path = await studio.reports.save('Amazon Pinpoint')
  const verdict = await studio.reports.verify(path)
  await expect(verdict).toHaveAttribute('data-verdict', 'valid')
  await expect(verdict).toContainText('Ada Auditor')

  const bytes = readFileSync(path)
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1
  const forged = info.outputPath('forged.pdf')
  writeFileSync(forged, bytes)
  await studio.reports.verify(forged)
  await expect(page.locator('.verification')).toHaveAttribute('data-verdict', 'invalid')
})

test('a wrong passphrase signs nothing and says so', async ({ studio, host, page }) => {
  await host.rpc('identities.create', { name: 'Ada Auditor', passphrase: PASSPHRASE })
  await studio.go('Reports')
  await studio.reports.build('Final', ['Amazon Pinpoint'])
  await page.getByRole('button', { name: /^Sign Amazon Pinpoint/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Passphrase of the identity').fill('not this one')
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText(/passphrase/i)
  const [report] = (await host.rpc('reports.list', {})) as { signed: unknown }[]
  expect(report?.signed).toBeNull()
})
