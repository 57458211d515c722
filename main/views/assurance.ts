// AWS reports as verdicts rest on them: which ones lie under a set of criteria, which of their files are here, what is open.
import { allAssuranceReports, attachedFiles } from '#db/queries/assurance'
import type { ReadableDb } from '#db/types'
import type { AssuranceReport } from '#domain/assurance'
import { checkReport, inheritedPoints, type ReportCheck, serviceCheck } from '#domain/assurance-checks'
import type { JudgedCriterion } from '#domain/criterion'
import type { Engagement } from '#domain/engagement'
import type { OpenPoint } from '#domain/report'

/** A registered report with the names its files were imported under; null where there is none, or it was removed again. */
export type HeldReport = AssuranceReport & { readonly fileName: string | null; readonly bridgeFileName: string | null }

/** All registered reports, by programme and title. */
export function heldReports(db: ReadableDb): HeldReport[] {
  const reports = allAssuranceReports(db)
  const names = attachedFiles(
    db,
    reports.flatMap(({ sha256, bridgeSha256 }) => [sha256, bridgeSha256]).filter((sha256) => sha256 !== null),
  )
  const nameOf = (sha256: string | null): string | null => (sha256 === null ? null : (names.get(sha256) ?? null))
  return reports.map((report) => ({ ...report, fileName: nameOf(report.sha256), bridgeFileName: nameOf(report.bridgeSha256) }))
}

/** The registered reports that verdicts rest on. */
export function reportsUnder(db: ReadableDb, verdicts: readonly { readonly reportId: string | null }[]): HeldReport[] {
  const named = new Set(verdicts.map(({ reportId }) => reportId))
  return heldReports(db).filter(({ reportId }) => named.has(reportId))
}

/** Digests of the files of reports that are here. */
export const filesHere = (reports: readonly HeldReport[]): ReadonlySet<string> =>
  new Set(
    reports.flatMap(({ sha256, fileName, bridgeSha256, bridgeFileName }) => [
      ...(sha256 !== null && fileName !== null ? [sha256] : []),
      ...(bridgeSha256 !== null && bridgeFileName !== null ? [bridgeSha256] : []),
    ]),
  )

/** What is open about the inherited verdicts of one service. `today` is an ISO date. */
export const inheritedPointsOf = (
  reports: readonly HeldReport[],
  service: { readonly key: string; readonly name: string },
  criteria: readonly JudgedCriterion[],
  engagement: Pick<Engagement, 'periodFrom' | 'periodTo'>,
  today: string,
): OpenPoint[] => inheritedPoints(criteria, reports, service, { audited: engagement, today, attached: filesHere(reports) })

/** What stands against a report where a service inherits from it, notes included. `today` is an ISO date. */
export function checksFor(
  report: HeldReport,
  service: { readonly key: string; readonly name: string },
  engagement: Pick<Engagement, 'periodFrom' | 'periodTo'>,
  today: string,
): ReportCheck[] {
  const ofService = serviceCheck(report, service)
  return [...(ofService === null ? [] : [ofService]), ...checkReport(report, { audited: engagement, today, attached: filesHere([report]) })]
}
