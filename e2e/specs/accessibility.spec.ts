// Every screen, light and dark: axe finds nothing serious.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '../fixtures.ts'
import type { ScreenName } from '../pages/studio.ts'

const SCREENS: readonly ScreenName[] = [
  'Overview',
  'Findings',
  'Evidence',
  'Filing',
  'Frameworks',
  'Import',
  'Collection kit',
  'Scope and factors',
  'AWS reports',
  'Reports',
  'Journal',
  'Engagements',
  'Settings',
]

/** Serious and critical findings, each as `rule: element`. */
async function seriousFaults(page: Page): Promise<string[]> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the screens of an open engagement have no serious fault', async ({ studio, page, host }) => {
      test.slow()
      await host.seed()
      await page.reload()
      for (const name of SCREENS) {
        await studio.go(name)
        expect.soft(await seriousFaults(page), name).toEqual([])
      }
      await studio.goToService('Amazon Pinpoint')
      expect.soft(await seriousFaults(page), 'a service').toEqual([])
    })

    test('Start, the new-engagement form and the palette have no serious fault', async ({ studio, page }) => {
      await studio.ready()
      expect.soft(await seriousFaults(page), 'Start').toEqual([])
      await page.keyboard.press('ControlOrMeta+K')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect.soft(await seriousFaults(page), 'palette').toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'New engagement' }).click()
      await expect(page.getByLabel('Title')).toBeVisible()
      expect.soft(await seriousFaults(page), 'new engagement').toEqual([])
    })
  })
}
