// The Reports screen: building, signing, saving and verifying.
import { expect, type Locator, type Page } from '@playwright/test'

export class ReportsScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Builds reports on exactly these services. */
  async build(kind: 'Draft' | 'Final', services: readonly string[]): Promise<void> {
    const all = this.page.getByRole('checkbox', { name: 'All services' })
    await all.click()
    if (await all.isChecked()) await all.click()
    for (const name of services) await this.page.getByRole('checkbox', { name: `Report on ${name}` }).click()
    await this.page.getByRole('radio', { name: kind }).check({ force: true })
    await this.page.getByRole('button', { name: /^Build \d+ reports?$/ }).click()
    await expect(this.page.getByText(/^\d+ reports? built$/)).toBeVisible({ timeout: 40_000 })
  }

  async sign(service: string, passphrase: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Sign ${service}`) }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Passphrase of the identity').fill(passphrase)
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(dialog).toBeHidden({ timeout: 30_000 })
  }

  /** Saves a report; gives the path of the downloaded file. */
  async save(service: string): Promise<string> {
    const download = this.page.waitForEvent('download')
    await this.page.getByRole('button', { name: new RegExp(`^Save ${service}`) }).click()
    return (await download).path()
  }

  async verify(path: string): Promise<Locator> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: 'Choose PDFs…' }).click()
    await (await chooser).setFiles(path)
    const verdict = this.page.locator('.verification')
    await expect(verdict.first()).toBeVisible({ timeout: 20_000 })
    return verdict.first()
  }
}
