// The Import screen in its states, light and dark: axe finds nothing serious in a list of files, a mapping, a result or a removal.
import { writeFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, SCAN, sample, test } from '../fixtures.ts'

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

    test('files waiting, their answers, the result and its removal have no serious fault', async ({ studio, page }, info) => {
      test.slow()
      await studio.newEngagement({ title: 'Import', client: 'Kestrel Logistics', passphrase: null })
      await studio.go('Import')
      const { imports } = studio
      const list = info.outputPath('house-list.csv')
      writeFileSync(list, 'Control ID;Outcome;Asset\nIAM-01;OK;root\nIAM-02;tbd;otto\n')
      const latin = info.outputPath('latin.csv')
      writeFileSync(latin, Buffer.from('Pr\u00fcfung;Ergebnis\n1;ja\n', 'latin1'))
      await imports.choose(sample(SCAN), list, latin)
      await expect(imports.about(SCAN).getByRole('table')).toBeVisible()
      expect.soft(await seriousFaults(page), 'a file that is known').toEqual([])
      await imports.waiting('latin.csv').click()
      await expect(imports.about('latin.csv')).toContainText('Not UTF-8')
      expect.soft(await seriousFaults(page), 'a file that is asked about').toEqual([])

      await imports.waiting('house-list.csv').click()
      await imports.about('house-list.csv').getByRole('button', { name: 'Map columns…' }).click()
      await expect(page.getByRole('dialog').getByRole('region', { name: 'First records' })).toBeVisible()
      expect.soft(await seriousFaults(page), 'a mapping').toEqual([])
      await page.getByRole('button', { name: 'Cancel' }).click()

      await imports.run()
      await expect(page.getByRole('region', { name: 'Rejected records' })).toBeVisible()
      expect.soft(await seriousFaults(page), 'the result').toEqual([])
      await page.getByRole('button', { name: 'Close' }).click()
      await imports.open(SCAN)
      await imports.earlier.getByRole('button', { name: 'Remove import…' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect.soft(await seriousFaults(page), 'a removal').toEqual([])
    })
  })
}
