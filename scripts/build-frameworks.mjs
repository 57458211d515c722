// Derives which check touches which requirement (main/catalog/frameworks/edges.json) from the research in ../shared/catalog.
// Run by hand when that research or an id rule changes: node scripts/build-frameworks.mjs [folder]. Ids only: no framework's text.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { byNumbers, createFrameworks } from '../main/catalog/frameworks.ts'
import { loadFrameworks } from '../main/catalog/frameworks-data.ts'

const from = process.argv[2] ?? join(import.meta.dirname, '../../shared/catalog')
const into = join(import.meta.dirname, '../main/catalog/frameworks/edges.json')
const read = (name) => JSON.parse(readFileSync(join(from, name), 'utf8'))
const prowler = read('prowler-checks.json')
const hub = read('securityhub-controls.json')
const frameworks = createFrameworks(loadFrameworks(), { source: '-', checks: [], edges: {}, members: {} })

const edges = new Map()
const members = new Map()
const strange = new Map()

function touch(check, word, written) {
  const named = frameworks.named(word, 'aws')
  if (named.form === null) return strange.set(`framework ${word}`, (strange.get(`framework ${word}`) ?? 0) + 1)
  if (written === null) return members.set(named.frameworkId, (members.get(named.frameworkId) ?? new Set()).add(check))
  for (const { requirement, known } of frameworks.requirements(named, written)) {
    // Ids the mapping made up or garbled are no requirement of the framework; a scan's own are kept as it writes them.
    if (known === 'as-written') {
      strange.set(`${word}: ${written}`, (strange.get(`${word}: ${written}`) ?? 0) + 1)
      continue
    }
    const byRequirement = edges.get(named.frameworkId) ?? new Map()
    byRequirement.set(requirement, (byRequirement.get(requirement) ?? new Set()).add(check))
    edges.set(named.frameworkId, byRequirement)
  }
}

const wordOf = new Map(
  prowler.frameworks.map(({ key, framework, version }) => [key, version === '' ? framework : `${framework}-${version}`]),
)
for (const { CheckID, compliance } of prowler.checks)
  for (const [key, ids] of Object.entries(compliance)) for (const id of ids) touch(CheckID, wordOf.get(key) ?? key, id)

/** Standards whose requirements are the controls themselves. */
const OF_CONTROLS = /Foundational Security Best Practices|Resource Tagging/
for (const { id, standards, related_requirements } of hub.controls) {
  const related = related_requirements ?? {}
  for (const [word, ids] of Object.entries(related)) for (const written of ids) touch(id, word, written)
  for (const standard of standards ?? []) {
    if (OF_CONTROLS.test(standard)) touch(id, standard, id)
    else if (
      !Object.keys(related).some((word) => frameworks.named(word, 'aws').frameworkId === frameworks.named(standard, 'aws').frameworkId)
    )
      touch(id, standard, null)
  }
}

const checks = [
  ...new Set(
    [...edges.values()].flatMap((m) => [...m.values()].flatMap((s) => [...s])).concat([...members.values()].flatMap((s) => [...s])),
  ),
].sort()
const number = new Map(checks.map((check, index) => [check, index]))
const numbers = (set) =>
  [...set]
    .map((check) => number.get(check))
    .sort((a, b) => a - b)
    .map((n, index, all) => n - (all[index - 1] ?? 0))
    .join(' ')
const sorted = (map, value) => Object.fromEntries([...map].sort(([a], [b]) => byNumbers(a, b)).map(([key, v]) => [key, value(v)]))

const source = `Prowler ${prowler.source.version.split(' ')[0]} at ${prowler.source.commit.slice(0, 10)} (${prowler.source.commit_date}); Security Hub controls of 2026-03-10, requirement ids of 2023-06`
const data = { source, checks, edges: sorted(edges, (byRequirement) => sorted(byRequirement, numbers)), members: sorted(members, numbers) }
writeFileSync(into, `${JSON.stringify(data, null, 2)}\n`)
console.log(`${checks.length} checks, ${[...edges.values()].reduce((n, m) => n + m.size, 0)} requirements of ${edges.size} frameworks`)
for (const [what, n] of strange) console.log(`as written: ${what} (${n})`)
