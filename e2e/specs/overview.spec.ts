import { expect, test } from '../fixtures.ts'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.go('Overview')
})

test('the coverage map shows what was tested, what failed, and what was not tested', async ({ page }) => {
  const map = page.getByRole('table', { name: /Coverage map/ })
  await expect(map.getByRole('link', { name: /^Amazon Pinpoint, Data protection\. Not tested/ })).toBeVisible()
  await expect(map.getByRole('link', { name: /^AWS IAM and AWS STS, Identity and access management\. Failing/ })).toBeVisible()
  await expect(map.getByRole('link', { name: 'Amazon S3', exact: true })).toBeVisible()
  await expect(page.getByText('The map does not add up')).toHaveCount(0)
})

test('a number leads to exactly its rows', async ({ page, studio }) => {
  await page.locator('.stat').filter({ hasText: 'failing' }).getByRole('link').click()
  await studio.showing('Evidence')
  await expect(studio.evidence.rows()).toHaveCount(2)
  await expect(studio.evidence.search).toHaveValue(/result:fail/)
})

test('the map is walked by arrow keys', async ({ page }) => {
  const cells = page.locator('.map-cell')
  await cells.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(cells.nth(1)).toBeFocused()
})
