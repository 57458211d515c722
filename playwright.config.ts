import { defineConfig } from '@playwright/test'
import { findBrowser } from './main/hosts/browser/find-browser.ts'

const executablePath = findBrowser()
if (executablePath === null) throw new Error('No Chromium found; see: node scripts/chromium.mjs')

// Two projects over the same build: the studio in a real browser, and Electron where its runtime exists (else said loudly).
// Chromium finds no file with letters beyond ASCII in its name where the environment names no UTF-8 locale.
process.env['LANG'] ??= 'C.UTF-8'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/playwright',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }], ['./e2e/loud-skips.ts']],
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1360, height: 880 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  },
  projects: [
    { name: 'browser', testMatch: 'specs/**/*.spec.ts', use: { launchOptions: { executablePath } } },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
  ],
})
