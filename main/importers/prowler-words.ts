// What all of Prowler's outputs share: the result words of its generations, and what its check ids tell.
import type { EvidenceResult, ScanRecord } from '#domain/evidence'
import { type Note, quoted } from './notes.ts'

type Standing = { readonly result: EvidenceResult; readonly muted: boolean }
export type ProwlerWords = ReadonlyMap<string, Standing>

const plainly = (result: EvidenceResult): Standing => ({ result, muted: false })
/** The tool wrote "muted" in place of the result, which is lost. */
const LOST: Standing = { result: 'unknown', muted: true }

const PASS_FAIL: readonly (readonly [string, Standing])[] = [
  ['PASS', plainly('pass')],
  ['FAIL', plainly('fail')],
]

/** FORMATS.md §4.2: INFO is text of any kind, "no resources" among it. WARNING is allow-listed. */
export const V2_WORDS: ProwlerWords = new Map([...PASS_FAIL, ['INFO', plainly('info')], ['WARNING', LOST]])
/** FORMATS.md §4.4: INFO was the manual check. */
export const V3_WORDS: ProwlerWords = new Map([...PASS_FAIL, ['INFO', plainly('manual')], ['WARNING', LOST]])
/** FORMATS.md §4.6. */
export const V4_WORDS: ProwlerWords = new Map([...PASS_FAIL, ['MANUAL', plainly('manual')], ['MUTED', LOST]])
/** Compliance files name no version (FORMATS.md §4.8). */
export const V3_TO_V5_WORDS: ProwlerWords = new Map([...V3_WORDS, ...V4_WORDS])

/** The result a word names, in any case; `unknown` for any other, with a warning. `muted` is the word of a MUTED column. */
export function resultOfWord(
  statusRaw: string | null,
  muted: string | null,
  words: ProwlerWords,
  note: Note,
): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const known = words.get(statusRaw?.trim().toUpperCase() ?? '')
  if (known === undefined) noteUnknownStatus(statusRaw, note)
  return { result: known?.result ?? 'unknown', statusRaw, muted: known?.muted === true || muted?.trim().toLowerCase() === 'true' }
}

export function noteUnknownStatus(word: string | null, note: Note): void {
  note(
    'unknown-status',
    word === null ? 'Records without a status were filed as unknown.' : `Status ${quoted(word)} is not known; filed as unknown.`,
  )
}

/** Check ids of Prowler 3 and later begin with Prowler's name of the service, so all its outputs give the same word. */
export const serviceOfCheck = (checkId: string | null): string | null => /^([a-z0-9]+)_/.exec(checkId ?? '')?.[1] ?? null

const NAMESPACE = 'namespace: '

/** Prowler's region; of Kubernetes the namespace, which its CSV, record ids and OCSF of 4.0 write with a word before it, newer OCSF without. */
export const regionOf = (region: string | null, provider: string | null): string | null =>
  provider === 'kubernetes' && region?.startsWith(NAMESPACE) === true ? region.slice(NAMESPACE.length) : region

/**
 * The account in a record id, `prowler-<provider>-<check>-<account>-<region>-<resource>`: the cluster of Kubernetes, which its OCSF names
 * nowhere else. Every part may hold hyphens, so it is read only between the check and the region that the record itself names.
 */
export function clusterInUid(uid: string | null, checkId: string | null, region: string | null): string | null {
  const before = `prowler-kubernetes-${checkId ?? ''}-`
  if (uid === null || checkId === null || region === null || !uid.startsWith(before)) return null
  const rest = uid.slice(before.length)
  const end = rest.indexOf(`-${NAMESPACE}${region}-`)
  return end > 0 ? rest.slice(0, end) : null
}
