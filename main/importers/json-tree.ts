// What stands around the records of a document, as far as it was read: the open containers, outermost first, and what they hold.
// Bounded: what would outgrow the bounds is let go, and said.
import type { PathState } from './json-path.ts'

/** What a container can go on with. */
export type Wants = 'first' | 'item' | 'key' | 'colon' | 'value' | 'next'

export type Frame = {
  /**
   * Objects have no prototype: `__proto__` is a key like any other. Arrays have holes where records and skipped values stood;
   * their length counts records at once, and is right once they are complete.
   */
  readonly container: unknown[] | Record<string, unknown>
  wants: Wants
  /** Key or index of the member being read. */
  key: string | number
  /** Where the container lies, seen from the document and, inside an envelope, from its payload. */
  readonly fromRoot: PathState
  readonly fromPayload: PathState | null
  /** What this container holds, about, in bytes of the source. */
  held: number
}

/** Where a record lies, and the containers around it as far as they were read. */
export type Place = {
  /** Keys and indices from the payload to the record. */
  readonly path: readonly (string | number)[]
  /**
   * `around[n]` is the container at the first `n` steps of the path; `around[0]` is the payload. Records themselves are never in
   * it: arrays have holes in their places.
   */
  readonly around: readonly unknown[]
}

/** Containers already read are let go where more than this would be held; those still open go on growing up to twice as much. */
export const MAX_HELD_BYTES = 32 * 1024 * 1024
/** What an empty container or a member costs beside its text. */
const OVERHEAD = 48

export type JsonTree = {
  readonly depth: number
  readonly top: Frame | undefined
  readonly bottom: Frame | undefined
  readonly push: (array: boolean, fromRoot: PathState, fromPayload: PathState | null) => void
  /** Takes the innermost container off. */
  readonly pop: () => void
  /** Puts a value where reading stands in the innermost container; `bytes` is how long its text is. */
  readonly put: (value: unknown, bytes: number) => void
  /** The place where reading stands; `base` is how many containers lie around the payload. */
  readonly place: (base: number) => Place
  readonly clear: () => void
}

type Events = {
  readonly duplicate: (key: string) => void
  /** Something was let go. */
  readonly outgrown: () => void
}

/** Makes the tree of one file. `maxHeldBytes` is for tests. */
export function createJsonTree(events: Events, maxHeldBytes = MAX_HELD_BYTES): JsonTree {
  const frames: Frame[] = []
  let held = 0
  /** Both stay the same until a container is opened or closed. */
  let around: { readonly base: number; readonly containers: readonly unknown[]; readonly keys: readonly (string | number)[] } | null = null

  const attach = (frame: Frame, value: unknown): void => {
    const { container, key } = frame
    if (Array.isArray(container)) container[Number(key)] = value
    else {
      if (Object.hasOwn(container, key)) events.duplicate(String(key))
      container[key] = value
    }
  }
  const detach = ({ container, key }: Frame): void => {
    if (Array.isArray(container)) container.length = Math.min(container.length, Number(key))
    else Reflect.deleteProperty(container, key)
  }

  return {
    get depth() {
      return frames.length
    },
    get top() {
      return frames.at(-1)
    },
    get bottom() {
      return frames[0]
    },
    push(array, fromRoot, fromPayload) {
      const container: Frame['container'] = array ? [] : (Object.create(null) as Record<string, unknown>)
      const parent = frames.at(-1)
      if (parent !== undefined) attach(parent, container)
      frames.push({ container, wants: 'first', key: array ? 0 : '', fromRoot, fromPayload, held: OVERHEAD })
      held += OVERHEAD
      around = null
    },
    pop() {
      const frame = frames.pop()
      const parent = frames.at(-1)
      around = null
      if (frame === undefined || parent === undefined) return
      if (held > maxHeldBytes) {
        detach(parent)
        held -= frame.held
        events.outgrown()
      } else parent.held += frame.held
    },
    put(value, bytes) {
      const frame = frames.at(-1)
      if (frame === undefined) return
      const cost = bytes + OVERHEAD
      if (held + cost > 2 * maxHeldBytes) {
        events.outgrown()
        return
      }
      attach(frame, value)
      frame.held += cost
      held += cost
    },
    place(base) {
      if (frames.length <= base) return { path: [], around: [] }
      if (around?.base !== base)
        around = {
          base,
          containers: frames.slice(base).map(({ container }) => container),
          keys: frames.slice(base, -1).map(({ key }) => key),
        }
      return { path: [...around.keys, frames.at(-1)?.key ?? 0], around: around.containers }
    },
    clear() {
      frames.length = 0
      held = 0
      around = null
    },
  }
}
