// The window as a person uses it: its rail and the screens one reaches by it. What a screen holds is its own page object.
import { expect, type Locator, type Page } from '@playwright/test'
import { AwsReportsScreen } from './aws-reports-screen.ts'
import { EvidenceScreen } from './evidence-screen.ts'
import { FindingsScreen } from './findings-screen.ts'
import { ImportScreen } from './import-screen.ts'
import { ReportsScreen } from './reports-screen.ts'
import { ServiceScreen } from './service-screen.ts'
import { StartScreen } from './start-screen.ts'

export type ScreenName =
  | 'Scope and factors'
  | 'AWS reports'
  | 'Overview'
  | 'Frameworks'
  | 'Findings'
  | 'Evidence'
  | 'Filing'
  | 'Import'
  | 'Collection kit'
  | 'Reports'
  | 'Journal'
  | 'Engagements'
  | 'Settings'

export class Studio {
  readonly page: Page
  readonly rail: Locator
  readonly start: StartScreen
  readonly imports: ImportScreen
  readonly awsReports: AwsReportsScreen
  readonly findings: FindingsScreen
  readonly evidence: EvidenceScreen
  readonly service: ServiceScreen
  readonly reports: ReportsScreen

  constructor(page: Page) {
    this.page = page
    this.rail = page.getByRole('navigation', { name: 'Main' })
    this.start = new StartScreen(page)
    this.imports = new ImportScreen(page)
    this.awsReports = new AwsReportsScreen(page)
    this.findings = new FindingsScreen(page)
    this.evidence = new EvidenceScreen(page)
    this.service = new ServiceScreen(page)
    this.reports = new ReportsScreen(page)
  }

  /** Waits until the window shows its rail. */
  async ready(): Promise<void> {
    await expect(this.rail).toBeVisible()
  }

  /** Goes to a screen by the rail and waits for its heading. */
  async go(name: ScreenName): Promise<void> {
    await this.rail.getByRole('link', { name, exact: true }).click()
    await this.showing(name)
  }

  /** Goes to a service of the scope by the rail. */
  async goToService(name: string): Promise<void> {
    await this.rail.getByRole('list', { name: 'Services' }).getByRole('link', { name }).click()
    await this.showing(name)
  }

  async showing(heading: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible()
  }

  async newEngagement(details: { title: string; client: string; passphrase: string | null }): Promise<void> {
    await this.start.newEngagement(details)
    await this.showing('Overview')
  }
}
