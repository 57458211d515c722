// How a record stands to other scans, as a small word; a plain current record has none.
import type { EvidenceRow } from '#domain/evidence'
import { Badge } from '../../design/badge.tsx'
import type { Tone } from '../../design/marks.tsx'
import { CHANGE_WORDS, STANDING_WORDS } from '../../design/words.ts'
import { standingNote } from './words.ts'

type Stands = Pick<EvidenceRow, 'standing' | 'change'>

const TONES: Readonly<Partial<Record<NonNullable<EvidenceRow['change']>, Tone>>> = { new: 'calm', changed: 'warn' }

export function StandingBadge({ row }: { readonly row: Stands }) {
  const note = standingNote(row)
  if (row.standing !== 'current') return <Badge title={note}>{STANDING_WORDS[row.standing].toLowerCase()}</Badge>
  if (row.change === null) return null
  const tone = TONES[row.change]
  const word = CHANGE_WORDS[row.change].toLowerCase()
  return tone === undefined ? (
    <span className="standing-word" title={note}>
      {word}
    </span>
  ) : (
    <Badge tone={tone} title={note}>
      {word}
    </Badge>
  )
}
