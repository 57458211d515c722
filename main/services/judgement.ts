// Verdicts, conclusions and sign-offs: what a person decides, checked against what may be decided.
import type { Handlers, ParsedInput } from '#contract'
import { readAssuranceReport } from '#db/queries/assurance'
import { readVerdict, writeConclusion, writeSignOff, writeVerdict } from '#db/queries/judgement'
import type { ReadableDb } from '#db/types'
import { type Conclusion, type JudgedCriterion, VERDICTS_FOR } from '#domain/criterion'
import { AppError } from '#domain/errors'
import type { SignOff } from '#domain/sign-off'
import type { Ports } from '../app/ports.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { checklistOf, conclusionsOf, contentHash, judgedCriteria, signOffsOf } from '../views/judgement.ts'
import { pairId } from '../views/subjects.ts'
import type { Sessions } from './session.ts'

type Deps = { readonly sessions: Sessions; readonly ports: Ports; readonly actor: () => string }
type Methods = Extract<keyof Handlers, `criteria.${string}` | `conclusions.${string}` | `signOffs.${string}`>

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

  const setVerdict = ({ criterionId, verdict, rationale, basis, reportId }: ParsedInput<'criteria.setVerdict'>): JudgedCriterion => {
    const { db, commit, catalog } = sessions.require()
    const criterion = criterionOf(catalog, criterionId)
    const allowed = VERDICTS_FOR[criterion.responsibility]
    if (!allowed.includes(verdict))
      throw new AppError(
        'invalid-input',
        `A criterion that is ${criterion.responsibility === 'shared' ? 'shared' : `${criterion.responsibility}'s`} can be ${allowed.join(', ')}, not ${verdict}.`,
        { criterionId },
      )
    if (!checklistOf(db, catalog, criterion.service).selected.includes(criterion))
      throw new AppError('conflict', `The customer's factors leave ${criterionId} out of the checklist; no verdict on it would count.`, {
        criterionId,
      })
    if (verdict === 'inherited' && reportId === null && basis.trim() === '')
      throw new AppError('invalid-input', 'An inherited verdict rests on a registered AWS report; name it, or state the basis in words.', {
        criterionId,
        field: 'basis',
      })
    if (reportId !== null && verdict !== 'inherited')
      throw new AppError('invalid-input', `A verdict of ${verdict} rests on no AWS report.`, { criterionId, field: 'reportId' })
    if (reportId !== null && readAssuranceReport(db, reportId) === null)
      throw new AppError('not-found', 'There is no such AWS report in the register.', { reportId })
    if (verdict !== 'not-tested' && verdict !== 'inherited' && rationale.trim() === '')
      throw new AppError('invalid-input', `A verdict of ${verdict} needs a rationale.`, { criterionId, field: 'rationale' })
    const known = readVerdict(db, criterionId)
    const same = known?.verdict === verdict && known.rationale === rationale && known.basis === basis && known.reportId === reportId
    if (!same)
      commit((tx) => {
        tx.change({ action: 'verdict.given', subject: 'verdict', subjectId: criterionId, reason: rationale || undefined }, (writable) => {
          writeVerdict(writable, { criterionId, verdict, rationale, basis, reportId, ...stamp() })
        })
      })
    const judged = judgedCriteria(db, catalog, criterion.service).find((c) => c.criterionId === criterionId)
    if (!judged) throw new AppError('unexpected', 'The verdict was written but cannot be read.')
    return judged
  }

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
    'criteria.list': ({ service }) => read(judgedCriteria, service),
    'criteria.setVerdict': setVerdict,
    'conclusions.list': ({ service }) => read(conclusionsOf, service),
    'conclusions.set': setConclusion,
    'signOffs.list': ({ service }) => read(signOffsOf, service),
    'signOffs.give': signOff,
  }
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Criterion ids begin with their service's key (`pinpoint.data-protection.…`). */
function criterionOf(catalog: Catalog, criterionId: string) {
  const service = criterionId.slice(0, criterionId.indexOf('.'))
  const criterion = catalog.criteria(service).find((c) => c.criterionId === criterionId)
  if (!criterion) throw new AppError('not-found', `There is no criterion "${criterionId}".`, { criterionId })
  return criterion
}
