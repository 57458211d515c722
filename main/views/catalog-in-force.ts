// The catalog an engagement stands on. The one way for services, views and workers to come by a catalog: what is shipped, and
// whatever this engagement changes of it.
import { additionsStamp, readStoredAdditions, type StoredAdditions, sha256OfText } from '#db/queries/catalog-additions'
import { readEngagement } from '#db/queries/engagement'
import { allVerdicts } from '#db/queries/judgement'
import type { ReadableDb } from '#db/types'
import type { CatalogAge, CatalogFile, CatalogStanding } from '#domain/catalog'
import { type Additions, readAdditions } from '../catalog/additions.ts'
import { type Applied, applyAdditions, isNothingKept, Kept, NOTHING_KEPT } from '../catalog/additions-apply.ts'
import { CATALOG_VERSION, type Catalog, shippedCatalog } from '../catalog/catalog.ts'

type InForce = Applied & { readonly stored: StoredAdditions | null; readonly additions: Additions | null; readonly kept: Kept }

const SHIPPED = (): InForce => ({
  catalog: shippedCatalog(),
  faults: [],
  takenOver: [],
  stored: null,
  additions: null,
  kept: NOTHING_KEPT,
})

/** Makes the shipped catalog, for whoever will ask for one soon and has nothing else to do. */
export const makeCatalogAhead = (): void => {
  shippedCatalog()
}

/** Making a catalog takes a while, asking for it must not: one is kept per open file, for as long as its additions stay the same. */
const made = new WeakMap<ReadableDb, { readonly stamp: string; readonly inForce: InForce }>()

/** The catalog in force in this engagement file. Cheap to ask again; ask wherever one is needed rather than keeping it. */
export const catalogInForce = (db: ReadableDb): Catalog => inForceIn(db).catalog

/** The same with what it is made of. Throws AppError('invalid-input') where the stored file cannot be read by this program. */
export function inForceIn(db: ReadableDb): InForce {
  const stamp = additionsStamp(db)
  if (stamp === null) return SHIPPED()
  const known = made.get(db)
  if (known?.stamp === stamp) return known.inForce
  const stored = readStoredAdditions(db)
  if (stored === null) return SHIPPED()
  const additions = stored.content === null ? null : readAdditions(stored.fileName ?? 'the catalog file', stored.content)
  const kept = Kept.parse(stored.kept)
  const inForce = { ...applyAdditions(additions, kept, digestOf(stored.sha256, kept)), stored, additions, kept }
  made.set(db, { stamp, inForce })
  return inForce
}

/** What tells one changed catalog from another, for its version: 12 hex digits of the file's SHA-256, and of what is kept besides. */
export function digestOf(sha256: string | null, kept: Kept): string {
  const parts = [sha256, isNothingKept(kept) ? null : sha256OfText(JSON.stringify(kept))]
  return parts.flatMap((hash) => hash?.slice(0, 12) ?? []).join('.')
}

/** What a catalog file holds, for people. */
export function describeFile(fileName: string, sha256: string, additions: Additions, { catalog, takenOver }: Applied): CatalogFile {
  return {
    fileName,
    name: additions.name,
    version: additions.version,
    sha256,
    topics: additions.topics.map((t) => t.topic),
    services: additions.services.flatMap(({ key }) => {
      const service = catalog.services().find((s) => s.key === key)
      return service === undefined ? [] : [{ key, name: service.name, origin: service.origin }]
    }),
    criteria: additions.criteria.length,
    leftOut: additions.leaveOut,
    takenOver,
  }
}

/** Which catalog the engagement stands on and how it came to that; without an engagement, the shipped one. */
export function catalogStanding(db: ReadableDb | null): CatalogStanding {
  const inForce = db === null ? SHIPPED() : inForceIn(db)
  const { catalog, stored, additions, kept, faults } = inForce
  const recorded = db === null ? null : (readEngagement(db)?.catalogVersion ?? null)
  const verdicts = db === null ? [] : allVerdicts(db)
  return {
    shipped: CATALOG_VERSION,
    inForce: catalog.version,
    recorded,
    age: ageOf(recorded),
    file:
      stored === null || additions === null || stored.fileName === null || stored.sha256 === null
        ? null
        : { ...describeFile(stored.fileName, stored.sha256, additions, inForce), usedAt: stored.usedAt, usedBy: stored.usedBy },
    faults,
    kept: {
      services: kept.services.map((s) => s.key),
      topics: kept.topics.map((t) => t.topic),
      criteria: kept.criteria.map((c) => c.criterionId),
    },
    reworded: kept.reworded,
    orphans: verdicts.map((v) => v.criterionId).filter((id) => catalog.criterion(id) === undefined),
  }
}

/** Versions are a day and a number of that day: `2026-11-22.7`, then `+` and a digest where an engagement changes it. */
function ageOf(recorded: string | null): CatalogAge {
  const parts = (version: string): readonly [day: string, n: number] => {
    const [day = '', n = '0'] = (version.split('+')[0] ?? '').split('.')
    return [day, Number(n)]
  }
  if (recorded === null) return 'same'
  const [day, n] = parts(recorded)
  const [ourDay, ourN] = parts(CATALOG_VERSION)
  if (day === ourDay && n === ourN) return 'same'
  return day > ourDay || (day === ourDay && n > ourN) ? 'program-older' : 'program-newer'
}
