// The raw record as the source file has it: laid out for reading, with hash and byte range, to copy or to save.
import { useQuery } from '@tanstack/react-query'
import { Copy, Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { EvidenceRow } from '#domain/evidence'
import { Button } from '../../design/button.tsx'
import { DescriptionList } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { bytesOf, rawFileName, readRaw, sha256Hex } from '../../design/raw-record.ts'
import { Shape } from '../../design/shapes.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { saveBytes } from './save-bytes.ts'
import { rangeWords } from './words.ts'

export function RawView({ row }: { readonly row: EvidenceRow }) {
  const raw = useAnswer('evidence.raw', { evidenceId: row.evidenceId })
  const toast = useToast()
  const [asWritten, setAsWritten] = useState(false)
  const bytes = useMemo(() => (raw.data === undefined ? null : bytesOf(raw.data.base64)), [raw.data])
  const record = useMemo(() => (bytes === null ? null : readRaw(bytes)), [bytes])
  // Counted here from the bytes on screen; the record's own hash came with them.
  const hash = useQuery({
    queryKey: ['sha-256', raw.data?.base64],
    queryFn: () => sha256Hex(bytes ?? new Uint8Array()),
    enabled: bytes !== null,
  })

  if (raw.error !== null) return <ErrorNotice error={raw.error} />
  if (raw.data === undefined || bytes === null || record === null) return null
  const matches = hash.data === undefined ? null : hash.data === raw.data.sha256 && bytes.length === row.source.length
  const text = record.kind === 'binary' ? record.hex : record.kind === 'json' && !asWritten ? record.pretty : record.text
  const copied = record.kind === 'binary' ? record.hex : record.text

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(copied)
      toast.done({
        title: 'Copied',
        description: record.kind === 'binary' ? 'The bytes as hex.' : 'The record exactly as the file has it.',
      })
    } catch (error) {
      toast.failed(error)
    }
  }

  return (
    <div className="raw">
      {matches === false ? (
        <Notice tone="bad" title="These are not the bytes that were imported">
          Hash or length differ from what was recorded at import. Run the check on the Journal screen before relying on this engagement.
        </Notice>
      ) : null}
      <div className="raw-bar">
        <Button size="small" icon={<Copy aria-hidden />} onClick={() => void copy()}>
          Copy
        </Button>
        <Button size="small" icon={<Download aria-hidden />} onClick={() => saveBytes(bytes, rawFileName(row.evidenceId, record.kind))}>
          Save raw…
        </Button>
        {record.kind === 'json' ? (
          <Button size="small" kind="quiet" aria-pressed={asWritten} onClick={() => setAsWritten(!asWritten)}>
            {asWritten ? 'Lay out' : 'As written'}
          </Button>
        ) : null}
        {matches === true ? (
          <span className="mark raw-match" data-tone="good">
            <Shape name="circle-check" /> hash checked
          </span>
        ) : null}
      </div>
      {record.kind === 'binary' ? <p className="muted-text">Not UTF-8 text; shown as bytes.</p> : null}
      <pre className="raw-text" tabIndex={0} aria-label="Raw record" data-hex={record.kind === 'binary' || undefined}>
        {text}
      </pre>
      <DescriptionList
        items={[
          { term: 'SHA-256 of these bytes', value: <code>{raw.data.sha256}</code> },
          { term: 'Place', value: rangeWords(row.source.offset, row.source.length) },
          { term: 'Source file', value: row.source.fileName },
          { term: 'SHA-256 of the file', value: <code>{row.source.sha256}</code> },
        ]}
      />
    </div>
  )
}
