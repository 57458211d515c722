// What to know of a service before judging it: the end of its support open, all else folded; each note with its source and date.
import type { CatalogNote } from '#domain/catalog'
import { countOf } from '../../design/format.ts'
import { Notice } from '../../design/notice.tsx'

export function ServiceNotes({ notes }: { readonly notes: readonly CatalogNote[] }) {
  const urgent = notes.filter((note) => note.kind === 'end-of-support')
  const others = notes.filter((note) => note.kind !== 'end-of-support')
  return (
    <>
      {urgent.map((note) => (
        <Notice key={note.text} tone="warn" title="End of support">
          <NoteText note={note} />
        </Notice>
      ))}
      {others.length === 0 ? null : (
        <details className="service-note-list">
          <summary>{countOf(others.length, 'note on this service', 'notes on this service')}</summary>
          <ul>
            {others.map((note) => (
              <li key={note.text}>
                <NoteText note={note} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const NoteText = ({ note: { text, source, date } }: { readonly note: CatalogNote }) => (
  <>
    {text}
    <span className="service-note-source">
      Source: {source}
      {date === null ? ' (undated)' : `, ${date}`}
    </span>
  </>
)
