// Collects which requirements a file names for which check. The records of a check name the same ones, as a rule: then a record costs
// one comparison.
import type { SaidRequirements } from '#db/queries/requirements'
import type { ComplianceReference, ScanRecord } from '#domain/evidence'

export type RequirementBook = {
  /** The page for the records of a check. */
  readonly of: (family: string, record: ScanRecord) => RequirementPage
  readonly rows: () => Iterable<SaidRequirements>
}

export type RequirementPage = {
  /** Takes down what a record of the check names. */
  readonly see: (record: ScanRecord) => void
}

type Page = RequirementPage & {
  readonly family: string
  readonly provider: string | null
  readonly checkId: string | null
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>
}

export function createRequirementBook(): RequirementBook {
  const pages = new Map<string | null, Page[]>()
  return {
    of(family, { checkId, provider }) {
      const known = pages.get(checkId) ?? []
      pages.set(checkId, known)
      // A check id of two tools or clouds in one file: rare, and never mixed.
      const page = known.find((p) => p.family === family && p.provider === provider) ?? pageOf(family, provider, checkId)
      if (!known.includes(page)) known.push(page)
      return page
    },
    *rows() {
      for (const list of pages.values())
        for (const { family, provider, checkId, ids } of list)
          if (ids.size > 0)
            yield {
              family: family.toWellFormed(),
              provider: provider?.toWellFormed() ?? null,
              checkId: checkId?.toWellFormed() ?? null,
              said: [...ids].map(([framework, said]) => [framework, ...said]),
            }
    },
  }
}

function pageOf(family: string, provider: string | null, checkId: string | null): Page {
  const ids = new Map<string, Set<string>>()
  let last: readonly ComplianceReference[] = []
  return {
    family,
    provider,
    checkId,
    ids,
    see: ({ compliance }) => {
      if (compliance.length === 0 || areSame(last, compliance)) return
      last = compliance
      add(ids, compliance)
    },
  }
}

function add(known: Map<string, Set<string>>, compliance: readonly ComplianceReference[]): void {
  for (const { framework, ids } of compliance) {
    const said = known.get(framework)
    if (said === undefined) known.set(framework, new Set(ids))
    else for (const id of ids) said.add(id)
  }
}

function areSame(a: readonly ComplianceReference[], b: readonly ComplianceReference[]): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) {
    const one = a[i]
    const other = b[i]
    if (one === undefined || other === undefined || one.framework !== other.framework || one.ids.length !== other.ids.length) return false
    for (let j = 0; j < one.ids.length; j += 1) if (one.ids[j] !== other.ids[j]) return false
  }
  return true
}
