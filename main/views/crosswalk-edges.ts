// Which checks of this engagement touch which requirements, and how their current records came out. From kept counts and from what each
// file said of its checks; no record is read. What becomes of it per requirement is crosswalk.ts.
import {
  allRequirements,
  type CheckTally,
  checkTallies,
  familiesOfSources,
  fileNames,
  type StoredRequirements,
} from '#db/queries/requirements'
import type { ReadableDb } from '#db/types'
import type { EvidenceResult } from '#domain/evidence'
import type { RequirementOrigin, RequirementRow } from '#domain/framework'
import type { Frameworks, Named, NamedRequirement } from '../catalog/frameworks.ts'

export type Known = RequirementRow['known']

/** A requirement that a check touches; `requirement` null where only its framework is named. */
export type Edge = {
  readonly frameworkId: string
  readonly requirement: string | null
  readonly origin: RequirementOrigin
  /** The framework as the scan wrote it; null where the catalog says it. */
  readonly word: string | null
  readonly written: string | null
  readonly known: Known
}

/** So many current records: of a service, with a result, and whether the scanner itself holds them to be current. */
export type Count = { readonly service: string | null; readonly result: EvidenceResult; readonly isActive: boolean; readonly count: number }

/** A check of one tool, with what it touches and its current records. */
export type CheckEdges = { readonly check: string; readonly edges: readonly Edge[]; readonly counts: readonly Count[] }

/** A requirement that a file lists without a check. */
export type ByHand = { readonly edge: Edge; readonly fileName: string }

export type Touched = { readonly checks: readonly CheckEdges[]; readonly byHand: readonly ByHand[] }

/** Scans of other clouds name checks of their own; the catalog knows those of AWS. */
const CATALOG_PROVIDER = 'aws'

type Subject = { readonly family: string; readonly provider: string | null; readonly check: string; readonly counts: Count[] }

/** Everything files name, with the records that count now; only those of one service where it is named. */
export function readTouched(db: ReadableDb, frameworks: Frameworks, service: string | null): Touched {
  const stored = allRequirements(db)
  const read = createReader(frameworks)
  const pages = new Map<string, { readonly provider: string | null; readonly edges: readonly Edge[] }[]>()
  const inFile = new Map<string, StoredRequirements[]>()
  const subjects = new Map<string, Subject>()
  const subjectOf = (family: string, provider: string | null, check: string): Subject => {
    const key = `${JSON.stringify(provider)} ${pageKey(family, check)}`
    const known = subjects.get(key)
    if (known) return known
    const made: Subject = { family, provider, check, counts: [] }
    subjects.set(key, made)
    return made
  }
  for (const row of stored) {
    if (row.checkId === null) continue
    const edges = read(row.said, row.provider)
    const list = push(pages, pageKey(row.family, row.checkId))
    // The same words in another file say nothing new.
    if (!list.some((page) => page.edges === edges && page.provider === row.provider)) list.push({ provider: row.provider, edges })
    push(inFile, fileKey(row.sourceKey, row.checkId)).push(row)
    subjectOf(row.family, row.provider, row.checkId)
  }
  const families = familiesOfSources(db)
  for (const tally of checkTallies(db, service)) {
    if (tally.checkId === null) continue
    for (const { family, provider } of tellers(tally, inFile, families, pages)) add(subjectOf(family, provider, tally.checkId), tally)
  }
  const names = fileNames(db)
  return {
    checks: [...subjects.values()].map(({ family, provider, check, counts }) => ({
      check,
      counts,
      edges: edgesOf(frameworks, { provider, check, pages: pages.get(pageKey(family, check)) ?? [] }),
    })),
    byHand: stored.flatMap((row) =>
      row.checkId === null ? read(row.said, row.provider).map((edge) => ({ edge, fileName: names.get(row.sourceKey) ?? '' })) : [],
    ),
  }
}

/** A tool's word never holds a line break (worker/record-identity.ts): whatever a check's id holds, the key stays its own. */
const pageKey = (family: string, check: string): string => `${family}\n${check}`
const fileKey = (sourceKey: number, check: string): string => `${sourceKey} ${check}`

function push<T>(groups: Map<string, T[]>, key: string): T[] {
  const known = groups.get(key)
  if (known) return known
  const made: T[] = []
  groups.set(key, made)
  return made
}

/** Reads what a file said of a check, each text once, and each id once. */
function createReader(frameworks: Frameworks): (said: string, provider: string | null) => readonly Edge[] {
  const texts = new Map<string, readonly Edge[]>()
  const ids = new Map<Named, Map<string, readonly NamedRequirement[]>>()
  const requirementsOf = (named: Named, written: string): readonly NamedRequirement[] => {
    const known = ids.get(named) ?? new Map<string, readonly NamedRequirement[]>()
    ids.set(named, known)
    const found = known.get(written) ?? frameworks.requirements(named, written)
    known.set(written, found)
    return found
  }
  return (said, provider) => {
    const key = `${JSON.stringify(provider)} ${said}`
    const known = texts.get(key)
    if (known) return known
    const edges = (JSON.parse(said) as string[][]).flatMap(([word = '', ...ids]): Edge[] => {
      const named = frameworks.named(word, provider)
      const base = { frameworkId: named.frameworkId, origin: 'scan' as const, word }
      if (ids.length === 0) return [{ ...base, requirement: null, written: null, known: 'as-written' }]
      return ids.flatMap((written) =>
        requirementsOf(named, written).map(({ requirement, known: how }) => ({ ...base, requirement, written, known: how })),
      )
    })
    texts.set(key, edges)
    return edges
  }
}

/**
 * Whose check a count is of. A file says it where it names requirements for the check; else its tool does. A file of several tools that
 * share the id of a check (none is known) counts under each.
 */
function tellers(
  { sourceKey, checkId }: CheckTally,
  inFile: ReadonlyMap<string, readonly StoredRequirements[]>,
  families: ReadonlyMap<number, readonly string[]>,
  pages: ReadonlyMap<string, unknown>,
): readonly { readonly family: string; readonly provider: string | null }[] {
  const check = checkId ?? ''
  const own = inFile.get(fileKey(sourceKey, check))
  if (own !== undefined) return own
  const tools = families.get(sourceKey) ?? []
  const known = tools.filter((family) => pages.has(pageKey(family, check)))
  return (known.length > 0 ? known : tools.slice(0, 1)).map((family) => ({ family, provider: null }))
}

const add = ({ counts }: Subject, { service, result, lifecycle, count }: CheckTally): void => {
  counts.push({ service, result, isActive: lifecycle === 'active', count })
}

type Said = {
  readonly provider: string | null
  readonly check: string
  readonly pages: readonly { readonly provider: string | null; readonly edges: readonly Edge[] }[]
}

/**
 * What a check touches: all that scans of its tool say, in whichever file; where they name no requirement of a framework, what the
 * catalog says; and the baselines that take those requirements over. An edge may come twice, from two files.
 */
function edgesOf(frameworks: Frameworks, { provider, check, pages }: Said): readonly Edge[] {
  const said = pages
    .filter((page) => provider === null || page.provider === null || page.provider === provider)
    .flatMap((page) => page.edges)
  const spoken = new Set(said.flatMap(({ frameworkId, requirement }) => (requirement === null ? [] : [frameworkId])))
  const known = provider === null || provider === CATALOG_PROVIDER ? frameworks.touchedBy(check) : []
  const edges = [
    ...said,
    ...known
      .filter(({ frameworkId }) => !spoken.has(frameworkId))
      .map((touch): Edge => ({ ...touch, origin: 'catalog', word: null, written: null, known: 'listed' })),
  ]
  return [...edges, ...edges.flatMap((edge) => frameworks.selecting(edge).map((touch): Edge => ({ ...edge, ...touch, known: 'listed' })))]
}
