// Every version built, newest first: save it, sign it, and see exactly what it was cut from.
import { Download, PenLine } from 'lucide-react'
import { useState } from 'react'
import type { ReportSummary } from '#domain/report'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { countOf, formatBytes, formatCount, formatInstant } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useClient, usePlatform } from '../../platform/provider.tsx'
import { BalanceTable } from './balance-table.tsx'
import { SignatureFacts } from './signature-facts.tsx'
import { versionWords } from './version-words.ts'

export function ReportList({
  reports,
  onSign,
}: {
  readonly reports: readonly ReportSummary[]
  readonly onSign: (report: ReportSummary) => void
}) {
  return (
    <ul className="report-list">
      {reports.map((report) => (
        <ReportRow key={report.reportId} report={report} onSign={() => onSign(report)} />
      ))}
    </ul>
  )
}

function ReportRow({ report, onSign }: { readonly report: ReportSummary; readonly onSign: () => void }) {
  const save = useSavePdf()
  const [open, setOpen] = useState(false)
  const { signed } = report
  return (
    <li className="report-row">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="report-name">{report.serviceName}</span>
          <span className="report-version">v{report.version}</span>
          {signed !== null ? (
            <Badge tone="good">Signed</Badge>
          ) : report.kind === 'draft' ? (
            <Badge>Draft</Badge>
          ) : (
            <Badge tone="calm">Final</Badge>
          )}
          <span className="muted-text report-when">{formatInstant(report.createdAt)}</span>
          <span className="muted-text">{countOf(report.pages, 'page')}</span>
          <span className="muted-text">{formatBytes(signed?.bytes ?? report.bytes)}</span>
        </summary>
        {open ? <ReportFacts report={report} /> : null}
      </details>
      <div className="report-actions">
        <Button
          size="small"
          icon={<Download aria-hidden />}
          aria-label={`Save ${report.serviceName} ${versionWords(report)} as PDF`}
          onClick={() => void save(report)}
        >
          Save PDF…
        </Button>
        {report.kind === 'final' && signed === null ? (
          <Button
            size="small"
            icon={<PenLine aria-hidden />}
            aria-label={`Sign ${report.serviceName} ${versionWords(report)}`}
            onClick={onSign}
          >
            Sign…
          </Button>
        ) : null}
      </div>
    </li>
  )
}

function ReportFacts({ report }: { readonly report: ReportSummary }) {
  const { signed } = report
  return (
    <div className="report-facts">
      <DescriptionList
        items={[
          { term: 'File', value: report.fileName },
          { term: 'Built by', value: report.createdBy },
          { term: 'Cut at', value: `journal entry ${formatCount(report.journalSeq)}` },
          { term: 'Journal head', value: <code>{report.journalHead}</code> },
          { term: 'SHA-256', value: <code>{report.sha256}</code> },
          ...(signed === null ? [] : [{ term: 'SHA-256 signed', value: <code>{signed.sha256}</code> }]),
        ]}
      />
      {signed === null ? null : (
        <section aria-label="Signature">
          <h3>Signature</h3>
          <SignatureFacts signature={signed.signature} />
        </section>
      )}
      <section aria-label="Balance">
        <h3>Balance at the time</h3>
        <BalanceTable balance={report.balance} />
      </section>
      {report.openPoints.length === 0 ? null : (
        <section aria-label="Open points at the time">
          <h3>Open points at the time</h3>
          <ul className="points">
            {report.openPoints.map((point) => (
              <li key={point.code}>
                <strong>{formatCount(point.count)}</strong> {point.message}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** Saves a report's PDF, the signed one where it is signed, to where the person says. */
function useSavePdf(): (report: ReportSummary) => Promise<void> {
  const client = useClient()
  const platform = usePlatform()
  const toast = useToast()
  return async (report) => {
    try {
      const { file, fileName } = await client('reports.file', { reportId: report.reportId })
      if (!(await platform.saveFile(file, fileName))) return
      toast.done({
        title: `${fileName} saved`,
        description: platform.host === 'browser' ? 'Open it from the browser’s downloads.' : 'Open it from the folder you chose.',
      })
    } catch (error) {
      toast.failed(error)
    }
  }
}
