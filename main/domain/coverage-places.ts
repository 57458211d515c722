// Where a service was looked at: the accounts and regions that are expected, and what is known of each. Pure; counts come in, states go out.
import * as z from 'zod'
import { reachOf, type ServiceReach } from './coverage-reach.ts'
import { ACCOUNT_WIDE_FORMATS, regionOf } from './evidence-questions-place.ts'
import { AccountId, TopicId } from './ids.ts'
import type { FormatId } from './imports.ts'

/**
 * What is known of a topic (or a service) at one place. `tested` current records · `partly-tested` records, and calls of the kit that were
 * denied, failed or did not run · `access-denied` nothing but calls, one of them denied · `call-failed` nothing but calls that failed or did
 * not run · `nothing-reported` a tool that could test it looked there and says nothing of it · `not-scanned` no such tool looked there.
 */
export const PlaceState = z.enum(['tested', 'partly-tested', 'access-denied', 'call-failed', 'nothing-reported', 'not-scanned'])
export type PlaceState = z.infer<typeof PlaceState>

/** Expected places by state; they add up to all that are expected. */
export const PlaceCounts = z.record(PlaceState, z.int().nonnegative())
export type PlaceCounts = Record<PlaceState, number>
export const noPlaces = (): PlaceCounts => ({
  tested: 0,
  'partly-tested': 0,
  'access-denied': 0,
  'call-failed': 0,
  'nothing-reported': 0,
  'not-scanned': 0,
})

/** Every account of `accounts` in every region of `regions` is in this state. `regions` null = the service has none. */
export const PlaceGroup = z.strictObject({
  state: PlaceState,
  accounts: z.array(AccountId).readonly(),
  regions: z.array(z.string()).readonly().nullable(),
})
export type PlaceGroup = z.infer<typeof PlaceGroup>

/** The places coverage is asked of: what the engagement's scope names, and where it names none, what imports show. */
export const CoverageScope = z.strictObject({
  accounts: z.array(AccountId).readonly(),
  regions: z.array(z.string()).readonly(),
  accountsStated: z.boolean(),
  regionsStated: z.boolean(),
})
export type CoverageScope = z.infer<typeof CoverageScope>

/** Every expected place of a service, for the service as a whole and topic by topic. */
export const ServicePlaces = z.strictObject({
  scope: CoverageScope,
  places: z.array(PlaceGroup).readonly(),
  topics: z.array(z.strictObject({ topic: TopicId, places: z.array(PlaceGroup).readonly() })).readonly(),
})
export type ServicePlaces = z.infer<typeof ServicePlaces>

/** So many current records of one format lie here; `denied`, `failed` and `notRun` of them are calls of the kit without an answer. */
export type PlaceFact = {
  readonly formatId: string
  readonly service: string | null
  readonly topic: string | null
  readonly account: string | null
  readonly region: string | null
  readonly records: number
} & Unanswered

/** Calls of the kit by why they have no answer. */
export type Unanswered = { readonly denied: number; readonly failed: number; readonly notRun: number }

/** Records and unanswered calls of one topic, or of one service, and what each expected place has of them. */
export type Reached = Unanswered & {
  /** Records outside the expected places: of other accounts or regions, or naming none. */
  readonly elsewhere: number
  readonly counts: PlaceCounts
  /** Whether a scan of whole accounts by a tool that could test it looked at any expected place … */
  readonly looked: boolean
  /** … or, where none did, whether one by a tool that could not. */
  readonly lookedInVain: boolean
}

export type Places = {
  readonly scope: CoverageScope
  readonly reach: (service: string) => ServiceReach
  /** The service as a whole where topic is null. */
  readonly of: (service: string, topic: string | null) => Reached
  readonly groups: (service: string, topic: string | null) => readonly PlaceGroup[]
}

type Seen = { answered: number; denied: number; failed: number }
type Heap = { readonly at: Map<number, Seen>; elsewhere: number; denied: number; failed: number; notRun: number }
type OfService = { readonly whole: Heap; readonly topics: Map<string, Heap> }
/** Places by number at which scans looked. */
type Surveyed = Readonly<Record<ServiceReach, Set<number>>>
/** Whether records of a format may come from a test of a topic; of any topic of the service where it is null. */
export type CanTest = (service: string, topic: string | null, formatId: string) => boolean

const isAccountWide = (formatId: string): boolean => ACCOUNT_WIDE_FORMATS.has(formatId as FormatId)
const isAccount = (account: string | null): account is string => account !== null && AccountId.safeParse(account).success

/**
 * Arranges counted records by place. A scan of whole accounts looked at every place of which it has records: of a region where it has any
 * of a regional service, of an account where it has any. Other files (answers of the AWS CLI, the kit) looked only for what they speak of.
 */
export function arrangePlaces(
  stated: { readonly accounts: readonly string[]; readonly regions: readonly string[] },
  facts: readonly PlaceFact[],
  canTest: CanTest,
): Places {
  const scope = scopeOf(stated, facts)
  const accounts = new Map(scope.accounts.map((account, index) => [account, index]))
  const regions = new Map(scope.regions.map((region, index) => [region, index]))
  const width = regions.size
  /** The number of an expected place, or -1. */
  const numberOf = (fact: PlaceFact, reach: ServiceReach): number => {
    const account = accounts.get(fact.account ?? '') ?? -1
    if (reach === 'global' || account < 0) return account
    const region = regions.get(regionOf(fact) ?? '') ?? -1
    return region < 0 ? -1 : account * width + region
  }

  const services = new Map<string, OfService>()
  const surveyed = new Map<string, Surveyed>()
  for (const fact of facts) {
    const reach = fact.service === null ? 'regional' : reachOf(fact.service)
    const answered = fact.records - fact.denied - fact.failed - fact.notRun
    if (answered > 0 && isAccountWide(fact.formatId))
      for (const of of reach === 'regional' ? (['regional', 'global'] as const) : (['global'] as const)) {
        const place = numberOf(fact, of)
        if (place >= 0) entry<string, Surveyed>(surveyed, fact.formatId, () => ({ regional: new Set(), global: new Set() }))[of].add(place)
      }
    if (fact.service === null) continue
    const service = entry<string, OfService>(services, fact.service, () => ({ whole: newHeap(), topics: new Map() }))
    const place = numberOf(fact, reach)
    add(service.whole, place, fact, answered)
    if (fact.topic !== null) add(entry(service.topics, fact.topic, newHeap), place, fact, answered)
  }

  const heapOf = (service: string, topic: string | null): Heap | undefined =>
    topic === null ? services.get(service)?.whole : services.get(service)?.topics.get(topic)
  /** Where tools looked that could test a topic; made once for every choice of tools. */
  const unions = new Map<string, ReadonlySet<number>>()
  const lookedAt = (service: string, topic: string | null): ReadonlySet<number> => {
    const reach = reachOf(service)
    const formats = [...surveyed.keys()].filter((formatId) => canTest(service, topic, formatId))
    return entry(
      unions,
      `${reach} ${formats.join(' ')}`,
      () => new Set(formats.flatMap((formatId) => [...(surveyed.get(formatId)?.[reach] ?? [])])),
    )
  }

  const stateAt = (looked: ReadonlySet<number>, heap: Heap | undefined, place: number): PlaceState => {
    const seen = heap?.at.get(place)
    if (seen !== undefined && seen.answered > 0) return seen.denied + seen.failed > 0 ? 'partly-tested' : 'tested'
    if (seen !== undefined && seen.denied > 0) return 'access-denied'
    if (seen !== undefined && seen.failed > 0) return 'call-failed'
    return looked.has(place) ? 'nothing-reported' : 'not-scanned'
  }

  return {
    scope,
    reach: reachOf,
    of: (service, topic) => {
      const heap = heapOf(service, topic)
      const looked = lookedAt(service, topic)
      const counts = noPlaces()
      // Places of which the service's own records tell; the others are one state each, and nothing walks all there could be.
      const mine = [...(heap?.at.keys() ?? [])]
      let others = looked.size
      for (const place of mine) {
        counts[stateAt(looked, heap, place)] += 1
        if (looked.has(place)) others -= 1
      }
      counts['nothing-reported'] += others
      counts['not-scanned'] += (reachOf(service) === 'global' ? accounts.size : accounts.size * width) - mine.length - others
      return {
        elsewhere: heap?.elsewhere ?? 0,
        denied: heap?.denied ?? 0,
        failed: heap?.failed ?? 0,
        notRun: heap?.notRun ?? 0,
        counts,
        looked: looked.size > 0,
        lookedInVain: [...surveyed.values()].some((survey) => survey[reachOf(service)].size > 0) && looked.size === 0,
      }
    },
    groups: (service, topic) => {
      const heap = heapOf(service, topic)
      const global = reachOf(service) === 'global'
      const looked = lookedAt(service, topic)
      return groupPlaces(scope, global, (account, region) => stateAt(looked, heap, global ? account : account * width + region))
    },
  }
}

const newHeap = (): Heap => ({ at: new Map(), elsewhere: 0, denied: 0, failed: 0, notRun: 0 })

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function add(heap: Heap, place: number, { records, denied, failed, notRun }: PlaceFact, answered: number): void {
  heap.denied += denied
  heap.failed += failed
  heap.notRun += notRun
  if (place < 0) {
    heap.elsewhere += records
    return
  }
  const seen = entry(heap.at, place, () => ({ answered: 0, denied: 0, failed: 0 }))
  seen.answered += answered
  seen.denied += denied
  seen.failed += failed + notRun
}

/** The scope as stated; where it names no accounts or no regions, those that records of regional services name. */
function scopeOf(
  stated: { readonly accounts: readonly string[]; readonly regions: readonly string[] },
  facts: readonly PlaceFact[],
): CoverageScope {
  const seenAccounts = new Set<string>()
  const seenRegions = new Set<string>()
  for (const fact of facts) {
    if (isAccount(fact.account)) seenAccounts.add(fact.account)
    const region = fact.service !== null && reachOf(fact.service) === 'global' ? null : regionOf(fact)
    if (region !== null && isAccount(fact.account)) seenRegions.add(region)
  }
  const accounts = [...new Set(stated.accounts)]
  // A scope may list `global` among its regions; nothing is looked for there.
  const regions = [...new Set(stated.regions)].filter((region) => regionOf({ region }) !== null)
  return {
    accounts: accounts.length > 0 ? accounts : [...seenAccounts].sort(),
    regions: regions.length > 0 ? regions : [...seenRegions].sort(),
    accountsStated: accounts.length > 0,
    regionsStated: regions.length > 0,
  }
}

/** Puts accounts together that have the same state in the same regions: nothing is lost, and a region missing everywhere is one line. */
function groupPlaces(scope: CoverageScope, global: boolean, stateAt: (account: number, region: number) => PlaceState): PlaceGroup[] {
  const groups = new Map<string, { state: PlaceState; accounts: string[]; regions: string[] | null }>()
  scope.accounts.forEach((account, a) => {
    const byState = new Map<PlaceState, string[]>()
    if (global) byState.set(stateAt(a, 0), [])
    else scope.regions.forEach((region, r) => entry(byState, stateAt(a, r), () => []).push(region))
    for (const [state, regions] of byState)
      entry(groups, JSON.stringify([state, regions]), () => ({ state, accounts: [], regions: global ? null : regions })).accounts.push(
        account,
      )
  })
  return [...groups.values()].sort((a, b) => PlaceState.options.indexOf(a.state) - PlaceState.options.indexOf(b.state))
}
