// The Import screen: choosing files, what is said of them, the run, and what came of it.
import { expect, type Locator, type Page } from '@playwright/test'

export class ImportScreen {
  readonly page: Page
  readonly result: Locator
  readonly queue: Locator
  readonly earlier: Locator

  constructor(page: Page) {
    this.page = page
    this.result = page.getByRole('region', { name: 'Import finished' })
    this.queue = page.getByRole('region', { name: 'Files to import' })
    this.earlier = page.getByRole('region', { name: 'Earlier imports' })
  }

  async choose(...paths: string[]): Promise<void> {
    await this.pick('Choose files…', paths)
  }

  async chooseFolder(path: string): Promise<void> {
    await this.pick('Choose a folder…', path)
  }

  private async pick(button: string, paths: string | string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: button }).click()
    await (await chooser).setFiles(paths)
  }

  /** The line of a waiting file. */
  waiting(fileName: string | RegExp): Locator {
    return this.queue.getByRole('row').filter({ hasText: fileName })
  }

  /** What is shown of the chosen waiting file. */
  about(fileName: string): Locator {
    return this.page.getByRole('region', { name: `About ${fileName}` })
  }

  async run(): Promise<void> {
    await this.page.getByRole('button', { name: /^Import \d+ files?$/ }).click()
    await expect(this.page.getByRole('heading', { name: 'Import finished' })).toBeVisible({ timeout: 30_000 })
  }

  /** Opens an earlier import. */
  async open(name: string | RegExp): Promise<void> {
    await this.earlier.locator('summary').filter({ hasText: name }).first().click()
  }
}
