import { expect, test } from '../fixtures.ts'

test('a requirement leads to its checks, and a check to exactly its records', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await studio.go('Frameworks')
  const list = page.getByRole('navigation', { name: 'Frameworks' })
  await list
    .getByRole('link', { name: /CIS Amazon Web Services Foundations Benchmark/ })
    .first()
    .click()
  const table = page.getByRole('grid', { name: 'Requirements' })
  await expect(table).toBeVisible()
  await page
    .getByRole('group', { name: 'States' })
    .getByRole('button', { name: /Failing/ })
    .click()
  await expect(table.getByRole('row').nth(1)).toContainText('Failing')
  await table.focus()
  await page.keyboard.press('Home')
  const detail = page.locator('.requirement-detail')
  const check = detail.locator('.touching-check').first()
  const name = await check.innerText()
  await check.click()
  await studio.showing('Evidence')
  expect(new URL(page.url().replace('#', '')).searchParams.get('filter')).toBe(`check:${name} standing:current`)
})

test('what nothing tests is shown, filtered and kept in the address', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await page.evaluate(() => {
    location.hash = '#/frameworks?framework=nist-800-53-r5-low'
  })
  await studio.showing('Frameworks')
  // The details say so too, once they are there.
  await expect(page.getByRole('paragraph').filter({ hasText: 'All 149 controls and enhancements of the baseline' })).toBeVisible()
  await page
    .getByRole('group', { name: 'States' })
    .getByRole('button', { name: /Not tested/ })
    .click()
  await expect(page).toHaveURL(/states=not-tested/)
  await expect(page.getByText(/\d+ of 149 requirements/)).toBeVisible()
  await page.keyboard.press(']')
  await expect(page.getByText('All 149 controls')).toHaveCount(0)
})
