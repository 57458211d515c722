// The Import screen: choosing files, the run, and what came of it.
import { expect, type Locator, type Page } from '@playwright/test'

export class ImportScreen {
  readonly page: Page
  readonly result: Locator

  constructor(page: Page) {
    this.page = page
    this.result = page.getByRole('region', { name: 'Import finished' }).or(page.locator('.panel', { hasText: 'Import finished' }))
  }

  async choose(...paths: string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: 'Choose files…' }).click()
    await (await chooser).setFiles(paths)
  }

  async run(): Promise<void> {
    await this.page.getByRole('button', { name: /^Import \d+ files?$/ }).click()
    await expect(this.page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  }
}
