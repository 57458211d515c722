// The result of checking the whole chain, in words.
import type { JournalVerification } from '#domain/journal'
import { countOf, formatCount } from '../../design/format.ts'
import { Notice } from '../../design/notice.tsx'

/** What each kind of problem means to a reader who has not written the program. */
const PROBLEM_WORDS: Readonly<Record<JournalVerification['problems'][number]['code'], string>> = {
  'hash-mismatch': 'An entry was changed after it was written.',
  'chain-broken': 'An entry does not follow the one before it: something was removed, inserted or moved.',
  'sequence-gap': 'An entry is missing.',
  'tail-missing': 'Entries were cut off at the end.',
  'clock-went-back': 'An entry is dated before the one it follows.',
  'state-differs': 'What the engagement holds now is not what the journal says.',
  'evidence-differs': 'A record of evidence is not what was imported.',
  'source-differs': 'The kept bytes of a source file are not what was imported.',
  'anchor-missing': 'A report was cut at an entry that is not in the journal any more.',
  'schema-differs': 'The file was rebuilt with another tool: it holds or lacks tables, views or triggers.',
}

export function ChainStatus({ result }: { readonly result: JournalVerification }) {
  if (result.ok)
    return (
      <Notice tone="good" title="The journal is whole">
        All {countOf(result.entries, 'entry', 'entries')} follow one another, none was changed, removed or inserted, and what the engagement
        holds is what they say. Head: <span className="mono">{result.head.slice(0, 16)}…</span>
      </Notice>
    )
  return (
    <Notice tone="bad" title="The journal does not hold">
      {result.firstBad === null ? null : (
        <p>
          The first entry concerned is #{formatCount(result.firstBad)}. The file was changed outside Tickmark; keep it as it is and work on
          from a backup.
        </p>
      )}
      <ul className="chain-problems">
        {result.problems.map(({ code, seq, message }, index) => (
          <li key={`${code} ${seq ?? index}`}>
            {seq === null ? null : <strong>#{formatCount(seq)}: </strong>}
            {PROBLEM_WORDS[code]} <span className="muted-text">{message}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
