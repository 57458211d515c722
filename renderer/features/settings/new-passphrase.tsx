// A new passphrase for a key, typed twice.
import { TextField } from '../../design/field.tsx'

export type NewPassphrase = { readonly passphrase: string; readonly again: string }

export const LEAST = 8

/** Why it cannot be used yet; null = it can. */
export const passphraseProblem = ({ passphrase, again }: NewPassphrase): string | null => {
  if ([...passphrase].length < LEAST) return `At least ${LEAST} characters.`
  return passphrase === again ? null : 'The two passphrases differ.'
}

export function NewPassphraseFields({
  value,
  onValue,
  tried,
}: {
  readonly value: NewPassphrase
  readonly onValue: (value: NewPassphrase) => void
  readonly tried: boolean
}) {
  const problem = passphraseProblem(value)
  const short = [...value.passphrase].length < LEAST
  return (
    <div className="settings-pair">
      <TextField
        label="Passphrase for the key"
        type="password"
        autoComplete="new-password"
        value={value.passphrase}
        onValue={(passphrase) => onValue({ ...value, passphrase })}
        hint="Asked for each time you sign. It cannot be recovered."
        error={tried && short ? (problem ?? undefined) : undefined}
      />
      <TextField
        label="The same again"
        type="password"
        autoComplete="new-password"
        value={value.again}
        onValue={(again) => onValue({ ...value, again })}
        error={(tried || value.again !== '') && !short && value.passphrase !== value.again ? (problem ?? undefined) : undefined}
      />
    </div>
  )
}
