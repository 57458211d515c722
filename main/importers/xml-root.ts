// The root element of XML or HTML, read off the beginning of a text: enough to tell the format, no more.

export type XmlRoot = {
  /** Without its prefix. */
  readonly name: string
  /** The namespace the root's own prefix is bound to; null where it has none. */
  readonly namespace: string | null
  /** A document type declaration stands before the root. Readers refuse its entities. */
  readonly doctype: boolean
}

const PROLOGUE = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)/
const DOCTYPE = /^<!doctype\b[^>[]*(?:\[[\s\S]*?\]\s*)?>/i
const START = /^<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)([^>]*)/

/** Gives the root of the text's first element; null where no element follows. `text` begins with `<`. */
export function xmlRootOf(text: string): XmlRoot | null {
  let rest = text
  let doctype = false
  for (;;) {
    const match = PROLOGUE.exec(rest) ?? DOCTYPE.exec(rest)
    if (match === null || match[0] === '') break
    doctype ||= match[0].startsWith('<!') && !match[0].startsWith('<!--')
    rest = rest.slice(match[0].length)
  }
  const start = START.exec(rest)
  if (start === null) return null
  const [, prefix, name = '', attributes = ''] = start
  const bound = new RegExp(`\\sxmlns${prefix === undefined ? '' : `:${prefix}`}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return { name, namespace: bound?.[1] ?? bound?.[2] ?? null, doctype }
}
