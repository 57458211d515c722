// Distinguished names (X.501) as people read them: RFC 4514 strings, most significant part as the certificate orders it.

import { OID } from '../der/oids.ts'
import { DerError, type DerNode, readItems, readOid, TAG } from '../der/read.ts'
import { element, oid, printableString, sequence, utf8String } from '../der/write.ts'

export type DistinguishedName = { readonly text: string; readonly commonName: string | null }

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  [OID.commonName, 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  [OID.country, 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  [OID.organization, 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['2.5.4.42', 'GN'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
])

const DECODERS: ReadonlyMap<number, string> = new Map([
  [TAG.utf8String, 'utf-8'],
  [TAG.printableString, 'latin1'],
  [TAG.numericString, 'latin1'],
  [TAG.ia5String, 'latin1'],
  [TAG.teletexString, 'latin1'],
  [TAG.bmpString, 'utf-16be'],
])

function textOf(node: DerNode): string {
  const encoding = DECODERS.get(node.tag)
  if (encoding === undefined) return `#${Buffer.from(node.bytes).toString('hex')}`
  return new TextDecoder(encoding).decode(node.content)
}

/** RFC 4514 §2.4; control characters too, because the text ends up on screens and paper. */
const escapeText = (text: string): string =>
  text
    .replace(/[\\,+"<>;]/g, '\\$&')
    .replace(/^[ #]| $/g, '\\$&')
    .replace(/\p{Cc}/gu, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

/** Reads a Name. The common name is the last one, if several are given. */
export function readName(node: DerNode | undefined): DistinguishedName {
  let commonName: string | null = null
  const parts = readItems(node).map((set) =>
    readItems(set, TAG.set)
      .map((attribute) => {
        const [type, value, extra] = readItems(attribute)
        if (value === undefined || extra !== undefined) throw new DerError('a part of a name is malformed')
        const dotted = readOid(type)
        const text = textOf(value)
        if (dotted === OID.commonName) commonName = text
        return `${SHORT_NAMES.get(dotted) ?? dotted}=${escapeText(text)}`
      })
      .join('+'),
  )
  return { text: parts.join(', '), commonName }
}

const attribute = (type: string, value: Uint8Array): Uint8Array => element(TAG.set, sequence(oid(type), value))

/** Writes a Name of country, organisation and common name; empty parts are left out. */
export function writeName(parts: { readonly name: string; readonly organisation: string; readonly country: string }): Uint8Array {
  const attributes: Uint8Array[] = []
  if (parts.country !== '') attributes.push(attribute(OID.country, printableString(parts.country)))
  if (parts.organisation !== '') attributes.push(attribute(OID.organization, utf8String(parts.organisation)))
  attributes.push(attribute(OID.commonName, utf8String(parts.name)))
  return sequence(...attributes)
}
