// A running import: bytes, rate, records per second, time left, and a way to stop it. The rest of the window stays usable.
import { Button } from '../../design/button.tsx'
import { ProgressBar } from '../../design/progress-bar.tsx'
import type { Job } from '../../platform/jobs.tsx'
import { progressWords } from './progress.ts'

export function RunProgress({ job, onCancel }: { readonly job: Job | null; readonly onCancel: () => void }) {
  const progress = job?.progress ?? null
  const words = progress === null ? null : progressWords(progress)
  return (
    <section className="run-progress" aria-label="Import running">
      <div className="run-progress-head">
        <h2 className="truncate">{progress?.step ?? job?.label ?? 'Starting…'}</h2>
        <Button busy={job?.cancelling ?? false} onClick={onCancel}>
          {job?.cancelling === true ? 'Cancelling…' : 'Cancel'}
        </Button>
      </div>
      <ProgressBar label={job?.label ?? 'Import'} done={progress?.done ?? 0} total={progress?.total ?? null} />
      <div className="run-progress-words">
        <span>{words?.amount}</span>
        <span>{words?.rate}</span>
        <span>{words?.records}</span>
        <span className="run-progress-left">{words?.left}</span>
      </div>
      <p className="muted-text">You can go on working meanwhile. The files go in together or not at all: cancelling leaves no trace.</p>
    </section>
  )
}
