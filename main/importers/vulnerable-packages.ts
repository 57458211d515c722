// The packages of a vulnerability, as Inspector names them in its own findings and in Security Hub's format (FORMATS.md §6.6, §7.4).
import type { ScanRecord } from '#domain/evidence'
import { isObject, type JsonObject, listOf, textOf } from './fields.ts'

/** The same members under the two formats' own names. */
export type PackageMembers = { readonly name: string; readonly version: string; readonly fixed: string; readonly remediation: string }

/** A kernel finding may name hundreds of packages; a sentence names these many. */
const MOST_NAMED = 5

/** A text of Inspector's; null for what it writes where it has nothing to say. */
export const saidOf = (value: unknown): string | null => {
  const text = textOf(value)
  return text === 'None Provided' || text === 'NotAvailable' ? null : text
}

/** `packages: openssl 1.1.1n (fixed in 1.1.1o) and 3 more`, or null where there is none. */
export function packagesText(list: unknown, members: PackageMembers): string | null {
  const packages = listOf(list).filter(isObject)
  const named = packages.slice(0, MOST_NAMED).flatMap((item) => packageText(item, members) ?? [])
  if (named.length === 0) return null
  const more = packages.length - named.length
  return `packages: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function packageText(item: JsonObject, members: PackageMembers): string | null {
  const name = textOf(item[members.name])
  if (name === null) return null
  const version = textOf(item[members.version])
  const fixed = saidOf(item[members.fixed])
  return `${name}${version === null ? '' : ` ${version}`}${fixed === null ? '' : ` (fixed in ${fixed})`}`
}

/** The commands that would update the packages, each once. They are text, and nothing here runs them (trap T17). */
export function updateCommands(list: unknown, members: PackageMembers): ScanRecord['remediationCode'] {
  const commands = listOf(list)
    .filter(isObject)
    .flatMap((item) => saidOf(item[members.remediation]) ?? [])
  return [...new Set(commands)].map((text) => ({ kind: 'command', text }))
}
