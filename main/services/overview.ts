// What the Start, Overview and Service screens show.
import type { Handlers, Output } from '#contract'
import type { ServiceStatus } from '#contract/overview'
import { readEngagement } from '#db/queries/engagement'
import { countFindings } from '#db/queries/findings'
import { listImports } from '#db/queries/imports'
import { allTallies } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import type { CustomerFactors } from '#domain/engagement'
import { AppError } from '#domain/errors'
import { noResults, noSeverities, sumOf } from '#domain/evidence'
import { unstatedFactors } from '#domain/factors'
import type { FindingStatus } from '#domain/finding'
import type { OpenPoint } from '#domain/report'
import type { Catalog } from '../catalog/catalog.ts'
import { questionnaire } from '../catalog/factors.ts'
import { heldReports, inheritedPointsOf } from '../views/assurance.ts'
import { blockersOf } from '../views/blockers.ts'
import { catalogStanding } from '../views/catalog-in-force.ts'
import { catalogPoints } from '../views/catalog-points.ts'
import { depthReader, readCoverage } from '../views/coverage.ts'
import { conclusionsOf, contentHash, judgedCriteria, signOffsOf, verdictCounts } from '../views/judgement.ts'
import { countOf } from '../views/open-points.ts'
import type { Sessions } from './session.ts'

type Deps = { readonly sessions: Sessions }
type Methods = Extract<keyof Handlers, `coverage.${string}` | `overview.${string}` | `services.${string}`>

export function createOverview({ sessions }: Deps): Pick<Handlers, Methods> {
  const serviceOf = (name: string) => {
    const service = sessions.catalog().service(name)
    if (!service) throw new AppError('not-found', `The catalog has no service "${name}".`, { service: name })
    return service
  }

  const overview = (): Output<'overview.get'> => {
    const { db, catalog } = sessions.require()
    const coverage = readCoverage(db, catalog)
    const imports = listImports(db)
    const tallies = allTallies(db)
    const failsBySeverity = noSeverities()
    for (const t of tallies) if (t.result === 'fail') failsBySeverity[t.severity] += t.count
    const findingsByStatus: Record<FindingStatus, number> = { draft: 0, open: 0, remediated: 0, 'risk-accepted': 0, 'false-positive': 0 }
    for (const f of countFindings(db)) findingsByStatus[f.status] += f.n
    const services = coverage.services.map(
      (row): ServiceStatus => ({
        key: row.key,
        name: row.name,
        inScope: row.inScope,
        evidence: row.evidence,
        muted: tallies.reduce((sum, t) => sum + (t.service === row.key && t.muted ? t.count : 0), 0),
        findings: row.findings,
        openFindings: row.openFindings,
        criteria: verdictCounts(judgedCriteria(db, catalog, row.key)),
        signOffs: signOffsOf(db, catalog, row.key),
        topicsNotTested: row.topics.filter((cell) => cell.state === 'not-tested').length,
        places: row.places,
      }),
    )
    return {
      engagement: sessions.engagement(),
      services,
      byResult: coverage.total,
      failsBySeverity,
      findingsByStatus,
      imports: imports.length,
      lastImport: imports.at(-1) ?? null,
      unfiled: Object.values(coverage.unfiled).reduce((sum, n) => sum + n, 0),
      blockers: blockersOf(db),
      openPoints: [
        ...openPoints(
          sessions.engagement().factors,
          inheritedSums(db, catalog),
          services,
          findingsByStatus,
          imports.length,
          coverage.unfiled,
        ),
        ...catalogPoints(catalogStanding(db)),
      ],
    }
  }

  return {
    'coverage.get': () => {
      const { db, catalog } = sessions.require()
      return db.transaction(() => readCoverage(db, catalog))()
    },
    'coverage.services': ({ services }) => {
      const { db, catalog } = sessions.require()
      return db.transaction(() => {
        const depthOf = depthReader(db, catalog)
        return services.map((service) => {
          const { coverage, places, criteria } = depthOf(service)
          return { key: coverage.key, places, criteria }
        })
      })()
    },
    'overview.get': overview,
    'services.get': ({ service: name }) => {
      const { db, catalog } = sessions.require()
      const service = serviceOf(name)
      const { coverage, places, criteria: criteriaCoverage } = depthReader(db, catalog)(service.key)
      return {
        service,
        coverage,
        places,
        criteriaCoverage,
        criteria: judgedCriteria(db, catalog, service.key),
        conclusions: conclusionsOf(db, catalog, service.key),
        signOffs: signOffsOf(db, catalog, service.key),
        contentHash: contentHash(db, catalog, service.key),
      }
    },
  }
}

/** Of the services in scope: inherited criteria that name no AWS report, and checks that the named ones fail. */
function inheritedSums(db: ReadableDb, catalog: Catalog): { readonly onWords: number; readonly doubtful: number } {
  const engagement = readEngagement(db)
  if (engagement === null) return { onWords: 0, doubtful: 0 }
  const reports = heldReports(db)
  const points = engagement.services.flatMap((key) =>
    inheritedPointsOf(
      reports,
      { key, name: catalog.service(key)?.name ?? key },
      judgedCriteria(db, catalog, key),
      engagement,
      engagement.periodTo,
    ),
  )
  const [onWords, doubtful] = [
    points.filter((p) => p.code === 'inherited-without-report'),
    points.filter((p) => p.code !== 'inherited-without-report'),
  ]
  return { onWords: onWords.reduce((sum, p) => sum + p.count, 0), doubtful: doubtful.length }
}

/** Open points of the engagement as a whole; each service's own are in its readiness. */
function openPoints(
  factors: CustomerFactors,
  inherited: ReturnType<typeof inheritedSums>,
  services: readonly ServiceStatus[],
  findingsByStatus: Readonly<Record<FindingStatus, number>>,
  imports: number,
  unfiled: Readonly<Record<string, number>> = noResults(),
): OpenPoint[] {
  const unstated = unstatedFactors(questionnaire(), factors).length
  const untested = services.filter((s) => s.inScope).reduce((sum, s) => sum + s.criteria['not-tested'], 0)
  const withoutEvidence = services.filter((s) => s.inScope && Object.values(s.evidence).every((n) => n === 0)).length
  const topics = services.filter((s) => s.inScope).reduce((sum, s) => sum + s.topicsNotTested, 0)
  const holes = services.filter((s) => s.inScope).reduce((sum, s) => sum + sumOf(s.places) - s.places.tested, 0)
  const unfiledCount = Object.values(unfiled).reduce((sum, n) => sum + n, 0)
  const points: OpenPoint[] = [
    { code: 'no-imports', count: imports === 0 ? 1 : 0, message: 'Nothing has been imported yet' },
    {
      code: 'services-without-evidence',
      count: withoutEvidence,
      message: countOf(withoutEvidence, 'service in scope has no scan evidence', 'services in scope have no scan evidence'),
    },
    {
      code: 'topics-not-tested',
      count: topics,
      message: countOf(topics, 'topic of the services in scope is not tested', 'topics of the services in scope are not tested'),
    },
    {
      code: 'places-missing',
      count: holes,
      message: countOf(
        holes,
        'expected place of a service in scope (account and region) lacks evidence, or has calls without an answer',
        'expected places of services in scope (accounts and regions) lack evidence, or have calls without an answer',
      ),
    },
    {
      code: 'findings-draft',
      count: findingsByStatus.draft,
      message: countOf(findingsByStatus.draft, 'finding is still a draft', 'findings are still drafts'),
    },
    {
      code: 'criteria-not-tested',
      count: untested,
      message: countOf(untested, 'criterion of the services in scope is not tested', 'criteria of the services in scope are not tested'),
    },
    {
      code: 'inherited-without-report',
      count: inherited.onWords,
      message: countOf(
        inherited.onWords,
        'inherited criterion rests on free text alone, not on a registered AWS report',
        'inherited criteria rest on free text alone, not on registered AWS reports',
      ),
    },
    {
      code: 'aws-report-checks',
      count: inherited.doubtful,
      message: countOf(
        inherited.doubtful,
        'thing stands against an AWS report under an inherited verdict (service, period, expiry, opinion or file)',
        'things stand against AWS reports under inherited verdicts (service, period, expiry, opinion or file)',
      ),
    },
    {
      code: 'evidence-unfiled',
      count: unfiledCount,
      message: countOf(unfiledCount, 'record is filed under no service', 'records are filed under no service'),
    },
    {
      code: 'factors-not-stated',
      count: unstated,
      message: countOf(unstated, "of the customer's three factors is not stated", "of the customer's three factors are not stated"),
    },
  ]
  return points.filter((point) => point.count > 0)
}
