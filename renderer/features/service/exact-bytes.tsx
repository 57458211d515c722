// The exact bytes a proposal rests on, laid out, with the place marked and some lines around it.
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Place } from '#domain/proposal'
import { formatCount } from '../../design/format.ts'
import { excerptOf, layOutJsonAt } from '../../design/json-place.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { bytesOf, readRaw } from '../../design/raw-record.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'

const AROUND = 10
const MOST_LINES = 120

export function ExactBytes({ place }: { readonly place: Place }) {
  const raw = useAnswer('evidence.raw', { evidenceId: place.evidenceId })
  const detail = useAnswer('evidence.get', { evidenceId: place.evidenceId })
  const excerpt = useMemo(() => {
    if (raw.data === undefined) return null
    const record = readRaw(bytesOf(raw.data.base64))
    const placed =
      record.kind === 'json'
        ? layOutJsonAt(record.text, place.pointer)
        : { text: record.kind === 'text' ? record.text : record.hex, place: null }
    return excerptOf(placed, AROUND, MOST_LINES)
  }, [raw.data, place.pointer])

  if (raw.error !== null) return <ErrorNotice error={raw.error} />
  if (excerpt === null) return null
  const { before, marked, after, lines, first, last } = excerpt
  return (
    <figure className="exact">
      <figcaption className="exact-head">
        <span className="truncate">
          {detail.data === undefined
            ? `Evidence ${place.evidenceId}`
            : (detail.data.check ?? detail.data.title ?? `Evidence ${place.evidenceId}`)}
          {detail.data?.resource == null ? null : <span className="muted-text"> {detail.data.resource}</span>}
        </span>
        <Link href={hrefs.evidenceItem(place.evidenceId)}>Evidence {place.evidenceId}</Link>
      </figcaption>
      <pre className="exact-text" tabIndex={0} aria-label="Exact bytes">
        {before}
        {marked === '' ? null : <mark>{marked}</mark>}
        {after}
      </pre>
      <p className="exact-foot">
        {detail.data === undefined ? null : `${[detail.data.account, detail.data.region].filter((word) => word !== null).join(' ')} `}
        {last - first + 1 < lines ? `Lines ${formatCount(first)} to ${formatCount(last)} of ${formatCount(lines)}. ` : null}
        Bytes {formatCount(place.offset)} to {formatCount(place.offset + place.length)} of{' '}
        <code title={place.sha256}>{place.sha256.slice(0, 12)}…</code>
      </p>
    </figure>
  )
}
