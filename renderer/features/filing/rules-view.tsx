// The rules in force: which check goes where, who said so and why; each can be changed or removed.
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { FilingRuleRow } from '#domain/filing'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable, rowsOf } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf, formatCount, formatInstant } from '../../design/format.ts'
import { Kbd } from '../../design/kbd.tsx'
import { DescriptionList } from '../../design/layout.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { SplitPane } from '../../design/split-pane.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { CheckName, PlaceWords } from './place-words.tsx'
import type { Refiling } from './use-refile.ts'

type Props = {
  readonly rules: readonly FilingRuleRow[] | null
  readonly names: CatalogNames
  readonly busy: boolean
  readonly onChange: (refiling: Refiling) => void
  readonly onRemove: (rule: FilingRuleRow) => void
}

export function RulesView({ rules, names, busy, onChange, onRemove }: Props) {
  const [active, setActive] = useState<number | null>(null)
  const rows = rules ?? []
  const current = rows.length === 0 ? null : Math.min(active ?? 0, rows.length - 1)
  const rule = current === null ? undefined : rows[current]
  const change = () => {
    if (rule !== undefined) onChange({ ...rule, now: rule.to, suggestion: null })
  }
  const remove = () => {
    if (rule !== undefined) onRemove(rule)
  }
  useShortcut('o', 'File the check elsewhere', change, { enabled: rule !== undefined && !busy })
  useShortcut('Delete', 'Remove the rule', remove, { enabled: rule !== undefined && !busy })
  return (
    <SplitPane
      name="filing"
      label="Width of the rule"
      initial={420}
      min={320}
      start={
        <DataTable
          label="Rules in force"
          columns={columnsOf(names)}
          rows={{ ...rowsOf(rows), total: rules === null ? null : rows.length }}
          rowKey={(row) => JSON.stringify([row.check, row.from])}
          active={current}
          onActive={(index) => setActive(index)}
          look={(row) => (row.records === 0 ? 'dim' : undefined)}
          autoFocus
          empty={
            <EmptyState title="There are no rules">
              Every check lies where the program files it. Filing a check elsewhere, from the tray or from a piece of evidence, makes a
              rule: it holds for later imports, is in the journal, and can be removed.
            </EmptyState>
          }
        />
      }
      end={
        rule === undefined ? (
          <EmptyState title="No rule" />
        ) : (
          <article className="filing-detail" aria-label={rule.check ?? 'Records that name no check'}>
            <h2>{rule.title ?? rule.check ?? 'Records that name no check'}</h2>
            {rule.check === null ? null : <code className="filing-check">{rule.check}</code>}
            <DescriptionList
              items={[
                { term: 'Program', value: <PlaceWords place={rule.from} names={names} /> },
                { term: 'Filed under', value: <PlaceWords place={rule.to} names={names} /> },
                { term: 'Reason', value: rule.reason },
                { term: 'By', value: `${rule.decidedBy}, ${formatInstant(rule.decidedAt)}` },
                {
                  term: 'Moves',
                  value:
                    rule.records === 0 ? (
                      'no current record; it waits for the next import'
                    ) : (
                      <Link href={hrefs.counted({ check: rule.check, service: rule.to.service, topic: rule.to.topic })}>
                        {countOf(rule.records, 'record')}
                      </Link>
                    ),
                },
              ]}
            />
            <div className="filing-actions">
              <Button disabled={busy} onClick={change}>
                File elsewhere… <Kbd keys="o" />
              </Button>
              <Button kind="danger" icon={<Undo2 aria-hidden />} busy={busy} onClick={remove}>
                Remove the rule
              </Button>
            </div>
            <p className="muted-text">Removed, the check lies again where the program files it. That, too, is in the journal.</p>
          </article>
        )
      }
    />
  )
}

const columnsOf = (names: CatalogNames): readonly Column<FilingRuleRow>[] => [
  { id: 'records', header: 'Records', width: '76px', align: 'end', cell: (row) => formatCount(row.records) },
  { id: 'check', header: 'Check', width: 'minmax(160px, 1.6fr)', cell: (row) => <CheckName check={row.check} title={row.title} /> },
  { id: 'to', header: 'Filed under', width: 'minmax(160px, 1.4fr)', cell: (row) => <PlaceWords place={row.to} names={names} /> },
  { id: 'reason', header: 'Reason', width: 'minmax(120px, 1fr)', from: 720, cell: (row) => <span className="truncate">{row.reason}</span> },
]
