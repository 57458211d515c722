// `npm test`: brings Chromium, builds what is stale, runs every suite and ends with one line `N passed, N failed`.
// `node scripts/test.mjs unit electron browser` runs only the suites named. A suite that dies without a result counts as failed.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build-stamp.mjs'
import { findNode } from './start-node.mjs'
import { readPlaywright, readTap, readVitest } from './test-results.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const results = join(root, 'test-results')
const bin = (...parts) => join(root, 'node_modules', ...parts)

/** Each suite: how it is started, and where it leaves what it counted. */
const SUITES = {
  unit: {
    label: 'unit and contract tests',
    args: (out) => [bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${out}`],
    read: readVitest,
  },
  electron: {
    label: 'Electron host against its double',
    args: (out) => [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${out}`,
      'e2e/electron/**/*.test.ts',
    ],
    read: readTap,
  },
  browser: {
    label: 'the studio in a browser',
    args: () => [bin('@playwright', 'test', 'cli.js'), 'test'],
    env: (out) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: out }),
    read: readPlaywright,
  },
}

const node = newEnoughNode()
if (node !== process.execPath) process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(SUITES, name))
if (unknown.length > 0) stop(`There is no suite ${unknown.join(', ')}. Suites: ${Object.keys(SUITES).join(', ')}`)
const names = asked.length > 0 ? asked : Object.keys(SUITES)

mkdirSync(results, { recursive: true })
const env = { ...process.env, PATH: `${bin('.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}` }
try {
  if (names.includes('browser')) {
    const { bringChromium } = await import('./chromium.mjs')
    env['TICKMARK_CHROMIUM'] = bringChromium(say)
  }
  await buildIfStale(root, node, say)
} catch (error) {
  stop(error.message)
}

// What tests leave behind goes with them.
const temporary = mkdtempSync(join(tmpdir(), 'tickmark-tests-'))
for (const name of ['TMPDIR', 'TEMP', 'TMP']) env[name] = temporary
process.once('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }))

let passed = 0
let failed = 0
for (const name of names) {
  const suite = SUITES[name]
  say(`${suite.label}`)
  const out = join(results, `${name}.${name === 'electron' ? 'tap' : 'json'}`)
  rmSync(out, { force: true })
  const code = await run(suite.args(out), { ...env, ...suite.env?.(out) })
  const counted = suite.read(out)
  // A non-zero exit without a failed test is a failure of its own: an unhandled error, a file that could not be loaded.
  const failures = counted.failed === 0 && (code !== 0 || counted.passed === 0) ? 1 : counted.failed
  passed += counted.passed
  failed += failures
  const skipped = counted.skipped > 0 ? `, ${counted.skipped} did not run` : ''
  say(`${suite.label}: ${counted.passed} passed, ${failures} failed${skipped}\n`)
}
finish()

function finish() {
  process.exitCode = failed === 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
}

function stop(message) {
  console.error(message)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

function newEnoughNode() {
  try {
    return findNode(root)
  } catch (error) {
    return stop(error.message)
  }
}

function run(args, childEnv) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: root, env: childEnv, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function say(line) {
  console.log(`› ${line}`)
}
