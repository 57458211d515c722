// OSCAL assessment results, as JSON or XML: one record per finding and one per observation (FORMATS.md §19). Parts of such a
// document, as compliance-trestle writes them, name no root and are not taken for one.
import { isObject } from './fields.ts'
import type { ByteStream, Importer } from './importer.ts'
import { importJsonDocument, recutJsonDocument } from './json-document.ts'
import { oscalJson } from './oscal-ar-json.ts'
import { oscalXml, ROOT } from './oscal-ar-xml.ts'
import { documentOf } from './recognise.ts'
import { importXml, recutXml } from './xml-import.ts'

const NAMESPACE = 'http://csrc.nist.gov/ns/oscal/1.0'
const LESS_THAN = 0x3c
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d])

const isXml = (bytes: Uint8Array): boolean => bytes.find((byte) => !SPACES.has(byte)) === LESS_THAN

/** OSCAL assessment results. */
export const oscalAr: Importer = {
  formatId: 'oscal-ar',
  label: 'OSCAL assessment results',
  detect: (view) => {
    const isJson = isObject(documentOf(view)?.[ROOT])
    const isElement = view.kind === 'xml' && view.name === ROOT && view.namespace === NAMESPACE
    if (!isJson && !isElement) return null
    return {
      label: 'OSCAL assessment results',
      confidence: 'certain',
      toolVersion: null,
      reason: isJson ? `The document has the one key ${ROOT}.` : `The root element is ${ROOT} in the namespace of OSCAL.`,
    }
  },
  async *parse(bytes, readAs) {
    const { xml, all } = await begun(bytes)
    yield* xml ? importXml(all, oscalXml, readAs) : importJsonDocument(all, oscalJson)
  },
  recut: (raw, context) => (isXml(raw) ? recutXml(raw, context, oscalXml) : recutJsonDocument(raw, context, oscalJson)),
}

/** Reads as far as the first character, which tells the syntax; `all` gives the bytes from the first one. */
async function begun(bytes: ByteStream): Promise<{ readonly xml: boolean; readonly all: ByteStream }> {
  const source: AsyncIterator<Uint8Array, unknown> = bytes[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let next = await source.next()
  while (next.done !== true) {
    first.push(next.value)
    if (next.value.some((byte) => !SPACES.has(byte))) break
    next = await source.next()
  }
  return { xml: isXml(first.at(-1) ?? new Uint8Array(0)), all: resumed(first, source) }
}

async function* resumed(first: readonly Uint8Array[], source: AsyncIterator<Uint8Array, unknown>): ByteStream {
  try {
    yield* first
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
  } finally {
    await source.return?.()
  }
}
