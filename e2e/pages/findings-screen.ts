// The Findings screen: the list, its filter, and the editor beside it.
import { expect, type Locator, type Page } from '@playwright/test'
import { optionNamed } from './options.ts'

export class FindingsScreen {
  readonly page: Page
  readonly table: Locator
  readonly editor: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('grid', { name: 'Findings' })
    this.editor = page.getByRole('article', { name: /^Finding \d+$/ })
    this.search = page.getByRole('searchbox', { name: 'findings' })
  }

  /** Rows of the list without its head. */
  rows(): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  async open(title: string | RegExp): Promise<void> {
    await this.rows().filter({ hasText: title }).click()
    await expect(this.field('Title')).toHaveValue(title)
  }

  field(label: string): Locator {
    return this.editor.getByLabel(label, { exact: true })
  }

  async choose(label: string, option: string): Promise<void> {
    await this.editor.getByRole('combobox', { name: label }).click()
    await optionNamed(this.page, option).click()
  }

  async saved(): Promise<void> {
    await expect(this.editor.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  }
}
