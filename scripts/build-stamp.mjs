// Knows whether out/ was built from the sources as they are now, and builds it where not. One build at a time per checkout.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const SOURCES = ['main', 'preload', 'renderer', 'db', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json']
const NOT_BUILT = /(^fixtures$|\.test\.tsx?$)/
const LOCK_WITHOUT_OWNER_MS = 10_000
const POLL_MS = 100

const stampPath = (root) => join(root, 'out', '.stamp')
const lockPath = (root) => join(root, 'out', '.building')

/**
 * One hash over the path, size and modification time of every file that goes into the build. Contents are not read:
 * this runs at every start and must stay in the low milliseconds.
 */
export function fingerprint(root) {
  const hash = createHash('sha256')
  const visit = (path, name) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return
    if (!stat.isDirectory()) hash.update(`${name}\0${stat.size}\0${stat.mtimeMs}\n`)
    else for (const entry of readdirSync(path).sort()) if (!NOT_BUILT.test(entry)) visit(join(path, entry), `${name}/${entry}`)
  }
  for (const source of SOURCES) visit(join(root, source), source)
  return hash.digest('hex')
}

/** Whether out/ stands for the sources as they are now. */
export function isFresh(root) {
  const stamp = stampPath(root)
  if (!existsSync(stamp) || !existsSync(join(root, 'out', 'main', 'cli.js'))) return false
  return readFileSync(stamp, 'utf8') === fingerprint(root)
}

/**
 * Builds out/ where it is missing or stale; says so in one line through `say`. Waits where another process is building.
 * Throws an Error carrying the build's own output where the build fails.
 */
export async function buildIfStale(root, node, say) {
  let waited = false
  while (!isFresh(root)) {
    if (takeLock(root)) {
      try {
        if (!isFresh(root)) await build(root, node, say)
      } finally {
        rmSync(lockPath(root), { recursive: true, force: true })
      }
      return
    }
    if (!waited) say('waiting for another process that is building')
    waited = true
    await sleep(POLL_MS)
  }
}

async function build(root, node, say) {
  const electronVite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(electronVite)) throw new Error(`nothing is built and the build tool is not installed. Run "npm ci" in ${root} first.`)
  say(existsSync(stampPath(root)) ? 'building: the sources changed since the last build' : 'building: this is the first start')
  const print = fingerprint(root)
  rmSync(stampPath(root), { force: true })
  const { code, output } = await run(node, [electronVite, 'build', '--logLevel', 'warn'], root)
  if (code !== 0) throw new Error(`the build failed.\n${output.trimEnd()}`)
  writeFileSync(stampPath(root), print)
}

/** mkdir is atomic: whoever makes the folder builds. A lock whose owner is gone is moved away first. */
function takeLock(root) {
  const lock = lockPath(root)
  mkdirSync(join(root, 'out'), { recursive: true })
  if (existsSync(lock) && ownerIsGone(lock)) moveAway(lock)
  try {
    mkdirSync(lock)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(lock, 'pid'), String(process.pid))
  return true
}

function ownerIsGone(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    if (error.code !== 'ENOENT') return false
    const made = statSync(lock, { throwIfNoEntry: false })
    return made !== undefined && Date.now() - made.mtimeMs > LOCK_WITHOUT_OWNER_MS
  }
}

function moveAway(lock) {
  const aside = `${lock}-${process.pid}`
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  rmSync(aside, { recursive: true, force: true })
}

/** Runs a program to its end; gives its exit code and everything it printed. */
function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })
}
