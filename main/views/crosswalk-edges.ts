// Which checks of this engagement touch which requirements, and how their current records came out. From kept counts and from what each
// file said of its checks; no record is read. What becomes of it per requirement is crosswalk.ts.
import { allRequirements, checkTallies, familiesOfSources, fileNames } from '#db/queries/requirements'
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

type Page = { readonly provider: string | null; readonly edges: readonly Edge[] }
/** A check of one tool in scans of one cloud. `pages` is what scans of the tool say of a check of this name, in whatever cloud. */
type Subject = { readonly provider: string | null; readonly check: string; readonly counts: Count[]; readonly pages: Page[] }

/** Everything files name, with the records that count now; only those of one service where it is named. */
export function readTouched(db: ReadableDb, frameworks: Frameworks, service: string | null): Touched {
  const stored = allRequirements(db)
  const read = createReader(frameworks)
  const subjects = createSubjects()
  const inFile = new Map<number, Map<string, Subject[]>>()
  for (const { sourceKey, family, provider, checkId, said } of stored) {
    if (checkId === null) continue
    const subject = subjects.of(family, provider, checkId)
    const edges = read(said, provider)
    // The same words in another file say nothing new.
    if (!subject.pages.some((page) => page.edges === edges)) subject.pages.push({ provider, edges })
    const ofFile = within(inFile, sourceKey, () => new Map<string, Subject[]>())
    within(ofFile, checkId, (): Subject[] => []).push(subject)
  }
  const families = familiesOfSources(db)
  for (const { sourceKey, checkId, service: place, result, lifecycle, count } of checkTallies(db, service)) {
    if (checkId === null) continue
    // A file says whose check it is where it names requirements for it; else its tool does. Files of several tools that share the id
    // of a check (none is known) count under each.
    const tellers = inFile.get(sourceKey)?.get(checkId) ?? subjects.byTools(families.get(sourceKey) ?? [], checkId)
    for (const { counts } of tellers) counts.push({ service: place, result, isActive: lifecycle === 'active', count })
  }
  const names = fileNames(db)
  return {
    checks: subjects.all().map((subject) => ({ check: subject.check, counts: subject.counts, edges: edgesOf(frameworks, subject) })),
    byHand: stored.flatMap((row) =>
      row.checkId === null ? read(row.said, row.provider).map((edge) => ({ edge, fileName: names.get(row.sourceKey) ?? '' })) : [],
    ),
  }
}

function createSubjects() {
  const tools = new Map<string, Map<string, Subject[]>>()
  const of = (family: string, provider: string | null, check: string): Subject => {
    const same = within(
      within(tools, family, () => new Map<string, Subject[]>()),
      check,
      (): Subject[] => [],
    )
    const known = same.find((subject) => subject.provider === provider)
    if (known) return known
    const made: Subject = { provider, check, counts: [], pages: same[0]?.pages ?? [] }
    same.push(made)
    return made
  }
  return {
    of,
    /** The check of a file that names no requirement for it: of those of its tools that know the check, or of the first. */
    byTools: (families: readonly string[], check: string): readonly Subject[] => {
      const known = families.filter((family) => tools.get(family)?.has(check))
      return (known.length > 0 ? known : families.slice(0, 1)).map((family) => of(family, null, check))
    },
    all: (): readonly Subject[] => [...tools.values()].flatMap((checks) => [...checks.values()].flat()),
  }
}

/** What stands under a key, made where nothing does. */
function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Reads what a file said of a check, each text, word and id once. */
function createReader(frameworks: Frameworks): (said: string, provider: string | null) => readonly Edge[] {
  const texts = new Map<string | null, Map<string, readonly Edge[]>>()
  const words = new Map<string | null, Map<string, Named>>()
  const ids = new Map<Named, Map<string, readonly NamedRequirement[]>>()
  const requirementsOf = (named: Named, written: string): readonly NamedRequirement[] => {
    const ofNamed = within(ids, named, () => new Map<string, readonly NamedRequirement[]>())
    return within(ofNamed, written, () => frameworks.requirements(named, written))
  }
  const edgesIn = (said: string, provider: string | null): readonly Edge[] =>
    (JSON.parse(said) as string[][]).flatMap(([word = '', ...written]): Edge[] => {
      const named = within(
        within(words, provider, () => new Map<string, Named>()),
        word,
        () => frameworks.named(word, provider),
      )
      const base = { frameworkId: named.frameworkId, origin: 'scan' as const, word }
      if (written.length === 0) return [{ ...base, requirement: null, written: null, known: 'as-written' }]
      return written.flatMap((id) =>
        requirementsOf(named, id).map(({ requirement, known }) => ({ ...base, requirement, written: id, known })),
      )
    })
  return (said, provider) =>
    within(
      within(texts, provider, () => new Map<string, readonly Edge[]>()),
      said,
      () => edgesIn(said, provider),
    )
}

/**
 * What a check touches: all that scans of its tool say, in whichever file; where they name no requirement of a framework, what the
 * catalog says; and the baselines that take those requirements over. An edge may come twice, from two files.
 */
function edgesOf(frameworks: Frameworks, { provider, check, pages }: Subject): readonly Edge[] {
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
