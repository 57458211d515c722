// A service's screen: topics, the checklist with proposals and verdicts, conclusions, sign-offs.
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

  /** The criterion that is open; when a topic comes up, the first of the customer's part. */
  openCriterion(): Locator {
    return this.page.getByRole('article')
  }

  /** Opens a criterion of the checklist by words of its statement. */
  async open(statement: RegExp): Promise<Locator> {
    const row = this.page.getByRole('button', { name: statement, expanded: false })
    const card = this.page.getByRole('article', { name: statement })
    await expect(row.or(card).first()).toBeVisible()
    if (await row.isVisible()) await row.click()
    await expect(card).toBeVisible()
    return card
  }

  async conclude(section: Locator, word: string, reasons: string): Promise<void> {
    await section.getByLabel('Reasons').fill(reasons)
    await section.getByRole('combobox', { name: 'Conclusion' }).click()
    await optionNamed(this.page, word).click()
  }
}
