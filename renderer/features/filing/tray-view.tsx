// The tray: checks whose records lie under no service or no topic, and the chosen one with why and what is suggested.
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { EvidenceResult } from '#domain/evidence'
import { acceptable, filingInWords, type TrayGroup } from '#domain/filing'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable, rowsOf } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { DescriptionList } from '../../design/layout.tsx'
import { ResultMark } from '../../design/marks.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { SplitPane } from '../../design/split-pane.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { CheckName, PlaceWords } from './place-words.tsx'
import type { Refiling } from './use-refile.ts'

type Props = {
  /** Null while the answer is on its way. */
  readonly groups: readonly TrayGroup[] | null
  readonly names: CatalogNames
  readonly busy: boolean
  readonly onAccept: (group: TrayGroup) => void
  readonly onChoose: (refiling: Refiling) => void
}

export function TrayView({ groups, names, busy, onAccept, onChoose }: Props) {
  const [active, setActive] = useState<number | null>(null)
  const rows = groups ?? []
  const current = rows.length === 0 ? null : Math.min(active ?? 0, rows.length - 1)
  const group = current === null ? undefined : rows[current]
  const canAccept = group !== undefined && acceptable(group) !== null && !busy
  const accept = () => {
    if (group !== undefined) onAccept(group)
  }
  const choose = () => {
    if (group !== undefined) onChoose(group)
  }
  useShortcut('a', 'File the check as suggested', accept, { enabled: canAccept })
  useShortcut('o', 'File the check elsewhere', choose, { enabled: group !== undefined && !busy })
  return (
    <SplitPane
      name="filing"
      label="Width of the check"
      initial={420}
      min={320}
      start={
        <DataTable
          label="Checks in the tray"
          columns={columnsOf(names)}
          rows={{ ...rowsOf(rows), total: groups === null ? null : rows.length }}
          rowKey={(row) => JSON.stringify([row.check, row.from])}
          active={current}
          onActive={(index) => setActive(index)}
          onOpen={(row) => onChoose(row)}
          autoFocus
          empty={
            <EmptyState icon={<Check aria-hidden />} title="Everything is filed">
              Every current record lies under a service and a topic. What the rules are unsure of waits here, with a suggestion.
            </EmptyState>
          }
        />
      }
      end={
        group === undefined ? (
          <EmptyState title="Nothing to decide" />
        ) : (
          <TrayDetail group={group} names={names} busy={busy} onAccept={accept} onChoose={choose} />
        )
      }
    />
  )
}

const columnsOf = (names: CatalogNames): readonly Column<TrayGroup>[] => [
  { id: 'records', header: 'Records', width: '76px', align: 'end', cell: (row) => formatCount(row.records) },
  { id: 'check', header: 'Check', width: 'minmax(180px, 2fr)', cell: (row) => <CheckName check={row.check} title={row.title} /> },
  {
    id: 'open',
    header: 'Open',
    width: '104px',
    from: 620,
    cell: ({ now }) => (now.service === null ? (now.topic === null ? 'both' : 'service') : 'topic'),
  },
  {
    id: 'suggestion',
    header: 'Suggestion',
    width: 'minmax(140px, 1.3fr)',
    cell: ({ suggestion }) =>
      suggestion === null || (suggestion.service === null && suggestion.topic === null) ? (
        <span className="muted-text">none</span>
      ) : (
        <PlaceWords place={suggestion} names={names} short />
      ),
  },
]

function TrayDetail({
  group,
  names,
  busy,
  onAccept,
  onChoose,
}: {
  readonly group: TrayGroup
  readonly names: CatalogNames
  readonly busy: boolean
  readonly onAccept: () => void
  readonly onChoose: () => void
}) {
  const why = filingInWords(group)
  const to = acceptable(group)
  return (
    <article className="filing-detail" aria-label={group.check ?? 'Records that name no check'}>
      <h2>{group.title ?? group.check ?? 'Records that name no check'}</h2>
      {group.check === null ? null : <code className="filing-check">{group.check}</code>}
      <div className="filing-results">
        {EvidenceResult.options
          .filter((result) => group.byResult[result] > 0)
          .map((result) => (
            <ResultMark key={result} result={result} count={group.byResult[result]} />
          ))}
      </div>
      <DescriptionList
        items={[
          { term: 'Filed under', value: <PlaceWords place={group.now} names={names} /> },
          { term: 'Service', value: why.service },
          { term: 'Topic', value: why.topic },
          {
            term: 'Suggestion',
            value:
              group.suggestion === null ? (
                'The records differ; there is no one suggestion.'
              ) : (
                <PlaceWords place={group.suggestion} names={names} />
              ),
          },
        ]}
      />
      <div className="filing-actions">
        <Button kind="primary" disabled={to === null} busy={busy} onClick={onAccept}>
          File as suggested <Kbd keys="a" />
        </Button>
        <Button disabled={busy} onClick={onChoose}>
          File elsewhere… <Kbd keys="o" />
        </Button>
      </div>
      {to === null ? <p className="muted-text">A suggestion can be taken over where it names both the service and the topic.</p> : null}
      <p>
        <Link href={hrefs.evidenceItem(group.evidenceId)}>One of the records</Link>
        {' · '}
        <Link
          href={hrefs.counted({
            ...(group.check === null ? { check: null } : { check: group.check }),
            service: group.now.service,
            topic: group.now.topic,
          })}
        >
          all {countOf(group.records, 'record')}
        </Link>
      </p>
    </article>
  )
}
