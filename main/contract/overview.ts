// What the Start, Overview and Service screens ask: counts and states, each leading to rows through a filter.
import * as z from 'zod'
import { CatalogServiceDetail } from '#domain/catalog'
import { Coverage, CoverageRow, CriterionCoverage } from '#domain/coverage'
import { PlaceCounts, ServicePlaces } from '#domain/coverage-places'
import { Conclusion, JudgedCriterion, VerdictCounts } from '#domain/criterion'
import { Engagement } from '#domain/engagement'
import { ResultCounts, SeverityCounts } from '#domain/evidence'
import { FindingStatus } from '#domain/finding'
import { ServiceKey, Sha256 } from '#domain/ids'
import { ImportSummary } from '#domain/imports'
import { OpenPoint } from '#domain/report'
import { SignOff } from '#domain/sign-off'
import { command, query } from './endpoint.ts'

export const AppInfo = z.strictObject({
  version: z.string(),
  host: z.enum(['electron', 'browser', 'cli', 'test']),
  node: z.string(),
  sqlite: z.string(),
  /** Name written into the journal as the actor. */
  actor: z.string(),
  catalogVersion: z.string(),
})
export type AppInfo = z.infer<typeof AppInfo>

export const ServiceStatus = z.strictObject({
  key: ServiceKey,
  name: z.string(),
  inScope: z.boolean(),
  evidence: ResultCounts,
  muted: z.int().nonnegative(),
  findings: z.int().nonnegative(),
  openFindings: SeverityCounts,
  criteria: VerdictCounts,
  signOffs: z.array(SignOff).readonly(),
  /** Topics of the chapter that are not tested, and the expected accounts and regions by what is known of them. */
  topicsNotTested: z.int().nonnegative(),
  places: PlaceCounts,
})
export type ServiceStatus = z.infer<typeof ServiceStatus>

export const Overview = z.strictObject({
  engagement: Engagement,
  services: z.array(ServiceStatus).readonly(),
  byResult: ResultCounts,
  failsBySeverity: SeverityCounts,
  findingsByStatus: z.record(FindingStatus, z.int().nonnegative()),
  imports: z.int().nonnegative(),
  lastImport: ImportSummary.nullable(),
  unfiled: z.int().nonnegative(),
  /** What would refuse a report now. */
  blockers: z.array(z.strictObject({ code: z.string(), message: z.string(), service: ServiceKey.nullable() })).readonly(),
  openPoints: z.array(OpenPoint).readonly(),
})
export type Overview = z.infer<typeof Overview>

/** What lies behind one row of the map. */
const ServiceDepth = z.strictObject({
  key: ServiceKey,
  places: ServicePlaces,
  criteria: z.array(CriterionCoverage).readonly(),
})

export const overview = {
  'app.info': query({}, AppInfo),
  'app.setActor': command({ actor: z.string().trim().min(1).max(300) }, AppInfo),
  'coverage.get': query({}, Coverage),
  /** Where services were looked at and where not, and their criteria one by one: what the map adds up. */
  'coverage.services': query({ services: z.array(ServiceKey).max(400).readonly() }, z.array(ServiceDepth).readonly()),
  'overview.get': query({}, Overview),
  'services.get': query(
    { service: ServiceKey },
    z.strictObject({
      service: CatalogServiceDetail,
      coverage: CoverageRow,
      places: ServicePlaces,
      criteriaCoverage: z.array(CriterionCoverage).readonly(),
      criteria: z.array(JudgedCriterion).readonly(),
      conclusions: z.array(Conclusion).readonly(),
      signOffs: z.array(SignOff).readonly(),
      /** Digest of all that a sign-off would cover now. */
      contentHash: Sha256,
    }),
  ),
}
