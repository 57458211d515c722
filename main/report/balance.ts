// Every sum that must hold before a report may be made (law 1). Pure; the balance page prints what this file compares.
import { AppError } from '#domain/errors'
import { EvidenceResult, Severity, sumOf } from '#domain/evidence'
import { FindingStatus } from '#domain/finding'
import type { Balance, BalanceLine } from '#domain/report'
import { Standing } from '#domain/standing'
import { checkOf, countRows, countTallies, groupBy } from './counting.ts'
import type { ReportSource, Tally } from './source.ts'

const line = (code: string, statement: string, left: number, right: number): BalanceLine => ({
  code,
  statement,
  left,
  right,
  holds: left === right,
})

/** Compares, sum by sum, what was kept with what is listed. `holds` is true only where every line does. */
export function checkBalance(source: ReportSource): Balance {
  const lines = [...importLines(source), ...recordLines(source), ...topicLines(source), ...findingLines(source), ...judgementLines(source)]
  return { holds: lines.every((l) => l.holds), lines }
}

/** Throws AppError('report-blocked') naming each sum that does not hold. */
export function requireBalance(balance: Balance): void {
  const broken = balance.lines.filter((l) => !l.holds)
  if (broken.length === 0) return
  throw new AppError('report-blocked', `The report was refused because ${broken.length} of ${balance.lines.length} sums do not hold.`, {
    gate: 'balance',
    lines: broken.map((l) => `${l.code}: ${l.statement}: ${l.left} is not ${l.right}`),
  })
}

/** Per import: records = stored + rejected + duplicates, every rejection listed, and the breakdowns complete. */
function importLines({ imports, evidence }: ReportSource): BalanceLine[] {
  const rowsOf = groupBy(evidence, (row) => row.source.sha256)
  const lines = imports.flatMap((file, index) => {
    const n = index + 1
    const listedRejections = file.issues.filter((issue) => issue.kind === 'rejection').reduce((sum, issue) => sum + issue.count, 0)
    return [
      line(
        `import-${n}-records`,
        `File ${n}: records = stored + rejected + duplicates`,
        file.records,
        file.stored + file.rejected + file.duplicates,
      ),
      line(`import-${n}-rejections`, `File ${n}: rejected records = rejections listed with their reason`, file.rejected, listedRejections),
      line(`import-${n}-results`, `File ${n}: stored records = sum over results`, file.stored, sumOf(file.byResult)),
      line(`import-${n}-severities`, `File ${n}: stored records = sum over severities`, file.stored, sumOf(file.bySeverity)),
      line(`import-${n}-services`, `File ${n}: stored records = sum over services, unfiled included`, file.stored, sumOf(file.byService)),
      line(
        `import-${n}-rows`,
        `File ${n}: records for this service = rows listed`,
        file.serviceRecords,
        rowsOf.get(file.sha256)?.length ?? 0,
      ),
    ]
  })
  const known = new Set(imports.map((file) => `${file.importId} ${file.sha256}`))
  const traceable = evidence.filter((row) => known.has(`${row.importId} ${row.source.sha256}`)).length
  const fromImports = imports.reduce((sum, file) => sum + file.serviceRecords, 0)
  return [
    ...lines,
    line('imports-to-service', 'Records for this service over all imports = rows listed', fromImports, evidence.length),
    line('rows-traceable', 'Rows listed = rows whose source file is listed', evidence.length, traceable),
  ]
}

/** Kept counts = the independent count = rows listed, word by word. */
function recordLines({ tallies, counted, evidence, standings, imports }: ReportSource): BalanceLine[] {
  const kept = countTallies(tallies)
  const listed = countRows(evidence)
  const distinct = new Set(evidence.map((row) => row.evidenceId)).size
  return [
    line('records-kept', 'Records kept = records counted again', kept.total, sumOf(counted)),
    line('records-listed', 'Records counted again = rows listed', sumOf(counted), evidence.length),
    ...Standing.options.map((standing) =>
      line(
        `standing-${standing}`,
        `Records that are ${standing}: kept = counted over the source files`,
        standings[standing],
        imports.reduce((sum, file) => sum + (standing === 'current' ? file.serviceRecords : file.serviceOthers[standing]), 0),
      ),
    ),
    line('records-once', 'Rows listed = different record numbers', evidence.length, distinct),
    ...EvidenceResult.options.flatMap((result) => [
      line(`result-${result}-kept`, `Result ${result}: kept = counted again`, kept.byResult[result], counted[result]),
      line(`result-${result}-listed`, `Result ${result}: counted again = rows listed`, counted[result], listed.byResult[result]),
    ]),
    ...Severity.options.map((severity) =>
      line(
        `fails-${severity}`,
        `Failing records of severity ${severity}: kept = rows listed`,
        kept.failsBySeverity[severity],
        listed.failsBySeverity[severity],
      ),
    ),
    line('fails-severities', 'Failing records = sum over severities', counted.fail, sumOf(kept.failsBySeverity)),
    line('muted', 'Muted records: kept = rows listed', kept.muted, listed.muted),
    line('archived', 'Archived records: kept = rows listed', kept.byLifecycle.archived, listed.byLifecycle.archived),
    line('resolved', 'Resolved records: kept = rows listed', kept.byLifecycle.resolved, listed.byLifecycle.resolved),
  ]
}

/** Chapter topics + topics outside the chapter + filed under no topic = the whole service. */
function topicLines({ service, tallies, evidence }: ReportSource): BalanceLine[] {
  const chapter = new Set(service.chapter.map((topic) => topic.topic))
  const placeOf = (item: { readonly topic: string | null }) =>
    item.topic === null ? 'unfiled' : chapter.has(item.topic) ? 'chapter' : 'outside'
  const keptByTopic = groupBy(tallies, (tally) => tally.topic)
  const rowsByTopic = groupBy(evidence, (row) => row.topic)
  const topics = [...new Set([...service.chapter.map((t) => t.topic), ...keptByTopic.keys(), ...rowsByTopic.keys()])]
  const rowsByPlace = groupBy(evidence, placeOf)
  const places = (['chapter', 'outside', 'unfiled'] as const).map((place) => rowsByPlace.get(place)?.length ?? 0)
  return [
    ...topics.map((topic) =>
      line(
        `topic-${topic ?? 'none'}`,
        topic === null ? 'Filed under no topic: kept = rows listed' : `Topic ${topic}: kept = rows listed`,
        countOf(keptByTopic.get(topic)),
        rowsByTopic.get(topic)?.length ?? 0,
      ),
    ),
    line(
      'topics-total',
      `Chapter topics (${places[0]}) + other topics (${places[1]}) + no topic (${places[2]}) = records kept`,
      places.reduce((sum, n) => sum + n, 0),
      countOf(tallies),
    ),
  ]
}

/** Findings by status and severity add up; the evidence behind each finding is the evidence of its check. */
function findingLines({ findings, tallies, evidence, counted }: ReportSource): BalanceLine[] {
  const byStatus = groupBy(findings, (finding) => finding.status)
  const bySeverity = groupBy(findings, (finding) => finding.severity)
  const keptByCheck = groupBy(tallies, checkOf)
  const rowsByCheck = groupBy(evidence, checkOf)
  const covered = new Set(findings.map((finding) => finding.check))
  const failsIn = (inFinding: boolean) => countRows(evidence.filter((row) => covered.has(checkOf(row)) === inFinding)).byResult.fail
  return [
    line('findings-status', 'Findings = sum over statuses', findings.length, sumOfGroups(FindingStatus.options, byStatus)),
    line('findings-severity', 'Findings = sum over severities', findings.length, sumOfGroups(Severity.options, bySeverity)),
    line('findings-once', 'Findings = different finding numbers', findings.length, new Set(findings.map((f) => f.number)).size),
    ...findings.flatMap((finding) => {
      const kept = countTallies(keptByCheck.get(finding.check) ?? [])
      const listed = countRows(rowsByCheck.get(finding.check) ?? [])
      const name = `Finding ${finding.number}`
      const code = `finding-${finding.number}`
      return [
        line(`${code}-fails`, `${name}: failing records = kept for its check`, finding.evidence.fail, kept.byResult.fail),
        line(`${code}-listed`, `${name}: failing records = rows listed for its check`, finding.evidence.fail, listed.byResult.fail),
        line(`${code}-records`, `${name}: all its records = kept for its check`, sumOf(finding.evidence), kept.total),
        line(`${code}-muted`, `${name}: muted failing records = rows listed for its check`, finding.mutedFails, listed.mutedFails),
      ]
    }),
    line(
      'fails-covered',
      `Failing records under a finding (${failsIn(true)}) + under none (${failsIn(false)}) = failing records`,
      failsIn(true) + failsIn(false),
      counted.fail,
    ),
  ]
}

/** Every criterion of the catalog is judged once, if only as not tested. */
function judgementLines({ service, criteria, leftOut }: ReportSource): BalanceLine[] {
  const ids = new Set(service.criteria.map((criterion) => criterion.criterionId))
  const named = new Set([...criteria, ...leftOut].map((criterion) => criterion.criterionId))
  const known = [...named].filter((id) => ids.has(id)).length
  return [
    line(
      'criteria-judged',
      `Criteria of the service = criteria listed with a verdict (${criteria.length}) + left out by the customer's factors (${leftOut.length})`,
      service.criteria.length,
      criteria.length + leftOut.length,
    ),
    line(
      'criteria-known',
      'Criteria listed or left out = different criteria known to the catalog',
      criteria.length + leftOut.length,
      known,
    ),
  ]
}

const countOf = (tallies: readonly Tally[] | undefined): number => (tallies ?? []).reduce((sum, tally) => sum + tally.count, 0)

const sumOfGroups = <K>(keys: readonly K[], groups: ReadonlyMap<K, readonly unknown[]>): number =>
  keys.reduce((sum, key) => sum + (groups.get(key)?.length ?? 0), 0)
