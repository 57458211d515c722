// How far a long job is; `total` null where nobody knows.
import './progress-bar.css'

export function ProgressBar({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number | null }) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      data-unknown={share === null || undefined}
    >
      <div className="progress-done" style={share === null ? undefined : { width: `${share * 100}%` }} />
    </div>
  )
}
