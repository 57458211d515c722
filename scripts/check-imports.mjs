// Checks the import directions of .dependency-cruiser.cjs. Where its parser does not understand our TypeScript it finds no modules
// and is content (shared/stack/FINDINGS.md §1), so the number of modules it saw is part of the check.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const FOLDERS = ['main', 'preload', 'renderer', 'db', 'e2e']
const sources = globSync(`{${FOLDERS.join(',')}}/**/*.{ts,tsx}`, { cwd: root }).filter((path) => !path.endsWith('.d.ts'))

const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...FOLDERS,
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
)
if (!stdout) {
  console.error(stderr || `dependency-cruiser ended with ${status}`)
  process.exit(1)
}
const { summary, modules } = JSON.parse(stdout)
const seen = modules.filter((module) => sources.includes(module.source)).length
const dependencies = modules.reduce((sum, module) => sum + module.dependencies.length, 0)

for (const { rule, from, to, cycle } of summary.violations)
  console.error(`${rule.severity}: ${rule.name}: ${from} → ${cycle?.map((step) => step.name).join(' → ') || to}`)
if (seen < sources.length) console.error(`error: only ${seen} of ${sources.length} source files were understood`)
const bad = summary.violations.length > 0 || seen < sources.length || sources.length === 0 || dependencies < sources.length
console.log(`${seen} modules, ${dependencies} imports, ${summary.violations.length} against the directions`)
process.exitCode = bad ? 1 : 0
