import { expect, test } from '../fixtures.ts'

test('every change is in the journal, with before and after, and the chain holds', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await studio.go('Journal')
  const rows = page
    .getByRole('grid', { name: 'Journal entries' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
  const { total } = (await host.rpc('journal.list', {})) as { total: number }
  await expect(rows).toHaveCount(total)
  await rows.first().click()
  await page.getByRole('button', { name: 'Verify chain' }).click()
  await expect(page.getByText('The journal is whole')).toBeVisible()
})
