// `npm start`: builds what is stale and opens the studio, in Electron where its runtime is there or can be fetched,
// else in the browser host. `npm start -- FILE.tickmark` opens that engagement; `-- --browser` asks for the browser host.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build-stamp.mjs'
import { startCli } from './start-cli.mjs'
import { electronRuntime } from './start-electron.mjs'
import { findNode } from './start-node.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const args = process.argv.slice(2).filter((arg) => arg !== '--browser')
const say = (line) => process.stderr.write(`tickmark: ${line}\n`)

try {
  await buildIfStale(root, findNode(root), say)
  const runtime = process.argv.includes('--browser') ? { missing: 'as asked' } : electronRuntime(root)
  if (runtime.path === undefined) {
    say(`opening the browser host instead of Electron (${runtime.missing})`)
    await startCli(root, ['serve', ...args])
  } else {
    const studio = spawn(runtime.path, [root, ...args], { stdio: 'inherit' })
    studio.once('error', (error) => {
      say(error.message)
      process.exitCode = 1
    })
    studio.once('exit', (code) => {
      process.exitCode = code ?? 1
    })
  }
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
