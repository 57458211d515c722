// A kit's bundle among the files of an import: its manifest says of every answer which call it is of, and what it must hash to. What
// does not fit is refused and told with the manifest. Knows no database; what a call's record is, importers/kit-manifest.ts says.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { toAppError } from '#domain/errors'
import type { ImportIssue, IssueCode } from '#domain/imports'
import { type KitCall, type KitDirections, KitLine, MANIFEST_NAME } from '#domain/kit'
import { type ArchiveKind, readMember, readMembers } from '../archives/archives.ts'

/** A file that may be of a bundle: on the disk, or a member of an archive there. */
export type BundleFile = { readonly path: string; readonly member: string | null; readonly archive: ArchiveKind | null }

/** What a bundle says of one of its files. */
export type Told =
  | { readonly kind: 'manifest'; readonly issues: readonly ImportIssue[] }
  | { readonly kind: 'answer'; readonly kit: KitDirections }
  | { readonly kind: 'refused'; readonly refusal: string }

export type Bundles = {
  /** What is told of a file; null for one that is of no bundle. */
  of(file: BundleFile): Told | null
  /** How many manifests there are. */
  readonly manifests: number
  /** What does not fit, over all bundles. */
  readonly issues: readonly ImportIssue[]
}

/** A manifest of a thousand calls has half a megabyte. What is much larger is none of ours, and is not held. */
const MOST_MANIFEST_BYTES = 64 * 1024 * 1024

/** Looks for manifests among these files and checks what they name. Reads every file they name once, to hash it. */
export async function bundlesAmong(files: readonly BundleFile[]): Promise<Bundles> {
  const told = new Map<string, Told>()
  const issues: ImportIssue[] = []
  let manifests = 0
  for (const manifest of files.filter(isManifest)) {
    const calls = await callsIn(manifest)
    if (calls === null) continue
    manifests += 1
    const checked = await check(manifest, calls, files)
    for (const [file, word] of checked.told) told.set(keyOf(file), word)
    told.set(keyOf(manifest), { kind: 'manifest', issues: checked.issues })
    issues.push(...checked.issues)
  }
  return { of: (file) => told.get(keyOf(file)) ?? null, manifests, issues }
}

const keyOf = ({ path, member }: BundleFile): string => JSON.stringify([path, member])
/** Slashes, whichever system wrote the path. */
const slashed = (path: string): string => path.replaceAll('\\', '/')
const whole = ({ path, member }: BundleFile): string => slashed(member ?? path)
const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1)
const isManifest = (file: BundleFile): boolean =>
  !isArchiveItself(file) && whole(file).slice(folderOf(whole(file)).length) === MANIFEST_NAME
const isArchiveItself = ({ archive, member }: BundleFile): boolean => archive !== null && member === null

/** The name of a file inside the bundle of a manifest; null for one that lies elsewhere. */
function nameIn(manifest: BundleFile, file: BundleFile): string | null {
  if ((manifest.member === null) !== (file.member === null) || isArchiveItself(file)) return null
  if (manifest.member !== null && manifest.path !== file.path) return null
  const folder = folderOf(whole(manifest))
  return whole(file).startsWith(folder) ? whole(file).slice(folder.length) : null
}

/** The calls of a manifest; null where the file is none of ours. Lines that are no calls are the importer's to reject. */
async function callsIn(manifest: BundleFile): Promise<readonly KitCall[] | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of bytesOf(manifest)) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > MOST_MANIFEST_BYTES) return null
    }
  } catch (error) {
    const { code } = toAppError(error)
    if (code !== 'input-unreadable' && code !== 'import-rejected') throw error
    return null
  }
  const lines = Buffer.concat(chunks).toString('utf8').split('\n').map(lineOf)
  if (lines[0]?.type !== 'header') return null
  return lines.filter((line) => line?.type === 'call')
}

function lineOf(text: string): KitLine | null {
  try {
    return KitLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const bytesOf = ({ path, member, archive }: BundleFile): AsyncIterable<Uint8Array> =>
  member === null || archive === null ? createReadStream(path) : readMember(path, archive, member)

const ANSWERS = 'answers/'
const baseOf = (name: string): string => name.slice(folderOf(name).length)

/** Single files from elsewhere, by name: a browser hands over the files of a folder without the folder. */
function looseFiles(manifest: BundleFile, files: readonly BundleFile[]): ReadonlyMap<string, readonly BundleFile[]> {
  if (manifest.member !== null) return new Map()
  return Map.groupBy(
    files.filter((file) => file.member === null && !isArchiveItself(file) && nameIn(manifest, file) === null),
    (file) => baseOf(whole(file)),
  )
}

type Checked = { readonly told: ReadonlyMap<BundleFile, Told>; readonly issues: readonly ImportIssue[] }

async function check(manifest: BundleFile, calls: readonly KitCall[], files: readonly BundleFile[]): Promise<Checked> {
  const byName = new Map(
    files.flatMap((file) => (file === manifest || nameIn(manifest, file) === null ? [] : [[nameIn(manifest, file) ?? '', file]])),
  )
  const named = Map.groupBy(
    calls.filter(({ file }) => file !== null),
    ({ file }) => file ?? '',
  )
  const loose = looseFiles(manifest, files)
  const candidates = (name: string): readonly BundleFile[] => {
    const file = byName.get(name)
    return file === undefined ? (loose.get(baseOf(name)) ?? []) : [file]
  }
  const hashes = await hashesOf([...named.keys()].flatMap(candidates))
  const later = laterPages(calls)
  const told = new Map<BundleFile, Told>()
  const issues: ImportIssue[] = []
  const complain = (code: IssueCode, message: string): void => {
    issues.push({ kind: 'warning', code, message, pointer: null, count: 1 })
  }
  for (const [name, ofFile] of named) {
    const [call] = ofFile
    // Of files that lost their folder, only the one that fits is meant.
    const file = byName.get(name) ?? candidates(name).find((other) => hashes.get(other) === call?.sha256)
    if (file === undefined || call === undefined) {
      complain('incomplete-export', `${name} is not among the files: what “${commandOf(call)}” answered is missing.`)
      continue
    }
    if (ofFile.length > 1) {
      complain('other', `${name} is named by ${ofFile.length} calls: no one can say which of them it answers. It was not imported.`)
      told.set(file, { kind: 'refused', refusal: 'several calls of the manifest claim it' })
    } else if (hashes.get(file) !== call.sha256) {
      complain('other', `${name} was changed after it was collected: it is not what “${commandOf(call)}” answered. It was not imported.`)
      told.set(file, { kind: 'refused', refusal: 'it was changed after it was collected: its SHA-256 is not the one in the manifest' })
    } else told.set(file, { kind: 'answer', kit: directionsOf(call, later) })
  }
  // What lies beside the answers is no part of the bundle: scans that were put into the same folder.
  for (const [name, file] of byName)
    if (name.startsWith(ANSWERS) && !named.has(name)) {
      complain('other', `${name} is among the answers, but no call of the manifest names it. It was not imported.`)
      told.set(file, { kind: 'refused', refusal: 'the manifest of its bundle does not name it; import it by itself if it is wanted' })
    }
  return { told, issues }
}

const commandOf = (call: KitCall | undefined): string => (call === undefined ? '' : `aws ${call.cli} ${call.operation}`)

const PAGE_OPTIONS: ReadonlySet<string> = new Set(['token', 'next-token'])
/** What a call asks about, whichever page of it. */
const askedOf = ({ cli, operation, region, args }: KitCall): string =>
  JSON.stringify([cli, operation, region, Object.entries(args).filter(([name]) => !PAGE_OPTIONS.has(name))])

/** Answered pages after the first, by number and by what they are of. */
const laterPages = (calls: readonly KitCall[]): ReadonlySet<string> =>
  new Set(calls.filter(({ page, outcome }) => page > 1 && outcome === 'answered').map((call) => `${call.page} ${askedOf(call)}`))

function directionsOf(call: KitCall, later: ReadonlySet<string>): KitDirections {
  const { service, topic, cli, operation, args, page, account, region, startedAt: at } = call
  return { service, topic, cli, operation, args, page, account, region, at, continued: later.has(`${page + 1} ${askedOf(call)}`) }
}

/** Members of one archive in one pass over it. A file that cannot be read has no hash. */
async function hashesOf(files: readonly BundleFile[]): Promise<ReadonlyMap<BundleFile, string>> {
  const hashes = new Map<BundleFile, string>()
  for (const file of files)
    if (file.member === null) await unlessUnreadable(async () => hashes.set(file, await hashOf(createReadStream(file.path))))
  const [any] = files.filter(({ member }) => member !== null)
  if (any === undefined || any.archive === null) return hashes
  const { path, archive } = any
  const byMember = new Map(files.map((file) => [file.member ?? '', file]))
  await unlessUnreadable(async () => {
    for await (const { member, bytes } of readMembers(path, archive, new Set(byMember.keys()))) {
      const file = byMember.get(member.name)
      if (file !== undefined && member.refusal === null) hashes.set(file, await hashOf(bytes))
    }
  })
  return hashes
}

async function unlessUnreadable(read: () => Promise<unknown>): Promise<void> {
  try {
    await read()
  } catch (error) {
    const { code } = toAppError(error)
    if (code !== 'input-unreadable' && code !== 'import-rejected') throw error
  }
}

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}
