// Looks into the head of a file: its encoding, the first JSON record behind any wrapper, the root of XML, or the first line of
// text. Judges content only; which format it is, the importers and detect.ts say.
import { encodingOf, type TextEncodingName } from './encoding.ts'
import { isObject, type JsonObject } from './fields.ts'
import type { FileHead } from './file-head.ts'
import { outlineOf } from './json-outline.ts'
import { type XmlRoot, xmlRootOf } from './xml-root.ts'

export type JsonView = {
  readonly kind: 'json'
  /** The document as far as the head shows it; lists and objects may go on behind the head. */
  readonly root: unknown
  /** The root, or what an EventBridge event or a recorded response wraps (FORMATS.md §3.3). */
  readonly payload: unknown
  /** The first record behind any wrapper, or the payload itself where nothing wraps records; null where there is none. */
  readonly record: JsonObject | null
  /** In words: where records lie. */
  readonly wrapper: string
  /** The JavaScript variable the document is assigned to (FORMATS.md §3.2); null for plain JSON. */
  readonly script: string | null
  /** The string member the head ends in, with its first characters; null where the head ends anywhere else. */
  readonly cutString: { readonly key: string; readonly begins: string } | null
  /** Where the document breaks, though a part of it is whole; null where the first record behind a wrapper is whole, or the document. */
  readonly damage: Damage | null
}
/** Where JSON breaks; `at` counts characters. */
type Damage = { readonly at: number; readonly expected: string }
/** JSON that breaks before anything that could be a record is whole. */
type BrokenJsonView = { readonly kind: 'broken-json' } & Damage
export type TextView = {
  readonly kind: 'text'
  readonly firstLine: string
  /** The first characters, from the first that is no white space. */
  readonly beginning: string
}
/** No text; `beginning` is its first bytes, where files of this kind say what they are. */
export type BinaryView = { readonly kind: 'binary'; readonly beginning: Uint8Array }
export type XmlView = { readonly kind: 'xml' } & XmlRoot

type ContentView = { readonly kind: 'empty' } | BinaryView | JsonView | BrokenJsonView | XmlView | TextView
export type HeadView = { readonly encoding: TextEncodingName } & ContentView

/** How much of a text or binary file its view shows. */
const BEGINNING = 4096

/** `scoutsuite_results = {…}`: a name and an equals sign before JSON. */
const SCRIPT = /^(?:(?:var|let|const)\s+)?([A-Za-z_$][\w$]{0,80})\s*=\s*(?=[[{])/

/** Reads the head of a file. Never throws, whatever the bytes are. */
export function lookAt(head: FileHead): HeadView {
  const { encoding, mark } = encodingOf(head.bytes)
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(head.bytes.subarray(mark), { stream: !head.whole })
  // PDF is binary, though a short one may hold no zero byte.
  if (text.includes('\0') || text.startsWith('%PDF-'))
    return { encoding: 'utf-8', kind: 'binary', beginning: head.bytes.slice(0, BEGINNING) }
  return { encoding, ...contentOf(text, head.whole) }
}

function contentOf(text: string, whole: boolean): ContentView {
  const begun = text.trimStart()
  if (begun === '') return { kind: 'empty' }
  const root = begun.startsWith('<') ? xmlRootOf(begun) : null
  if (root !== null) return { kind: 'xml', ...root }
  const script = SCRIPT.exec(begun)
  if (script !== null) return jsonOf(begun.slice(script[0].length), script[1] ?? null, whole)
  if (/^(?:[[{]|null\s*$)/.test(begun)) return jsonOf(text, null, whole)
  return { kind: 'text', firstLine: /^[^\r\n]*/.exec(begun)?.[0] ?? '', beginning: begun.slice(0, BEGINNING) }
}

function jsonOf(text: string, script: string | null, whole: boolean): JsonView | BrokenJsonView {
  const outline = outlineOf(text)
  const payload = payloadOf(outline.value)
  const { record, wrapper } = unwrap(payload)
  const broken = outline.state === 'damaged' || (outline.state === 'cut' && whole)
  const open = record ?? outline.value
  const isWhole = isContainer(open) && !outline.unfinished.has(open)
  const damage = broken && !isWhole ? { at: outline.at, expected: outline.expected ?? 'nothing more' } : null
  if (damage !== null && !holdsWhole(outline.unfinished)) return { kind: 'broken-json', ...damage }
  return { kind: 'json', root: outline.value, payload, record, wrapper, script, cutString: outline.cutString, damage }
}

/** Is anything inside what broke off whole that could be a record of a document, or a list of them? */
const holdsWhole = (unfinished: ReadonlySet<object>): boolean =>
  unfinished
    .values()
    .some((open) =>
      Object.values(open).some(
        (inside) => isContainer(inside) && !unfinished.has(inside) && isObject(Array.isArray(inside) ? inside[0] : inside),
      ),
    )

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Takes the envelope of an EventBridge event or of a recorded response (Cloud Custodian, placebo) away. */
function payloadOf(root: unknown): unknown {
  if (!isObject(root)) return root
  if ('detail-type' in root && isContainer(root['detail'])) return root['detail']
  if ('status_code' in root && isContainer(root['data'])) return root['data']
  return root
}

/** Finds the first record behind the wrappers of FORMATS.md §3.3. */
function unwrap(payload: unknown): { readonly record: JsonObject | null; readonly wrapper: string } {
  if (Array.isArray(payload)) return { record: firstObject(payload), wrapper: 'a bare array' }
  if (!isObject(payload)) return { record: null, wrapper: 'a single value' }
  for (const key of ['Findings', 'findings'] as const) {
    const list = payload[key]
    if (Array.isArray(list)) return { record: firstObject(list), wrapper: `an array under ${key}` }
  }
  return { record: payload, wrapper: 'a single object or one object per line' }
}

const firstObject = (list: readonly unknown[]): JsonObject | null => (isObject(list[0]) ? list[0] : null)

/** The first record of JSON, for formats whose records lie side by side; null for anything else, and where it is not whole. */
export const recordOf = (view: HeadView): { readonly record: JsonObject; readonly where: string } | null =>
  view.kind === 'json' && view.script === null && view.record !== null && view.damage === null
    ? { record: view.record, where: `Records come in ${view.wrapper}.` }
    : null

/** The first item of an array, for formats whose records lie inside its items: it may break off. */
export const itemOf = (view: HeadView): JsonObject | null =>
  view.kind === 'json' && view.script === null && Array.isArray(view.payload) ? view.record : null

/** The document as one object, for formats that are one record; null for anything else, and where it is not whole. */
export const wholeDocumentOf = (view: HeadView): JsonObject | null =>
  view.kind === 'json' && view.damage === null ? documentOf(view) : null

/** The document as one object, for formats that are one; null for anything else. An array's first item is no document. */
export const documentOf = (view: HeadView): JsonObject | null =>
  view.kind === 'json' && view.script === null && isObject(view.payload) ? view.payload : null
