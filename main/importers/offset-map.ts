// Where a byte of recoded text lay in its source: the two run in parallel in runs of characters that are equally wide.

export type OffsetMap = {
  /** The source offset of a character that begins at `offset` of the recoded text; the end of the source for anything behind it. */
  readonly source: (offset: number) => number
}

export type GrowingOffsetMap = OffsetMap & {
  /** Says that `count` characters follow which take `from` bytes each in the source and `to` bytes each in the recoded text. */
  readonly add: (count: number, from: number, to: number) => void
}

/** Text that only moved, by the byte order mark in front of it. */
export const shiftedBy = (start: number): OffsetMap => ({ source: (offset) => offset + start })

/** Runs between two places that are found at once; further ones are counted off from there. */
const RUNS_PER_MARK = 256

/**
 * Makes a map for a source whose text begins at byte `start`, behind its byte order mark. Takes two to four bytes of memory per
 * change of width: the one thing in reading that grows with a file, and only with one that is no UTF-8.
 */
export function createOffsetMap(start: number): GrowingOffsetMap {
  const runs = createPackedRuns()
  /** Of every RUNS_PER_MARKth run: where it begins in the text, in the source and among the packed runs. */
  const marks: { readonly text: number; readonly source: number; readonly at: number }[] = []
  let closed = 0
  /** The run that goes on, and where it begins. */
  let open = { count: 0, from: 1, to: 1, text: 0, source: start }

  return {
    add(count, from, to) {
      if (open.from === from && open.to === to) {
        open.count += count
        return
      }
      if (open.count > 0) {
        if (closed % RUNS_PER_MARK === 0) marks.push({ text: open.text, source: open.source, at: runs.length() })
        runs.push(open.count, open.from, open.to)
        closed += 1
      }
      open = { count, from, to, text: open.text + open.count * open.to, source: open.source + open.count * open.from }
    },
    source(offset) {
      if (offset >= open.text) return open.source + Math.min(Math.floor((offset - open.text) / open.to), open.count) * open.from
      let low = 0
      let high = marks.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((marks[middle]?.text ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      const mark = marks[low] ?? { text: 0, source: start, at: 0 }
      let { text, source } = mark
      for (let run = runs.at(mark.at); ; run = runs.at(run.next)) {
        const steps = Math.floor((offset - text) / run.to)
        if (steps < run.count) return source + steps * run.from
        text += run.count * run.to
        source += run.count * run.from
      }
    },
  }
}

type Run = { readonly count: number; readonly from: number; readonly to: number; readonly next: number }

/** Runs in a byte for both widths, which are 1 to 4, and as many bytes as the count needs, seven bits in each. */
function createPackedRuns(): {
  readonly length: () => number
  readonly push: (count: number, from: number, to: number) => void
  readonly at: (place: number) => Run
} {
  let bytes = new Uint8Array(1024)
  let length = 0
  const put = (byte: number): void => {
    if (length === bytes.length) {
      const grown = new Uint8Array(bytes.length * 2)
      grown.set(bytes)
      bytes = grown
    }
    bytes[length++] = byte
  }
  return {
    length: () => length,
    push(count, from, to) {
      put(from * 8 + to)
      let rest = count
      for (; rest > 127; rest = Math.floor(rest / 128)) put(128 + (rest % 128))
      put(rest)
    },
    at(place) {
      const widths = bytes[place] ?? 0
      let count = 0
      let next = place + 1
      for (let unit = 1; ; unit *= 128) {
        const byte = bytes[next++] ?? 0
        count += (byte % 128) * unit
        if (byte < 128) break
      }
      return { count, from: widths >> 3, to: widths % 8, next }
    },
  }
}
