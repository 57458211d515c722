// Every screen, light and dark: axe finds nothing serious.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '../fixtures.ts'
import type { ScreenName } from '../pages/studio.ts'

const SCREENS: readonly ScreenName[] = ['Overview', 'Findings', 'Evidence', 'Import', 'Reports', 'Journal', 'Engagements', 'Settings']

/** Serious and critical findings, each as `rule: element`. */
async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const name of SCREENS) {
      test(`${name} has no serious fault`, async ({ studio, page, host }) => {
        await host.seed()
        await page.reload()
        await studio.go(name)
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        expect(await seriousFaults(page)).toEqual([])
      })
    }

    test('a service, the new-engagement form and the empty Start have no serious fault', async ({ studio, page, host }) => {
      await studio.ready()
      expect(await seriousFaults(page)).toEqual([])
      await page.getByRole('button', { name: 'New engagement' }).click()
      await expect(page.getByLabel('Title')).toBeVisible()
      expect(await seriousFaults(page)).toEqual([])
      await host.seed()
      await page.goto(`${host.origin}/#/service/pinpoint`)
      await page.reload()
      await expect(page.getByRole('heading', { level: 1, name: 'Amazon Pinpoint' })).toBeVisible()
      expect(await seriousFaults(page)).toEqual([])
    })
  })
}
