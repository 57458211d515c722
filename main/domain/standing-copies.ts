// Which files of one format are copies of others, whole or in parts, so that what both say counts once. Judged by how much of a file
// is in others; no record is judged here.
import { type EditionOf, isAtSameTime, type SeriesRecord } from './standing.ts'

/** What is known of a file: its records that are not written per requirement. */
export type FileSize = {
  readonly records: number
  /** Equal where two files have the same records, in whatever order. */
  readonly mark: number
  /** Whether any of them names an account. */
  readonly hasAccounts: boolean
}

/** A file of which more than this part is in others is a copy or a part of them. */
const COPY_PART = 0.5
/** As much of a file may be in another part of its own scan: tools write the same words twice (trap T2). */
const CHANCE_PART = 0.25

/** How many records are shared by the same files, each having as many of them. */
type Share = {
  readonly files: readonly (readonly [source: number, times: number])[]
  count: number
  /** How often the files of each edition have them. */
  readonly placed: Map<number, number>
}

/** Looks at one thing after another, then tells the editions. It keeps one count per set of files that share something. */
export function createCopyFinder() {
  const shares = new Map<string, Share>()
  return {
    /** The records of one thing. */
    add(records: readonly SeriesRecord[]): void {
      for (const same of saidInSeveralFiles(records)) {
        const times = new Map<number, number>()
        for (const { source } of same) times.set(source, (times.get(source) ?? 0) + 1)
        if (times.size === 1) continue
        const files = [...times].sort((a, b) => a[0] - b[0])
        const word = files.join(' ')
        const known = shares.get(word)
        if (known === undefined) shares.set(word, { files, count: 1, placed: new Map() })
        else known.count += 1
      }
    },
    /**
     * The largest files first, each comes into the first edition that has no more than half of it already; where most of it is in
     * others, no more than what tools write twice by chance: such a file is of another cut, whose parts may lie across. A scan made again is another
     * edition however much has changed: what a tool does not look at anew it writes with the words and time it had before (Security Hub,
     * AWS Config).
     */
    editions(sizes: ReadonlyMap<number, FileSize>, isRescan: (a: number, b: number) => boolean): EditionOf {
      const sharesOf = new Map<number, Share[]>()
      for (const share of shares.values())
        for (const [source] of share.files) {
          const known = sharesOf.get(source)
          if (known === undefined) sharesOf.set(source, [share])
          else known.push(share)
        }
      const sizeOf = (source: number): FileSize => sizes.get(source) ?? { records: 0, mark: 0, hasAccounts: true }
      const inOrder = [...sharesOf].sort(([a], [b]) => sizeOf(b).records - sizeOf(a).records || sizeOf(b).mark - sizeOf(a).mark || a - b)
      const editions = new Map<number, number>()
      for (const [source, mine] of inOrder) {
        const { records, mark, hasAccounts } = sizeOf(source)
        const inOthers = coveredBy(source, mine, (other) => sizeOf(other).mark !== mark)
        const part = inOthers > COPY_PART * records ? CHANCE_PART : COPY_PART
        // Of two accounts a tool can say nearly the same: without their names only what is in another whole is a copy of it.
        const most = hasAccounts ? part * records : records - 1
        const edition = firstFree(overlapsOf(source, mine, editions, isRescan), most)
        editions.set(source, edition)
        for (const { files, placed } of mine) {
          const times = files.find(([file]) => file === source)?.[1] ?? 0
          placed.set(edition, (placed.get(edition) ?? 0) + times)
        }
      }
      return (source) => editions.get(source) ?? 0
    },
  }
}

/** How many records of a file each edition has already; all there can be where it holds another scan of the same. */
function overlapsOf(
  source: number,
  shares: readonly Share[],
  editions: ReadonlyMap<number, number>,
  isRescan: (a: number, b: number) => boolean,
): ReadonlyMap<number, number> {
  const overlaps = new Map<number, number>()
  for (const { files, count, placed } of shares) {
    const times = files.find(([file]) => file === source)?.[1] ?? 0
    for (const [edition, there] of placed) overlaps.set(edition, (overlaps.get(edition) ?? 0) + count * Math.min(times, there))
    for (const [other] of files) {
      const edition = editions.get(other)
      if (edition !== undefined && (isRescan(other, source) || isRescan(source, other))) overlaps.set(edition, Number.POSITIVE_INFINITY)
    }
  }
  return overlaps
}

function firstFree(overlaps: ReadonlyMap<number, number>, most: number): number {
  let edition = 0
  while ((overlaps.get(edition) ?? 0) > most) edition += 1
  return edition
}

/** How many records of a file are in chosen others. */
function coveredBy(source: number, shares: readonly Share[], isChosen: (other: number) => boolean): number {
  let covered = 0
  for (const { files, count } of shares) {
    let [mine, theirs] = [0, 0]
    for (const [file, times] of files) {
      if (file === source) mine = times
      else if (isChosen(file)) theirs += times
    }
    covered += count * Math.min(mine, theirs)
  }
  return covered
}

/** Records of one format that say the same of the same moment. */
function* saidInSeveralFiles(records: readonly SeriesRecord[]): Iterable<readonly SeriesRecord[]> {
  const first = records[0]?.source
  if (records.every(({ source }) => source === first)) return
  const plain = records.filter(({ perRequirement }) => !perRequirement)
  for (const alike of Map.groupBy(plain, ({ content }) => content).values()) {
    if (alike.length === 1) continue
    for (const ofFormat of Map.groupBy(alike, ({ formatId }) => formatId).values()) yield* byMoment(ofFormat)
  }
}

function* byMoment(records: readonly SeriesRecord[]): Iterable<readonly SeriesRecord[]> {
  let same: SeriesRecord[] = []
  for (const record of records.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))) {
    const last = same.at(-1)
    if (last !== undefined && !isAtSameTime(last, record)) {
      yield same
      same = []
    }
    same.push(record)
  }
  yield same
}
