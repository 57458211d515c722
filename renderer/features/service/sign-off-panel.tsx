// Preparer's and reviewer's sign-off of a service: a name under exactly what was seen; it lapses when anything under it changes.
import { useState } from 'react'
import type { Engagement } from '#domain/engagement'
import { type SignOff, SignOffRole } from '#domain/sign-off'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextField } from '../../design/field.tsx'
import { formatInstant } from '../../design/format.ts'
import { Mark } from '../../design/marks.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { ROLE_WORDS } from '../../design/words.ts'
import { useEngagement } from '../../platform/engagement.ts'
import { useAnswer, useCommand } from '../../platform/queries.ts'

export function SignOffPanel({
  service,
  serviceName,
  signOffs,
  contentHash,
}: {
  readonly service: string
  readonly serviceName: string
  readonly signOffs: readonly SignOff[]
  /** Digest of what stands on the screen now. */
  readonly contentHash: string
}) {
  /** Who is asked, and what stood there when the question was put: that is what gets signed, or nothing. */
  const [asking, setAsking] = useState<{ readonly role: SignOffRole; readonly seen: string } | null>(null)
  return (
    <div className="sign-off-list">
      {SignOffRole.options.map((role) => {
        const given = signOffs.find((signOff) => signOff.role === role)
        return (
          <div key={role} className="sign-off">
            <div>
              <h4>{ROLE_WORDS[role]}</h4>
              {given === undefined ? (
                <Mark look={{ tone: 'quiet', shape: 'circle-dashed' }} word="Not signed off" />
              ) : given.holds ? (
                <Mark look={{ tone: 'good', shape: 'circle-check' }} word={`${given.name}, ${formatInstant(given.at)}`} />
              ) : (
                <Mark
                  look={{ tone: 'warn', shape: 'triangle-alert' }}
                  word={`${given.name} signed off on ${formatInstant(given.at)}, but something changed since`}
                />
              )}
              {given === undefined ? null : (
                <p className="sign-off-hash mono" title={`SHA-256 of what was seen: ${given.contentHash}`}>
                  {given.contentHash.slice(0, 16)}…
                </p>
              )}
            </div>
            {given?.holds === true ? null : (
              <Button onClick={() => setAsking({ role, seen: contentHash })}>
                {given === undefined ? 'Sign off' : 'Sign off again'} as {ROLE_WORDS[role].toLowerCase()}…
              </Button>
            )}
          </div>
        )
      })}
      {asking === null ? null : (
        <SignOffDialog service={service} serviceName={serviceName} role={asking.role} seen={asking.seen} onClose={() => setAsking(null)} />
      )}
    </div>
  )
}

/** The person of the engagement with this role, else whoever works here; a suggestion, not a decision. */
const suggestedName = (engagement: Engagement | null | undefined, role: SignOffRole, actor: string): string =>
  engagement?.people.find((person) => person.role === role)?.name ?? (role === 'preparer' ? actor : '')

function SignOffDialog({
  service,
  serviceName,
  role,
  seen,
  onClose,
}: {
  readonly service: string
  readonly serviceName: string
  readonly role: SignOffRole
  readonly seen: string
  readonly onClose: () => void
}) {
  const engagement = useEngagement()
  const info = useAnswer('app.info', {})
  const give = useCommand('signOffs.give')
  const { done } = useToast()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? suggestedName(engagement, role, info.data?.actor ?? '')
  const submit = () =>
    give.mutate(
      { service, role, name, seen },
      {
        onSuccess: () => {
          done({ title: `${serviceName} signed off`, description: `${name}, ${ROLE_WORDS[role].toLowerCase()}` })
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Sign off ${serviceName} as ${ROLE_WORDS[role].toLowerCase()}`}
      description="The sign-off is bound to a hash of the evidence, findings, verdicts and conclusions as they are now. It lapses as soon as any of them changes."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={name.trim() === ''} busy={give.isPending} onClick={submit}>
            Sign off
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onValue={setTyped}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Enter' && name.trim() !== '') submit()
        }}
      />
      {give.error === null ? null : <ErrorNotice error={give.error} />}
    </Dialog>
  )
}
