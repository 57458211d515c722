// Starts the built command line under a Node that can run it: in this process where it can, in a child where not.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build-stamp.mjs'
import { findNode } from './start-node.mjs'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']
const EXIT_OF_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** Runs `tickmark ARGS`. stdout belongs to the command; everything said here goes to stderr. Sets the exit code. */
export async function startCli(root, args) {
  try {
    const node = findNode(root)
    await buildIfStale(root, node, (line) => process.stderr.write(`tickmark: ${line}\n`))
    const cli = join(root, 'out', 'main', 'cli.js')
    if (node === process.execPath) {
      process.argv = [process.execPath, cli, ...args]
      await import(pathToFileURL(cli).href)
    } else process.exitCode = await runChild(node, [cli, ...args])
  } catch (error) {
    process.stderr.write(`tickmark: ${error.message}\n`)
    process.exitCode = 1
  }
}

function runChild(node, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: 'inherit' })
    const forward = (signal) => child.kill(signal)
    for (const signal of FORWARDED) process.on(signal, forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward)
      resolve(code ?? EXIT_OF_SIGNAL[signal] ?? 1)
    })
  })
}
