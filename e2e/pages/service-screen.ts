// A service's screen: topics, verdicts on criteria, conclusions, sign-offs.
import { expect, type Locator, type Page } from '@playwright/test'
import { optionNamed } from './options.ts'

export class ServiceScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async openTopic(title: string | RegExp): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Topics of the chapter' }).getByRole('link', { name: title }).click()
    await expect(this.page.getByRole('heading', { level: 2, name: title })).toBeVisible()
  }

  /** The first criterion of the customer's part under the open topic. */
  firstOfCustomer(): Locator {
    return this.page.getByRole('region', { name: 'The customer’s part' }).getByRole('article').first()
  }

  async conclude(section: Locator, word: string, reasons: string): Promise<void> {
    await section.getByLabel('Reasons').fill(reasons)
    await section.getByRole('combobox', { name: 'Conclusion' }).click()
    await optionNamed(this.page, word).click()
  }
}
