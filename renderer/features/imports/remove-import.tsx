// Asks before an import is taken out as a whole: what goes, what stays, and why it is done.
import { useState } from 'react'
import type { ImportSummary } from '#domain/imports'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextArea } from '../../design/field.tsx'
import { countOf, formatInstant } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useJobs } from '../../platform/jobs.tsx'
import { useCommand } from '../../platform/queries.ts'

export function RemoveImport({ summary, onClose }: { readonly summary: ImportSummary; readonly onClose: () => void }) {
  const jobs = useJobs()
  const remove = useCommand('imports.remove')
  const toast = useToast()
  const [reason, setReason] = useState('')
  const confirm = async () => {
    try {
      const { removedDrafts } = await jobs.run({ label: `Removing ${summary.name}`, unit: 'steps' }, (jobId) =>
        remove.mutateAsync({ jobId, importId: summary.importId, reason: reason.trim() }),
      )
      onClose()
      toast.done({
        title: 'Import removed',
        description: `${countOf(summary.stored, 'record')} of ${summary.name} no longer count; ${countOf(removedDrafts, 'untouched draft')} went with them.`,
      })
    } catch {
      // Shown in the dialog, which stays open.
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      dismissible={!remove.isPending}
      title={`Remove “${summary.name}”?`}
      description={`Imported ${formatInstant(summary.importedAt)} by ${summary.importedBy}: ${countOf(summary.files.length, 'file')}, ${countOf(summary.stored, 'stored record')}.`}
      actions={
        <>
          <Button onClick={onClose} disabled={remove.isPending}>
            Keep it
          </Button>
          <Button kind="danger" busy={remove.isPending} disabled={reason.trim() === ''} onClick={() => void confirm()}>
            Remove import
          </Button>
        </>
      }
    >
      {remove.error === null ? null : <ErrorNotice error={remove.error} />}
      <div className="remove-words">
        <h3>What goes</h3>
        <ul>
          <li>All {countOf(summary.stored, 'record')} of this import leave the evidence, the counts and the coverage map.</li>
          <li>Drafted findings that nobody has touched and that rest on it alone.</li>
          <li>The original bytes of its files.</li>
        </ul>
        <h3>What stays</h3>
        <ul>
          <li>Every word and decision of a person: edited findings, verdicts, conclusions. Sign-offs that no longer fit show it.</li>
          <li>Records of other imports; what this import had superseded counts again.</li>
          <li>The journal, with this removal and its reason.</li>
        </ul>
      </div>
      <TextArea label="Reason" maxLength={4000} value={reason} onValue={setReason} hint="Goes into the journal." />
    </Dialog>
  )
}
