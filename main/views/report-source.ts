// Reads everything a report on one service is made from, in one consistent view of the database.

import { readEngagement } from '#db/queries/engagement'
import { countRepeatedRecords, countRows, evidenceOfService, placesOfService, recordsPerSource } from '#db/queries/evidence'
import { findingsOfService } from '#db/queries/findings'
import { listIssues, listSources } from '#db/queries/imports'
import { journalHead } from '#db/queries/journal'
import { allTallies, standingsOfService, talliesOfService } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import type { Engagement } from '#domain/engagement'
import { AppError } from '#domain/errors'
import { noResults } from '#domain/evidence'
import { frameworksOf } from '#domain/factors'
import { GENESIS } from '#domain/journal'
import type { ReportKind } from '#domain/report'
import type { Standing } from '#domain/standing'
import type { Catalog } from '../catalog/catalog.ts'
import { nameFramework, questionnaire } from '../catalog/factors.ts'
import type { ReportSource } from '../report/source.ts'
import { checksFor, inheritedPointsOf, reportsUnder } from './assurance.ts'
import { catalogStanding } from './catalog-in-force.ts'
import { catalogPoints } from './catalog-points.ts'
import { readReportCoverage } from './coverage.ts'
import { checklistOf, conclusionsOf, judgedCriteria, signOffsOf } from './judgement.ts'
import { changedPoints, openPointsOf } from './open-points.ts'
import { changedSince } from './proposals.ts'
import { crosswalkOf } from './report-crosswalk.ts'

/** What the caller decides about a report; the rest is read. */
export type ReportOrder = {
  readonly reportId: string
  readonly version: number
  readonly kind: ReportKind
  readonly createdAt: string
  readonly createdBy: string
  readonly tickmarkVersion: string
  readonly service: string
  readonly fileName: string
  readonly encrypted: boolean
}

const EVERY_ISSUE = 1_000_000
const standingsOf = (db: ReadableDb, service: string): Record<Standing, number> => {
  const counts = { current: 0, restated: 0, superseded: 0, gone: 0 }
  for (const { standing, n } of standingsOfService(db, service)) counts[standing] = n
  return counts
}
const NO_RECORDS = { current: 0, restated: 0, superseded: 0, gone: 0 }

/** Throws AppError('not-found') for a service the catalog does not know. Run it inside one read transaction. */
export function readReportSource(db: ReadableDb, catalog: Catalog, order: ReportOrder): ReportSource {
  const stored = readEngagement(db)
  const service = catalog.service(order.service)
  if (!stored) throw new AppError('no-engagement', 'The engagement has no content yet.')
  if (!service) throw new AppError('not-found', `The catalog has no service "${order.service}".`, { service: order.service })
  const engagement: Engagement = { ...stored, encrypted: order.encrypted, fileName: order.fileName }
  const tallies = talliesOfService(db, service.key)
  const counted = noResults()
  for (const { result, n } of countRows(db, service.key)) counted[result] += n
  const perSource = recordsPerSource(db, service.key)
  const imports = listSources(db).map((file) => {
    const { current, restated, superseded, gone } = perSource.get(file.sha256) ?? NO_RECORDS
    return {
      ...file,
      serviceRecords: current,
      serviceOthers: { restated, superseded, gone },
      issues: listIssues(db, file.sha256, 0, EVERY_ISSUE).rows,
    }
  })
  const findings = findingsOfService(db, service.key)
  const criteria = judgedCriteria(db, catalog, service.key)
  const changed = changedSince(db, catalog, service.key, criteria)
  const today = order.createdAt.slice(0, 10)
  const awsReports = reportsUnder(db, criteria)
  const conclusions = conclusionsOf(db, catalog, service.key)
  const signOffs = signOffsOf(db, catalog, service.key)
  const head = journalHead(db)
  const standing = catalogStanding(db)
  return {
    reportId: order.reportId,
    version: order.version,
    kind: order.kind,
    createdAt: order.createdAt,
    createdBy: order.createdBy,
    tickmarkVersion: order.tickmarkVersion,
    engagement,
    service,
    topics: catalog.topics(),
    catalog: { inForce: standing.inForce, file: standing.file },
    journal: { seq: head?.seq ?? 0, head: head?.hash ?? GENESIS },
    imports,
    tallies,
    counted,
    standings: standingsOf(db, service.key),
    unfiledInEngagement: allTallies(db).reduce((sum, t) => sum + (t.service === null ? t.count : 0), 0),
    coverage: readReportCoverage(db, catalog, service.key),
    evidence: evidenceOfService(db, service.key),
    findings,
    criteria,
    changedSince: changed,
    leftOut: checklistOf(db, catalog, service.key).leftOut,
    questions: questionnaire(),
    frameworks: frameworksOf(questionnaire(), engagement.factors.answers).map(nameFramework),
    awsReports: awsReports.map((report) => ({ ...report, checks: checksFor(report, service, engagement, today) })),
    ...crosswalkOf(db, catalog, service.key),
    conclusions,
    signOffs,
    openPoints: [
      ...openPointsOf({
        engagement,
        findings,
        criteria,
        conclusions,
        signOffs,
        unfiled: tallies.reduce((sum, t) => sum + (t.topic === null ? t.count : 0), 0),
        rejected: imports.reduce((sum, i) => sum + (i.serviceRecords > 0 ? i.rejected : 0), 0),
        places: placesOfService(db, service.key),
        repeated: countRepeatedRecords(db, service.key),
        inherited: inheritedPointsOf(awsReports, service, criteria, engagement, today),
      }),
      ...changedPoints(changed),
      ...catalogPoints(standing, service.key),
    ],
  }
}
