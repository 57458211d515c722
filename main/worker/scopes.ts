// Collects where a file looked: tool, account, region and the scanner's own service word, with the times named there.
import type { ScopeRow } from '#db/queries/staging'
import type { ScanRecord } from '#domain/evidence'

export type Scope = {
  readonly scopeKey: number
  /** Counts a record of it. */
  readonly see: (record: ScanRecord) => void
}

export type Scopes = {
  /** The scope a record is of. */
  readonly of: (family: string, record: ScanRecord) => Scope
  readonly rows: () => readonly ScopeRow[]
}

export function createScopes(): Scopes {
  const scopes = new Map<string, Scope & { readonly row: ScopeRow }>()
  return {
    of(family, record) {
      const word = JSON.stringify([family, record.accountId, record.region, record.scannerService])
      const scope = scopes.get(word) ?? scopeOf(scopes.size, family, record)
      scopes.set(word, scope)
      return scope
    },
    rows: () => [...scopes.values()].map(({ row }) => row),
  }
}

function scopeOf(scopeKey: number, family: string, { accountId, region, scannerService }: ScanRecord): Scope & { readonly row: ScopeRow } {
  const row: { -readonly [K in keyof ScopeRow]: ScopeRow[K] } = {
    scopeKey,
    family,
    account: accountId,
    region,
    scannerService,
    seenFrom: null,
    seenTo: null,
    records: 0,
    perRequirement: false,
  }
  return {
    scopeKey,
    row,
    see: ({ seenAt, perRequirement }) => {
      row.records += 1
      row.perRequirement ||= perRequirement
      if (seenAt !== null && (row.seenFrom === null || seenAt < row.seenFrom)) row.seenFrom = seenAt
      if (seenAt !== null && (row.seenTo === null || seenAt > row.seenTo)) row.seenTo = seenAt
    },
  }
}
