// What is running, how fast, how long still, and a way to stop it. Nothing is shown where nothing runs.
import { X } from 'lucide-react'
import { IconButton } from '../design/button.tsx'
import { countOf, formatBytes, formatSeconds } from '../design/format.ts'
import { ProgressBar } from '../design/progress-bar.tsx'
import { useToast } from '../design/toasts.tsx'
import { type Job, useJobs } from '../platform/jobs.tsx'
import './job-strip.css'

export function JobStrip() {
  const { running, cancel } = useJobs()
  const { failed } = useToast()
  const [job] = running
  if (job === undefined) return null
  return (
    <div className="job-strip" role="group" aria-label="Running work">
      <span className="truncate">
        {job.progress?.step ?? job.label}
        {running.length > 1 ? ` (+${running.length - 1})` : ''}
      </span>
      <ProgressBar label={job.label} done={job.progress?.done ?? 0} total={job.progress?.total ?? null} />
      <span className="job-figures">{job.cancelling ? 'stopping…' : figures(job)}</span>
      <IconButton
        label={`Cancel: ${job.label}`}
        size="small"
        icon={<X aria-hidden />}
        disabled={job.cancelling}
        onClick={() => void cancel(job.jobId).catch(failed)}
      />
    </div>
  )
}

function figures({ progress, unit }: Job): string {
  if (progress === null) return 'starting…'
  const rate =
    progress.recordRate > 0 ? `${countOf(progress.recordRate, 'record')}/s` : unit === 'bytes' ? `${formatBytes(progress.rate)}/s` : ''
  const left = progress.secondsLeft === null ? '' : `${formatSeconds(progress.secondsLeft)} left`
  return [rate, left].filter((part) => part !== '').join(' · ')
}
