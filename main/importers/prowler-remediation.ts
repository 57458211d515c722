// The remediation parts of Prowler 3 to 5, whose code fields hold links and whose link fields hold code (trap T17).
import type { ScanRecord } from '#domain/evidence'
import { splitLinks } from './links.ts'

export type CodePart = { readonly kind: string; readonly text: string | null }

/** Sorts what is a link from what is none. A link in a code field is a link; what is no link never becomes one. */
export function remediationOf(
  urls: readonly (string | null)[],
  code: readonly CodePart[],
  moreUrls: readonly string[] = [],
): Pick<ScanRecord, 'remediationUrls' | 'remediationCode'> {
  const parts = code.flatMap(({ kind, text }) => (text === null ? [] : [{ kind, text }]))
  const { links, others } = splitLinks([...urls.filter((url) => url !== null), ...parts.map((part) => part.text), ...moreUrls])
  const known = new Set(links)
  const kept = parts.filter((part) => !known.has(part.text.trim()))
  const keptTexts = new Set(kept.map((part) => part.text.trim()))
  return {
    remediationUrls: links,
    remediationCode: [...kept, ...others.filter((other) => !keptTexts.has(other)).map((text) => ({ kind: 'reference', text }))],
  }
}
