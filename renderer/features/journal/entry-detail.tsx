// One journal entry: who, when, what, the fields before and after, and its place in the chain.
import { Link } from 'wouter'
import type { JournalEntry } from '#domain/journal'
import { formatInstant } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { SUBJECT_WORDS } from '../../design/words.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { type Change, changesBetween } from './json-diff.ts'

export function EntryDetail({ entry }: { readonly entry: JournalEntry }) {
  const changes = changesBetween(entry.before, entry.after)
  const place = placeOf(entry)
  return (
    <div className="entry-detail">
      <header>
        <h2>
          #{entry.seq} {entry.action}
        </h2>
        {place === null ? null : <Link href={place}>Go to the {SUBJECT_WORDS[entry.subject].toLowerCase()}</Link>}
      </header>
      <DescriptionList
        items={[
          { term: 'When', value: <time dateTime={entry.at}>{`${formatInstant(entry.at)} (${entry.at})`}</time> },
          { term: 'Who', value: entry.actor },
          { term: 'What', value: `${SUBJECT_WORDS[entry.subject]} ${entry.subjectId}` },
          { term: 'Reason', value: entry.reason },
        ]}
      />
      <h3>What changed</h3>
      {changes.length === 0 ? (
        <p className="nothing">No field differs.</p>
      ) : (
        <table className="change-table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <ChangeLine key={change.path} change={change} />
            ))}
          </tbody>
        </table>
      )}
      <h3>In the chain</h3>
      <DescriptionList
        items={[
          { term: 'Hash', value: <span className="mono">{entry.hash}</span> },
          { term: 'Before it', value: <span className="mono">{entry.prevHash}</span> },
        ]}
      />
    </div>
  )
}

const ChangeLine = ({ change: { path, before, after } }: { readonly change: Change }) => (
  <tr>
    <th scope="row">{path}</th>
    <td>{before === null ? <span className="nothing">not there</span> : <Value text={before} removed />}</td>
    <td>{after === null ? <span className="nothing">not there</span> : <Value text={after} />}</td>
  </tr>
)

/** The screen that shows the subject of an entry; null where none does. */
function placeOf({ subject, subjectId }: JournalEntry): string | null {
  switch (subject) {
    case 'finding':
      return hrefs.finding(subjectId)
    case 'import':
      return hrefs.evidence({ import: subjectId })
    case 'relation':
    case 'format-answer':
    case 'profile':
      return hrefs.imports
    case 'filing-rule':
      return hrefs.filingRules
    case 'verdict':
    case 'conclusion':
    case 'sign-off': {
      // Subject ids begin with the service's key.
      const service = /^[a-z0-9-]+/.exec(subjectId)?.[0]
      return service === undefined ? null : hrefs.service(service)
    }
    case 'report':
    case 'signature':
      return hrefs.reports
    case 'engagement':
      return hrefs.scope
    case 'assurance-report':
      return hrefs.awsReports
    case 'catalog':
      return hrefs.settings
  }
}

/** A text that is empty is said to be so, because nothing cannot be seen. */
const Value = ({ text, removed = false }: { readonly text: string; readonly removed?: boolean }) => {
  if (text === '') return <span className="nothing">empty</span>
  return removed ? <del>{text}</del> : <ins>{text}</ins>
}
