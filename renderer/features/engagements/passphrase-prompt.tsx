// Asks for the passphrase of an encrypted engagement; a wrong one says so and leaves the file untouched.
import { type SubmitEvent, useState } from 'react'
import { toAppError } from '#domain/errors'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ERROR_WORDS } from '../../design/error-words.ts'
import { TextField } from '../../design/field.tsx'
import type { HostFile } from '../../platform/platform.ts'
import { copyWords } from './copy-words.ts'

export function PassphrasePrompt({
  file,
  error,
  busy,
  onSubmit,
  onClose,
}: {
  readonly file: HostFile
  readonly error: unknown
  readonly busy: boolean
  readonly onSubmit: (passphrase: string) => void
  readonly onClose: () => void
}) {
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState<string | null>(null)
  const code = error === null || error === undefined ? null : toAppError(error).code
  const wrong = code === 'passphrase-wrong' && tried === passphrase
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (passphrase === '') return
    setTried(passphrase)
    onSubmit(passphrase)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Passphrase needed"
      description={[`${file.name} is encrypted.`, copyWords(file)].filter((words) => words !== null).join(' ')}
      dismissible={false}
    >
      <form className="stack" onSubmit={submit}>
        <TextField
          label="Passphrase"
          type="password"
          autoComplete="current-password"
          autoFocus
          value={passphrase}
          onValue={setPassphrase}
          error={wrong ? `${ERROR_WORDS['passphrase-wrong'].title}. ${ERROR_WORDS['passphrase-wrong'].advice}` : undefined}
        />
        <div className="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={passphrase === ''}>
            Open
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
