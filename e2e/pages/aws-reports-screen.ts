// The register of AWS reports: registering one with its file, inheriting from it.
import { expect, type Locator, type Page } from '@playwright/test'
import { optionNamed } from './options.ts'

export type ReportWords = {
  readonly title: string
  readonly from: string
  readonly to: string
  readonly services: readonly string[]
  readonly opinion: string
  readonly readBy: string
  readonly readOn: string
}

export class AwsReportsScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async register(words: ReportWords, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.getByRole('button', { name: 'Register a report' }).first().click()
    const dialog = this.page.getByRole('dialog', { name: 'Register an AWS report' })
    await dialog.getByLabel('Title').fill(words.title)
    await dialog.getByLabel('From', { exact: true }).fill(words.from)
    await dialog.getByLabel('To', { exact: true }).fill(words.to)
    await dialog.getByRole('combobox', { name: 'Opinion' }).click()
    await optionNamed(this.page, words.opinion).click()
    await dialog.getByLabel('Opinion read by').fill(words.readBy)
    await dialog.getByLabel('Read on').fill(words.readOn)
    for (const service of words.services) await dialog.getByRole('checkbox', { name: service }).click()
    const chooser = this.page.waitForEvent('filechooser')
    await dialog
      .getByRole('group', { name: /The report itself/ })
      .getByRole('button', { name: 'Attach a file…' })
      .click()
    await (await chooser).setFiles(file)
    await expect(dialog.getByText(file.name)).toBeVisible()
    await dialog.getByRole('button', { name: 'Register', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  card(title: string): Locator {
    return this.page.getByRole('article', { name: title })
  }

  /** Opens the dialog that inherits from a report. */
  async inheritFrom(title: string): Promise<Locator> {
    await this.card(title).getByRole('button', { name: 'Inherit from it…' }).click()
    return this.page.getByRole('dialog', { name: 'Inherit AWS’s part' })
  }
}
