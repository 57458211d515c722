// One registered report: what it is, of what time it speaks, its opinion and reader, its files, and what stands against it.
import { Pencil, Share2, Trash2 } from 'lucide-react'
import { Link } from 'wouter'
import type { RegisteredReport } from '#contract/assurance'
import { nameOfReport, OPINION_NAMES, type Opinion, PROGRAMME_NAMES, timeOfReport } from '#domain/assurance'
import { Badge } from '../../design/badge.tsx'
import { Button, IconButton } from '../../design/button.tsx'
import { countOf } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { type Look, Mark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'

const OPINION_LOOKS: Readonly<Record<Opinion, Look>> = {
  unqualified: { tone: 'good', shape: 'circle-check' },
  certified: { tone: 'good', shape: 'shield' },
  qualified: { tone: 'warn', shape: 'circle-half' },
  adverse: { tone: 'bad', shape: 'square-cross' },
  disclaimer: { tone: 'bad', shape: 'circle-slash' },
  'not-stated': { tone: 'odd', shape: 'circle-query' },
}
const OPEN: Look = { tone: 'warn', shape: 'triangle-alert' }
const NOTE: Look = { tone: 'calm', shape: 'circle-i' }
const SOUND: Look = { tone: 'good', shape: 'circle-check' }

export function ReportCard({
  report,
  onEdit,
  onInherit,
  onRemove,
}: {
  readonly report: RegisteredReport
  readonly onEdit: () => void
  readonly onInherit: () => void
  readonly onRemove: () => void
}) {
  const names = useCatalogNames()
  const { programme, issuer, services, servicesNotNamed, opinion, opinionText, readBy, readOn, notes, checks, restingCriteria } = report
  const resting = [...new Set(restingCriteria.map((id) => id.slice(0, id.indexOf('.'))))]
  return (
    <article className="aws-report" aria-label={nameOfReport(report)}>
      <header className="aws-report-head">
        <Badge tone="calm">{PROGRAMME_NAMES[programme]}</Badge>
        <h2>{report.title}</h2>
        <div className="aws-report-actions">
          <Button size="small" icon={<Share2 aria-hidden />} onClick={onInherit}>
            Inherit from it…
          </Button>
          <IconButton label={`Edit ${nameOfReport(report)}`} size="small" icon={<Pencil aria-hidden />} onClick={onEdit} />
          <IconButton label={`Remove ${nameOfReport(report)}`} size="small" icon={<Trash2 aria-hidden />} onClick={onRemove} />
        </div>
      </header>
      <div className="aws-report-body">
        <DescriptionList
          items={[
            { term: 'Issued by', value: issuer || null },
            { term: 'Speaks of', value: timeOfReport(report) },
            {
              term: 'Opinion',
              value: (
                <>
                  <Mark look={OPINION_LOOKS[opinion]} word={OPINION_NAMES[opinion]} />
                  {opinionText === '' ? null : <p>{opinionText}</p>}
                </>
              ),
            },
            { term: 'Read', value: readOn === null ? null : `by ${readBy} on ${readOn}` },
            { term: 'File', value: <FileName name={report.fileName} sha256={report.sha256} /> },
            ...(report.bridgeUntil === null
              ? []
              : [{ term: 'Bridge letter', value: <FileName name={report.bridgeFileName} sha256={report.bridgeSha256} /> }]),
            ...(notes === '' ? [] : [{ term: 'Notes', value: notes }]),
          ]}
        />
        <div className="aws-report-standing">
          <ul aria-label="What stands against it">
            {checks.map(({ code, level, message }) => (
              <li key={`${code} ${message}`}>
                <Mark look={level === 'open' ? OPEN : NOTE} word={level === 'open' ? 'Open' : 'Note'} show="shape" />
                <span>It {message}.</span>
              </li>
            ))}
            {servicesNotNamed.length === 0 ? null : (
              <li>
                <Mark look={NOTE} word="Note" show="shape" />
                <span>
                  It does not name {servicesNotNamed.length === 1 ? 'this service' : 'these services'} of the scope:{' '}
                  {servicesNotNamed.map(names.service).join(', ')}.
                </span>
              </li>
            )}
            {checks.length + servicesNotNamed.length === 0 ? (
              <li>
                <Mark look={SOUND} word="Nothing stands against it" />
              </li>
            ) : null}
          </ul>
          <p className="aws-report-foot">
            {countOf(services.length, 'service')} in its scope.{' '}
            {restingCriteria.length === 0 ? (
              'No verdict rests on it yet.'
            ) : (
              <>
                {countOf(restingCriteria.length, 'verdict')} {restingCriteria.length === 1 ? 'rests' : 'rest'} on it:{' '}
                {resting.map((key, index) => (
                  <span key={key}>
                    {index === 0 ? null : ', '}
                    <Link href={hrefs.service(key)}>{names.service(key)}</Link>
                  </span>
                ))}
                .
              </>
            )}
          </p>
        </div>
      </div>
    </article>
  )
}

const FileName = ({ name, sha256 }: { readonly name: string | null; readonly sha256: string | null }) =>
  name === null ? (
    <span className="nothing">{sha256 === null ? 'not attached' : 'was removed from the evidence'}</span>
  ) : (
    <span title={sha256 === null ? undefined : `SHA-256 ${sha256}`}>{name}</span>
  )
