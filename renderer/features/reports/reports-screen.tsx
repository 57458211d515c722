// The Reports screen: which services are ready, building, versions built so far, signing, and verifying any PDF.
import { useState } from 'react'
import type { ReportSummary } from '#domain/report'
import { ButtonLink } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Panel, Screen, Stack } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { BuildPanel } from './build-panel.tsx'
import { ReportList } from './report-list.tsx'
import { SignDialog } from './sign-dialog.tsx'
import { VerifyPanel } from './verify-panel.tsx'
import './reports.css'

export function ReportsScreen() {
  const overview = useAnswer('overview.get', {})
  const reports = useAnswer('reports.list', {})
  const [signing, setSigning] = useState<ReportSummary | null>(null)
  const services = overview.data?.services ?? []
  const newestFirst = reports.data?.toSorted((a, b) =>
    a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : b.version - a.version,
  )

  return (
    <Screen title="Reports" note={reports.data === undefined ? undefined : `${countOf(reports.data.length, 'version')} so far`}>
      <div className="reports">
        <Stack>
          {overview.error === null ? null : <ErrorNotice error={overview.error} />}
          {overview.data === undefined ? null : services.length === 0 ? (
            <Panel title="Services">
              <EmptyState
                title="No service to report on"
                actions={
                  <>
                    <ButtonLink kind="primary" href={hrefs.imports}>
                      Import scan results
                    </ButtonLink>
                    <ButtonLink href={hrefs.overview}>Set the scope</ButtonLink>
                  </>
                }
              >
                A report is built for each service in scope, and for any other that evidence was filed under.
              </EmptyState>
            </Panel>
          ) : (
            <BuildPanel services={services} reports={newestFirst ?? []} />
          )}
          <Panel title="Built reports" padded={false}>
            {reports.error === null ? null : <ErrorNotice error={reports.error} />}
            {newestFirst === undefined ? null : newestFirst.length === 0 ? (
              <EmptyState title="No report has been built yet">
                Choose services above and build a draft to read it, or a final report to sign it. Every version is kept.
              </EmptyState>
            ) : (
              <ReportList reports={newestFirst} onSign={setSigning} />
            )}
          </Panel>
        </Stack>
        <VerifyPanel />
      </div>
      {signing === null ? null : <SignDialog report={signing} onClose={() => setSigning(null)} />}
    </Screen>
  )
}
