// What the evidence proposes for a criterion, with its reason; to accept, to overrule, or to confirm after the evidence changed.
import type { JudgedCriterion } from '#domain/criterion'
import type { Proposal } from '#domain/proposal'
import { Button } from '../../design/button.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { Mark, VERDICT_LOOKS, VerdictMark } from '../../design/marks.tsx'
import { VERDICT_WORDS } from '../../design/words.ts'

export function ProposalBox({
  criterion,
  proposal,
  changedSince,
  onAccept,
  onOverrule,
  onKeep,
}: {
  readonly criterion: JudgedCriterion
  readonly proposal: Proposal
  readonly changedSince: boolean
  readonly onAccept: () => void
  readonly onOverrule: () => void
  /** Keeps the verdict given, on the evidence as it is now. */
  readonly onKeep: () => void
}) {
  const { verdict, parts } = proposal
  const given = criterion.proposal
  const isTaken = given !== null && !changedSince
  return (
    <section className="proposal" aria-label="Proposal" data-tone={verdict === null ? 'quiet' : VERDICT_LOOKS[verdict].tone}>
      {changedSince && given !== null ? (
        <p className="proposal-changed">
          <Mark look={{ tone: 'warn', shape: 'triangle-alert' }} word="Evidence changed since this verdict" />
          <span className="muted-text">
            It was {given.decision} when the evidence proposed {VERDICT_WORDS[given.verdict].toLowerCase()}: {given.reason}
          </span>
        </p>
      ) : null}
      <header className="proposal-head">
        <span className="criterion-label">The evidence proposes</span>
        {verdict === null ? (
          <Mark look={VERDICT_LOOKS['not-tested']} word="nothing: not decided by evidence alone" />
        ) : (
          <VerdictMark verdict={verdict} boxed />
        )}
        {isTaken ? <span className="muted-text">{given.decision}</span> : null}
      </header>
      <ul className="proposal-reasons">
        {parts.map((part) => (
          <li key={part.evaluatorId}>
            {parts.length > 1 ? (
              <Mark
                look={VERDICT_LOOKS[part.verdict ?? 'not-tested']}
                word={part.verdict === null ? 'Not decided' : VERDICT_WORDS[part.verdict]}
                show="shape"
              />
            ) : null}
            <span>{part.reason}</span>
          </li>
        ))}
      </ul>
      {isTaken ? null : (
        <div className="proposal-actions">
          {verdict === null ? null : (
            <>
              <Button size="small" kind="primary" aria-keyshortcuts="a" onClick={onAccept}>
                Accept <Kbd keys="a" />
              </Button>
              <Button size="small" aria-keyshortcuts="o" onClick={onOverrule}>
                Overrule… <Kbd keys="o" />
              </Button>
            </>
          )}
          {changedSince ? (
            <Button size="small" kind="quiet" onClick={onKeep}>
              Keep my verdict
            </Button>
          ) : null}
        </div>
      )}
    </section>
  )
}
