// One browser host as a process of its own, for a test: folders come in by argument, the URL goes out on stdout, SIGTERM ends it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { startBrowserHost } from '../main/hosts/browser/index.ts'

const [dataFolder, documentsFolder, engagementPath] = process.argv.slice(2)
if (dataFolder === undefined || documentsFolder === undefined) throw new Error('host-process DATA_FOLDER DOCUMENTS_FOLDER [ENGAGEMENT]')

const built = pathToFileURL(join(import.meta.dirname, '../out/main/browser.js')).href
const host = await ((await import(built)) as { startBrowserHost: typeof startBrowserHost }).startBrowserHost({
  ...(engagementPath === undefined ? {} : { engagementPath }),
  open: false,
  dataFolder,
  documentsFolder,
  actor: 'Ada Auditor',
  clock: { now: () => new Date() },
})
console.log(JSON.stringify({ url: host.url }))
await host.closed
