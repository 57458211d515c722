// How far a registered AWS report carries an inherited verdict: the service, the audited period, validity, the opinion, the file.
// Pure; days are compared as ISO dates.
import * as z from 'zod'
import { type AssuranceReport, nameOfReport, OPINION_NAMES, RESTRICTED } from './assurance.ts'
import type { JudgedCriterion } from './criterion.ts'
import type { OpenPoint } from './report.ts'

/** What was looked at, and what is wrong. `note` is worth knowing and leaves nothing open. */
export const ReportCheck = z.strictObject({
  code: z.enum([
    'aws-report-service',
    'aws-report-period',
    'aws-report-expired',
    'aws-report-opinion-not-read',
    'aws-report-opinion-qualified',
    'aws-report-no-file',
    'aws-report-bridged',
    'aws-report-expired-since',
  ]),
  level: z.enum(['open', 'note']),
  /** Goes on after the report's name: `does not speak of …`. */
  message: z.string(),
})
export type ReportCheck = z.infer<typeof ReportCheck>

export type AuditedPeriod = { readonly periodFrom: string; readonly periodTo: string }

export type PeriodCover = {
  /** Days of the audited period nobody speaks for, before and after what the report speaks of. */
  readonly gapBefore: number
  readonly gapAfter: number
  /** Days of the audited period a bridge letter alone speaks for. */
  readonly bridged: number
  /** Days of the audited period. */
  readonly days: number
}

const DAY = 86_400_000
const dayOf = (date: string): number => Date.parse(date) / DAY

/**
 * How a report covers the audited period, in days, both ends included; null where it does not say of what time it speaks. What speaks
 * as of a day speaks on until it expires (`aws-report-expired` tells the end), and for that day alone where it says no end.
 */
export function periodCover(report: AssuranceReport, { periodFrom, periodTo }: AuditedPeriod): PeriodCover | null {
  const [from, to] = [dayOf(periodFrom), dayOf(periodTo)]
  const days = to - from + 1
  const cover = (start: number, end: number, bridge: number): PeriodCover => {
    const last = Math.max(end, bridge)
    const gapBefore = Math.min(days, Math.max(0, start - from))
    return {
      gapBefore,
      gapAfter: Math.min(days - gapBefore, Math.max(0, to - last)),
      bridged: Math.max(0, Math.min(to, last) - Math.max(end, from - 1)),
      days,
    }
  }
  if (report.periodFrom !== null && report.periodTo !== null) {
    const end = dayOf(report.periodTo)
    return cover(dayOf(report.periodFrom), end, report.bridgeUntil === null ? end : dayOf(report.bridgeUntil))
  }
  if (report.asOf === null) return null
  const asOf = dayOf(report.asOf)
  const end = report.expiresOn === null ? asOf : Math.max(asOf, to)
  return cover(asOf, end, end)
}

const inDays = (n: number): string => (n === 1 ? '1 day' : `${n.toLocaleString('en-GB')} days`)

function periodCheck(report: AssuranceReport, audited: AuditedPeriod): ReportCheck[] {
  const cover = periodCover(report, audited)
  if (cover === null) return [{ code: 'aws-report-period', level: 'open', message: 'does not say of which period or day it speaks' }]
  const { gapBefore, gapAfter, bridged, days } = cover
  const checks: ReportCheck[] = []
  if (gapBefore + gapAfter > 0) {
    const parts = [
      ...(gapBefore > 0 ? [`${inDays(gapBefore)} from ${audited.periodFrom} on`] : []),
      ...(gapAfter > 0 ? [`${inDays(gapAfter)} up to ${audited.periodTo}`] : []),
    ]
    checks.push({
      code: 'aws-report-period',
      level: 'open',
      message: `does not speak for ${inDays(gapBefore + gapAfter)} of the ${inDays(days)} audited: ${parts.join(' and ')}`,
    })
  }
  if (bridged > 0)
    checks.push({
      code: 'aws-report-bridged',
      level: 'note',
      message: `covers ${inDays(bridged)} of the audited period by a bridge letter alone, until ${report.bridgeUntil ?? audited.periodTo}`,
    })
  return checks
}

function expiryCheck({ expiresOn }: AssuranceReport, { periodTo }: AuditedPeriod, today: string): ReportCheck[] {
  if (expiresOn === null) return []
  if (expiresOn < periodTo)
    return [
      {
        code: 'aws-report-expired',
        level: 'open',
        message: `expired on ${expiresOn}, ${inDays(dayOf(periodTo) - dayOf(expiresOn))} before the audited period ends`,
      },
    ]
  return expiresOn < today
    ? [{ code: 'aws-report-expired-since', level: 'note', message: `has expired since the audited period, on ${expiresOn}` }]
    : []
}

export type CheckedAgainst = {
  readonly audited: AuditedPeriod
  /** ISO date. */
  readonly today: string
  /** Source files of the engagement, by SHA-256. */
  readonly attached: ReadonlySet<string>
}

/** Everything that stands against a report whatever service rests on it, gravest first. */
export function checkReport(report: AssuranceReport, { audited, today, attached }: CheckedAgainst): ReportCheck[] {
  const { opinion, opinionText, readBy, sha256, bridgeUntil, bridgeSha256 } = report
  const checks = [...periodCheck(report, audited), ...expiryCheck(report, audited, today)]
  if (RESTRICTED.includes(opinion))
    checks.push({
      code: 'aws-report-opinion-qualified',
      level: 'open',
      message: `has an opinion that is not clean (${OPINION_NAMES[opinion].toLowerCase()}): ${opinionText.trim().replace(/[.]$/, '')}`,
    })
  if (readBy === '' || opinion === 'not-stated')
    checks.push({
      code: 'aws-report-opinion-not-read',
      level: 'open',
      message: readBy === '' ? 'has an opinion nobody has read yet' : 'was read, but its opinion is not stated',
    })
  if (sha256 === null || !attached.has(sha256))
    checks.push({
      code: 'aws-report-no-file',
      level: 'open',
      message: sha256 === null ? 'is not attached as evidence' : 'was attached, but its file was removed from the evidence',
    })
  if (bridgeUntil !== null && (bridgeSha256 === null || !attached.has(bridgeSha256)))
    checks.push({ code: 'aws-report-no-file', level: 'open', message: 'has a bridge letter that is not attached as evidence' })
  return checks
}

/** Whether the report names a service as in its scope; null where it does. */
export function serviceCheck({ services }: AssuranceReport, service: { readonly key: string; readonly name: string }): ReportCheck | null {
  if (services.includes(service.key)) return null
  const message =
    services.length === 0 ? 'does not say which services are in its scope' : `does not name ${service.name} among the services in its scope`
  return { code: 'aws-report-service', level: 'open', message }
}

const criteriaRest = (n: number): string =>
  n === 1 ? '1 inherited criterion rests' : `${n.toLocaleString('en-GB')} inherited criteria rest`

/** What a careful auditor would mend before signing, of the inherited verdicts of one service. */
export function inheritedPoints(
  criteria: readonly Pick<JudgedCriterion, 'verdict' | 'reportId'>[],
  reports: readonly AssuranceReport[],
  service: { readonly key: string; readonly name: string },
  against: CheckedAgainst,
): OpenPoint[] {
  const byReport = new Map<AssuranceReport, number>()
  let unnamed = 0
  for (const { verdict, reportId } of criteria) {
    if (verdict !== 'inherited') continue
    const report = reports.find((r) => r.reportId === reportId)
    if (report === undefined) unnamed += 1
    else byReport.set(report, (byReport.get(report) ?? 0) + 1)
  }
  const points: OpenPoint[] = []
  if (unnamed > 0)
    points.push({
      code: 'inherited-without-report',
      count: unnamed,
      message: `${criteriaRest(unnamed)} on free text alone, not on a registered AWS report`,
    })
  for (const [report, count] of byReport) {
    const ofService = serviceCheck(report, service)
    for (const { code, level, message } of [...(ofService === null ? [] : [ofService]), ...checkReport(report, against)])
      if (level === 'open') points.push({ code, count, message: `${criteriaRest(count)} on ${nameOfReport(report)}, which ${message}` })
  }
  return points
}
