// Looks into the head of a file: its encoding, the first JSON record behind any wrapper, or the first line of text.
// Judges content only; which format it is, the importers and detect.ts say.
import type { Detection } from '#domain/imports'
import { encodingOf, type TextEncodingName } from './encoding.ts'
import { isObject, type JsonObject } from './fields.ts'
import type { FileHead } from './importer.ts'
import { outlineOf } from './json-outline.ts'

export type HeadView = { readonly encoding: TextEncodingName } & (
  | { readonly kind: 'empty' }
  | { readonly kind: 'binary' }
  /** `record` is the first record, or the document itself where nothing wraps records; null where there is none. */
  | { readonly kind: 'json'; readonly root: unknown; readonly record: JsonObject | null; readonly wrapper: string }
  /** JSON that breaks before its first record is whole. */
  | { readonly kind: 'broken-json'; readonly at: number; readonly expected: string }
  | { readonly kind: 'text'; readonly firstLine: string }
)

/** Reads the head of a file. Never throws, whatever the bytes are. */
export function lookAt(head: FileHead): HeadView {
  const { encoding, mark } = encodingOf(head.bytes)
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(head.bytes.subarray(mark), { stream: !head.whole })
  const begun = text.trimStart()
  if (begun === '') return { kind: 'empty', encoding }
  if (text.includes('\0')) return { kind: 'binary', encoding }
  if (!/^(?:[[{]|null\s*$)/.test(begun)) return { kind: 'text', encoding, firstLine: /^[^\r\n]*/.exec(begun)?.[0] ?? '' }
  const outline = outlineOf(text)
  const { record, wrapper } = unwrap(outline.value)
  const broken = outline.state === 'damaged' || (outline.state === 'cut' && head.whole)
  const open = record ?? outline.value
  if (broken && (!isContainer(open) || outline.unfinished.has(open)))
    return { kind: 'broken-json', encoding, at: outline.at, expected: outline.expected ?? 'nothing more' }
  return { kind: 'json', encoding, root: outline.value, record, wrapper }
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Finds the first record behind the wrappers of FORMATS.md §3.3. */
function unwrap(root: unknown): { readonly record: JsonObject | null; readonly wrapper: string } {
  if (Array.isArray(root)) return { record: firstObject(root), wrapper: 'a bare array' }
  if (!isObject(root)) return { record: null, wrapper: 'a single value' }
  for (const [holder, within] of [
    ['', root],
    ['detail.', root['detail']],
    ['data.', root['data']],
  ] as const) {
    if (!isObject(within)) continue
    for (const key of ['Findings', 'findings'] as const) {
      const list = within[key]
      if (Array.isArray(list)) return { record: firstObject(list), wrapper: `an array under ${holder}${key}` }
    }
  }
  return { record: root, wrapper: 'a single object or one object per line' }
}

const firstObject = (list: readonly unknown[]): JsonObject | null => (isObject(list[0]) ? list[0] : null)

/** What a judge says of the head's first record, with what its encoding means for importing. */
export function recogniseJson(head: FileHead, judge: (record: JsonObject) => Detection | null): Detection | null {
  const view = lookAt(head)
  if (view.kind !== 'json' || view.record === null) return null
  const detection = judge(view.record)
  return detection === null
    ? null
    : readable({ ...detection, reason: `${detection.reason} Records come in ${view.wrapper}.` }, view.encoding)
}

/** What a judge says of the head's first line. */
export function recogniseText(head: FileHead, judge: (firstLine: string) => Detection | null): Detection | null {
  const view = lookAt(head)
  if (view.kind !== 'text') return null
  const detection = judge(view.firstLine)
  return detection === null ? null : readable(detection, view.encoding)
}

/** Text in UTF-16 is recognised but not read. */
function readable(detection: Detection, encoding: TextEncodingName): Detection {
  if (encoding === 'utf-8') return detection
  return {
    ...detection,
    importable: false,
    reason: `${detection.reason} The text is ${encoding.toUpperCase()}; convert it to UTF-8 to import it.`,
  }
}
