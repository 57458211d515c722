// The contexts of a file's records, each text once under its key, as importers hand them out. Bounded: a text that was not seen
// for long comes again under a new key.
import type { JsonObject } from './fields.ts'

export type KeyedContext = {
  /** Null where the context says nothing. */
  readonly key: number | null
  /** The context as it will be read again. */
  readonly value: JsonObject
  /** The text, where the key is new. */
  readonly fresh: string | null
}

export type ContextBook = { readonly keyed: (context: JsonObject) => KeyedContext }

const MOST_TEXTS = 10_000
const MOST_CHARACTERS = 8 * 1024 * 1024
const EMPTY: KeyedContext = { key: null, value: {}, fresh: null }

/** Makes the book of one file. */
export function createContextBook(): ContextBook {
  const byText = new Map<string, KeyedContext>()
  /** Turning a context into text costs more than reading its record; one object is always the same text. */
  let byObject = new WeakMap<JsonObject, KeyedContext>()
  let characters = 0
  let next = 0
  return {
    keyed(context) {
      const same = byObject.get(context)
      if (same !== undefined) return same
      const text = canonical(context)
      if (text === '{}') return EMPTY
      const known = byText.get(text)
      if (known !== undefined) {
        byObject.set(context, known)
        return known
      }
      if (byText.size >= MOST_TEXTS || characters > MOST_CHARACTERS) {
        byText.clear()
        byObject = new WeakMap()
        characters = 0
      }
      const entry: KeyedContext = { key: next, value: JSON.parse(text) as JsonObject, fresh: null }
      next += 1
      characters += text.length
      byText.set(text, entry)
      byObject.set(context, entry)
      return { ...entry, fresh: text }
    },
  }
}

/** JSON with the members of every object in one order, so that equal contexts are equal texts. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  // As JSON.stringify has it: nothing in a list is null, and so is a place where parts were taken out; nothing in an object is left out.
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => (item === undefined ? 'null' : canonical(item))).join(',')}]`
  const members: string[] = []
  for (const name of Object.keys(value).sort()) {
    const member = (value as JsonObject)[name]
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonical(member)}`)
  }
  return `{${members.join(',')}}`
}
