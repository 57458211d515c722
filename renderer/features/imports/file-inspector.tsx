// One waiting file in full: what it is and why, what a person can say of it, and its first records as they would be filed.
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { formatCount } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { FileAnswers } from './file-answers.tsx'
import { ENCODING_WORDS } from './format-words.ts'
import type { ImportSession } from './import-session.ts'
import { IssueRows } from './issue-rows.tsx'
import { PreviewTable } from './preview-table.tsx'
import { asksForEncoding, type QueuedFile, readiness, saidOf } from './queue.ts'
import { CONFIDENCE_WORDS, sizeWords } from './queue-columns.tsx'

const PREVIEWED = 20

export function FileInspector({
  file,
  archive,
  session,
}: {
  readonly file: QueuedFile
  readonly archive: boolean
  readonly session: ImportSession
}) {
  const { label, confidence, reason, toolVersion, encoding } = file.detection
  const tokens = new Set([file.token])
  return (
    <section className="inspector" aria-label={`About ${file.fileName}`}>
      <div className="inspector-facts">
        <h3 className="inspector-name">{file.fileName}</h3>
        <DescriptionList
          items={[
            {
              term: 'Detected',
              value:
                confidence === 'none' ? (
                  label
                ) : (
                  <>
                    {label} <Badge>{CONFIDENCE_WORDS[confidence]}</Badge>
                  </>
                ),
            },
            { term: 'Because', value: reason },
            { term: 'Tool version', value: toolVersion },
            { term: 'Size', value: sizeWords(file.bytes) },
            ...(encoding === 'utf-8' ? [] : [{ term: 'Text', value: ENCODING_WORDS[encoding] }]),
          ]}
        />
        {archive || readiness(file) === 'aside' ? null : <FileAnswers file={file} session={session} />}
        <div>
          <Button size="small" kind="quiet" onClick={() => session.remove(tokens)}>
            Remove from the list
          </Button>
        </div>
      </div>
      <div className="inspector-preview">
        {archive ? (
          <p className="muted-text">The archive is kept as it is, under its own SHA-256; its members are read one by one.</p>
        ) : readiness(file) === 'aside' ? (
          <Notice tone="warn" title="Nothing of this file is read">
            {reason}
          </Notice>
        ) : (
          <Preview file={file} />
        )}
      </div>
    </section>
  )
}

function Preview({ file }: { readonly file: QueuedFile }) {
  const said = saidOf(file)
  const preview = useAnswer('imports.preview', {
    file: { token: file.token, ...(said === null ? {} : { directions: said }) },
    limit: PREVIEWED,
  })
  if (preview.error !== null) return <ErrorNotice error={preview.error} />
  if (preview.data === undefined)
    return (
      <p className="muted-text" role="status">
        Reading the first records…
      </p>
    )
  const { rows, issues, problem } = preview.data
  return (
    <>
      {asksForEncoding(file) ? (
        <p className="muted-text">Read as UTF-8 until you say otherwise; records with bytes that are none are rejected.</p>
      ) : null}
      {problem === null ? null : (
        <Notice tone="warn" title="No record can be read from it as it stands">
          {problem}
        </Notice>
      )}
      {rows.length === 0 ? (
        problem === null && issues.length === 0 ? (
          <p className="muted-text">
            {file.detection.formatId === 'attachment'
              ? 'It holds no records; it is kept whole, as a document.'
              : 'No record stands in the beginning of the file.'}
          </p>
        ) : null
      ) : (
        <>
          <h3 className="inspector-title">
            {rows.length === PREVIEWED ? `The first ${formatCount(PREVIEWED)} records` : 'The first records'} as they would be filed
          </h3>
          <PreviewTable rows={rows} />
        </>
      )}
      {issues.length === 0 ? null : (
        <div className="issues">
          <h3>Seen in the beginning of the file</h3>
          <IssueRows issues={issues} />
        </div>
      )}
    </>
  )
}
