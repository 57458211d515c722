// The name that the journal writes beside every change made on this machine.
import { TextField } from '../../design/field.tsx'
import { Panel } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { SaveState } from '../../design/save-state.tsx'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { useAutosave } from '../../platform/use-autosave.ts'

export function ActorPanel() {
  const info = useAnswer('app.info', {})
  return (
    <Panel title="Your name">
      {info.error === null ? null : <ErrorNotice error={info.error} />}
      {info.data === undefined ? null : <ActorField saved={info.data.actor} />}
    </Panel>
  )
}

function ActorField({ saved }: { readonly saved: string }) {
  const setActor = useCommand('app.setActor')
  const { value, phase, set, flush } = useAutosave('actor', saved, {
    same: (a, b) => a.trim() === b.trim(),
    problem: (name) => (name.trim() === '' ? 'The journal needs a name.' : null),
    save: (name) => setActor.mutateAsync({ actor: name.trim() }),
  })
  return (
    <div className="settings-narrow" onBlur={() => void flush()}>
      <TextField
        label="Name in the journal"
        hint="Written beside every change made on this machine from now on. Earlier entries keep the name they have."
        maxLength={300}
        value={value}
        onValue={set}
      />
      <SaveState phase={phase} touched onRetry={() => void flush()} />
    </div>
  )
}
