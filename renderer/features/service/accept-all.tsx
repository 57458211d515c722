// Takes many proposals at once: every one is shown with its reason first, and can be left out.
import { useState } from 'react'
import type { ProposedCriterion } from '#contract/judgement'
import type { JudgedCriterion } from '#domain/criterion'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Checkbox } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { VerdictMark } from '../../design/marks.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useCommand } from '../../platform/queries.ts'

export function AcceptAll({
  service,
  criteria,
  proposals,
}: {
  readonly service: string
  readonly criteria: readonly JudgedCriterion[]
  readonly proposals: readonly ProposedCriterion[]
}) {
  const [isOpen, setOpen] = useState(false)
  const open = criteria.flatMap((criterion) => {
    const proposal = proposals.find((one) => one.proposal.criterionId === criterion.criterionId)?.proposal
    return criterion.verdict === 'not-tested' && criterion.rationale === '' && proposal?.verdict != null
      ? [{ criterion, proposal, verdict: proposal.verdict }]
      : []
  })
  if (open.length === 0) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        Review {countOf(open.length, 'proposal')}…
      </Button>
      {isOpen ? <AcceptDialog service={service} open={open} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

type Open = {
  readonly criterion: JudgedCriterion
  readonly proposal: ProposedCriterion['proposal']
  readonly verdict: JudgedCriterion['verdict']
}

function AcceptDialog({
  service,
  open,
  onClose,
}: {
  readonly service: string
  readonly open: readonly Open[]
  readonly onClose: () => void
}) {
  const accept = useCommand('criteria.acceptProposals')
  const { done } = useToast()
  /** What was shown when the dialog opened; nothing that came later is taken with it. */
  const [shown] = useState(open)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = shown.filter(({ criterion }) => !left.has(criterion.criterionId))
  const submit = () =>
    accept.mutate(
      { service, accepted: chosen.map(({ proposal }) => ({ criterionId: proposal.criterionId, digest: proposal.digest })) },
      {
        onSuccess: () => {
          done({
            title: `${countOf(chosen.length, 'proposal')} accepted`,
            description: 'Their reasons are the rationale; both can be changed.',
          })
          onClose()
        },
      },
    )
  const turn = (criterionId: string, isIn: boolean) => {
    const next = new Set(left)
    if (isIn) next.delete(criterionId)
    else next.add(criterionId)
    setLeft(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title="Accept proposals"
      description="What the evidence proposes for criteria of this topic without a verdict. A proposal is no conclusion: read each, leave out what you would judge otherwise."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={chosen.length === 0} busy={accept.isPending} onClick={submit}>
            Accept {chosen.length}
          </Button>
        </>
      }
    >
      <ul className="accept-list">
        {shown.map(({ criterion, proposal, verdict }) => (
          <li key={criterion.criterionId}>
            <Checkbox
              label={criterion.statement}
              hideLabel
              checked={!left.has(criterion.criterionId)}
              onChecked={(isIn) => turn(criterion.criterionId, isIn)}
            />
            <VerdictMark verdict={verdict} boxed />
            <div>
              <p>{criterion.statement}</p>
              <p className="muted-text">{proposal.reason}</p>
            </div>
          </li>
        ))}
      </ul>
      {accept.error === null ? null : <ErrorNotice error={accept.error} />}
    </Dialog>
  )
}
