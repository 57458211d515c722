// `npm run dev`: rebuilds on every change. In Electron where its runtime is there (the window reloads by itself), else in the
// browser host, whose page is reloaded by hand.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build-stamp.mjs'
import { electronRuntime } from './start-electron.mjs'
import { findNode } from './start-node.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const node = findNode(root)
const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
const say = (line) => process.stderr.write(`tickmark: ${line}\n`)
const start = (...args) => spawn(node, args, { cwd: root, stdio: 'inherit' })

const runtime = electronRuntime(root)
if (runtime.path !== undefined) start(electronVite, 'dev', '--watch')
else {
  say(`developing in the browser host (${runtime.missing})`)
  await buildIfStale(root, node, say)
  const watcher = start(electronVite, 'build', '--watch')
  const studio = start('--watch-path=out/main', join(root, 'out/main/cli.js'), 'serve', ...process.argv.slice(2))
  studio.once('exit', () => watcher.kill())
}
