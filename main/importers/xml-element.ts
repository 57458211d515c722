// Elements of XML as small trees, and how formats read them. Knows nothing of files or positions.

export type XmlElement = {
  /** Without its prefix. */
  readonly name: string
  /** The namespace its prefix is bound to; a prefix that is bound to nothing stands for itself; null where there is neither. */
  readonly namespace: string | null
  /** By their names as written, prefix and all. */
  readonly attributes: XmlAttributes
  /** Text and elements in their order. */
  readonly content: readonly (string | XmlElement)[]
}
export type XmlAttributes = { readonly [name: string]: string | undefined }

/** An attribute that says something, trimmed; null otherwise. */
export const attributeOf = (element: XmlElement, name: string): string | null => nullIfEmpty(element.attributes[name])

/** The children of a name in the element's own namespace, so that `dc:title` is no `title`. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.content.filter(
    (node): node is XmlElement => typeof node !== 'string' && node.name === name && node.namespace === element.namespace,
  )

export const childOf = (element: XmlElement, name: string): XmlElement | null => childrenOf(element, name)[0] ?? null

/** What the first child of a name says, or null. */
export const childText = (element: XmlElement, name: string): string | null => textIn(childOf(element, name))

/** What each child of a name says. */
export const childTexts = (element: XmlElement, name: string): readonly string[] =>
  childrenOf(element, name)
    .map(textIn)
    .filter((text) => text !== null)

/** HTML that stands on lines of its own. */
const BLOCKS = new Set(['p', 'li', 'pre', 'div', 'table', 'tr'])

/**
 * All text of an element in its order, trimmed; null where there is none. Line breaks and blocks of HTML become lines, and a value
 * that XCCDF says to put in (`sub`) is named in brackets instead of leaving a hole in the sentence.
 */
export function textIn(element: XmlElement | null): string | null {
  return element === null ? null : nullIfEmpty(rawText(element))
}

/** Trees are of limited depth (xml-records.ts), so that this may call itself. */
function rawText(element: XmlElement): string {
  let text = ''
  for (const node of element.content) {
    if (typeof node === 'string') text += node
    else if (node.name === 'br') text += '\n'
    else if (node.name === 'sub' && node.attributes['idref'] !== undefined) text += `[${node.attributes['idref']}]`
    else if (BLOCKS.has(node.name)) text += `${rawText(node)}\n`
    else text += rawText(node)
  }
  return text
}

function nullIfEmpty(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
