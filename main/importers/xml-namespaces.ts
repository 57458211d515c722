// Which namespace a prefix means at a place of an XML document.
import type { XmlAttributes } from './xml-element.ts'
import { MAX_NAMESPACES, XINCLUDE, XmlRefusal } from './xml-guard.ts'

/** Prefixes and what they are bound to; the default namespace stands under ''. */
export type Namespaces = { readonly [prefix: string]: string }

const DECLARATION = /^xmlns(?::|$)/

/** The namespaces in force inside an element; the same object where the element declares none. */
export function withDeclarations(around: Namespaces, attributes: XmlAttributes): Namespaces {
  const names = Object.keys(attributes).filter((name) => DECLARATION.test(name))
  if (names.length === 0) return around
  const inside = new Map(Object.entries(around))
  for (const name of names) inside.set(name.slice('xmlns:'.length), attributes[name] ?? '')
  if (inside.size > MAX_NAMESPACES) throw new XmlRefusal('damaged-xml', `more than ${MAX_NAMESPACES} namespaces are declared`)
  return Object.fromEntries(inside)
}

/**
 * Splits a name as written. A prefix that is bound to nothing stands for itself: tools write `cm:` without declaring it, and a
 * record cut out alone lacks what stood around it. Throws on XInclude, which would read other files.
 */
export function resolve(qualified: string, scope: Namespaces): { readonly name: string; readonly namespace: string | null } {
  const colon = qualified.indexOf(':')
  const prefix = colon < 0 ? '' : qualified.slice(0, colon)
  const name = qualified.slice(colon + 1)
  const bound = Object.hasOwn(scope, prefix) ? scope[prefix] : undefined
  const namespace = bound === undefined || bound === '' ? prefix || null : bound
  if (namespace === XINCLUDE) throw new XmlRefusal('damaged-xml', 'it asks to include other files (XInclude)')
  return { name, namespace }
}
