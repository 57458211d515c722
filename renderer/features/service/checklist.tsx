// The criteria of a topic as a checklist: one open at a time, worked through by keyboard. AWS's part stands below the customer's.
import { useRef } from 'react'
import type { ProposedCriterion } from '#contract/judgement'
import { type JudgedCriterion, Verdict } from '#domain/criterion'
import { Kbd } from '../../design/kbd.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { VERDICT_WORDS } from '../../design/words.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { CriterionCard, type CriterionHandle } from './criterion-card.tsx'
import { CriterionRow } from './criterion-row.tsx'
import { keyOfVerdict } from './verdict-rules.ts'

export type ChecklistPart = {
  readonly title: string
  readonly subtitle: string
  readonly text: string | undefined
  readonly criteria: readonly JudgedCriterion[]
}

export function Checklist({
  parts,
  proposals,
}: {
  readonly parts: readonly ChecklistPart[]
  /** Undefined while they are being worked out. */
  readonly proposals: readonly ProposedCriterion[] | undefined
}) {
  const criteria = parts.flatMap((part) => part.criteria)
  const [wanted, setWanted] = useSearchParam('criterion')
  const current = criteria.find(({ criterionId }) => criterionId === wanted) ?? criteria[0]
  const open = useRef<CriterionHandle>(null)
  const wantsFocus = useRef(false)
  const byId = new Map((proposals ?? []).map((one) => [one.proposal.criterionId, one]))

  const turn = (step: 1 | -1) => {
    const next = criteria[criteria.findIndex((one) => one === current) + step]
    if (next === undefined) return
    wantsFocus.current = true
    setWanted(next.criterionId)
  }
  const enabled = current !== undefined
  useShortcut('j', 'Next criterion', () => turn(1), { group: 'Checklist', enabled })
  useShortcut('k', 'Previous criterion', () => turn(-1), { group: 'Checklist', enabled })
  useShortcut('a', 'Accept the proposal', () => open.current?.accept(), { group: 'Checklist', enabled })
  useShortcut('o', 'Overrule the proposal', () => open.current?.overrule(), { group: 'Checklist', enabled })

  /** A card that was opened by key or click takes the focus once it is there. */
  const take = (handle: CriterionHandle | null) => {
    open.current = handle
    if (handle === null || !wantsFocus.current) return
    wantsFocus.current = false
    handle.focus()
  }

  return (
    <div className="checklist">
      {enabled
        ? Verdict.options.map((verdict) => <VerdictKey key={verdict} verdict={verdict} judge={(key) => open.current?.judge(key)} />)
        : null}
      <p className="checklist-keys muted-text">
        <Kbd keys="j" /> <Kbd keys="k" /> next, previous · <Kbd keys="1" />–<Kbd keys="6" /> verdict · <Kbd keys="a" /> accept ·{' '}
        <Kbd keys="o" /> overrule · <Kbd keys="Enter" /> rationale
      </p>
      {parts.map((part) => (
        <section key={part.title} className="topic-part" aria-label={part.title}>
          <header>
            <h3>
              {part.title} <span className="topic-part-count">{part.criteria.length}</span>
            </h3>
            <p className="muted-text">{part.subtitle}</p>
          </header>
          {part.text === undefined || part.text === '' ? null : <p className="topic-part-text">{part.text}</p>}
          {part.criteria.length === 0 ? <p className="nothing">No criterion in the catalog for this part.</p> : null}
          <div className="criteria">
            {part.criteria.map((criterion) =>
              criterion === current ? (
                <CriterionCard
                  key={criterion.criterionId}
                  ref={take}
                  criterion={criterion}
                  proposed={byId.get(criterion.criterionId)}
                  isLooking={proposals === undefined}
                />
              ) : (
                <CriterionRow
                  key={criterion.criterionId}
                  criterion={criterion}
                  proposed={byId.get(criterion.criterionId)}
                  onOpen={() => {
                    wantsFocus.current = true
                    setWanted(criterion.criterionId)
                  }}
                />
              ),
            )}
          </div>
        </section>
      ))}
    </div>
  )
}

/** The key that gives one verdict to the open criterion. */
function VerdictKey({ verdict, judge }: { readonly verdict: Verdict; readonly judge: (key: string) => void }) {
  const key = keyOfVerdict(verdict)
  useShortcut(key, `Verdict: ${VERDICT_WORDS[verdict].toLowerCase()}`, () => judge(key), { group: 'Checklist' })
  return null
}
