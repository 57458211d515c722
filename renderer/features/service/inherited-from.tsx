// What an inherited verdict rests on: one of the registered AWS reports, with what stands against it, and words of the auditor's own.
import { Link } from 'wouter'
import { nameOfReport, timeOfReport } from '#domain/assurance'
import { SelectField, TextArea } from '../../design/field.tsx'
import { Mark } from '../../design/marks.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'

/** No registered report: the verdict rests on words alone, which stays an open point. */
const ON_WORDS = 'on-words'

export function InheritedFrom({
  service,
  reportId,
  basis,
  onReport,
  onBasis,
}: {
  readonly service: string
  readonly reportId: string | null
  readonly basis: string
  readonly onReport: (reportId: string | null) => void
  readonly onBasis: (basis: string) => void
}) {
  const reports = useAnswer('awsReports.list', {}).data ?? []
  const chosen = reports.find((report) => report.reportId === reportId)
  // Those that name the service come first.
  const ordered = reports.toSorted((a, b) => Number(b.services.includes(service)) - Number(a.services.includes(service)))
  const against =
    chosen === undefined
      ? []
      : [
          ...(chosen.services.includes(service) ? [] : ['does not name this service as in its scope']),
          ...chosen.checks.filter(({ level }) => level === 'open').map(({ message }) => message),
        ]
  return (
    <div className="inherited-from">
      <SelectField
        label="Rests on"
        options={[
          ...ordered.map((report) => ({ value: report.reportId, label: `${nameOfReport(report)}; ${timeOfReport(report)}` })),
          { value: ON_WORDS, label: 'No registered report: words alone' },
        ]}
        value={reportId ?? ON_WORDS}
        onValue={(value) => onReport(value === ON_WORDS ? null : value)}
        hint={
          reports.length === 0 ? (
            <>
              No AWS report is registered yet. <Link href={hrefs.awsReports}>Register one</Link>, so that the verdict rests on more than
              words.
            </>
          ) : undefined
        }
      />
      {against.length === 0 ? null : (
        <ul className="inherited-against" aria-label="What stands against it">
          {against.map((message) => (
            <li key={message}>
              <Mark look={{ tone: 'warn', shape: 'triangle-alert' }} word="Open" show="shape" />
              <span>It {message}.</span>
            </li>
          ))}
        </ul>
      )}
      <TextArea
        label="Basis in words"
        optional={reportId !== null}
        rows={1}
        placeholder="Section or control of the report, e.g. CC6.1 in section IV"
        value={basis}
        onValue={onBasis}
      />
    </div>
  )
}
