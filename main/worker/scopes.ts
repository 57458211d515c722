// Collects where a file looked: tool, account, region and the scanner's own service word, with the times named there.
import type { ScopeRow } from '#db/queries/staging'
import type { ScanRecord } from '#domain/evidence'

export type Scopes = {
  /** Counts a record and gives the key of its scope. */
  readonly see: (family: string, record: ScanRecord) => number
  readonly rows: () => readonly ScopeRow[]
}

export function createScopes(): Scopes {
  const scopes = new Map<string, { -readonly [K in keyof ScopeRow]: ScopeRow[K] }>()
  return {
    see(family, { accountId, region, scannerService, seenAt, perRequirement }) {
      const word = [family, accountId, region, scannerService].join('\u0000')
      const known = scopes.get(word)
      if (known === undefined) {
        const scopeKey = scopes.size
        scopes.set(word, {
          scopeKey,
          family,
          account: accountId,
          region,
          scannerService,
          seenFrom: seenAt,
          seenTo: seenAt,
          records: 1,
          perRequirement,
        })
        return scopeKey
      }
      known.records += 1
      known.perRequirement ||= perRequirement
      if (seenAt !== null && (known.seenFrom === null || seenAt < known.seenFrom)) known.seenFrom = seenAt
      if (seenAt !== null && (known.seenTo === null || seenAt > known.seenTo)) known.seenTo = seenAt
      return known.scopeKey
    },
    rows: () => [...scopes.values()],
  }
}
