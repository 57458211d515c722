// The records that are related to each other, column by column: some fifty bytes each, so that millions fit in memory.
import type { RelatedRow } from '#db/queries/relations'
import { EvidenceResult } from '#domain/evidence'
import { Change, type Judgement, type SeriesRecord, Standing } from '#domain/standing'

/** Half of a 96-bit hash: 48 bits, which a double holds exactly. */
const HALF_BYTES = 6

export type RelatedRecords = {
  readonly size: () => number
  /** How many records each file has that are not written per requirement. */
  readonly sizes: () => ReadonlyMap<number, number>
  readonly add: (sourceIndex: number, row: RelatedRow) => void
  /** Calls back with the indices of the records about one thing, for everything of which there are two or more; judged ones are left out. */
  readonly eachThing: (look: (indices: readonly number[]) => void) => void
  /** The same for records of one thing by its plain name, where at least one of them is written per requirement. */
  readonly eachTwin: (look: (indices: readonly number[]) => void) => void
  readonly record: (index: number, formatOf: (sourceIndex: number) => string) => SeriesRecord
  readonly sourceIndex: (index: number) => number
  readonly at: (index: number) => number | null
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
    const order = new Uint32Array(size).map((_, index) => index).filter(isChosen)
    order.sort((x, y) => (a[x] ?? 0) - (a[y] ?? 0) || (b[x] ?? 0) - (b[y] ?? 0) || x - y)
    let from = 0
    while (from < order.length) {
      const first = order[from] ?? 0
      let to = from + 1
      while (to < order.length && a[order[to] ?? 0] === a[first] && b[order[to] ?? 0] === b[first]) to += 1
      if (to - from > 1) look([...order.subarray(from, to)])
      from = to
    }
  }

  const timeOf = (index: number): number | null => {
    const time = at[index] ?? Number.NaN
    return Number.isNaN(time) ? null : time
  }

  return {
    size: () => size,
    sizes: () => {
      const sizes = new Map<number, number>()
      for (let index = 0; index < size; index++)
        if (((flags[index] ?? 0) & 2) === 0) sizes.set(source[index] ?? 0, (sizes.get(source[index] ?? 0) ?? 0) + 1)
      return sizes
    },
    add(sourceIndex, row) {
      if (size === capacity) grow()
      ids[size] = row.evidence_id
      const series = halvesOf(row.series)
      seriesA[size] = series[0]
      seriesB[size] = series[1]
      const twin = row.twin === null ? NO_TWIN : halvesOf(row.twin)
      twinA[size] = twin[0]
      twinB[size] = twin[1]
      content[size] = Number.parseInt(row.content.slice(0, HALF_BYTES * 2), 16)
      at[size] = momentOf(row.seen_at) ?? Number.NaN
      source[size] = sourceIndex
      result[size] = EvidenceResult.options.indexOf(row.result)
      flags[size] = (row.muted === 1 ? 1 : 0) | (row.per_requirement === 1 ? 2 : 0) | (row.time_quality === 'naive-local' ? 4 : 0)
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
      }
    },
    sourceIndex: (index) => source[index] ?? 0,
    at: timeOf,
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

/** Milliseconds of a stored time; one without an offset is taken as UTC. */
export function momentOf(seenAt: string | null): number | null {
  if (seenAt === null) return null
  const at = Date.parse(seenAt.endsWith('Z') ? seenAt : `${seenAt}Z`)
  return Number.isNaN(at) ? null : at
}
