// Signing one final report with an identity of this machine. The passphrase goes to the program and nowhere else.
import { useState } from 'react'
import type { Identity } from '#domain/identity'
import type { ReportSummary } from '#domain/report'
import { Button, ButtonLink } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { SelectField, TextField } from '../../design/field.tsx'
import { formatDate } from '../../design/format.ts'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { versionWords } from './version-words.ts'

export function SignDialog({ report, onClose }: { readonly report: ReportSummary; readonly onClose: () => void }) {
  const identities = useAnswer('identities.list', {})
  const title = `Sign ${report.serviceName}, ${versionWords(report)}`
  if (identities.data?.length === 0)
    return (
      <Dialog
        open
        onClose={onClose}
        title={title}
        actions={
          <>
            <Button onClick={onClose}>Not now</Button>
            <ButtonLink kind="primary" href={hrefs.settings}>
              Make an identity
            </ButtonLink>
          </>
        }
      >
        <Notice title="There is no signing identity on this machine yet">
          Make one in Settings, or bring in a PKCS#12 file there. Then come back to this report.
        </Notice>
      </Dialog>
    )
  if (identities.data === undefined)
    return identities.error === null ? null : (
      <Dialog open onClose={onClose} title={title} actions={<Button onClick={onClose}>Close</Button>}>
        <ErrorNotice error={identities.error} />
      </Dialog>
    )
  return <SignForm title={title} report={report} identities={identities.data} onClose={onClose} />
}

const REASON = 'I prepared this report and stand by it.'

function SignForm({
  title,
  report,
  identities,
  onClose,
}: {
  readonly title: string
  readonly report: ReportSummary
  readonly identities: readonly Identity[]
  readonly onClose: () => void
}) {
  const sign = useCommand('reports.sign')
  const toast = useToast()
  const [identityId, setIdentityId] = useState(identities[0]?.identityId ?? '')
  const [passphrase, setPassphrase] = useState('')
  const [reason, setReason] = useState(REASON)
  const identity = identities.find((each) => each.identityId === identityId)

  const submit = () => {
    if (passphrase === '' || sign.isPending) return
    sign.mutate(
      { reportId: report.reportId, identityId, passphrase, reason: reason.trim() },
      {
        onSuccess: (signed) => {
          toast.done({ title: `Signed: ${signed.serviceName}, v${signed.version}`, description: 'Save the PDF and hand it over.' })
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      open
      onClose={onClose}
      dismissible={false}
      title={title}
      description="The PDF gets a certification signature over its whole file; from then on every changed byte shows."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form="sign-report" busy={sign.isPending} disabled={passphrase === ''}>
            Sign
          </Button>
        </>
      }
    >
      <form
        id="sign-report"
        className="sign-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <SelectField
          label="Identity"
          options={identities.map((each) => ({ value: each.identityId, label: `${each.name} (${each.keyAlgorithm})` }))}
          value={identityId}
          onValue={setIdentityId}
          hint={identity === undefined ? undefined : `${identity.subject}; valid to ${formatDate(identity.notAfter)}`}
        />
        <TextField
          label="Passphrase of the identity"
          type="password"
          autoComplete="off"
          autoFocus
          value={passphrase}
          onValue={setPassphrase}
        />
        <TextField label="Reason" optional maxLength={500} spellCheck value={reason} onValue={setReason} hint="Shown in the signature." />
        {sign.error === null ? null : <ErrorNotice error={sign.error} />}
      </form>
    </Dialog>
  )
}
