// Opens the studio as an application window of an installed browser, in a profile of its own that reaches nothing but the
// loopback. The secret URL never stands in an argument list, which every user of the machine could read.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type AppWindow = {
  /** Resolves when the window is gone, whoever closed it. */
  readonly closed: Promise<void>
  close(): void
}

/**
 * The browser's arguments: app mode and a profile of its own. `origin` also stands as the proxy for everything that is not the
 * loopback: our server refuses proxy requests, so nothing the browser itself would send leaves the machine (PRODUCT.md law 8).
 */
export function browserArguments(bootFile: string, profile: string, origin: string, isRoot: boolean): string[] {
  return [
    `--app=${pathToFileURL(bootFile).href}`,
    `--user-data-dir=${profile}`,
    `--proxy-server=${origin}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--metrics-recording-only',
    '--no-pings',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
    '--password-store=basic',
    '--use-mock-keychain',
    '--window-size=1360,880',
    // Chromium refuses to start as root with its sandbox; for everybody else the sandbox stays on. The second only hides the warning bar.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ]
}

/**
 * Starts the browser on `url` (with its secret) through a 0600 page in a fresh 0700 profile below `root`, so nothing of an audit
 * stays in a browser's history or cache: the profile is removed when the window closes.
 */
export function openAppWindow(browser: string, url: string, root: string): AppWindow {
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const profile = mkdtempSync(join(root, 'window-'))
  const bootFile = join(profile, 'boot.html')
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${url}"><title>Tickmark</title>`
  writeFileSync(bootFile, page, { mode: 0o600 })
  const child = spawn(browser, browserArguments(bootFile, profile, new URL(url).origin, process.getuid?.() === 0), { stdio: 'ignore' })
  const closed = gone(child).then(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return { closed, close: () => void child.kill() }
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
