// `npm run screenshots`: runs the demo, opens its engagement in the browser host and takes the pictures of docs/screenshots.
// Runs under the Node 24 of npm's scripts. The pictures are of the running program; nothing in them is staged by hand.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { bringChromium } from './chromium.mjs'

const VIEW = { width: 1440, height: 900 }
const MOST_BYTES = 350_000
const SETTLE_MS = 400
/** The clock of the pictures, so that taking them again changes nothing but what changed. */
const NOW = ['--now', '2026-10-05T09:30:00Z']
/** A click on the first cell: a click on a row's middle would scroll a narrow table sideways. */
const choose = (words) => (page) => page.getByRole('row').filter({ hasText: words }).getByRole('gridcell').first().click()
/** Each picture: its name, the address it shows, and what is done there first. */
const SHOTS = [
  { name: 'start', address: '/start' },
  { name: 'overview', address: '/overview' },
  { name: 'service', address: '/service/sso', prepare: (page) => page.getByText('Reading the evidence').waitFor({ state: 'hidden' }) },
  { name: 'scope', address: '/scope?part=factors' },
  { name: 'aws-reports', address: '/aws-reports' },
  { name: 'kit', address: '/kit' },
  { name: 'filing', address: '/filing' },
  { name: 'findings', address: '/findings?filter=service%3Apinpoint', prepare: choose(/leave no record/) },
  { name: 'evidence', address: '/evidence?filter=result%3Afail', prepare: choose(/./) },
  { name: 'frameworks', address: '/frameworks?framework=nist-800-53-r5-moderate', prepare: choose(/Failing/) },
  { name: 'import', address: '/import', prepare: (page) => page.locator('.earlier-import > summary').first().click() },
  { name: 'reports', address: '/reports', prepare: (page) => page.getByRole('checkbox').nth(1).waitFor() },
  { name: 'journal', address: '/journal', prepare: choose(/finding\.updated/) },
]
const DARK = new Set(['overview', 'findings', 'journal'])

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'docs', 'screenshots')
const work = mkdtempSync(join(tmpdir(), 'tickmark-screenshots-'))
const env = { ...process.env, TICKMARK_HOME: join(work, 'home'), TICKMARK_ACTOR: 'Robin Vale' }
const tickmark = join(root, 'bin', 'tickmark')

try {
  const executablePath = bringChromium((line) => console.error(line))
  const demo = spawnSync(process.execPath, [tickmark, 'demo', '--out', join(work, 'demo'), '--json', ...NOW], { env, encoding: 'utf8' })
  if (demo.status !== 0) throw new Error(`The demo failed: ${demo.stderr}`)
  const studio = spawn(process.execPath, [tickmark, 'serve', JSON.parse(demo.stdout).engagement, '--no-open', '--json', ...NOW], { env })
  const browser = await chromium.launch({ executablePath })
  try {
    const url = await addressOf(studio)
    mkdirSync(out, { recursive: true })
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport: VIEW, colorScheme, reducedMotion: 'reduce' })
      await page.goto(url)
      await page.getByRole('navigation').first().waitFor()
      for (const shot of SHOTS) if (colorScheme === 'light' || DARK.has(shot.name)) await shoot(page, shot, colorScheme)
      await page.close()
    }
  } finally {
    await browser.close()
    studio.kill()
    await new Promise((resolve) => (studio.exitCode === null ? studio.once('exit', resolve) : resolve()))
  }
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** The address `serve --json` prints once it listens. */
function addressOf(studio) {
  return new Promise((resolve, reject) => {
    let text = ''
    studio.stdout.on('data', (chunk) => {
      text += chunk
      const url = /"url": "([^"]+)"/.exec(text)?.[1]
      if (url !== undefined) resolve(url)
    })
    studio.stderr.pipe(process.stderr)
    studio.once('exit', (code) => reject(new Error(`The studio ended with ${code} before it listened.`)))
  })
}

async function shoot(page, { name, address, prepare }, colorScheme) {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#${address}`)
  await page.getByRole('main').waitFor()
  await settled(page)
  if (prepare !== undefined) {
    await prepare(page)
    await settled(page)
  }
  const path = join(out, `${name}-${colorScheme}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  const { size } = statSync(path)
  console.log(`${path} ${Math.round(size / 1000)} kB`)
  if (size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES / 1000} kB.`)
}

/** Fonts drawn, nothing busy, and a moment for what is being laid out. (The event stream stays open: the network is never idle.) */
async function settled(page) {
  await page.waitForFunction(() => document.fonts.status === 'loaded' && document.querySelector('[aria-busy="true"]') === null)
  await page.waitForTimeout(SETTLE_MS)
}
