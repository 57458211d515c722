// Choosing services and building their reports: readiness with everything behind it, draft or final, progress, refusals.
import { useState } from 'react'
import type { ServiceStatus } from '#contract/overview'
import type { Readiness, ReportSummary } from '#domain/report'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/field.tsx'
import { countOf, formatSeconds } from '../../design/format.ts'
import { Panel } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { ProgressBar } from '../../design/progress-bar.tsx'
import { Shape, type ShapeName } from '../../design/shapes.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { BalanceTable } from './balance-table.tsx'
import { useBuildSession } from './build-session.ts'
import { planBuild, type ReadyWord, readyWord, readyWords } from './readiness.ts'
import { versionWords } from './version-words.ts'

export function BuildPanel({
  services,
  reports,
}: {
  readonly services: readonly ServiceStatus[]
  readonly reports: readonly ReportSummary[]
}) {
  const session = useBuildSession()
  const readiness = useAnswer('reports.readiness', { services: services.map(({ key }) => key) }, { keepPrevious: true })
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const [draft, setDraft] = useState(true)
  const [outsideShown, setOutsideShown] = useState(false)
  const inScope = services.filter((service) => service.inScope).map(({ key }) => key)
  const rows = readiness.data ?? []
  const chosen =
    picked ?? new Set(rows.filter((row) => inScope.includes(row.service) && readyWord(row) !== 'blocked').map((row) => row.service))
  const plan = planBuild(rows, chosen)
  const running = session.jobId !== null
  const scoped = rows.filter((row) => inScope.includes(row.service))
  const outside = rows.filter((row) => !inScope.includes(row.service))
  const shown = outsideShown || scoped.length === 0 ? rows : rows.filter((row) => inScope.includes(row.service) || chosen.has(row.service))
  const buildable = shown.filter((row) => readyWord(row) !== 'blocked').map((row) => row.service)
  const all = buildable.length > 0 && buildable.every((service) => chosen.has(service))

  const toggle = (service: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(service)
    else next.delete(service)
    setPicked(next)
  }

  return (
    <Panel
      title="Services"
      padded={false}
      actions={
        <div className="build-actions">
          <div className="draft-or-final" role="radiogroup" aria-label="Kind of report">
            <Kind label="Draft" title="Marked as a draft on every page; cannot be signed" checked={draft} onChoose={() => setDraft(true)} />
            <Kind label="Final" title="Can be signed" checked={!draft} onChoose={() => setDraft(false)} />
          </div>
          <Button
            kind="primary"
            busy={running}
            disabled={plan.refusal !== null}
            title={plan.refusal ?? undefined}
            onClick={() => void session.build(plan.services, draft)}
          >
            Build {countOf(plan.services.length, 'report')}
          </Button>
        </div>
      }
    >
      {readiness.error === null ? null : <ErrorNotice error={readiness.error} />}
      <BuildNews session={session} />
      {plan.refusal === null || rows.length === 0 ? null : <p className="build-refusal">{plan.refusal}</p>}
      <div className="service-row service-row-head">
        <Checkbox label="All services that are not blocked" checked={all} onChecked={(on) => setPicked(new Set(on ? buildable : []))} />
      </div>
      <ul>
        {shown.map((row) => (
          <ServiceRow
            key={row.service}
            readiness={row}
            inScope={inScope.includes(row.service)}
            latest={reports.find((report) => report.service === row.service)}
            checked={chosen.has(row.service)}
            onChecked={(on) => toggle(row.service, on)}
          />
        ))}
      </ul>
      {outside.length === 0 || scoped.length === 0 ? null : (
        <div className="service-more">
          <Button kind="quiet" size="small" aria-expanded={outsideShown} onClick={() => setOutsideShown(!outsideShown)}>
            {outsideShown ? 'Hide' : 'Show'} {countOf(outside.length, 'service')} with evidence outside the scope
          </Button>
        </div>
      )}
    </Panel>
  )
}

const Kind = ({
  label,
  title,
  checked,
  onChoose,
}: {
  readonly label: string
  readonly title: string
  readonly checked: boolean
  readonly onChoose: () => void
}) => (
  <label className="kind" title={title} data-checked={checked || undefined}>
    <input type="radio" name="report-kind" className="visually-hidden" checked={checked} onChange={onChoose} />
    {label}
  </label>
)

function BuildNews({ session }: { readonly session: ReturnType<typeof useBuildSession> }) {
  const { job, jobId, built, error } = session
  if (jobId !== null) {
    const left = job?.progress?.secondsLeft ?? null
    return (
      <div className="build-news">
        <div className="build-progress">
          <span className="truncate">{job?.progress?.step ?? job?.label ?? 'Starting…'}</span>
          <span className="muted-text">{left === null ? '' : `${formatSeconds(left)} left`}</span>
          <Button size="small" busy={job?.cancelling ?? false} onClick={() => void session.cancel()}>
            {job?.cancelling === true ? 'Cancelling…' : 'Cancel'}
          </Button>
        </div>
        <ProgressBar label={job?.label ?? 'Building'} done={job?.progress?.done ?? 0} total={job?.progress?.total ?? null} />
      </div>
    )
  }
  const dismiss = (
    <Button size="small" onClick={session.dismiss}>
      Dismiss
    </Button>
  )
  if (error !== null)
    return (
      <div className="build-news">
        <ErrorNotice error={error} action={dismiss} />
      </div>
    )
  if (built === null) return null
  return (
    <div className="build-news">
      <Notice tone="good" title={`${countOf(built.length, 'report')} built`} action={dismiss}>
        {built.map((report) => `${report.serviceName} ${versionWords(report)}, ${countOf(report.pages, 'page')}`).join('; ')}.{' '}
        {built.every(({ kind }) => kind === 'draft') ? 'Save below; a draft cannot be signed.' : 'Save or sign below.'}
      </Notice>
    </div>
  )
}

const LOOKS: Readonly<Record<ReadyWord, { readonly tone: string; readonly shape: ShapeName }>> = {
  ready: { tone: 'good', shape: 'circle-check' },
  'open-points': { tone: 'warn', shape: 'circle-half' },
  blocked: { tone: 'bad', shape: 'square-cross' },
}

function ServiceRow({
  readiness,
  inScope,
  latest,
  checked,
  onChecked,
}: {
  readonly readiness: Readiness
  readonly inScope: boolean
  readonly latest: ReportSummary | undefined
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
}) {
  const word = readyWord(readiness)
  const { tone, shape } = LOOKS[word]
  return (
    <li className="service-row">
      <Checkbox label={`Report on ${readiness.serviceName}`} hideLabel checked={checked} onChecked={onChecked} />
      <details className="service-details" open={word === 'blocked' ? true : undefined}>
        <summary>
          <span className="service-name">
            {readiness.serviceName}
            {inScope ? null : <span className="muted-text"> not in scope</span>}
          </span>
          <span className="mark" data-tone={tone}>
            <Shape name={shape} /> {readyWords(readiness)}
          </span>
          <span className="service-latest muted-text">{latest === undefined ? 'no version yet' : `latest: ${versionWords(latest)}`}</span>
        </summary>
        <div className="service-body">
          {readiness.blockers.length === 0 ? null : (
            <section aria-label="Blockers">
              <h3>What blocks the report</h3>
              <ul className="points">
                {readiness.blockers.map((blocker, index) => (
                  <li key={index} className="mark point-bad" data-tone="bad">
                    <Shape name="square-cross" />
                    <span>{blocker.message}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section aria-label="Open points">
            <h3>Open points</h3>
            {readiness.openPoints.length === 0 ? (
              <p className="muted-text">None. Everything a careful auditor would finish before signing is finished.</p>
            ) : (
              <ul className="points">
                {readiness.openPoints.map((point) => (
                  <li key={point.code}>
                    <strong>{point.count.toLocaleString('en')}</strong> {point.message}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section aria-label="Balance">
            <h3>Balance</h3>
            <BalanceTable balance={readiness.balance} />
          </section>
        </div>
      </details>
    </li>
  )
}
