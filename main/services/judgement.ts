// Conclusions and sign-offs: what a person decides, checked against what may be decided. Verdicts are criteria.ts.
import type { Handlers, ParsedInput } from '#contract'
import { writeConclusion, writeSignOff } from '#db/queries/judgement'
import type { ReadableDb } from '#db/types'
import type { Conclusion } from '#domain/criterion'
import { AppError } from '#domain/errors'
import type { SignOff } from '#domain/sign-off'
import type { Ports } from '../app/ports.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { conclusionsOf, contentHash, signOffsOf } from '../views/judgement.ts'
import { pairId } from '../views/subjects.ts'
import type { Sessions } from './session.ts'

type Deps = { readonly sessions: Sessions; readonly ports: Ports; readonly actor: () => string }
type Methods = Extract<keyof Handlers, `conclusions.${string}` | `signOffs.${string}`>

export function createJudgement({ sessions, ports, actor }: Deps): Pick<Handlers, Methods> {
  const keyOf = (name: string): string => {
    const key = sessions.catalog().resolveKey(name)
    if (key === undefined) throw new AppError('not-found', `The catalog has no service "${name}".`, { service: name })
    return key
  }
  const read = <T>(view: (db: ReadableDb, catalog: Catalog, service: string) => T, service: string): T => {
    const { db, catalog } = sessions.require()
    return view(db, catalog, keyOf(service))
  }
  const stamp = (): { updatedAt: string; updatedBy: string } => ({ updatedAt: ports.clock.now().toISOString(), updatedBy: actor() })

  const setConclusion = ({ service, topic, conclusion, rationale }: ParsedInput<'conclusions.set'>): Conclusion => {
    const { db, commit, catalog } = sessions.require()
    const key = keyOf(service)
    if (topic !== null && !catalog.topics().some((t) => t.topic === topic))
      throw new AppError('not-found', `There is no topic "${topic}".`, { topic })
    if (conclusion !== 'not-concluded' && rationale.trim() === '')
      throw new AppError('invalid-input', 'A conclusion needs a rationale.', { field: 'rationale' })
    const now = (): Conclusion | undefined => conclusionsOf(db, catalog, key).find((c) => c.topic === topic)
    const known = now()
    if (known?.conclusion !== conclusion || known.rationale !== rationale)
      commit((tx) => {
        tx.change(
          { action: 'conclusion.drawn', subject: 'conclusion', subjectId: pairId(key, topic ?? ''), reason: rationale || undefined },
          (writable) => {
            writeConclusion(writable, { service: key, topic: topic ?? '', conclusion, rationale, ...stamp() })
          },
        )
      })
    return now() ?? { service: key, topic, conclusion, rationale, updatedAt: null, updatedBy: null }
  }

  const signOff = ({ service, role, name, seen }: ParsedInput<'signOffs.give'>): SignOff => {
    const { db, commit, catalog } = sessions.require()
    const key = keyOf(service)
    return commit((tx) => {
      const other = signOffsOf(db, catalog, key).find((s) => s.role !== role && s.holds)
      if (other && sameName(other.name, name))
        throw new AppError('invalid-input', `${name} has signed off as ${other.role}; the ${role} must be another person.`, {
          field: 'name',
        })
      if (contentHash(db, catalog, key) !== seen)
        throw new AppError('conflict', 'Something under this sign-off changed since it was looked at. Look again, then sign off.', {
          service: key,
        })
      const given = { service: key, role, name, at: ports.clock.now().toISOString(), contentHash: seen }
      tx.change({ action: 'sign-off.given', subject: 'sign-off', subjectId: pairId(key, role) }, (writable) => {
        writeSignOff(writable, given)
      })
      return { ...given, holds: true }
    })
  }

  return {
    'conclusions.list': ({ service }) => read(conclusionsOf, service),
    'conclusions.set': setConclusion,
    'signOffs.list': ({ service }) => read(signOffsOf, service),
    'signOffs.give': signOff,
  }
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()
