// The original text around a place in a source file. Scan text is shown as text, never as markup (law 7).
import type { ImportIssue, SourcePointer } from '#domain/imports'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { excerptAround, markPlace, placeWords } from './excerpt.ts'

export function ExcerptDialog({
  sha256,
  issue,
  pointer,
  onClose,
}: {
  /** Of the source file. */
  readonly sha256: string
  readonly issue: ImportIssue
  readonly pointer: SourcePointer
  readonly onClose: () => void
}) {
  const window = excerptAround(pointer)
  const excerpt = useAnswer('imports.excerpt', { sha256, ...window })
  const place = excerpt.data === undefined ? null : markPlace(excerpt.data.text, excerpt.data.offset, pointer)
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title="In the original file"
      description={
        <>
          {placeWords(pointer)}: {issue.message}
        </>
      }
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {excerpt.error === null ? null : <ErrorNotice error={excerpt.error} />}
      {place === null || excerpt.data === undefined ? null : (
        <pre className="excerpt" tabIndex={0} aria-label="Original text">
          {excerpt.data.atStart ? null : <span className="excerpt-cut">… the file goes on before this{'\n'}</span>}
          {place.before}
          <mark ref={scrollHere}>{place.marked === '' ? <span className="excerpt-cut">here</span> : place.marked}</mark>
          {place.after}
          {excerpt.data.atEnd ? (
            <span className="excerpt-cut">{'\n'}end of the file</span>
          ) : (
            <span className="excerpt-cut">{'\n'}… and after it</span>
          )}
        </pre>
      )}
    </Dialog>
  )
}

const scrollHere = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'center' })
