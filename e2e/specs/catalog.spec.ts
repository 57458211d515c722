// A catalog file of one's own: checked where it is chosen, in force at once, dropped without losing a verdict.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

const HOUSE = readFileSync(join(import.meta.dirname, '../data/house-catalog.json'), 'utf8')
const ANEW = { ...(JSON.parse(HOUSE) as object), version: '2', leaveOut: [{ criterionId: 's3.resilience.recovery', reason: 'Not ours' }] }

const panel = (page: Page) => page.getByRole('region', { name: 'Catalog', exact: true })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Use a catalog file' })

async function choose(page: Page, button: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), panel(page).getByRole('button', { name: button }).click()])
  await chooser.setFiles({ name: 'house.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(dialog(page)).toBeVisible()
}

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.go('Settings')
})

test('a file with faults says each place and changes nothing; mended, it is in force', async ({ page }) => {
  await expect(panel(page)).toContainText('stands on the catalog of the program alone')
  await choose(page, 'Use a catalog file…', HOUSE.replace('"topic": "resilience"', '"topic": "weather"'))
  await expect(dialog(page)).toContainText('criteria[0].topic: the catalog has no topic weather')
  await expect(dialog(page).getByRole('button', { name: 'Put in force' })).toBeDisabled()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()

  await choose(page, 'Use a catalog file…', HOUSE)
  await expect(dialog(page)).toContainText('Kestrel Tills')
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
  expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Put in force' }).click()
  await expect(panel(page)).toContainText('house.json: Kestrel house catalog, version 1')
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('dialog').getByRole('combobox').fill('tills')
  await expect(page.getByRole('option', { name: /Kestrel Tills/ })).toBeVisible()
})

test('a verdict outlives the criterion it was given on, and dropping the file says what is kept', async ({ page, studio }) => {
  await studio.goToService('Amazon S3')
  await page.getByRole('link', { name: /Resilience/ }).click()
  const criterion = page.getByRole('article', { name: /replication to another Region or account/ })
  await criterion.getByRole('radio', { name: /^Not met/ }).click()
  await criterion.getByLabel('Rationale').fill('No copy outside the account')
  await expect(criterion.getByText('Saved')).toBeVisible()

  await studio.go('Settings')
  await choose(page, 'Use a catalog file…', JSON.stringify(ANEW))
  await dialog(page).getByRole('button', { name: 'Put in force' }).click()
  await expect(panel(page)).toContainText('Kept though no catalog has it any more')
  await expect(panel(page)).toContainText('s3.resilience.recovery')

  await panel(page).getByRole('button', { name: 'Drop file…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Drop the file' }).click()
  await expect(panel(page)).toContainText('stands on the catalog of the program alone')
})
