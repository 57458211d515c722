// Collects which requirements a file names for which check. The records of a check name the same ones, as a rule: then a record costs
// one comparison.
import type { SaidRequirements } from '#db/queries/requirements'
import type { ComplianceReference, ScanRecord } from '#domain/evidence'

export type RequirementBook = {
  readonly see: (family: string, record: ScanRecord) => void
  readonly rows: () => Iterable<SaidRequirements>
}

type Page = {
  readonly family: string
  readonly provider: string | null
  readonly checkId: string | null
  readonly ids: Map<string, Set<string>>
  last: readonly ComplianceReference[]
}

export function createRequirementBook(): RequirementBook {
  const pages = new Map<string | null, Page[]>()
  return {
    see(family, { checkId, provider, compliance }) {
      if (compliance.length === 0) return
      const known = pages.get(checkId)
      // A check id of two tools or clouds in one file: rare, and never mixed.
      const page = known?.find((p) => p.family === family && p.provider === provider)
      if (page === undefined) {
        const first: Page = { family, provider, checkId, ids: new Map(), last: [] }
        add(first, compliance)
        if (known === undefined) pages.set(checkId, [first])
        else known.push(first)
      } else if (!areSame(page.last, compliance)) add(page, compliance)
    },
    *rows() {
      for (const list of pages.values())
        for (const { family, provider, checkId, ids } of list)
          yield {
            family: family.toWellFormed(),
            provider: provider?.toWellFormed() ?? null,
            checkId: checkId?.toWellFormed() ?? null,
            said: [...ids].map(([framework, said]) => [framework, ...said]),
          }
    },
  }
}

function add(page: Page, compliance: readonly ComplianceReference[]): void {
  page.last = compliance
  for (const { framework, ids } of compliance) {
    const known = page.ids.get(framework)
    if (known === undefined) page.ids.set(framework, new Set(ids))
    else for (const id of ids) known.add(id)
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
