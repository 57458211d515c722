import { describe, expect, it } from 'vitest'
import type { PlaceState } from '#domain/coverage-places'
import { openedApp, SCOPE, type TestApp } from '../services/testing/app.ts'
import {
  ACCOUNTS,
  type Cell,
  denied,
  type Fact,
  liesAt,
  type PlaceMap,
  placeKey,
  placesBy,
  REGIONS,
  SERVICES,
  world,
  writeWorld,
} from './coverage-world.fixture.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

type Shown = {
  readonly places: PlaceMap
  readonly checks: ReadonlySet<string>
  readonly cells: ReadonlyMap<string, unknown>
  readonly total: number
}

/** What an engagement shows that holds exactly these facts, imported for real. */
async function shown(facts: readonly Fact[]): Promise<Shown> {
  const app = await openedApp(null, { ...SCOPE, accounts: [...ACCOUNTS], regions: [...REGIONS], services: [...SERVICES] })
  const files = writeWorld(app.folder, facts).map((path) => ({ token: app.files.add(path) }))
  if (files.length > 0) await app.call('imports.run', { jobId: JOB, files })
  return shownBy(app)
}

async function shownBy(app: TestApp): Promise<Shown> {
  const coverage = await app.call('coverage.get', {})
  const depths = await app.call('coverage.services', { services: [...SERVICES] })
  const places = new Map<string, PlaceState>()
  for (const { key, places: of } of depths)
    for (const { topic, places: groups } of [{ topic: '*', places: of.places }, ...of.topics])
      for (const { state, accounts, regions } of groups)
        for (const account of accounts) for (const region of regions ?? [null]) places.set(placeKey(key, topic, account, region), state)
  const cells = new Map<string, unknown>()
  const checks = new Set<string>()
  for (const row of coverage.services) {
    if (!row.inScope) continue
    cells.set(`${row.key} | *`, [row.evidence, row.unfiled, row.places, row.elsewhere])
    for (const { topic, testers } of row.topics) if (testers.includes('prowler')) checks.add(`${row.key} | ${topic}`).add(`${row.key} | *`)
    for (const { topic, state, why, evidence, places: counts, elsewhere } of row.topics)
      cells.set(`${row.key} | ${topic}`, [state, why, evidence, counts, elsewhere])
  }
  return { places, checks, cells, total: Object.values(coverage.total).reduce((sum, n) => sum + n, 0) }
}

/** Keys whose values differ, either way. */
const changes = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)))
    .sort()

const all = world()

type Case = { readonly name: string; readonly without: (facts: readonly Fact[]) => readonly Fact[] }
const removal = (name: string, isGone: (fact: Fact) => boolean): Case => ({ name, without: (facts) => facts.filter((f) => !isGone(f)) })
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

const CASES: readonly Case[] = [
  ...unique(all.map(({ file }) => file)).map((file) => removal(`file ${file}`, (f) => f.file === file)),
  ...REGIONS.map((region) => removal(`region ${region}`, (f) => f.region === region)),
  ...ACCOUNTS.map((account) => removal(`account ${account}`, (f) => f.account === account)),
  ...SERVICES.map((service) => removal(`service ${service}`, (f) => f.service === service)),
  ...ACCOUNTS.flatMap((account) =>
    REGIONS.map((region) => removal(`${account} in ${region}`, (f) => f.account === account && f.region === region)),
  ),
  ...SERVICES.filter((_, index) => index % 2 === 0).flatMap((service) =>
    ACCOUNTS.slice(0, 2).map((account) => removal(`${service} in ${account}`, (f) => f.service === service && f.account === account)),
  ),
  ...all
    .filter(({ call }) => call !== undefined)
    .map((call) => ({
      name: `denied ${call.check} in ${call.account} ${call.region}`,
      without: (facts: readonly Fact[]) => denied(facts, call),
    })),
]

/** The whole estate, imported once. */
let whole: Promise<Shown> | undefined
const wholeEstate = (): Promise<Shown> => (whole ??= shown(all))

const cellOf = (key: string): string => key.split(' | ').slice(0, 2).join(' | ')
const cellsIn = ({ places, checks }: Shown): Cell[] =>
  unique([...places.keys()].map(cellOf)).map((key) => {
    const [service = '', topic = ''] = key.split(' | ')
    return [service, topic, checks.has(key)]
  })

describe('taking something away from an estate', () => {
  it('is tried in more than fifty ways, on an estate with tested places and silent ones', async () => {
    const before = await wholeEstate()
    expect(CASES.length).toBeGreaterThanOrEqual(50)
    expect(before.total).toBe(all.length)
    expect(changes(before.places, placesBy(all, cellsIn(before)))).toEqual([])
    expect(new Set(before.places.values())).toEqual(new Set(['tested', 'nothing-reported', 'not-scanned']))
  })

  it.each(CASES)('$name: precisely that hole shows', async ({ without }) => {
    const rest = without(all)
    const gone = all.filter((fact) => !rest.includes(fact))
    const before = await wholeEstate()
    const cells = cellsIn(before)
    const after = await shown(rest)
    // Every place is what the facts that are left say of it, and none of another place than theirs changed.
    expect(changes(after.places, placesBy(rest, cells))).toEqual([])
    const changed = changes(before.places, after.places)
    expect(changed.filter((key) => !gone.some((fact) => liesAt(fact, key)))).toEqual([])
    expect(changed).toEqual(changes(placesBy(all, cells), placesBy(rest, cells)))
    // A cell changes where one of its records or one of its places did, and nowhere else.
    const expected = unique([
      ...changed.map(cellOf),
      ...gone.flatMap(({ service, topic }) =>
        service === null ? [] : [`${service} | *`, ...(topic === null ? [] : [`${service} | ${topic}`])],
      ),
    ]).sort()
    expect(changes(before.cells, after.cells)).toEqual(expected)
  })
})
