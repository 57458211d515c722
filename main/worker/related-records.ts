// The records that are related to each other, column by column: some seventy bytes each, so that millions fit in memory.
import type { RelatedRow } from '#db/queries/relations'
import { EvidenceResult } from '#domain/evidence'
import { Change, type Judgement, type Moment, type SeriesRecord, Standing } from '#domain/standing'
import type { FileSize } from '#domain/standing-copies'

/** Half of a 96-bit hash: 48 bits, which a double holds exactly. */
const HALF_BYTES = 6

export type RecordStanding = {
  readonly sourceIndex: number
  readonly scopeKey: number
  readonly standing: Standing | null
}

export type RelatedRecords = {
  readonly size: () => number
  /** Of every file, without what is written per requirement. */
  readonly sizes: () => ReadonlyMap<number, FileSize>
  readonly add: (sourceIndex: number, row: RelatedRow, importedAt: string, hasAccount: boolean) => void
  /** Calls back with the indices of the records about one thing, for everything of which there are two or more; judged ones are left out. */
  readonly eachThing: (look: (indices: readonly number[]) => void) => void
  /** The same for records of one thing by its plain name, where at least one of them is written per requirement. */
  readonly eachTwin: (look: (indices: readonly number[]) => void) => void
  readonly record: (index: number, formatOf: (sourceIndex: number) => string) => SeriesRecord
  readonly sourceIndex: (index: number) => number
  readonly scopeKey: (index: number) => number
  /** What is known of every record, in the order they were added. */
  readonly standings: () => Iterable<RecordStanding>
  /** Notes that a newer scan holds the record once more, word for word and with its old time. */
  readonly showAgain: (index: number) => void
  readonly isShownAgain: (index: number) => boolean
  readonly judge: (judgement: Omit<Judgement, 'id'> & { readonly index: number }) => void
  /** What was judged; `other` and `id` are evidence ids. */
  readonly judgement: (index: number) => Judgement | null
}

const UNJUDGED = 255
const NONE = 0xffffffff

/** `SeriesRecord.id` is the record's index here; evidence ids come back with `judgement`. */
export function createRelatedRecords(): RelatedRecords {
  let size = 0
  let capacity = 1024
  let ids = new Float64Array(capacity)
  let seriesA = new Float64Array(capacity)
  let seriesB = new Float64Array(capacity)
  let twinA = new Float64Array(capacity)
  let twinB = new Float64Array(capacity)
  let content = new Float64Array(capacity)
  let at = new Float64Array(capacity)
  let source = new Uint32Array(capacity)
  let scope = new Uint32Array(capacity)
  let result = new Uint8Array(capacity)
  let flags = new Uint8Array(capacity)
  let standing = new Uint8Array(capacity).fill(UNJUDGED)
  let change = new Uint8Array(capacity).fill(UNJUDGED)
  let other = new Uint32Array(capacity).fill(NONE)

  const grow = (): void => {
    capacity *= 2
    const wider = <T extends Float64Array | Uint32Array | Uint8Array>(old: T, next: T, fill: number): T => {
      next.fill(fill)
      next.set(old)
      return next
    }
    ids = wider(ids, new Float64Array(capacity), 0)
    seriesA = wider(seriesA, new Float64Array(capacity), 0)
    seriesB = wider(seriesB, new Float64Array(capacity), 0)
    twinA = wider(twinA, new Float64Array(capacity), 0)
    twinB = wider(twinB, new Float64Array(capacity), 0)
    content = wider(content, new Float64Array(capacity), 0)
    at = wider(at, new Float64Array(capacity), 0)
    source = wider(source, new Uint32Array(capacity), 0)
    scope = wider(scope, new Uint32Array(capacity), 0)
    result = wider(result, new Uint8Array(capacity), 0)
    flags = wider(flags, new Uint8Array(capacity), 0)
    standing = wider(standing, new Uint8Array(capacity), UNJUDGED)
    change = wider(change, new Uint8Array(capacity), UNJUDGED)
    other = wider(other, new Uint32Array(capacity), NONE)
  }

  /** Groups of two or more chosen records with the same two halves of a hash, each in the order they were added. */
  const eachGroup = (
    a: Float64Array,
    b: Float64Array,
    isChosen: (index: number) => boolean,
    look: (indices: readonly number[]) => void,
  ): void => {
    // An open hash table over the columns themselves, each slot the first record of its group: sorting millions takes ten times as long.
    const mask = 2 ** Math.ceil(Math.log2(size * 2 + 2)) - 1
    const slots = new Int32Array(mask + 1).fill(-1)
    const next = new Int32Array(size).fill(-1)
    const slotOf = (index: number): number => {
      let slot = ((a[index] ?? 0) >>> 0) & mask
      for (let first = slots[slot] ?? -1; first >= 0; first = slots[slot] ?? -1) {
        if (a[first] === a[index] && b[first] === b[index]) break
        slot = (slot + 1) & mask
      }
      return slot
    }
    for (let index = size - 1; index >= 0; index--) {
      if (!isChosen(index)) continue
      const slot = slotOf(index)
      next[index] = slots[slot] ?? -1
      slots[slot] = index
    }
    for (let first = 0; first < size; first++) {
      if ((next[first] ?? -1) < 0 || slots[slotOf(first)] !== first) continue
      const group: number[] = []
      for (let index = first; index >= 0; index = next[index] ?? -1) group.push(index)
      look(group)
    }
  }

  const timeOf = (index: number): number | null => {
    const time = at[index] ?? Number.NaN
    return Number.isNaN(time) ? null : time
  }

  return {
    size: () => size,
    sizes: () => {
      const sizes = new Map<number, { records: number; mark: number; hasAccounts: boolean }>()
      for (let index = 0; index < size; index++) {
        if (((flags[index] ?? 0) & 2) !== 0) continue
        const said = sizes.get(source[index] ?? 0) ?? { records: 0, mark: 0, hasAccounts: false }
        said.records += 1
        said.hasAccounts ||= ((flags[index] ?? 0) & 16) === 16
        // A sum, so that their order is the same to it; each part has 48 bits, and four of them fit.
        said.mark = (said.mark + (seriesA[index] ?? 0) + (content[index] ?? 0) + (timeOf(index) ?? 0)) % 2 ** (8 * HALF_BYTES)
        sizes.set(source[index] ?? 0, said)
      }
      return sizes
    },
    add(sourceIndex, row, importedAt, hasAccount) {
      if (size === capacity) grow()
      ids[size] = row.evidence_id
      const series = halvesOf(row.series)
      seriesA[size] = series[0]
      seriesB[size] = series[1]
      const twin = row.twin === null ? NO_TWIN : halvesOf(row.twin)
      twinA[size] = twin[0]
      twinB[size] = twin[1]
      content[size] = Number.parseInt(row.content.slice(0, HALF_BYTES * 2), 16)
      const moment = momentOf(row.seen_at, importedAt)
      at[size] = moment?.at ?? Number.NaN
      source[size] = sourceIndex
      scope[size] = row.scope_key
      result[size] = EvidenceResult.options.indexOf(row.result)
      flags[size] =
        (row.muted === 1 ? 1 : 0) | (row.per_requirement === 1 ? 2 : 0) | (moment?.exact === false ? 4 : 0) | (hasAccount ? 16 : 0)
      size += 1
    },
    eachThing(look) {
      eachGroup(seriesA, seriesB, (index) => standing[index] === UNJUDGED, look)
    },
    eachTwin(look) {
      eachGroup(
        twinA,
        twinB,
        (index) => twinA[index] !== NO_TWIN[0],
        (indices) => {
          if (indices.some((index) => ((flags[index] ?? 0) & 2) === 2)) look(indices)
        },
      )
    },
    record(index, formatOf) {
      const flag = flags[index] ?? 0
      return {
        id: index,
        source: source[index] ?? 0,
        formatId: formatOf(source[index] ?? 0),
        at: timeOf(index),
        exact: (flag & 4) === 0,
        result: EvidenceResult.options[result[index] ?? 0] ?? 'unknown',
        muted: (flag & 1) === 1,
        content: content[index] ?? 0,
        perRequirement: (flag & 2) === 2,
        hasAccount: (flag & 16) === 16,
      }
    },
    sourceIndex: (index) => source[index] ?? 0,
    scopeKey: (index) => scope[index] ?? 0,
    *standings() {
      for (let index = 0; index < size; index++)
        yield {
          sourceIndex: source[index] ?? 0,
          scopeKey: scope[index] ?? 0,
          standing: Standing.options[standing[index] ?? UNJUDGED] ?? null,
        }
    },
    showAgain: (index) => {
      flags[index] = (flags[index] ?? 0) | 8
    },
    isShownAgain: (index) => ((flags[index] ?? 0) & 8) === 8,
    judge({ index, standing: word, change: changed, other: to }) {
      standing[index] = Standing.options.indexOf(word)
      change[index] = changed === null ? UNJUDGED : Change.options.indexOf(changed)
      other[index] = to ?? NONE
    },
    judgement(index) {
      const word = Standing.options[standing[index] ?? UNJUDGED]
      if (word === undefined) return null
      const to = other[index] ?? NONE
      return {
        id: ids[index] ?? 0,
        standing: word,
        change: Change.options[change[index] ?? UNJUDGED] ?? null,
        other: to === NONE ? null : (ids[to] ?? null),
      }
    },
  }
}

const NO_TWIN: readonly [number, number] = [-1, -1]

function halvesOf(hash: string): readonly [number, number] {
  const bytes = Buffer.from(hash, 'base64url')
  return [bytes.readUIntBE(0, HALF_BYTES), bytes.readUIntBE(HALF_BYTES, HALF_BYTES)]
}

/** AWS opened its first services in 2006; older times are what computers write that know none (domain/evidence-questions-time.ts). */
const FIRST_TIME = Date.UTC(2006, 0, 1)
/** A local time may be ahead of the clock of this computer, and that clock a little wrong. */
const AHEAD_MS = 2 * 24 * 60 * 60 * 1000

/**
 * The moment of a stored time; one without an offset is taken as UTC and not exact. Null where it cannot be when somebody looked, being
 * from before AWS or from after the import: a scan of the year 2099 must not supersede all that come after it.
 */
export function momentOf(seenAt: string | null, importedAt: string): Moment | null {
  if (seenAt === null) return null
  const exact = seenAt.endsWith('Z')
  const at = Date.parse(exact ? seenAt : `${seenAt}Z`)
  if (lastImport.importedAt !== importedAt) lastImport = { importedAt, at: Date.parse(importedAt) }
  return at >= FIRST_TIME && at <= lastImport.at + AHEAD_MS ? { at, exact } : null
}
/** Asked for one record after another of the same file. */
let lastImport = { importedAt: '', at: Number.NaN }
