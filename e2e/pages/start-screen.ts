// The Start screen: making, opening and reopening engagements.
import type { Page } from '@playwright/test'

export class StartScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async newEngagement({ title, client, passphrase }: { title: string; client: string; passphrase: string | null }): Promise<void> {
    await this.page.getByRole('button', { name: 'New engagement' }).click()
    await this.page.getByLabel('Title').fill(title)
    await this.page.getByLabel('Client', { exact: true }).fill(client)
    await this.page.getByLabel('AWS accounts').fill('210987654321')
    await this.page.getByLabel('Regions').fill('eu-central-1')
    await this.addService('pinpoint')
    await this.addService('IAM Identity Center')
    if (passphrase === null) await this.page.getByRole('radio', { name: /No encryption/ }).check()
    else {
      await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await this.page.getByLabel('The same again').fill(passphrase)
      await this.page.getByRole('checkbox', { name: /passphrase in a safe place/ }).click()
    }
    await this.create()
  }

  async addService(words: string): Promise<void> {
    const search = this.page.getByLabel('Find a service')
    await search.fill(words)
    await search.press('Enter')
  }

  async create(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Create engagement|Choose a place and create…)$/ }).click()
  }

  /** Opens one of the recent list; it asks for its passphrase where it is encrypted. */
  async reopen(title: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  }

  async givePassphrase(passphrase: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Passphrase needed' })
    await dialog.getByLabel('Passphrase').fill(passphrase)
    await dialog.getByRole('button', { name: 'Open' }).click()
  }
}
