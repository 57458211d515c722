// Re-filing: what waits in the tray, and the rules by which a person moves checks. The views apply the rules at once; findings follow.
import type { Handlers, Output, ParsedInput } from '#contract'
import {
  allFilingRules,
  listFilingRules,
  listTray,
  placesOfCheck,
  readFilingRule,
  removeFilingRule,
  ruleIdOf,
  writeFilingRule,
} from '#db/queries/filing'
import type { ReadableDb } from '#db/types'
import { AppError } from '#domain/errors'
import { type FilingMove, type FilingPlace, samePlace } from '#domain/filing'
import type { Ports } from '../app/ports.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { type Drafting, dropBareDrafts } from './drafting.ts'
import { followRules, type PlaceChange } from './finding-places.ts'
import type { Session, Sessions } from './session.ts'

type Deps = { readonly sessions: Sessions; readonly ports: Ports; readonly actor: () => string; readonly drafting: Drafting }
type Methods = Extract<keyof Handlers, `filing.${string}`>
type Key = Pick<FilingMove, 'check' | 'from'>

export function createFiling({ sessions, ports, actor, drafting }: Deps): Pick<Handlers, Methods> {
  const now = (): string => ports.clock.now().toISOString()

  /**
   * Changes rules as one commit, findings included: each key goes to its place, or, without one, back to where the program filed it.
   * What then fails without a finding is drafted, as after an import.
   */
  const change = async (
    session: Session,
    wanted: readonly { readonly key: Key; readonly to: FilingPlace | null }[],
    reason: string | undefined,
  ): Promise<Output<'filing.refile'>> => {
    const { db } = session
    const done = session.commit((tx) => {
      const changes: PlaceChange[] = []
      for (const { key, to } of wanted) {
        const id = ruleIdOf(key)
        const before = readFilingRule(db, id)?.to ?? key.from
        const isUndone = to === null || samePlace(to, key.from)
        if (samePlace(before, to ?? key.from)) continue
        changes.push({ check: key.check, before, after: to ?? key.from })
        tx.change({ action: isUndone ? 'filing.restored' : 'filing.moved', subject: 'filing-rule', subjectId: id, reason }, (writable) => {
          if (isUndone) removeFilingRule(writable, key)
          else writeFilingRule(writable, { ...key, to, reason: reason ?? '', decidedAt: now(), decidedBy: actor() })
        })
      }
      const findingsMoved = followRules(tx, db, changes, now())
      const findingsWithdrawn = changes.length === 0 ? 0 : dropBareDrafts(tx, db)
      return { rules: changes.length, records: recordsOf(db, wanted), findingsMoved, findingsWithdrawn }
    })
    return { ...done, findingsDrafted: await drafting.settle(session) }
  }

  const refile = async ({ moves, reason }: ParsedInput<'filing.refile'>): Promise<Output<'filing.refile'>> => {
    const session = sessions.require()
    requireOnce(moves)
    for (const move of moves) {
      requirePlace(session.catalog, move.to)
      requireFiled(session.db, move)
    }
    return change(
      session,
      moves.map(({ check, from, to }) => ({ key: { check, from }, to })),
      reason,
    )
  }

  const removeRules = async ({ rules, reason }: ParsedInput<'filing.removeRules'>): Promise<Output<'filing.removeRules'>> => {
    const session = sessions.require()
    requireOnce(rules)
    const known = new Set(allFilingRules(session.db).map(ruleIdOf))
    for (const key of rules)
      if (!known.has(ruleIdOf(key))) throw new AppError('not-found', `No rule moves ${named(key)}.`, { check: key.check })
    return change(
      session,
      rules.map((key) => ({ key, to: null })),
      reason,
    )
  }

  return {
    'filing.tray': () => {
      const groups = listTray(sessions.require().db)
      return { records: groups.reduce((sum, group) => sum + group.records, 0), groups }
    },
    'filing.rules': () => listFilingRules(sessions.require().db),
    'filing.refile': refile,
    'filing.removeRules': removeRules,
    'filing.placesOfCheck': ({ check }) => placesOfCheck(sessions.require().db, check),
  }
}

const named = ({ check, from }: Key): string =>
  `${check === null ? 'records that name no check' : `check ${check}`} from ${from.service ?? 'no service'} / ${from.topic ?? 'no topic'}`

function requireOnce(keys: readonly Key[]): void {
  const seen = new Set<string>()
  for (const key of keys) {
    if (seen.has(ruleIdOf(key))) throw new AppError('invalid-input', `Two moves speak of ${named(key)}.`, { check: key.check })
    seen.add(ruleIdOf(key))
  }
}

function requirePlace(catalog: Catalog, { service, topic }: FilingPlace): void {
  if (service !== null && catalog.service(service)?.key !== service)
    throw new AppError('invalid-input', `The catalog has no service "${service}".`, { field: 'service', service })
  if (topic !== null && !catalog.topics().some((known) => known.topic === topic))
    throw new AppError('invalid-input', `The catalog has no topic "${topic}".`, { field: 'topic', topic })
}

/** A rule for what is not there would be a slip of the pen that nobody sees. */
function requireFiled(db: ReadableDb, key: Key): void {
  if (!placesOfCheck(db, key.check).some((place) => samePlace(place, key.from)))
    throw new AppError('not-found', `No imported records are ${named(key)}.`, { check: key.check })
}

const recordsOf = (db: ReadableDb, wanted: readonly { readonly key: Key }[]): number =>
  wanted.reduce((sum, { key }) => sum + (placesOfCheck(db, key.check).find((place) => samePlace(place, key.from))?.records ?? 0), 0)
