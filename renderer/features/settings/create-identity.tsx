// Makes a self-signed identity.
import { useState } from 'react'
import type { KeyAlgorithm } from '#domain/identity'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { SelectField, TextField } from '../../design/field.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { NewPassphraseFields, passphraseProblem } from './new-passphrase.tsx'

const ALGORITHMS = [
  { value: 'ecdsa-p256', label: 'ECDSA P-256 (small, quick)' },
  { value: 'rsa-3072', label: 'RSA 3072 (for older readers)' },
] as const

export function CreateIdentity({ onClose }: { readonly onClose: () => void }) {
  const info = useAnswer('app.info', {})
  const create = useCommand('identities.create')
  const { done } = useToast()
  const [typedName, setName] = useState<string | null>(null)
  const [organisation, setOrganisation] = useState('')
  const [country, setCountry] = useState('')
  const [algorithm, setAlgorithm] = useState<KeyAlgorithm>('ecdsa-p256')
  const [secret, setSecret] = useState({ passphrase: '', again: '' })
  const [tried, setTried] = useState(false)
  const name = typedName ?? info.data?.actor ?? ''
  const wrongCountry = country !== '' && !/^[A-Z]{2}$/.test(country)

  const submit = () => {
    setTried(true)
    if (name.trim() === '' || wrongCountry || passphraseProblem(secret) !== null) return
    create.mutate(
      { name, organisation, country, algorithm, passphrase: secret.passphrase },
      {
        onSuccess: (identity) => {
          done({ title: 'Identity made', description: `${identity.name}, ${identity.keyAlgorithm}` })
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
      title="New identity"
      description="A key with a certificate that you sign yourself. Others can check your signatures once you have given them the certificate."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={create.isPending} onClick={submit}>
            Make identity
          </Button>
        </>
      }
    >
      <div className="settings-pair">
        <TextField
          label="Name"
          value={name}
          onValue={setName}
          error={tried && name.trim() === '' ? 'A signature needs a name.' : undefined}
          autoFocus
        />
        <TextField label="Organisation" optional value={organisation} onValue={setOrganisation} />
      </div>
      <div className="settings-pair">
        <TextField
          label="Country"
          optional
          placeholder="Two letters, e.g. DE"
          maxLength={2}
          value={country}
          onValue={(typed) => setCountry(typed.toUpperCase())}
          error={wrongCountry ? 'Two letters, as in DE or FR.' : undefined}
        />
        <SelectField label="Key" options={ALGORITHMS} value={algorithm} onValue={setAlgorithm} />
      </div>
      <NewPassphraseFields value={secret} onValue={setSecret} tried={tried} />
      {create.error === null ? null : <ErrorNotice error={create.error} />}
    </Dialog>
  )
}
