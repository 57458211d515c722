// Reads JSON text as far as it goes: what it holds before it was cut off, and where exactly it stops being JSON.
// For looking at heads of files and for naming a place of damage; whole records go through JSON.parse instead.

export type Outline = {
  /** The first JSON value of the text, with everything read before the stop; undefined where there is none. */
  readonly value: unknown
  /** `cut` = JSON so far, but the text ends inside; `damaged` = not JSON from `at` on. */
  readonly state: 'whole' | 'cut' | 'damaged'
  /** Index after the value, or of the stop. */
  readonly at: number
  /** What would have had to come at `at`; null for a whole value. */
  readonly expected: string | null
  /** Objects and arrays that were still open at the stop. */
  readonly unfinished: ReadonlySet<object>
  /** The string member the text ends in: its key and how it begins; null where it ends anywhere else. */
  readonly cutString: { readonly key: string; readonly begins: string } | null
}

/** Open containers at a time, which bounds the memory; more than the head of a file can hold. */
const MOST_OPEN = 300_000
/** Enough of a cut string to tell what it holds. */
const CUT_STRING_LENGTH = 200

type Frame =
  | { readonly kind: 'array'; readonly items: unknown[]; wants: 'first' | 'item' | 'next' }
  | { readonly kind: 'object'; readonly members: Record<string, unknown>; key: string; wants: 'first' | 'key' | 'colon' | 'value' | 'next' }

const EXPECTED = {
  array: { first: 'a value or ]', item: 'a value', next: ', or ]' },
  object: { first: 'a property name or }', key: 'a property name', colon: ':', value: 'a value', next: ', or }' },
} as const

const SPACE = /[ \t\n\r]*/y
const PLAIN_STRING = /[^"\\\p{Cc}]*/uy
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const CUT_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const CUT_SCALAR = /(?:-|-?\d+\.|-?\d+(?:\.\d+)?[eE][+-]?|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/y
const WORD = /[\w.+-]/y

/** Stand for what is not kept; nothing is ever put into them. */
const NO_MEMBERS: Record<string, unknown> = Object.freeze(Object.create(null) as Record<string, unknown>)
const NO_ITEMS: unknown[] = []
const LESS_NESTING = `no more than ${MOST_OPEN} levels of nesting`

/** An object without a prototype, in which `__proto__` is a key like any other. */
const bare = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>

/** Gives the outline of the first JSON value in `text`. Iterative: nesting of any depth is safe. For heads of files: it holds all it reads. */
export const outlineOf = (text: string): Outline => outline(text, true)

/** Where the first JSON value in `text` ends, is cut or stops being JSON. Holds nothing of what it reads, so that text of any size is safe. */
export function stopOf(text: string): Pick<Outline, 'state' | 'at' | 'expected'> {
  const { state, at, expected } = outline(text, false)
  return { state, at, expected }
}

function outline(text: string, keeps: boolean): Outline {
  const stack: Frame[] = []
  let root: unknown
  let at = 0
  let openString = -1

  const matches = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  const stop = (expected: string): Outline => ({
    value: root,
    state: at >= text.length ? 'cut' : 'damaged',
    at,
    expected,
    unfinished: new Set(stack.map((frame) => (frame.kind === 'array' ? frame.items : frame.members))),
    cutString: cutString(),
  })
  const cutString = (): Outline['cutString'] => {
    const frame = stack.at(-1)
    if (openString < 0 || at < text.length || frame?.kind !== 'object' || frame.wants !== 'value') return null
    return { key: frame.key, begins: text.slice(openString, openString + CUT_STRING_LENGTH) }
  }
  /** The string at `at`, or null with `at` on the byte that breaks it. */
  const readString = (): string | null => {
    const from = at
    at += 1
    openString = at
    for (;;) {
      matches(PLAIN_STRING)
      if (text[at] === '"') {
        at += 1
        const parsed: unknown = JSON.parse(text.slice(from, at))
        openString = -1
        return typeof parsed === 'string' ? parsed : null
      }
      // C1 control characters are legal in JSON strings, though \p{Cc} stops at them.
      if ((text[at] ?? '') >= '\x7f') at += 1
      else if (!matches(ESCAPE)) {
        if (matches(CUT_ESCAPE)) at = text.length
        return null
      }
    }
  }
  const place = (value: unknown): void => {
    const frame = stack.at(-1)
    if (frame === undefined) root = value
    else {
      frame.wants = 'next'
      if (!keeps) return
      if (frame.kind === 'array') frame.items.push(value)
      else frame.members[frame.key] = value
    }
  }
  /** Reads one value or opens a container; false where neither is here. */
  const readValue = (): boolean => {
    const char = text[at]
    if ((char === '{' || char === '[') && stack.length === MOST_OPEN) return false
    if (char === '{') {
      const members: Record<string, unknown> = keeps ? bare() : NO_MEMBERS
      at += 1
      place(members)
      stack.push({ kind: 'object', members, key: '', wants: 'first' })
      return true
    }
    if (char === '[') {
      const items: unknown[] = keeps ? [] : NO_ITEMS
      at += 1
      place(items)
      stack.push({ kind: 'array', items, wants: 'first' })
      return true
    }
    if (char === '"') {
      const value = readString()
      if (value === null) return false
      place(value)
      return true
    }
    const from = at
    if (matches(SCALAR)) {
      WORD.lastIndex = at
      if (!WORD.test(text)) {
        place(JSON.parse(text.slice(from, at)))
        return true
      }
      at = from
    }
    if (matches(CUT_SCALAR)) at = text.length
    return false
  }

  matches(SPACE)
  if (!readValue()) return stop('a JSON value')
  for (;;) {
    const frame = stack.at(-1)
    if (frame === undefined) return { value: root, state: 'whole', at, expected: null, unfinished: new Set(), cutString: null }
    matches(SPACE)
    const char = text[at]
    const expected = frame.kind === 'array' ? EXPECTED.array[frame.wants] : EXPECTED.object[frame.wants]
    if (char === (frame.kind === 'array' ? ']' : '}') && (frame.wants === 'first' || frame.wants === 'next')) {
      at += 1
      stack.pop()
    } else if (frame.wants === 'next') {
      if (char !== ',') return stop(expected)
      at += 1
      if (frame.kind === 'array') frame.wants = 'item'
      else frame.wants = 'key'
    } else if (frame.kind === 'array' || frame.wants === 'value') {
      if (!readValue())
        return stop(
          stack.length === MOST_OPEN && (char === '{' || char === '[') ? LESS_NESTING : char === '"' ? 'the rest of a string' : expected,
        )
    } else if (frame.wants === 'colon') {
      if (char !== ':') return stop(expected)
      at += 1
      frame.wants = 'value'
    } else {
      if (char !== '"') return stop(expected)
      const key = readString()
      if (key === null) return stop('the rest of a string')
      frame.key = key
      frame.wants = 'colon'
    }
  }
}
