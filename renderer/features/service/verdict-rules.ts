// What a verdict and a conclusion need before they can be saved, and which key gives which verdict. Pure.
import { type ConclusionWord, type JudgedCriterion, type Responsibility, VERDICTS_FOR, Verdict } from '#domain/criterion'
import type { Proposal, ProposalAnswer } from '#domain/proposal'

export type VerdictDraft = {
  readonly verdict: Verdict
  readonly rationale: string
  readonly basis: string
  readonly reportId: string | null
}

export const sameVerdict = (a: VerdictDraft, b: VerdictDraft): boolean =>
  a.verdict === b.verdict && a.rationale === b.rationale && a.basis === b.basis && a.reportId === b.reportId

/** What is saved: an AWS report stands under inherited verdicts alone; the draft keeps it for a change of mind. */
export const sentVerdict = (draft: VerdictDraft): VerdictDraft => (draft.verdict === 'inherited' ? draft : { ...draft, reportId: null })

/**
 * Why a verdict cannot be saved yet; null = it can. The same rules as the program's own (contract/judgement.ts). `proposed`: what the
 * evidence suggests.
 */
export function verdictProblem({ verdict, rationale, basis, reportId }: VerdictDraft, proposed: Proposal['verdict'] = null): string | null {
  if (verdict === 'not-tested') return null
  if (proposed !== null && verdict !== proposed && rationale.trim() === '') return 'Say why the proposal is overruled.'
  if (verdict === 'inherited')
    return reportId === null && basis.trim() === '' ? 'Choose the AWS report it rests on, or name it in words.' : null
  return rationale.trim() === '' ? 'Say what it rests on.' : null
}

/**
 * What a verdict says of the proposal beside it: taken where it is the same, overruled where it is another, nothing where it takes a
 * verdict back. Undefined leaves what was answered before: other words for the same verdict must not confirm evidence that changed.
 */
export function answerTo(
  draft: VerdictDraft,
  criterion: Pick<JudgedCriterion, 'verdict' | 'updatedAt'>,
  proposal: Proposal | null,
  isMeant: boolean,
): ProposalAnswer | null | undefined {
  if (!isMeant && criterion.updatedAt !== null && draft.verdict === criterion.verdict) return undefined
  if (proposal?.verdict == null || (draft.verdict === 'not-tested' && draft.rationale.trim() === '')) return null
  return { decision: draft.verdict === proposal.verdict ? 'accepted' : 'overruled', digest: proposal.digest }
}

export type ConclusionDraft = { readonly conclusion: ConclusionWord; readonly rationale: string }

export const sameConclusion = (a: ConclusionDraft, b: ConclusionDraft): boolean =>
  a.conclusion === b.conclusion && a.rationale === b.rationale

export const conclusionProblem = ({ conclusion, rationale }: ConclusionDraft): string | null =>
  conclusion !== 'not-concluded' && rationale.trim() === '' ? 'A conclusion needs its reasons.' : null

/** The digit that gives a verdict: the same for every criterion, so that the hand learns it. */
export const keyOfVerdict = (verdict: Verdict): string => String(Verdict.options.indexOf(verdict) + 1)

/** The verdict a key gives for a responsibility; null where the key gives none or it may not be given. */
export function verdictOfKey(key: string, responsibility: Responsibility): Verdict | null {
  const verdict = Verdict.options[Number(key) - 1]
  return verdict !== undefined && VERDICTS_FOR[responsibility].includes(verdict) ? verdict : null
}
