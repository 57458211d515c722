// Reads XML as it comes and cuts records out of it, with the exact byte range of their elements (over saxes: stack/FINDINGS.md §7).
// Holds one record at a time. Everything that could fetch or grow is refused (xml-guard.ts). Knows no scan format.
import { SaxesParser } from 'saxes'
import type { IssueCode, TextEncodingName } from '#domain/imports'
import { MAX_RECORD_BYTES } from './byte-store.ts'
import type { XmlAttributes } from './xml-element.ts'
import { checkDoctype, isForeignEncoding, MAX_ATTRIBUTES, MAX_DEPTH, XmlRefusal } from './xml-guard.ts'
import { type Namespaces, resolve, withDeclarations } from './xml-namespaces.ts'
import { createXmlText } from './xml-text.ts'
import { createXmlTree, type XmlTree, type XmlTreePiece } from './xml-tree.ts'

/**
 * What becomes of an element: a record; kept as a tree for the records behind it; entered, so that its children are asked for too;
 * or read over with all it holds.
 */
export type XmlRole = 'record' | 'keep' | 'enter' | 'skip'

/** Offsets count bytes from the first byte of the file, lines from 1. */
export type XmlPiece =
  | { readonly kind: 'root'; readonly name: string }
  | { readonly kind: 'entered'; readonly path: string; readonly attributes: XmlAttributes }
  | XmlTreePiece
  /** The place where the XML breaks; counts as one record. Nothing comes behind it. */
  | {
      readonly kind: 'rejection'
      readonly code: IssueCode
      readonly message: string
      readonly offset: number
      readonly length: null
      readonly line: number
    }

export type XmlRecordReader = {
  readonly write: (chunk: Uint8Array) => readonly XmlPiece[]
  readonly end: () => readonly XmlPiece[]
}

export type XmlReaderOptions = {
  readonly role: (path: string) => XmlRole
  /** The namespaces around the text, where it is a part of a document. */
  readonly namespaces?: Namespaces
  /** The encoding the file had before it was turned into UTF-8. */
  readonly readAs?: TextEncodingName
  readonly maxRecordBytes?: number
}

const DISALLOWED = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

/** As the parser says it too. */
const OUTSIDE = 'text data outside of root node'

/** Makes a reader for one file. It never throws, whatever the bytes are. */
export function createXmlRecordReader(options: XmlReaderOptions): XmlRecordReader {
  const limit = options.maxRecordBytes ?? MAX_RECORD_BYTES
  const text = createXmlText()
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  let pieces: XmlPiece[] = []
  let over = false
  /** Set at the declaration: only ASCII can be read. */
  let foreign: string | null = null
  /** The declaration, if any, ends with the first `>`. */
  let declared = false
  /** Where the next markup or text begins, and on which line. */
  let next = 0
  let nextLine = 1
  let start = 0
  let startLine = 1
  let attributeCount = 0
  let declares = false
  let depth = 0
  /** Paths of the elements entered, from the root; elements read over are not in it. */
  const paths: string[] = []
  /** Namespaces in force inside each open element. */
  const scopes: Namespaces[] = [options.namespaces ?? {}]
  let tree: XmlTree | null = null
  /** Given by the last end tag, until it is certain that the tag was the right one. */
  let closing: { readonly piece: XmlPiece; readonly position: number } | null = null

  const here = (): number => text.byteOf(parser.position)
  const commit = (): void => {
    if (closing !== null) pieces.push(closing.piece)
    closing = null
  }
  /** At the end of each token; `shift` where the parser stands beside that end. */
  const ended = (shift = 0): void => {
    commit()
    next = here() + shift
    nextLine = parser.line
    tree?.reached(next)
  }

  const open = (qualified: string, attributes: XmlAttributes): void => {
    const around = scopes.at(-1) ?? {}
    const scope = declares ? withDeclarations(around, attributes) : around
    const { name, namespace } = resolve(qualified, scope)
    scopes.push(scope)
    if (depth === 1) pieces.push({ kind: 'root', name })
    if (tree === null && paths.length === depth - 1) {
      const above = paths.at(-1)
      const path = above === undefined ? name : `${above}/${name}`
      const role = options.role(path)
      if (role === 'enter') {
        paths.push(path)
        pieces.push({ kind: 'entered', path, attributes })
      } else if (role !== 'skip') tree = createXmlTree({ role, path, offset: start, line: startLine, namespaces: around }, limit)
    }
    tree?.open(name, namespace, attributes, attributeCount)
  }
  const close = (): void => {
    scopes.pop()
    if (tree !== null) {
      const piece = tree.close(next)
      if (piece !== null) {
        closing = { piece, position: parser.position }
        tree = null
      }
    } else if (paths.length === depth) paths.pop()
    depth -= 1
  }

  parser.on('xmldecl', (declaration) => {
    foreign = isForeignEncoding(declaration.encoding, options.readAs ?? 'utf-8') ? (declaration.encoding ?? null) : null
    ended()
  })
  parser.on('doctype', (words) => {
    checkDoctype(words)
    ended()
  })
  parser.on('processinginstruction', () => ended())
  // Told before the `>` of the comment is read.
  parser.on('comment', () => ended(1))
  // Told when the `<` behind the text is read.
  parser.on('text', (words) => {
    if (depth === 0 && /[^ \t\r\n]/.test(words)) throw new XmlRefusal('damaged-xml', OUTSIDE)
    ended(-1)
    tree?.text(words)
  })
  parser.on('cdata', (words) => {
    ended()
    tree?.text(words)
  })
  parser.on('opentagstart', () => {
    commit()
    start = next
    startLine = nextLine
    attributeCount = 0
    declares = false
    depth += 1
    if (depth > MAX_DEPTH) throw new XmlRefusal('damaged-xml', `more than ${MAX_DEPTH} elements stand inside one another`)
  })
  parser.on('attribute', ({ name }) => {
    attributeCount += 1
    declares ||= name.startsWith('xmlns')
    if (attributeCount > MAX_ATTRIBUTES) throw new XmlRefusal('damaged-xml', `one element has more than ${MAX_ATTRIBUTES} attributes`)
  })
  parser.on('opentag', (tag) => {
    open(tag.name, tag.attributes)
    ended()
  })
  parser.on('closetag', () => {
    ended()
    close()
  })
  parser.on('error', (error) => {
    // "undefined entity" is the parser's word for one that the file does not declare.
    const reason = error.message.replace(/\.$/, '').replace('undefined entity', 'an entity that is not declared')
    // Found at the end of a piece at the latest, which is no place of the file.
    throw new XmlRefusal('damaged-xml', reason, reason === OUTSIDE ? null : here() - 1)
  })

  const fail = (code: IssueCode, because: string, offset: number, line = parser.line): void => {
    // An end tag that closes the wrong element is reported where it ended that element; one that did well lies behind.
    if (closing !== null && closing.position < parser.position) commit()
    closing = null
    over = true
    tree = null
    const message = `The XML breaks at byte ${offset} (line ${line}): ${because}. Everything whole before it was kept.`
    pieces.push({ kind: 'rejection', code, message, offset, length: null, line })
  }
  /** A piece ends before a character XML does not allow: what is wrong in front of it is told first, as it is in smaller chunks. */
  const feed = (words: string | null): void => {
    const stop = words?.search(DISALLOWED) ?? -1
    if (words !== null && stop > 0) feedPiece(words.slice(0, stop))
    feedPiece(words !== null && stop > 0 ? words.slice(stop) : words)
  }
  const feedPiece = (words: string | null): void => {
    if (over) return
    try {
      if (words === null) parser.close()
      else parser.write(words)
      // The end of a piece inside a tag leaves nothing open: an error would have come with the tag itself.
      commit()
    } catch (error) {
      if (!(error instanceof XmlRefusal)) throw error
      if (words === null) fail(error.code, 'the file ends before it is complete', text.bytes())
      else if (error.offset === null) fail(error.code, error.message, next, nextLine)
      else fail(error.code, error.message, Math.max(next, error.offset))
    }
  }
  const feedDeclared = (words: string): void => {
    const stop = foreign === null ? -1 : words.search(/[\u0080-\uffff]/)
    if (stop < 0) return feed(words)
    feed(words.slice(0, stop))
    if (!over) fail('bad-encoding', `it says that it is ${foreign?.slice(0, 40)}, but holds more than ASCII; save it as UTF-8`, here())
  }
  const take = (): readonly XmlPiece[] => {
    const taken = pieces
    pieces = []
    return taken
  }

  return {
    write(chunk) {
      if (over) return []
      const { text: words, damagedAt } = text.write(chunk)
      const head = declared ? 0 : words.indexOf('>') + 1
      declared ||= head > 0
      if (head > 0) feed(words.slice(0, head))
      if (declared) feedDeclared(words.slice(head))
      else feed(words)
      if (damagedAt !== null && !over) fail('bad-encoding', 'these bytes are not UTF-8', damagedAt)
      if (!over && text.bytes() - next > limit)
        fail('record-too-large', `one piece of text or markup is larger than ${limit} bytes; nothing behind it could be read`, next)
      return take()
    },
    end() {
      if (over) return []
      const unfinished = text.unfinished()
      if (unfinished === null) feed(null)
      else fail('bad-encoding', 'the file ends inside a character', unfinished)
      over = true
      return take()
    },
  }
}
