// The register of AWS reports: what AWS's part of every service is inherited from, and what stands against each report.
import { FilePlus2, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Screen } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { useAnswer } from '../../platform/queries.ts'
import './assurance.css'
import { InheritDialog } from './inherit-dialog.tsx'
import { RemoveReport } from './remove-report.tsx'
import { ReportCard } from './report-card.tsx'
import { ReportDialog } from './report-dialog.tsx'

type Doing = { readonly what: 'register' } | { readonly what: 'edit' | 'inherit' | 'remove'; readonly reportId: string } | null

export function AwsReportsScreen() {
  const { data, error } = useAnswer('awsReports.list', {}, { keepPrevious: true })
  const [doing, setDoing] = useState<Doing>(null)
  const register = () => setDoing({ what: 'register' })
  const close = () => setDoing(null)
  // As it stands now: verdicts may have come to rest on it since the dialog was asked for.
  const chosen = doing === null || doing.what === 'register' ? undefined : data?.find(({ reportId }) => reportId === doing.reportId)
  useShortcut('n', 'Register an AWS report', register)
  return (
    <Screen
      title="AWS reports"
      note={data === undefined ? undefined : countOf(data.length, 'report')}
      actions={
        <Button kind="primary" icon={<FilePlus2 aria-hidden />} onClick={register}>
          Register a report
        </Button>
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
      {data === undefined ? null : data.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck aria-hidden />}
          title="No AWS report is registered"
          actions={
            <Button kind="primary" onClick={register}>
              Register a report
            </Button>
          }
        >
          AWS’s part of a service is never passed by us: it is inherited from a named AWS report. Register the SOC, ISO, PCI or other
          reports the client took from AWS Artifact, attach the files, and inherit AWS’s criteria of all services from them in one step.
        </EmptyState>
      ) : (
        <ul className="aws-reports" aria-label="Registered AWS reports">
          {data.map((report) => (
            <li key={report.reportId}>
              <ReportCard
                report={report}
                onEdit={() => setDoing({ what: 'edit', reportId: report.reportId })}
                onInherit={() => setDoing({ what: 'inherit', reportId: report.reportId })}
                onRemove={() => setDoing({ what: 'remove', reportId: report.reportId })}
              />
            </li>
          ))}
        </ul>
      )}
      {doing?.what === 'register' ? <ReportDialog report={null} onClose={close} /> : null}
      {chosen === undefined ? null : doing?.what === 'edit' ? (
        <ReportDialog report={chosen} onClose={close} />
      ) : doing?.what === 'inherit' ? (
        <InheritDialog report={chosen} onClose={close} />
      ) : (
        <RemoveReport report={chosen} onClose={close} />
      )}
    </Screen>
  )
}
