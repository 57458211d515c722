// Records that wait, in source order, for what describes them and stands behind them in the file. Bounded, and let out a few at
// a time. What can be read when, is for whoever makes the queue.
import type { IssueCode } from '#domain/imports'
import type { FoundRecord } from './json-walk.ts'

/** Records of more bytes than these do not wait: the first of them are then read with what is known. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** What a waiting record costs beside its bytes. */
const OVERHEAD = 512
/** So many leave at a time. */
const BATCH = 500
/** Bytes of waiting records lie together: a buffer for each would cost more than they do. */
const SLAB_BYTES = 1024 * 1024

/** Why a record cannot be read; `what` goes on from "Record 7". */
export type Unread = { readonly code: IssueCode; readonly what: string }
export type Waiting =
  | ({ readonly kind: 'record' } & FoundRecord)
  | ({ readonly kind: 'unread'; readonly offset: number; readonly length: number } & Unread)

/** When a waiting record is asked for: something is complete, its document is over, or there is no more waiting. */
export type Moment = 'closed' | 'over' | 'forced'

export type WaitingRecords = {
  readonly empty: boolean
  /** More records can leave: call `more` before anything else happens, as what they are read with must not change in between. */
  readonly busy: boolean
  /** Puts one at the end. Bytes are copied. */
  readonly add: (entry: Waiting) => void
  /** A container is complete. */
  readonly closed: (container: unknown) => void
  /** Lets out what can leave; calls `after` when it has left. */
  readonly release: (moment: Moment, after?: () => void) => void
  readonly more: () => void
}

/**
 * Makes the queue of one file. `settle` reads a record if it can be read at this moment, and says whether it was; `isEnough` says that
 * what was read is to be taken before more is: one record may stand for thousands.
 */
export function createWaitingRecords(
  settle: (entry: Waiting, moment: Moment) => boolean,
  isEnough: () => boolean,
  maxBytes = MAX_WAITING_BYTES,
): WaitingRecords {
  let entries: (Waiting | null)[] = []
  let first = 0
  let bytes = 0
  let leaving: { readonly moment: Moment; readonly after: (() => void) | undefined } | null = null
  let slab = new Uint8Array(0)
  let used = 0

  const kept = (raw: Uint8Array): Uint8Array => {
    if (raw.length > SLAB_BYTES / 4) return raw.slice()
    if (used + raw.length > slab.length) {
      slab = new Uint8Array(SLAB_BYTES)
      used = 0
    }
    slab.set(raw, used)
    used += raw.length
    return slab.subarray(used - raw.length, used)
  }
  const shift = (moment: Moment): boolean => {
    const head = entries[first]
    if (head == null || !settle(head, moment)) return false
    bytes -= costOf(head)
    // What has left must not hold its bytes; moving the others up only now and then costs no more than letting them out.
    entries[first] = null
    first += 1
    if (first * 2 >= entries.length) {
      entries = entries.slice(first)
      first = 0
    }
    return true
  }
  const more = (): void => {
    if (leaving === null || isEnough()) return
    const { moment, after } = leaving
    for (let left = BATCH; left > 0; left--) {
      if (!shift(moment)) {
        leaving = null
        after?.()
        return
      }
      if (isEnough()) return
    }
  }
  const release = (moment: Moment, after?: () => void): void => {
    leaving = { moment, after }
    more()
  }

  return {
    get empty() {
      return first === entries.length
    },
    get busy() {
      return leaving !== null
    },
    add(entry) {
      entries.push(entry.kind === 'record' ? { ...entry, bytes: kept(entry.bytes) } : entry)
      bytes += costOf(entry)
      while (bytes > maxBytes && leaving === null && shift('forced')) release('closed')
    },
    closed(container) {
      const head = entries[first]
      if (head != null && (head.kind === 'unread' || head.place.around.includes(container))) release('closed')
    },
    release,
    more,
  }
}

const costOf = (entry: Waiting): number => OVERHEAD + (entry.kind === 'record' ? entry.bytes.length : 0)
