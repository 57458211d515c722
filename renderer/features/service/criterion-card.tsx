// The open criterion: what is asked, how it is tested and proven, what the evidence proposes, the verdict with its reasons, and the
// evidence beside it. Saves itself.
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import type { ProposedCriterion } from '#contract/judgement'
import type { JudgedCriterion, Verdict } from '#domain/criterion'
import { Badge } from '../../design/badge.tsx'
import { TextArea } from '../../design/field.tsx'
import { formatInstant } from '../../design/format.ts'
import { SaveState } from '../../design/save-state.tsx'
import { METHOD_WORDS, RESPONSIBILITY_WORDS } from '../../design/words.ts'
import { useCommand } from '../../platform/queries.ts'
import { useAutosave } from '../../platform/use-autosave.ts'
import { CriterionEvidence } from './criterion-evidence.tsx'
import { InheritedFrom } from './inherited-from.tsx'
import { ProposalBox } from './proposal-box.tsx'
import { VerdictControl } from './verdict-control.tsx'
import { answerTo, sameVerdict, sentVerdict, type VerdictDraft, verdictOfKey, verdictProblem } from './verdict-rules.ts'

/** What the keys of the checklist do to the open criterion. */
export type CriterionHandle = {
  readonly focus: () => void
  readonly judge: (key: string) => void
  readonly accept: () => void
  readonly overrule: () => void
}

export function CriterionCard({
  criterion,
  proposed,
  isLooking,
  ref,
}: {
  readonly criterion: JudgedCriterion
  readonly proposed: ProposedCriterion | undefined
  /** True while proposals are being worked out. */
  readonly isLooking: boolean
  readonly ref?: Ref<CriterionHandle>
}) {
  const { criterionId, responsibility, statement, howTested, provenBy, method, source, checks, updatedAt, updatedBy } = criterion
  const id = useId()
  const card = useRef<HTMLElement>(null)
  /** True while a key or button of the proposal itself saves, so that also an unchanged verdict answers it. */
  const isMeant = useRef(false)
  const proposal = proposed?.proposal ?? null
  /** What is proposed now, for rules that were handed out when the card was opened. */
  const suggested = useRef(proposal?.verdict ?? null)
  useEffect(() => {
    suggested.current = proposal?.verdict ?? null
  }, [proposal])
  const setVerdict = useCommand('criteria.setVerdict')
  const save = (value: VerdictDraft) => {
    const answer = answerTo(value, criterion, proposal, isMeant.current)
    return setVerdict.mutateAsync({ criterionId, ...sentVerdict(value), ...(answer === undefined ? {} : { proposal: answer }) })
  }
  const draft = useAutosave<VerdictDraft>(
    `verdict ${criterionId}`,
    { verdict: criterion.verdict, rationale: criterion.rationale, basis: criterion.basis, reportId: criterion.reportId },
    { same: sameVerdict, problem: (value) => verdictProblem(value, suggested.current), save },
  )
  const { value, phase } = draft
  const change = (patch: Partial<VerdictDraft>) => draft.set({ ...value, ...patch })

  /** Saves an answer to the proposal itself, also where the words stay as they are. */
  const answer = async (next: VerdictDraft) => {
    isMeant.current = true
    try {
      if (sameVerdict(next, value)) await save(next)
      else {
        draft.set(next)
        await draft.flush()
      }
    } finally {
      isMeant.current = false
    }
  }
  const accept = () => {
    if (proposal?.verdict == null) return
    // The person's own words stay; only the reason of an earlier proposal makes room for that of this one.
    const isOwn = value.rationale.trim() !== '' && value.rationale !== criterion.proposal?.reason
    void answer({ ...value, verdict: proposal.verdict, rationale: isOwn ? value.rationale : proposal.reason, basis: '', reportId: null })
  }
  const writeRationale = () => card.current?.querySelector<HTMLElement>('textarea')?.focus()
  const overrule = () => {
    if (proposal?.verdict != null) card.current?.querySelector<HTMLElement>('[role=radio][aria-checked=false]')?.focus()
  }
  const judge = (key: string) => {
    const verdict = verdictOfKey(key, responsibility)
    if (verdict !== null) change({ verdict })
  }
  const focus = () => {
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'nearest' })
  }
  useImperativeHandle(ref, () => ({ focus, judge, accept, overrule }))

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && event.target instanceof HTMLTextAreaElement) card.current?.focus()
    if (event.key !== 'Enter' || event.target !== card.current) return
    event.preventDefault()
    writeRationale()
  }

  const wantsReasons = value.verdict !== 'not-tested' || value.rationale !== ''
  return (
    <article
      ref={card}
      className="criterion"
      aria-labelledby={`${id}-statement`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onBlur={() => void draft.flush()}
      data-verdict={value.verdict}
    >
      <header className="criterion-head">
        <p id={`${id}-statement`} className="criterion-statement">
          {statement}
        </p>
        <span className="criterion-badges">
          <Badge title="Who answers for it">{RESPONSIBILITY_WORDS[responsibility]}</Badge>
          <Badge title="How it is tested">{METHOD_WORDS[method]}</Badge>
        </span>
      </header>
      <div className="criterion-sides">
        <div className="criterion-side">
          <dl className="criterion-facts">
            {howTested === null ? null : <Fact term="How tested" text={howTested} />}
            <Fact term="Proven by" text={provenBy} />
            <Fact term="Source" text={source} />
          </dl>
          {proposed === undefined ? (
            responsibility === 'aws' ? null : (
              <p className="nothing">
                {isLooking
                  ? 'Reading the evidence…'
                  : 'No evaluator and no record of its checks speaks to this criterion: it is judged by hand.'}
              </p>
            )
          ) : (
            <ProposalBox
              criterion={criterion}
              proposal={proposed.proposal}
              changedSince={proposed.changedSince}
              onAccept={accept}
              onOverrule={overrule}
              onKeep={() => void answer(value)}
            />
          )}
          <VerdictControl
            label={`Verdict: ${statement}`}
            responsibility={responsibility}
            value={value.verdict}
            onValue={(verdict: Verdict) => change({ verdict })}
          />
          {value.verdict === 'inherited' ? (
            <InheritedFrom
              service={criterion.service}
              reportId={value.reportId}
              basis={value.basis}
              onReport={(reportId) => change({ reportId })}
              onBasis={(basis) => change({ basis })}
            />
          ) : null}
          {wantsReasons ? (
            <TextArea
              label="Rationale"
              optional={value.verdict === 'inherited' || value.verdict === 'not-tested'}
              placeholder={
                proposal?.verdict != null && proposal.verdict !== value.verdict
                  ? 'Why the proposal is overruled'
                  : 'What was seen, where, and why it leads to this verdict'
              }
              rows={3}
              value={value.rationale}
              onValue={(rationale) => change({ rationale })}
            />
          ) : null}
          <footer className="criterion-foot">
            <span className="criterion-source">
              {updatedAt === null ? 'No verdict given yet' : `${updatedBy ?? 'unknown'}, ${formatInstant(updatedAt)}`}
            </span>
            <SaveState phase={phase} touched={updatedAt !== null} onRetry={() => void draft.flush()} />
          </footer>
        </div>
        {responsibility === 'aws' ? null : <CriterionEvidence checks={checks} proposal={proposal} />}
      </div>
    </article>
  )
}

const Fact = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </>
)
