// What an XCCDF Rule says about its results: title, description, fix, references (FORMATS.md §17).
import type { ScanRecord } from '#domain/evidence'
import { attributeOf, childrenOf, childText, childTexts, textIn, type XmlElement } from './xml-element.ts'

export type RuleFacts = Pick<ScanRecord, 'title' | 'description' | 'risk' | 'compliance' | 'remediationCode'> & {
  readonly severity: string | null
  /** Of DISA's rules the STIG id, `RHEL-07-010030`; of others a number. */
  readonly version: string | null
  readonly fixtext: string | null
  readonly links: readonly string[]
}

/** DISA writes several texts into one description, as tags inside its text; the first is the description. */
const DISCUSSION = '<VulnDiscussion>'
const DISCUSSION_END = '</VulnDiscussion>'

export function ruleOf(rule: XmlElement): RuleFacts {
  const references = childrenOf(rule, 'reference')
  return {
    title: childText(rule, 'title'),
    description: descriptionOf(childTexts(rule, 'description').join('\n\n')),
    risk: childTexts(rule, 'rationale').join('\n\n') || null,
    severity: attributeOf(rule, 'severity'),
    version: childText(rule, 'version'),
    fixtext: childTexts(rule, 'fixtext').join('\n\n') || null,
    remediationCode: fixesOf(rule),
    // What has a text is a requirement of the document it links to; what has none is a link.
    compliance: identified([...identsOf(rule), ...references.map((reference) => pair(attributeOf(reference, 'href'), ownText(reference)))]),
    links: references.filter((reference) => ownText(reference) === null).flatMap((reference) => attributeOf(reference, 'href') ?? []),
  }
}

/** Scripts that repair, with the kind their `system` names. */
export const fixesOf = (element: XmlElement): ScanRecord['remediationCode'] =>
  childrenOf(element, 'fix').flatMap((fix) => {
    const text = textIn(fix)
    return text === null ? [] : [{ kind: attributeOf(fix, 'system') ?? 'fix', text }]
  })

export type Identifier = { readonly framework: string; readonly id: string }

/** CCE, CCI, CVE and legacy ids, under the system that gives them. */
export const identsOf = (element: XmlElement): readonly (Identifier | null)[] =>
  childrenOf(element, 'ident').map((ident) => pair(attributeOf(ident, 'system') ?? 'ident', textIn(ident)))

const pair = (framework: string | null, id: string | null): Identifier | null =>
  framework === null || id === null ? null : { framework, id }

/** Ids under their frameworks, each once. */
export function identified(identifiers: readonly (Identifier | null)[]): ScanRecord['compliance'] {
  const references = new Map<string, Set<string>>()
  for (const identifier of identifiers) {
    if (identifier === null) continue
    const ids = references.get(identifier.framework) ?? new Set()
    references.set(identifier.framework, ids.add(identifier.id))
  }
  return [...references].map(([framework, ids]) => ({ framework, ids: [...ids] }))
}

/** Without what Dublin Core elements inside say. */
function ownText(reference: XmlElement): string | null {
  const text = reference.content.filter((node) => typeof node === 'string').join('')
  return text.trim() || null
}

function descriptionOf(text: string): string | null {
  const end = text.indexOf(DISCUSSION_END)
  const plain = text.startsWith(DISCUSSION) && end > 0 ? text.slice(DISCUSSION.length, end).trim() : text
  return plain === '' ? null : plain
}
