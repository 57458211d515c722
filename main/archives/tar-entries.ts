// Cuts a tar into its entries: headers, pax records and long names, block by block. tar's `Header` reads a block; its `Parser` is not
// used, because it loses what must be told (docs/adr/0010-archives.md). What an entry is worth is judged in tar.ts.
import { Header } from 'tar/header'
import { archiveRejected, MAX_META_BYTES } from './limits.ts'
import { paxRecords } from './pax.ts'
import type { ByteSource } from './source.ts'

const BLOCK = 512
/** Entries that only say something about the next one; no tool writes more than three. */
const MAX_META_ENTRIES = 8

/** `at` counts bytes of the tar. `type` is tar's name of it, or the letter of a type without name. */
export type TarEntry = {
  readonly at: number
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sparse: boolean
}

/** A place of the archive that cannot be read, nor anything behind it. */
export type TarProblem = { readonly at: number; readonly problem: string }

/** How far the blocks reach that hold so many bytes. */
export const paddedBytes = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK

/**
 * Gives the next entry, whose bytes then come from `source`; null where the archive ends as it should. `source` must stand at a block.
 * Throws AppError `import-rejected` where a header for all members says what only one can say.
 */
export async function nextEntry(source: ByteSource): Promise<TarEntry | TarProblem | null> {
  let about = nothingAbout
  for (let metaEntries = 0; ; metaEntries += 1) {
    const at = source.position()
    const block = await source.read(BLOCK)
    if (block.length === 0) return { at, problem: 'the archive ends without its end mark and may be cut off' }
    if (block.length < BLOCK) return { at, problem: 'the archive is cut off here' }
    if (block.every((byte) => byte === 0)) return await behindEndMark(source)
    const header = headerOf(block)
    if (header === null) return { at, problem: 'the archive is damaged here; nothing behind this place is read' }
    if (!META_TYPES.has(header.type))
      return { at, name: about.name ?? header.name, type: header.type, size: about.size ?? header.size, sparse: about.sparse }
    const more = metaEntries < MAX_META_ENTRIES ? await metaAbout(source, header, about) : null
    if (more === null) return { at, problem: 'what the archive says about the next member is damaged; nothing behind it is read' }
    about = more
  }
}

type TarHeader = { readonly name: string; readonly type: string; readonly size: number }

/** Null where the block is no header. */
function headerOf(block: Uint8Array): TarHeader | null {
  try {
    const header = new Header(Buffer.from(block.buffer, block.byteOffset, block.length))
    if (!header.cksumValid || header.size === undefined) return null
    const type = header.typeKey === 'Unsupported' ? String.fromCharCode(block[156] ?? 0) : header.type
    return { name: header.path ?? '', type, size: header.size }
  } catch {
    return null // a number that no tar can hold
  }
}

/** What the entries before a member say about it. */
type About = { readonly name: string | null; readonly size: number | null; readonly sparse: boolean }
const nothingAbout: About = { name: null, size: null, sparse: false }

const META_TYPES: ReadonlySet<string> = new Set([
  'ExtendedHeader',
  'OldExtendedHeader',
  'GlobalExtendedHeader',
  'NextFileHasLongPath',
  'NextFileHasLongLinkpath',
])

/** Reads such an entry to its end. Null where it is damaged. */
async function metaAbout(source: ByteSource, { type, size }: TarHeader, before: About): Promise<About | null> {
  if (size > MAX_META_BYTES) return null
  const bytes = await source.read(size)
  await source.skip(paddedBytes(size) - size)
  if (bytes.length < size) return null
  switch (type) {
    case 'NextFileHasLongLinkpath':
      return before
    case 'NextFileHasLongPath': {
      const end = bytes.indexOf(0)
      return { ...before, name: new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)) }
    }
    case 'GlobalExtendedHeader':
      return globalAbout(paxRecords(bytes), before)
    default:
      return paxAbout(paxRecords(bytes), before)
  }
}

const isSparse = (records: ReadonlyMap<string, string>): boolean => records.keys().some((key) => key.startsWith('GNU.sparse.'))

function globalAbout(records: ReadonlyMap<string, string> | null, before: About): About | null {
  if (records === null) return null
  if (records.has('size') || records.has('path') || isSparse(records))
    throw archiveRejected('it states one name or size for all of its members')
  return before
}

function paxAbout(records: ReadonlyMap<string, string> | null, before: About): About | null {
  const size = records?.get('size')
  if (records === null || (size !== undefined && !/^\d{1,15}$/.test(size))) return null
  return {
    name: records.get('path') ?? before.name,
    size: size === undefined ? before.size : Number(size),
    sparse: before.sparse || isSparse(records),
  }
}

const PIECE_BYTES = 64 * 1024

/** Two blocks of zeros end a tar, and more of them pad it; a single one is forgiven, as by every tool. */
async function behindEndMark(source: ByteSource): Promise<TarProblem | null> {
  const at = source.position()
  for (;;) {
    const piece = await source.read(PIECE_BYTES)
    if (piece.length === 0) return null
    if (piece.some((byte) => byte !== 0)) return { at, problem: 'bytes that are not read follow the end mark of the archive' }
  }
}
