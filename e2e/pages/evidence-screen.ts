// The Evidence screen: the list and one record beside it.
import { type Locator, type Page } from '@playwright/test'

export class EvidenceScreen {
  readonly page: Page
  readonly table: Locator
  readonly record: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'Evidence' })
    this.record = page.getByRole('article', { name: /^Evidence \d+$/ })
    this.search = page.getByRole('searchbox', { name: 'evidence' })
  }

  rows(): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  async open(words: string | RegExp): Promise<void> {
    await this.rows().filter({ hasText: words }).click()
  }

  async showRaw(): Promise<void> {
    await this.record.getByRole('tab', { name: 'Raw record' }).click()
  }
}
