// The window as a person uses it: which screens there are and how one reaches them. What a screen holds is its own page object.
import { expect, type Page } from '@playwright/test'

export type ScreenName = 'Overview' | 'Findings' | 'Evidence' | 'Import' | 'Reports' | 'Journal' | 'Engagements' | 'Settings'

export class Studio {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Waits until the window shows its rail. */
  async ready(): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  }

  /** Goes to a screen by the rail. */
  async go(name: ScreenName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: false }).first().click()
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }
}
