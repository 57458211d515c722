// Brings in an identity from a PKCS#12 file (.p12, .pfx); it is kept encrypted anew under a passphrase of one's own.
import { useState } from 'react'
import type { PickedFile } from '#contract/host'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextField } from '../../design/field.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { usePlatform } from '../../platform/provider.tsx'
import { useCommand } from '../../platform/queries.ts'
import { NewPassphraseFields, passphraseProblem } from './new-passphrase.tsx'

export function ImportIdentity({ onClose }: { readonly onClose: () => void }) {
  const platform = usePlatform()
  const bringIn = useCommand('identities.import')
  const { done, failed } = useToast()
  const [file, setFile] = useState<PickedFile | null>(null)
  const [filePassphrase, setFilePassphrase] = useState('')
  const [secret, setSecret] = useState({ passphrase: '', again: '' })
  const [tried, setTried] = useState(false)

  const pick = () => {
    platform.pickFiles('pkcs12').then(([picked]) => {
      if (picked !== undefined) setFile(picked)
    }, failed)
  }
  const submit = () => {
    setTried(true)
    if (file === null || passphraseProblem(secret) !== null) return
    bringIn.mutate(
      { file: file.token, filePassphrase, passphrase: secret.passphrase },
      {
        onSuccess: (identity) => {
          done({ title: 'Identity brought in', description: `${identity.name}, issued by ${identity.issuer}` })
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
      width="wide"
      title="Import an identity"
      description="A PKCS#12 file (.p12 or .pfx) with your key and certificate. The file itself is not changed."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={bringIn.isPending} onClick={submit}>
            Import
          </Button>
        </>
      }
    >
      <div className="settings-file">
        <Button onClick={pick}>{file === null ? 'Choose file…' : 'Choose another…'}</Button>
        <span className={file === null ? 'nothing' : 'mono'}>{file?.name ?? 'No file chosen'}</span>
        {tried && file === null ? (
          <span className="field-error" role="alert">
            Choose the file first.
          </span>
        ) : null}
      </div>
      <TextField
        label="Passphrase of the file"
        type="password"
        autoComplete="off"
        hint="Leave empty where it has none."
        value={filePassphrase}
        onValue={setFilePassphrase}
      />
      <NewPassphraseFields value={secret} onValue={setSecret} tried={tried} />
      {bringIn.error === null ? null : <ErrorNotice error={bringIn.error} />}
    </Dialog>
  )
}
