import { AxeBuilder } from '@axe-core/playwright'
import { expect, sample, test } from '../fixtures.ts'

const BUNDLE = 'kestrel-kit.zip'

test('a kit is made, a bundle comes back, and what was denied shows as not tested', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await studio.go('Collection kit')
  const commands = page.getByRole('grid', { name: 'Commands of the kit' })
  await expect(commands.getByText('pinpoint get-apps', { exact: true })).toBeVisible()
  await page.getByPlaceholder('Command, purpose or permission').fill('password-policy')
  await expect(page.getByText(/^1 of \d+ commands/)).toBeVisible()
  await expect(commands.getByText('iam:GetAccountPasswordPolicy')).toBeVisible()

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the kit…' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^tickmark-kit-.*\.zip$/)

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a bundle' }).click()
  await page.getByRole('menuitem', { name: 'File (.zip or .tar.gz)…' }).click()
  await (await chooser).setFiles(sample(BUNDLE))
  await expect(page.getByRole('tab', { name: 'What came back 1' })).toHaveAttribute('aria-selected', 'true')
  const services = page.getByRole('region', { name: 'Calls by service' }).getByRole('table')
  await expect(services.getByRole('row', { name: /IAM Identity Center/ })).toContainText('1')
  const open = page.getByRole('region', { name: 'Not tested' })
  await expect(open.getByText('sso-admin list-instances', { exact: true })).toBeVisible()
  await expect(open.getByText('Access denied').first()).toBeVisible()
  await expect(open.getByText('Not made').first()).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes[0]?.html]),
  ).toEqual([])

  await open
    .getByRole('link', { name: /eu-central-1/ })
    .first()
    .click()
  await studio.showing('Evidence')
})

test('what is no bundle is refused in words', async ({ studio, page, host }) => {
  await host.seed()
  await page.reload()
  await studio.go('Collection kit')
  await page.getByRole('tab', { name: 'What came back' }).click()
  await expect(page.getByText('No bundle came back yet')).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a bundle…' }).click()
  await (await chooser).setFiles(sample('kestrel.ocsf.json'))
  await expect(page.getByRole('alert')).toContainText('no manifest.ndjson of a collection kit')
})
