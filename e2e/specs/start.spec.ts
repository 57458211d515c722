import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'

const PASSPHRASE = 'correct horse battery staple'

test('makes an encrypted engagement, and opens it again only with its passphrase', async ({ studio, page, host }) => {
  await studio.newEngagement({ title: 'Validation 2026', client: 'Kestrel Logistics', passphrase: PASSPHRASE })
  const path = join(host.documentsFolder, 'Kestrel Logistics – Validation 2026.tickmark')
  expect(existsSync(path)).toBe(true)
  expect(readFileSync(path).subarray(0, 15).toString()).not.toBe('SQLite format 3')

  await studio.go('Engagements')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(studio.rail.getByRole('link', { name: 'Overview' })).toHaveCount(0)
  await studio.start.reopen('Validation 2026')
  await studio.start.givePassphrase('not this one')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(/passphrase/i)
  await studio.start.givePassphrase(PASSPHRASE)
  await studio.showing('Overview')
  await expect(studio.rail.getByRole('link', { name: /Amazon Pinpoint/ })).toBeVisible()
})

test('makes an engagement without encryption only when asked to', async ({ studio, host }) => {
  await studio.newEngagement({ title: 'Open book', client: 'Kestrel Logistics', passphrase: null })
  const path = join(host.documentsFolder, 'Kestrel Logistics – Open book.tickmark')
  expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3')
})

test('says what is missing and makes nothing', async ({ studio, page, host }) => {
  await studio.ready()
  await page.getByRole('button', { name: 'New engagement' }).click()
  await studio.start.create()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByLabel('Title')).toBeFocused()
  expect(await host.rpc('engagements.current', {})).toBeNull()
})

test('the sample is one click away, with evidence in it', async ({ studio, page }) => {
  test.slow()
  await page.getByRole('button', { name: 'Try the sample' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible({ timeout: 60_000 })
  await studio.go('Evidence')
  await expect(studio.evidence.rows().first()).toBeVisible()
})

test('an uploaded engagement file asks for its passphrase and is kept', async ({ studio, page, host }) => {
  await studio.newEngagement({ title: 'Carried over', client: 'Kestrel Logistics', passphrase: PASSPHRASE })
  await studio.go('Engagements')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^Open…/ }).click()
  await (await chooser).setFiles(join(host.documentsFolder, 'Kestrel Logistics – Carried over.tickmark'))
  await studio.start.givePassphrase(PASSPHRASE)
  await studio.showing('Overview')
  expect(existsSync(join(host.documentsFolder, 'Kestrel Logistics – Carried over 2.tickmark'))).toBe(true)
})
