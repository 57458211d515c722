// Remembers, while a ScoutSuite file goes by, what its resources say they are: their ARN and their name. Findings point to resources by
// dotted paths and stand now before them, now behind them, so that neither can wait for the other. Judges no JSON: where the text is
// broken, it just stops looking.
import { inBlocks } from './byte-blocks.ts'
import { asciiOf, decodeUtf8 } from './encoding.ts'
import type { ByteStream } from './importer.ts'
import { CLOSE_ARRAY, MAX_DEPTH, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-scan.ts'
import { createValueScan } from './json-value-scan.ts'

/** What a resource, or the nearest one around the flagged place, says it is. */
export type ScoutResource = { readonly arn: string | null; readonly name: string | null }

export type ScoutResources = {
  /** Gives the bytes on unchanged, having looked at each chunk before. */
  readonly watching: (bytes: ByteStream) => ByteStream
  /** Whether the tree of a service has been seen to its end. */
  readonly isComplete: (service: string) => boolean
  /**
   * The nearest ARN on the way from the longest path an item begins with up to its service, and the nearest name (FORMATS.md §9).
   * Null where there is neither, and while the service is not complete.
   */
  readonly find: (service: string, item: string) => ScoutResource | null
  /** Forgets the services before this one; their findings have been read. */
  readonly forgetBefore: (service: string) => void
}

/** Beyond this many characters of paths and names nothing more is remembered: items then keep their path as their id. */
const MOST_CHARACTERS = 32 * 1024 * 1024
/** Longer keys, items and names are none. */
const MOST_TEXT = 4096
/** The tool knows some hundred services; a hostile file may name any number. */
const MOST_SERVICES = 1000
/** The members that say what a resource is. */
const SAYS: ReadonlyMap<string, 'arn' | 'name'> = new Map([
  ['arn', 'arn'],
  ['Arn', 'arn'],
  ['name', 'name'],
  ['Name', 'name'],
])
const RULES = new Set(['findings', 'violations'])
/** A member of a service that holds no resources. */
const FILTERS = 'filters'

const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const CLOSE_OBJECT = 0x7d

type Place = 'document' | 'services' | 'service' | 'rules' | 'rule' | 'items' | 'resource'
type Frame = { readonly place: Place; readonly array: boolean; readonly path: string; key: string; index: number; wantsKey: boolean }
type Service = {
  readonly order: number
  complete: boolean
  /** Of what it has in memory. */
  characters: number
  /** The items and all they begin with, once its rules were read; until then any resource may be meant. */
  readonly wanted: Set<string>
  rulesRead: boolean
  readonly resources: Map<string, { arn: string | null; name: string | null }>
}
/** What the open value is for: a property name, a text that is wanted, or nothing. */
type Role = 'key' | 'text' | 'skip'

export function createScoutResources(): ScoutResources {
  const services = new Map<string, Service>()
  const frames: Frame[] = []
  const scan = createValueScan()
  let current: Service | null = null
  let characters = 0
  let over = false
  /** Null between values. */
  let role: Role | null = null
  let held: Uint8Array[] = []
  let heldBytes = 0

  /** A second document, a broken one or one beyond all bounds is not looked at; what is known stays. */
  const stop = (): void => {
    over = true
    frames.length = 0
    held = []
    for (const service of services.values()) service.complete = true
  }
  const enter = (place: Place, array: boolean, path: string): void => {
    frames.push({ place, array, path, key: '', index: 0, wantsKey: !array })
    if (place !== 'service') return
    current = { order: services.size, complete: false, characters: 0, wanted: new Set(), rulesRead: false, resources: new Map() }
    services.set(path, current)
    if (services.size > MOST_SERVICES) stop()
  }
  const leave = (): void => {
    const frame = frames.pop()
    if (frame?.place === 'service' && current !== null) current.complete = true
    if (frame?.place === 'rules' && current !== null) current.rulesRead = true
    if (frames.length === 0) stop()
  }
  const isWanted = (path: string): boolean =>
    current !== null && frames.length < MAX_DEPTH && (current.rulesRead ? current.wanted.has(path) : characters < MOST_CHARACTERS)

  /** What lies below a frame: a container to go into, a text to take, or null for what is passed over. */
  const below = (frame: Frame, first: number): { readonly place: Place; readonly path: string } | 'text' | null => {
    const { place, key } = frame
    const object = first === OPEN_OBJECT
    if (place === 'document') return object && key === 'services' ? { place: 'services', path: '' } : null
    if (place === 'services') return object ? { place: 'service', path: key } : null
    if (place === 'service' && RULES.has(key)) return object ? { place: 'rules', path: key } : null
    if (place === 'rules') return object ? { place: 'rule', path: key } : null
    if (place === 'rule') return first === OPEN_ARRAY && key === 'items' ? { place: 'items', path: key } : null
    if (place === 'items') return first === QUOTE ? 'text' : null
    if (first === QUOTE) return place === 'resource' && SAYS.has(key) ? 'text' : null
    if ((!object && first !== OPEN_ARRAY) || (place === 'service' && key === FILTERS)) return null
    const path = `${frame.path}.${frame.array ? frame.index : key}`
    return isWanted(path) ? { place: 'resource', path } : null
  }

  const take = (service: Service, frame: Frame, text: string): void => {
    const says = SAYS.get(frame.key)
    let used = text.length
    if (frame.place === 'items') want(service.wanted, text)
    else if (says !== undefined) {
      const known = service.resources.get(frame.path)
      if (known === undefined) {
        service.resources.set(frame.path, { arn: null, name: null, [says]: text })
        used += frame.path.length
      } else known[says] ??= text
    }
    service.characters += used
    characters += used
  }
  const endValue = (bytes: Uint8Array): void => {
    const frame = frames.at(-1)
    if (frame === undefined) return
    if (role === 'key') {
      frame.key = textIn(bytes)
      frame.wantsKey = false
    } else if (role === 'text') {
      const text = textIn(bytes)
      if (current !== null && text !== '' && characters < MOST_CHARACTERS) take(current, frame, text)
    }
    role = null
  }

  const openValue = (as: Role, first: number): void => {
    role = as
    held = []
    heldBytes = 0
    scan.begin(first)
  }
  const readValue = (chunk: Uint8Array, from: number): number => {
    const { stop: why, at } = scan.run(chunk, from)
    if (why === 'broken') stop()
    else if (why === 'more') {
      if (role === 'skip' || heldBytes > MOST_TEXT) return at
      held.push(chunk.slice(from))
      heldBytes += at - from
    } else endValue(role === 'skip' || held.length === 0 ? chunk.subarray(from, at) : joined([...held, chunk.subarray(from, at)]))
    return at
  }
  /** Takes a byte between values; gives 0 where the value it begins has to see it too. */
  const readStructure = (byte: number): 0 | 1 => {
    const frame = frames.at(-1)
    if (frame === undefined) {
      if (byte === OPEN_OBJECT) enter('document', false, '')
      return 1
    }
    if (byte === COMMA) {
      frame.index += 1
      frame.wantsKey = !frame.array
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) leave()
    else if (byte > 0x20 && byte !== COLON) {
      if (frame.wantsKey) {
        openValue(byte === QUOTE ? 'key' : 'skip', byte)
        return 0
      }
      const next = below(frame, byte)
      if (next === null || next === 'text') {
        openValue(next ?? 'skip', byte)
        return 0
      }
      enter(next.place, byte === OPEN_ARRAY, next.path)
    }
    return 1
  }
  const look = (chunk: Uint8Array): void => {
    for (let i = 0; i < chunk.length && !over; ) i = role === null ? i + readStructure(chunk[i] as number) : readValue(chunk, i)
  }

  return {
    async *watching(bytes) {
      for await (const block of inBlocks(bytes)) {
        look(block)
        yield block
      }
    },
    isComplete: (service) => over || services.get(service)?.complete === true,
    find(service, item) {
      const known = services.get(service)
      if (known?.complete !== true) return null
      let arn: string | null = null
      let name: string | null = null
      for (let end = item.length; end > 0 && arn === null; end = item.lastIndexOf('.', end - 1)) {
        const resource = known.resources.get(item.slice(0, end))
        arn = resource?.arn ?? null
        name ??= resource?.name ?? null
      }
      return arn === null && name === null ? null : { arn, name }
    },
    forgetBefore(service) {
      const order = services.get(service)?.order ?? 0
      for (const before of services.values()) {
        if (before.order >= order || before.characters === 0) continue
        before.resources.clear()
        before.wanted.clear()
        characters -= before.characters
        before.characters = 0
      }
    },
  }
}

/** An item and everything it begins with. */
function want(wanted: Set<string>, item: string): void {
  for (let end = item.length; end > 0; end = item.lastIndexOf('.', end - 1)) {
    const path = item.slice(0, end)
    if (wanted.has(path)) break
    wanted.add(path)
  }
}

/** The text of a JSON string with its quotes; '' where it is too long or none. */
function textIn(bytes: Uint8Array): string {
  if (bytes.length > MOST_TEXT || bytes.length < 2) return ''
  if (!bytes.some((byte) => byte >= 0x80 || byte === BACKSLASH)) return asciiOf(bytes.subarray(1, -1))
  try {
    return String(JSON.parse(decodeUtf8(bytes) ?? '""'))
  } catch {
    return ''
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
