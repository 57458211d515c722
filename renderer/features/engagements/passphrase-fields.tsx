// Choosing how a new engagement is protected: a passphrase typed twice, or expressly none.
import { Checkbox, TextField } from '../../design/field.tsx'
import { Notice } from '../../design/notice.tsx'
import './engagements.css'
import { passphraseStrength } from './passphrase-strength.ts'

export type Protection = { readonly encrypt: boolean; readonly passphrase: string; readonly again: string; readonly understood: boolean }
export const noProtectionYet: Protection = { encrypt: true, passphrase: '', again: '', understood: false }

/** What still stands in the way; null = it can be used. */
export function protectionProblem({ encrypt, passphrase, again, understood }: Protection): string | null {
  if (!encrypt) return null
  if (passphrase === '') return 'Choose a passphrase, or choose no encryption.'
  if (passphrase !== again) return 'The two passphrases differ.'
  return understood ? null : 'Confirm that you have put the passphrase in a safe place.'
}

export function PassphraseFields({
  value,
  onValue,
  showProblems,
}: {
  readonly value: Protection
  readonly onValue: (value: Protection) => void
  readonly showProblems: boolean
}) {
  const strength = passphraseStrength(value.passphrase)
  const differ = value.again !== '' && value.passphrase !== value.again
  return (
    <div className="stack">
      <div role="radiogroup" aria-label="Protection of the file" className="choice-group">
        <Choice
          checked={value.encrypt}
          onChoose={() => onValue({ ...value, encrypt: true })}
          label="Encrypt with a passphrase"
          hint="The whole file, history included. Recommended: it will hold a client’s weaknesses."
        />
        <Choice
          checked={!value.encrypt}
          onChoose={() => onValue({ ...value, encrypt: false })}
          label="No encryption"
          hint="Anyone who gets hold of the file can read everything in it."
        />
      </div>
      {value.encrypt ? (
        <>
          <div className="form-pair">
            <div className="stack" data-gap="small">
              <TextField
                label="Passphrase"
                type="password"
                autoComplete="new-password"
                value={value.passphrase}
                onValue={(passphrase) => onValue({ ...value, passphrase })}
                error={showProblems && value.passphrase === '' ? 'Choose a passphrase, or choose no encryption.' : undefined}
              />
              <div className="strength" data-level={strength.level} role="status">
                <span className="strength-bar" aria-hidden>
                  <i />
                  <i />
                  <i />
                  <i />
                </span>
                <span>
                  {value.passphrase === '' ? strength.advice : `${strength.word}${strength.advice === null ? '' : `. ${strength.advice}`}`}
                </span>
              </div>
            </div>
            <TextField
              label="The same again"
              type="password"
              autoComplete="new-password"
              value={value.again}
              onValue={(again) => onValue({ ...value, again })}
              error={differ || (showProblems && value.passphrase !== value.again) ? 'The two passphrases differ.' : undefined}
            />
          </div>
          <Notice tone="warn" title="There is no way back without it">
            Tickmark keeps no copy and cannot reset it. Whoever loses the passphrase loses the engagement.
          </Notice>
          <Checkbox
            label="I have put the passphrase in a safe place"
            checked={value.understood}
            onChecked={(understood) => onValue({ ...value, understood })}
          />
          {showProblems && !value.understood && !differ && value.passphrase !== '' ? (
            <div className="field-error" role="alert">
              Confirm that you have put the passphrase in a safe place.
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

const Choice = ({
  checked,
  onChoose,
  label,
  hint,
}: {
  readonly checked: boolean
  readonly onChoose: () => void
  readonly label: string
  readonly hint: string
}) => (
  <label className="choice" data-checked={checked || undefined}>
    <input type="radio" name="protection" checked={checked} onChange={onChoose} />
    <span>
      <span className="choice-label">{label}</span>
      <span className="field-hint">{hint}</span>
    </span>
  </label>
)
