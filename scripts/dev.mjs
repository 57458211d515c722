// `npm run dev`: develops in Electron with hot reload where its runtime is there; else builds again on every change and restarts the
// browser host on the same port (reload the page by hand). Arguments go to `tickmark serve`.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build-stamp.mjs'
import { electronRuntime } from './start-electron.mjs'
import { findNode } from './start-node.mjs'

const PORT = '4780'
const SETTLE_MS = 200

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const node = findNode(root)
const say = (line) => process.stderr.write(`tickmark: ${line}\n`)
const start = (...args) => spawn(node, args, { cwd: root, stdio: 'inherit' })

const runtime = electronRuntime(root)
if (runtime.path !== undefined) start(join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch')
else {
  say(`developing in the browser host (${runtime.missing})`)
  let studio = null
  const restart = async () => {
    try {
      await buildIfStale(root, node, say)
    } catch (error) {
      return say(error.message)
    }
    if (studio !== null && studio.exitCode === null) {
      const gone = new Promise((resolve) => studio.once('exit', resolve))
      studio.kill()
      await gone
    }
    studio = start(join(root, 'out/main/cli.js'), 'serve', '--port', PORT, '--no-open', ...process.argv.slice(2))
  }
  await restart()
  let timer
  for (const folder of ['main', 'preload', 'renderer', 'db'])
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => void restart(), SETTLE_MS)
    })
}
