// The window's entry: decides which host it runs in, then draws.
import '@fontsource-variable/inter'
import './design/tokens.css'
import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import * as z from 'zod'
import { App } from './app/app.tsx'
import { NotConnected } from './app/not-connected.tsx'
import { applyTheme, currentTheme } from './design/theme.ts'
import { createBrowserPlatform } from './platform/browser.ts'
import { createElectronPlatform } from './platform/electron.ts'
import { takeLaunchToken } from './platform/launch-token.ts'
import { createOfferedFiles } from './platform/offered-files.tsx'
import type { Platform } from './platform/platform.ts'

// Zod otherwise probes `new Function`, which the content security policy reports as a violation.
z.config({ jitless: true })
applyTheme(currentTheme())

function findPlatform(): Platform | null {
  if (window.tickmark !== undefined) return createElectronPlatform(window.tickmark)
  const token = takeLaunchToken(window)
  return token === null ? null : createBrowserPlatform({ origin: window.location.origin, token })
}

const platform = findPlatform()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has lost its root element')
createRoot(root).render(
  <StrictMode>{platform === null ? <NotConnected /> : <App platform={platform} offered={createOfferedFiles(platform)} />}</StrictMode>,
)
