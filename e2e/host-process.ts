// One browser host as a process of its own, for a test: folders come in by argument, what the host says goes out on stdout as JSON,
// SIGTERM ends it. A third argument `open` lets it open its window.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { startBrowserHost } from '../main/hosts/browser/index.ts'

const [dataFolder, documentsFolder, open] = process.argv.slice(2)
if (dataFolder === undefined || documentsFolder === undefined) throw new Error('host-process DATA_FOLDER DOCUMENTS_FOLDER [open]')

const built = pathToFileURL(join(import.meta.dirname, '../out/main/browser.js')).href
const host = await ((await import(built)) as { startBrowserHost: typeof startBrowserHost }).startBrowserHost({
  open: open === 'open',
  dataFolder,
  documentsFolder,
  actor: 'Ada Auditor',
  clock: { now: () => new Date() },
})
console.log(JSON.stringify({ url: host.url, windowOpened: host.windowOpened }))
await host.closed
