// The register of AWS reports: registering with its file, removing, and inheriting AWS's part of services from one.
import type { Handlers, Output, ParsedInput } from '#contract'
import type { Attachment, InheritedRow, RegisteredReport } from '#contract/assurance'
import { criteriaRestingOn, readAssuranceReport, removeAssuranceReport, writeAssuranceReport } from '#db/queries/assurance'
import { sourceOfBytes } from '#db/queries/imports'
import { writeVerdict } from '#db/queries/judgement'
import { type AssuranceReport, nameOfReport } from '#domain/assurance'
import { checkReport, serviceCheck } from '#domain/assurance-checks'
import { canonicalJson } from '#domain/canonical-json'
import type { JudgedCriterion } from '#domain/criterion'
import { AppError } from '#domain/errors'
import type { Ports } from '../app/ports.ts'
import { filesHere, type HeldReport, heldReports } from '../views/assurance.ts'
import { judgedCriteria } from '../views/judgement.ts'
import type { Transaction } from './commit.ts'
import type { Sessions } from './session.ts'

type Deps = {
  readonly sessions: Sessions
  readonly ports: Ports
  readonly actor: () => string
  readonly runImport: Handlers['imports.run']
}
type Methods = Extract<keyof Handlers, `awsReports.${string}`>

export function createAssurance({ sessions, ports, actor, runImport }: Deps): Pick<Handlers, Methods> {
  const now = (): string => ports.clock.now().toISOString()

  const registered = (held: HeldReport): RegisteredReport => {
    const { db, catalog } = sessions.require()
    const { services, periodFrom, periodTo } = sessions.engagement()
    const against = { audited: { periodFrom, periodTo }, today: now().slice(0, 10), attached: filesHere([held]) }
    return {
      ...held,
      checks: checkReport(held, against),
      servicesNotNamed: services.filter((key) => serviceCheck(held, { key, name: catalog.service(key)?.name ?? key }) !== null),
      restingCriteria: criteriaRestingOn(db, held.reportId),
    }
  }

  const required = (reportId: string): HeldReport => {
    const found = heldReports(sessions.require().db).find((report) => report.reportId === reportId)
    if (found === undefined) throw new AppError('not-found', 'There is no such AWS report in the register.', { reportId })
    return found
  }

  /** The digest under which an attachment lies in the evidence; imports it where it is a file. */
  const attach = async (attachment: Attachment, before: string | null, jobId: string, name: string): Promise<string | null> => {
    switch (attachment.kind) {
      case 'keep':
        return before
      case 'none':
        return null
      case 'source': {
        const { sha256 } = attachment
        if (!sourceOfBytes(sessions.require().db, sha256))
          throw new AppError('not-found', 'There is no such source file in this engagement.', { sha256 })
        return sha256
      }
      case 'file':
        return imported(attachment.file, jobId, name)
    }
  }

  const imported = async (token: string, jobId: string, name: string): Promise<string> => {
    const { name: fileName } = ports.files.file(token)
    const run = await runImport({ jobId, name, files: [{ token, directions: { formatId: 'attachment' } }], dryRun: false })
    if (run.cancelled) throw new AppError('cancelled', 'The import of the file was cancelled. Nothing was registered.')
    // An archive is kept whole under its own name, beside its members.
    const outcome = run.files.find((file) => file.fileName === fileName) ?? run.files[0]
    if (outcome === undefined || outcome.outcome === 'not-imported')
      throw new AppError('import-rejected', outcome?.message ?? `${fileName} was not read. Nothing was registered.`, { file: fileName })
    return outcome.summary.sha256
  }

  const knownServices = (keys: readonly string[]): string[] => {
    const catalog = sessions.catalog()
    return [
      ...new Set(
        keys.map((key) => {
          const known = catalog.resolveKey(key)
          if (known === undefined) throw new AppError('invalid-input', `The catalog has no service "${key}".`, { service: key })
          return known
        }),
      ),
    ]
  }

  const save = async (input: ParsedInput<'awsReports.save'>): Promise<RegisteredReport> => {
    const { reportId, seen, jobId, facts, file, bridgeFile } = input
    const before = reportId === null ? null : required(reportId)
    requireUnchanged(before, seen)
    const stated = { ...facts, services: knownServices(facts.services) }
    const name = `AWS report: ${nameOfReport(facts)}`.slice(0, 500)
    const sha256 = await attach(file, before?.sha256 ?? null, jobId, name)
    const bridgeSha256 = await attach(bridgeFile, before?.bridgeSha256 ?? null, jobId, name)
    const { db, commit } = sessions.require()
    const id = reportId ?? ports.randomUuid()
    commit((tx) => {
      const known = readAssuranceReport(db, id)
      if (reportId !== null) requireUnchanged(known, before?.updatedAt ?? null)
      if (known !== null && statedBy(known) === statedBy({ ...stated, sha256, bridgeSha256 })) return
      tx.change(
        { action: known === null ? 'aws-report.registered' : 'aws-report.changed', subject: 'assurance-report', subjectId: id },
        (writable) => {
          writeAssuranceReport(writable, { ...stated, reportId: id, sha256, bridgeSha256, updatedAt: now(), updatedBy: actor() })
        },
      )
    })
    return registered(required(id))
  }

  const remove = ({ reportId, reason }: ParsedInput<'awsReports.remove'>): Output<'awsReports.remove'> => {
    const { db, commit } = sessions.require()
    return commit((tx) => {
      const removed = readAssuranceReport(db, reportId)
      if (removed === null) throw new AppError('not-found', 'There is no such AWS report in the register.', { reportId })
      const criteria = criteriaRestingOn(db, reportId)
      if (criteria.length > 0)
        throw new AppError(
          'conflict',
          `${criteria.length === 1 ? '1 verdict rests' : `${criteria.length} verdicts rest`} on ${nameOfReport(removed)}. Give them another verdict or another report first; nothing was removed.`,
          { reportId, criteria },
        )
      tx.change({ action: 'aws-report.removed', subject: 'assurance-report', subjectId: reportId, reason }, (writable) => {
        removeAssuranceReport(writable, reportId)
      })
      return { removed }
    })
  }

  const inherit = ({ reportId, services, replace, rationale, apply }: ParsedInput<'awsReports.inherit'>): Output<'awsReports.inherit'> => {
    const { db, commit, catalog } = sessions.require()
    const report = required(reportId)
    const keys = knownServices(services ?? sessions.engagement().services)
    const plan = () =>
      keys.flatMap((key) =>
        judgedCriteria(db, catalog, key)
          .filter(({ responsibility }) => responsibility === 'aws')
          .map((criterion) => ({ criterion, row: inheritedRow(criterion, report, replace) })),
      )
    const give = (tx: Transaction, { criterionId, basis, proposal, ...before }: JudgedCriterion): void => {
      // Words a person wrote before stay: the report takes their place as the ground, not as what was said.
      const words = rationale === '' ? before.rationale : rationale
      tx.change({ action: 'verdict.given', subject: 'verdict', subjectId: criterionId, reason: words || undefined }, (writable) => {
        const verdict = { criterionId, verdict: 'inherited', rationale: words, basis, reportId, proposal } as const
        writeVerdict(writable, { ...verdict, updatedAt: now(), updatedBy: actor() })
      })
    }
    const planned = apply
      ? commit((tx) => {
          const all = plan()
          for (const { criterion, row } of all) if (row.outcome === 'inherits') give(tx, criterion)
          return all
        })
      : plan()
    const rows = planned.map(({ row }) => row)
    return { rows, warnings: warningsOf(report, rows), applied: apply }
  }

  const warningsOf = (report: HeldReport, rows: readonly InheritedRow[]): string[] => {
    const catalog = sessions.catalog()
    const inheriting = [...new Set(rows.filter(({ outcome }) => outcome !== 'kept').map(({ service }) => service))]
    const unnamed = inheriting.flatMap((key) => serviceCheck(report, { key, name: catalog.service(key)?.name ?? key }) ?? [])
    const open = registered(report).checks.filter(({ level }) => level === 'open')
    return [...new Set([...unnamed, ...open].map(({ message }) => `${nameOfReport(report)} ${message}.`))]
  }

  return {
    'awsReports.list': () => heldReports(sessions.require().db).map(registered),
    'awsReports.save': save,
    'awsReports.remove': remove,
    'awsReports.inherit': inherit,
  }
}

const statedBy = ({ ...report }: Partial<AssuranceReport>): string => {
  const { reportId: _id, updatedAt: _at, updatedBy: _by, ...stated } = report
  return canonicalJson(stated)
}

function requireUnchanged(report: AssuranceReport | null, seen: string | null): void {
  if (seen !== null && report?.updatedAt !== seen)
    throw new AppError('conflict', 'Somebody changed this AWS report since it was looked at. Nothing was overwritten; look again.')
}

/** What inheriting from a report does to a criterion of AWS's part; a person's other judgement is kept. */
function inheritedRow(criterion: JudgedCriterion, { reportId }: AssuranceReport, replace: boolean): InheritedRow {
  const { criterionId, service, topic, statement, verdict, reportId: before } = criterion
  const row = { criterionId, service, topic, statement, verdict, reportId: before }
  if (verdict === 'not-applicable') return { ...row, outcome: 'kept', why: 'judged not applicable' }
  if (before === reportId) return { ...row, outcome: 'inherits-already', why: '' }
  if (before !== null && !replace) return { ...row, outcome: 'kept', why: 'rests on another AWS report' }
  return { ...row, outcome: 'inherits', why: '' }
}
