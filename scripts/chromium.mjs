// Finds the Chromium that the browser tests and screenshots run in; brings it in where the machine is a Debian and we may.
// `node scripts/chromium.mjs` prints its path. Needs Node 24 (find-browser.ts is TypeScript); npm's scripts run under it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../main/hosts/browser/find-browser.ts'

const WHAT_TO_INSTALL = `The browser tests need Chromium, Chrome or Edge, and none was found.
  Debian, Ubuntu:  sudo apt-get install chromium
  Fedora:          sudo dnf install chromium
  macOS:           brew install --cask chromium
  Windows:         winget install Google.Chrome
Or set TICKMARK_CHROMIUM to the absolute path of one.`

/** Gives the browser's path. Throws an Error saying what to install where there is none and none could be brought in. */
export function bringChromium(say) {
  const found = findBrowser()
  if (found !== null) return found
  if (process.env['TICKMARK_CHROMIUM']) throw new Error(`TICKMARK_CHROMIUM names no program: ${process.env['TICKMARK_CHROMIUM']}`)
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('no Chromium here; installing Debian’s (apt-get install chromium)')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
      const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env })
      if (status !== 0) break
    }
    const installed = findBrowser()
    if (installed !== null) return installed
  }
  throw new Error(WHAT_TO_INSTALL)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(bringChromium((line) => console.error(line)))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
