// Verdicts on criteria: what a person decides, checked against what may be decided, with what the evidence proposed at that moment.
import type { Handlers, ParsedInput } from '#contract'
import { readAssuranceReport } from '#db/queries/assurance'
import { readVerdict, type StoredVerdict, writeVerdict } from '#db/queries/judgement'
import { type Criterion, type JudgedCriterion, VERDICTS_FOR, type Verdict } from '#domain/criterion'
import { AppError } from '#domain/errors'
import { type AnsweredProposal, type Proposal, type ProposalAnswer, placesOf } from '#domain/proposal'
import type { Ports } from '../app/ports.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { checklistOf, judgedCriteria, judgedOf } from '../views/judgement.ts'
import { isChangedSince } from '../views/proposals.ts'
import type { Proposals } from './proposals.ts'
import type { Session, Sessions } from './session.ts'

type Deps = { readonly sessions: Sessions; readonly ports: Ports; readonly actor: () => string; readonly proposals: Proposals }
type Methods = Extract<keyof Handlers, `criteria.${string}`>
type Words = Pick<StoredVerdict, 'verdict' | 'rationale' | 'basis' | 'reportId'>

export function createCriteria({ sessions, ports, actor, proposals }: Deps): Pick<Handlers, Methods> {
  const keyOf = (name: string): string => {
    const key = sessions.catalog().resolveKey(name)
    if (key === undefined) throw new AppError('not-found', `The catalog has no service "${name}".`, { service: name })
    return key
  }

  const setVerdict = async ({ criterionId, proposal: answer, ...words }: ParsedInput<'criteria.setVerdict'>): Promise<JudgedCriterion> => {
    const session = sessions.require()
    const criterion = criterionOf(session.catalog, criterionId)
    mustBeAllowed(session, criterion, words)
    const now = answer == null ? null : await proposals.current(criterion.service)
    const { db, commit } = sessions.require()
    const answered = answer == null ? null : answeredBy(criterionId, answer, words, now?.list ?? [])
    const known = readVerdict(db, criterionId)
    // Other words for the same verdict leave what it answered as it was.
    const proposal = answer === undefined && known?.verdict === words.verdict ? known.proposal : answered
    if (known === null || !isSame(known, { ...words, proposal }))
      commit((tx) => {
        now?.mustHold()
        tx.change(
          { action: actionOf(answer), subject: 'verdict', subjectId: criterionId, reason: words.rationale || undefined },
          (writable) => {
            writeVerdict(writable, { criterionId, ...words, proposal, updatedAt: ports.clock.now().toISOString(), updatedBy: actor() })
          },
        )
      })
    return judgedOf(sessions.require().db, criterion)
  }

  const acceptProposals = async ({ service, accepted }: ParsedInput<'criteria.acceptProposals'>): Promise<JudgedCriterion[]> => {
    const key = keyOf(service)
    const now = await proposals.current(key)
    const session = sessions.require()
    const criteria = accepted.map(({ criterionId, digest }) => {
      const criterion = criterionOf(session.catalog, criterionId)
      const proposal = now.list.find((one) => one.criterionId === criterionId)
      if (proposal?.verdict == null) throw new AppError('invalid-input', `Nothing is proposed for ${criterionId}.`, { criterionId })
      const words = { verdict: proposal.verdict, rationale: proposal.reason, basis: '', reportId: null }
      mustBeAllowed(session, criterion, words)
      return { criterion, words, proposal: answeredBy(criterionId, { decision: 'accepted', digest }, words, now.list) }
    })
    session.commit((tx) => {
      now.mustHold()
      const stamp = { updatedAt: ports.clock.now().toISOString(), updatedBy: actor() }
      for (const { criterion, words, proposal } of criteria)
        tx.change(
          { action: 'verdict.accepted', subject: 'verdict', subjectId: criterion.criterionId, reason: words.rationale },
          (writable) => {
            writeVerdict(writable, { criterionId: criterion.criterionId, ...words, proposal, ...stamp })
          },
        )
    })
    return criteria.map(({ criterion }) => judgedOf(sessions.require().db, criterion))
  }

  return {
    'criteria.list': ({ service }) => {
      const { db, catalog } = sessions.require()
      return judgedCriteria(db, catalog, keyOf(service))
    },
    'criteria.setVerdict': setVerdict,
    'criteria.proposals': async ({ service }) => {
      const { list } = await proposals.current(keyOf(service))
      const { db, catalog } = sessions.require()
      return list.flatMap((proposal) => {
        const criterion = catalog.criterion(proposal.criterionId)
        return criterion === undefined ? [] : [{ proposal, changedSince: isChangedSince(judgedOf(db, criterion), proposal) }]
      })
    },
    'criteria.acceptProposals': acceptProposals,
  }
}

const actionOf = (answer: ProposalAnswer | null | undefined): string => (answer == null ? 'verdict.given' : `verdict.${answer.decision}`)

const isSame = (known: StoredVerdict, next: Words & Pick<StoredVerdict, 'proposal'>): boolean =>
  known.verdict === next.verdict &&
  known.rationale === next.rationale &&
  known.basis === next.basis &&
  known.reportId === next.reportId &&
  known.proposal?.digest === next.proposal?.digest &&
  known.proposal?.decision === next.proposal?.decision

function mustBeAllowed({ db, catalog }: Session, criterion: Criterion, { verdict, rationale, basis, reportId }: Words): void {
  const { criterionId, responsibility } = criterion
  const allowed: readonly Verdict[] = VERDICTS_FOR[responsibility]
  if (!allowed.includes(verdict))
    throw new AppError(
      'invalid-input',
      `A criterion that is ${responsibility === 'shared' ? 'shared' : `${responsibility}'s`} can be ${allowed.join(', ')}, not ${verdict}.`,
      { criterionId },
    )
  if (!checklistOf(db, catalog, criterion.service).selected.some((one) => one.criterionId === criterionId))
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
}

/** What is kept of the proposal a verdict answers. Throws where it is another one by now, or the verdict does not fit the decision. */
function answeredBy(
  criterionId: string,
  { decision, digest }: ProposalAnswer,
  { verdict, rationale }: Words,
  list: readonly Proposal[],
): AnsweredProposal {
  const proposal = list.find((one) => one.criterionId === criterionId)
  if (proposal?.digest !== digest)
    throw new AppError('conflict', 'The evidence proposes something else than was looked at. Look again, then decide.', { criterionId })
  if (proposal.verdict === null)
    throw new AppError('invalid-input', `Nothing is proposed for ${criterionId}: ${proposal.reason}`, { criterionId })
  if (decision === 'accepted' && verdict !== proposal.verdict)
    throw new AppError('invalid-input', `The proposal is ${proposal.verdict}; accepting it gives that verdict, not ${verdict}.`, {
      criterionId,
    })
  if (decision === 'overruled' && verdict === proposal.verdict)
    throw new AppError('invalid-input', `The proposal is ${proposal.verdict} too; there is nothing to overrule.`, { criterionId })
  if (decision === 'overruled' && rationale.trim() === '')
    throw new AppError('invalid-input', 'Overruling a proposal needs a reason.', { criterionId, field: 'rationale' })
  return { decision, verdict: proposal.verdict, reason: proposal.reason, digest, ...placesOf(proposal) }
}

/** Criterion ids begin with their service's key (`pinpoint.data-protection.…`). */
function criterionOf(catalog: Catalog, criterionId: string): Criterion {
  const criterion = catalog.criterion(criterionId)
  if (criterion === undefined) throw new AppError('not-found', `There is no criterion "${criterionId}".`, { criterionId })
  return criterion
}
