import { expect, test } from '../fixtures.ts'

const ROOT_MFA = 'Ensure MFA is enabled for the root account'

test.beforeEach(async ({ host, page, studio }) => {
  await host.seed()
  await page.reload()
  await studio.go('Findings')
})

test('each failing check of a service was drafted once', async ({ studio }) => {
  await expect(studio.findings.rows()).toHaveCount(2)
  await studio.findings.search.fill('service:s3')
  await expect(studio.findings.rows()).toHaveCount(1)
})

test('what is typed is saved by itself and still there after a reload, with its history', async ({ studio, page }) => {
  const { findings } = studio
  await findings.open(ROOT_MFA)
  await findings.field('Cause').fill('Nobody owned the **root** user.')
  await findings.field('Owner').fill('Platform team')
  await findings.choose('Status', 'Open')
  await findings.saved()
  await page.reload()
  await findings.open(ROOT_MFA)
  await expect(findings.field('Cause')).toHaveValue('Nobody owned the **root** user.')
  await expect(findings.field('Owner')).toHaveValue('Platform team')
  await findings.editor.getByRole('tab', { name: 'History' }).click()
  await expect(findings.editor.getByText('Platform team')).toBeVisible()
})

test('another severity than the scanner’s is held until it has a reason', async ({ studio }) => {
  const { findings } = studio
  await findings.open(ROOT_MFA)
  await findings.choose('Severity', 'Low')
  await expect(findings.editor.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible()
  await findings.field('Reason for the severity').fill('The account is empty and about to be closed.')
  await findings.saved()
})

test('scan text stays text', async ({ studio, page }) => {
  const { findings } = studio
  await findings.search.fill('service:s3')
  await findings.open('Ensure no bucket is public')
  await findings.editor.getByRole('button', { name: 'Preview' }).click()
  await expect(findings.editor.getByRole('region', { name: 'Condition' })).toContainText('<script>alert("scan text is data")</script>')
  expect(await page.locator('script:not([src])').count()).toBe(0)
})

test('a finding changed elsewhere meanwhile is not overwritten', async ({ studio, host }) => {
  const { findings } = studio
  await findings.open(ROOT_MFA)
  const list = (await host.rpc('findings.list', { filter: 'service:iam' })) as { rows: { findingId: string; revision: number }[] }
  const [row] = list.rows
  await host.rpc('findings.update', { findingId: row?.findingId, revision: row?.revision, patch: { owner: 'Somebody else' } })
  await findings.field('Cause').fill('Mine.')
  await findings.saved()
  await expect(findings.field('Owner')).toHaveValue('Somebody else')
  await expect(findings.field('Cause')).toHaveValue('Mine.')
})

test('the list is worked by keyboard', async ({ studio, page }) => {
  const { findings } = studio
  await findings.table.focus()
  await page.keyboard.press('j')
  await expect(findings.rows().nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(findings.field('Title')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(findings.table).toBeFocused()
})
