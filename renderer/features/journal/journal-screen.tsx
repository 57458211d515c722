// The Journal: every change, newest first as the program gives them, with what it was before and after; and the chain's check.

import { useQuery } from '@tanstack/react-query'
import { ScrollText, ShieldCheck } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { JOURNAL_SUBJECTS, type JournalEntry } from '#domain/journal'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { SelectField } from '../../design/field.tsx'
import { countOf, formatInstant } from '../../design/format.ts'
import { Screen, Toolbar } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { SearchBox } from '../../design/search-box.tsx'
import { SplitPane } from '../../design/split-pane.tsx'
import { SUBJECT_WORDS } from '../../design/words.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useClient } from '../../platform/provider.tsx'
import { useWindowedRows } from '../../platform/windowed-rows.ts'
import { ChainStatus } from './chain-status.tsx'
import { EntryDetail } from './entry-detail.tsx'
import './journal.css'

const COLUMNS: readonly Column<JournalEntry>[] = [
  { id: 'seq', header: '#', width: '56px', align: 'end', cell: (entry) => entry.seq },
  { id: 'at', header: 'When', width: '146px', cell: (entry) => formatInstant(entry.at) },
  { id: 'actor', header: 'Who', width: 'minmax(72px, 112px)', cell: (entry) => entry.actor },
  { id: 'action', header: 'What', width: 'minmax(128px, 150px)', cell: (entry) => entry.action },
  {
    id: 'reason',
    header: 'Subject and reason',
    width: 'minmax(120px, 2fr)',
    cell: (entry) => (entry.reason === null ? entry.subjectId : `${entry.reason} · ${entry.subjectId}`),
  },
]

const ALL = 'all'
const SUBJECT_OPTIONS = [{ value: ALL, label: 'Everything' }, ...JOURNAL_SUBJECTS.map((value) => ({ value, label: SUBJECT_WORDS[value] }))]

export function JournalScreen() {
  const client = useClient()
  const [text, setText] = useSearchParam('text')
  const [subjectWord, setSubject] = useSearchParam('subject')
  const [verifyNow, setVerifyNow] = useSearchParam('verify')
  const [active, setActive] = useState<number | null>(null)
  const subject = JOURNAL_SUBJECTS.find((known) => known === subjectWord)
  const filter = { text, ...(subject === undefined ? {} : { subject }) }
  const rows = useWindowedRows(['journal.list', filter], (offset, limit) => client('journal.list', { ...filter, offset, limit }))
  const check = useQuery({ queryKey: ['journal.verify', {}], queryFn: () => client('journal.verify', {}), enabled: false })
  const entry = active === null ? undefined : rows.get(active)

  const verifyFromAddress = useEffectEvent(() => {
    setVerifyNow('')
    void check.refetch()
  })
  useEffect(() => {
    if (verifyNow !== '') verifyFromAddress()
  }, [verifyNow])

  return (
    <Screen
      title="Journal"
      note={rows.total === null ? undefined : countOf(rows.total, 'entry', 'entries')}
      padded={false}
      actions={
        <Button icon={<ShieldCheck aria-hidden />} busy={check.isFetching} onClick={() => void check.refetch()}>
          {check.isFetching ? 'Checking…' : 'Verify chain'}
        </Button>
      }
    >
      <div className="journal">
        <div className="journal-tools">
          <Toolbar label="Filter the journal">
            <SearchBox label="Search the journal" placeholder="Search who, what, reason…" value={text} onValue={setText} />
            <div className="journal-subject">
              <SelectField
                label="Subject"
                hideLabel
                options={SUBJECT_OPTIONS}
                value={subject ?? ALL}
                onValue={(value) => setSubject(value === ALL ? '' : value)}
              />
            </div>
          </Toolbar>
          {check.error === null ? null : <ErrorNotice error={check.error} />}
          {check.data === undefined || check.isFetching ? null : <ChainStatus result={check.data} />}
        </div>
        <div className="journal-list">
          <SplitPane
            name="journal"
            label="Width of the entry"
            initial={440}
            start={
              <DataTable
                label="Journal entries"
                columns={COLUMNS}
                rows={rows}
                rowKey={(row) => row.seq}
                active={active}
                onActive={setActive}
                empty={
                  <EmptyState
                    icon={<ScrollText aria-hidden />}
                    title={text === '' && subject === undefined ? 'No entries yet' : 'No entry fits'}
                  >
                    {text === '' && subject === undefined
                      ? 'Every change to the engagement is written here, with what it was before and after.'
                      : 'Search for other words, or choose everything.'}
                  </EmptyState>
                }
              />
            }
            end={
              entry === undefined ? (
                <EmptyState title="No entry chosen">Choose an entry to see what it changed.</EmptyState>
              ) : (
                <EntryDetail entry={entry} />
              )
            }
          />
        </div>
      </div>
    </Screen>
  )
}
