// Builds the tree of one element while its parts come, and lets it go where it becomes too large for a record.
import type { IssueCode } from '#domain/imports'
import type { XmlAttributes, XmlElement } from './xml-element.ts'
import { MAX_NODES } from './xml-guard.ts'
import type { Namespaces } from './xml-namespaces.ts'

/** Offsets count bytes from the first byte of the file, lines from 1. */
export type XmlRange = { readonly offset: number; readonly length: number; readonly line: number }

/** What comes of an element that is a record or is kept for the records behind it. Paths are local names from the root, `a/b/c`. */
export type XmlTreePiece =
  | { readonly kind: 'kept'; readonly path: string; readonly element: XmlElement }
  | ({ readonly kind: 'record'; readonly path: string; readonly element: XmlElement; readonly namespaces: Namespaces } & XmlRange)
  /** An element to keep was too large and is missing. */
  | ({ readonly kind: 'dropped'; readonly path: string } & XmlRange)
  | ({ readonly kind: 'rejection'; readonly code: IssueCode; readonly message: string } & XmlRange)

export type XmlTreeStart = {
  readonly role: 'record' | 'keep'
  readonly path: string
  readonly offset: number
  readonly line: number
  /** In force around the element. */
  readonly namespaces: Namespaces
}

export type XmlTree = {
  readonly open: (name: string, namespace: string | null, attributes: XmlAttributes, attributeCount: number) => void
  readonly text: (words: string) => void
  /** Ends the innermost element; gives the piece where that was the outermost one. `end` is the byte behind it. */
  readonly close: (end: number) => XmlTreePiece | null
  /** Says how far the bytes were read. */
  readonly reached: (end: number) => void
}

type OpenElement = Omit<XmlElement, 'content'> & { readonly content: (string | XmlElement)[] }

/** Begins a tree of at most `limit` bytes; the element itself must be opened next. */
export function createXmlTree(start: XmlTreeStart, limit: number): XmlTree {
  const { role, path, offset, line, namespaces } = start
  const open: OpenElement[] = []
  let depth = 0
  let nodes = 0
  let tooLarge = false

  const whole = (element: XmlElement | undefined, length: number): XmlTreePiece => {
    if (element !== undefined)
      return role === 'keep' ? { kind: 'kept', path, element } : { kind: 'record', path, element, namespaces, offset, length, line }
    if (role === 'keep') return { kind: 'dropped', path, offset, length, line }
    const message = `The record at byte ${offset} (line ${line}) is larger than ${limit} bytes or ${MAX_NODES} parts.`
    return { kind: 'rejection', code: 'record-too-large', message, offset, length, line }
  }

  return {
    open(name, namespace, attributes, attributeCount) {
      depth += 1
      nodes += 1 + attributeCount
      if (!tooLarge) open.push({ name, namespace, attributes, content: [] })
    },
    text(words) {
      nodes += 1
      open.at(-1)?.content.push(words)
    },
    close(end) {
      depth -= 1
      const element = open.pop()
      if (depth === 0) return whole(element, end - offset)
      if (element !== undefined) open.at(-1)?.content.push(element)
      return null
    },
    reached(end) {
      if (tooLarge || (end - offset <= limit && nodes <= MAX_NODES)) return
      tooLarge = true
      open.length = 0
    },
  }
}
