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
  await page.keyboard.press('End')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Home')
  await expect(page.locator('tbody tr[data-service]').last().locator('.map-cell').first()).toBeFocused()
})

test('a cell tells on focus why it is not tested, and which accounts and regions are missing', async ({ page }) => {
  await page.locator('.map-cell').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: /^Amazon Pinpoint, Data protection\. Not tested/ })).toBeFocused()
  const card = page.getByRole('region', { name: 'Behind this cell' })
  await expect(card.getByText('Amazon Pinpoint')).toBeVisible()
  await expect(card.getByText(/Import missing|Scanned, but nothing was reported/)).toBeVisible()
  await expect(card.getByText('0 of 1 place with evidence')).toBeVisible()
  await expect(card.getByText('210987654321 in eu-central-1')).toBeVisible()
})

test('a verdict without a scan is told apart as judged by hand', async ({ host, page }) => {
  const criteria = (await host.rpc('criteria.list', { service: 'pinpoint' })) as {
    criterionId: string
    topic: string
    responsibility: string
  }[]
  const mine = criteria.find(({ topic, responsibility }) => topic === 'resilience' && responsibility === 'customer')
  await host.rpc('criteria.setVerdict', { criterionId: mine?.criterionId, verdict: 'met', rationale: 'Seen in the interview.', basis: '' })
  await expect(page.getByRole('link', { name: /^Amazon Pinpoint, Resilience\. Passing, judged by hand: 1 criterion met/ })).toBeVisible()
  await expect(page.getByText('of these judged by hand')).toBeVisible()
})

test('many services are filtered by name and by holes, and their heads stay in sight', async ({ host, page }) => {
  const services = [
    'iam',
    's3',
    'pinpoint',
    'ec2',
    'rds',
    'kms',
    'lambda',
    'eks',
    'sns',
    'sqs',
    'vpc',
    'ecr',
    'efs',
    'glue',
    'athena',
    'backup',
  ]
  await host.rpc('engagements.update', { patch: { services } })
  const rows = page.locator('tbody tr[data-service]')
  await expect(rows).toHaveCount(services.length + 1)
  await page.getByRole('searchbox', { name: 'Filter services' }).fill('athena')
  await expect(rows).toHaveCount(1)
  await expect(page.getByText(/1 of 17 services shown/)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter services' }).fill('')
  await page.getByRole('checkbox', { name: /Only services with holes/ }).click()
  await expect(rows.first()).toBeVisible()
  const head = page.getByRole('columnheader', { name: 'Data protection' })
  await page.locator('.map-scroll').evaluate((element) => element.scrollTo(0, 300))
  await expect(head).toBeInViewport()
})
