// Asks before a report leaves the register; refuses while verdicts rest on it, and says which.
import { useState } from 'react'
import { Link } from 'wouter'
import type { RegisteredReport } from '#contract/assurance'
import { nameOfReport } from '#domain/assurance'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextArea } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useCommand } from '../../platform/queries.ts'

export function RemoveReport({ report, onClose }: { readonly report: RegisteredReport; readonly onClose: () => void }) {
  const remove = useCommand('awsReports.remove')
  const { done } = useToast()
  const [reason, setReason] = useState('')
  const { restingCriteria, reportId } = report
  const isBound = restingCriteria.length > 0
  const confirm = () =>
    remove.mutate(
      { reportId, reason: reason.trim() },
      {
        onSuccess: () => {
          onClose()
          done({ title: 'AWS report removed', description: 'Its file stays in the evidence, and the journal keeps what was stated of it.' })
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={isBound ? 'This report cannot be removed yet' : `Remove “${nameOfReport(report)}”?`}
      actions={
        <>
          <Button onClick={onClose}>{isBound ? 'Close' : 'Keep it'}</Button>
          {isBound ? null : (
            <Button kind="danger" busy={remove.isPending} disabled={reason.trim() === ''} onClick={confirm}>
              Remove report
            </Button>
          )}
        </>
      }
    >
      {remove.error === null ? null : <ErrorNotice error={remove.error} />}
      {isBound ? (
        <div className="aws-bound">
          <p>
            {countOf(restingCriteria.length, 'verdict')} {restingCriteria.length === 1 ? 'rests' : 'rest'} on it. Give{' '}
            {restingCriteria.length === 1 ? 'it' : 'them'} another verdict or another report first.
          </p>
          <ul>
            {restingCriteria.map((id) => (
              <li key={id}>
                <Link href={hrefs.service(id.slice(0, id.indexOf('.')), id.split('.')[1])}>{id}</Link>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <TextArea
          label="Reason"
          maxLength={4000}
          value={reason}
          onValue={setReason}
          hint="Goes into the journal. The file stays in the evidence."
        />
      )}
    </Dialog>
  )
}
