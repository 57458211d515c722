// How ready each service's report is, in one word and a sentence, and which ones a build would be refused for.
import type { Readiness } from '#domain/report'

export type ReadyWord = 'blocked' | 'open-points' | 'ready'

/** `blocked` where a gate would refuse the report; open points are told but stop nothing. */
export function readyWord(readiness: Readiness): ReadyWord {
  if (readiness.blockers.length > 0 || !readiness.balance.holds) return 'blocked'
  return readiness.openPoints.length > 0 ? 'open-points' : 'ready'
}

export function readyWords(readiness: Readiness): string {
  const word = readyWord(readiness)
  if (word === 'ready') return 'Ready'
  if (word === 'blocked') return plural(Math.max(1, readiness.blockers.length), 'blocker')
  return plural(
    readiness.openPoints.reduce((total, point) => total + point.count, 0),
    'open point',
  )
}

const plural = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

export type BuildPlan = {
  readonly services: readonly string[]
  readonly blocked: readonly Readiness[]
  /** Why the build cannot start, or null where it can. */
  readonly refusal: string | null
}

/** What a build of the chosen services would do. A final report needs every chosen service unblocked. */
export function planBuild(all: readonly Readiness[], chosen: ReadonlySet<string>): BuildPlan {
  const picked = all.filter((readiness) => chosen.has(readiness.service))
  const blocked = picked.filter((readiness) => readyWord(readiness) === 'blocked')
  const services = picked.map((readiness) => readiness.service)
  if (picked.length === 0) return { services, blocked, refusal: 'Choose at least one service.' }
  if (blocked.length > 0) {
    const names = blocked.map((readiness) => readiness.serviceName).join(', ')
    return { services, blocked, refusal: `The numbers of ${names} do not add up or a gate is closed; see the blockers.` }
  }
  return { services, blocked, refusal: null }
}
