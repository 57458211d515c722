// Walks a tar: judges every entry that tar-entries.ts cuts, and reads the members asked for. Links, devices, sparse files and the rarer
// kinds of entries are told, not read.
import type { FileHandle } from 'node:fs/promises'
import { HEAD_BYTES } from './kind.ts'
import { type ArchiveLimits, memberRejected, tooLarge, tooLargeInAll, tooManyMembers } from './limits.ts'
import { FOLDER_WITH_BYTES, LINK, nestedRefusal, type OpenMember, refused, SPECIAL } from './member.ts'
import { createNameJudge, type JudgedName } from './names.ts'
import { type ByteSource, fileSource } from './source.ts'
import { nextEntry, paddedBytes, type TarEntry } from './tar-entries.ts'

const PIECE_BYTES = 64 * 1024
const CUT_OFF = 'cut off; the archive ends before it does'

/** As `walkTar`, of a tar on disk: members that are not wanted are stepped over. */
export async function* walkTarFile(file: FileHandle, limits: ArchiveLimits): AsyncGenerator<OpenMember> {
  yield* walkTar(fileSource(file, (await file.stat()).size), limits)
}

/**
 * Gives the members in order, folders left out. What stands in the archive and belongs to no readable member (a damaged header, bytes
 * behind the end mark, an end without mark) is given as a refused member named after its place. Throws AppError `import-rejected`
 * where a limit on the whole archive is met.
 */
export async function* walkTar(source: ByteSource, limits: ArchiveLimits): AsyncGenerator<OpenMember> {
  const judge = createNameJudge()
  let members = 0
  let keptBytes = 0
  for (;;) {
    const entry = await nextEntry(source)
    if (entry === null) return
    if ('problem' in entry) {
      yield unreadableFrom(entry.at, entry.problem)
      return
    }
    members += 1
    if (members > limits.members) throw tooManyMembers(limits)
    const name = judge(entry.name)
    const reading = await openEntry(source, entry, name, limits)
    const readable = reading !== null && reading.member.refusal === null
    if (readable) keptBytes += entry.size
    if (keptBytes > limits.totalBytes) throw tooLargeInAll(limits)
    if (reading !== null) yield reading
    const cutOff = reading === null ? null : await reading.settle()
    if (cutOff !== null) {
      // Of a readable member, reading or settling it tells.
      if (!readable) yield unreadableFrom(source.position(), 'the archive is cut off here')
      return
    }
    await source.skip(paddedBytes(entry.size) - entry.size)
  }
}

const unreadableFrom = (at: number, problem: string): OpenMember => refused(`(from byte ${at})`, null, problem)

/** Null for a folder. Reads the first bytes of what is a file, which may tell that it is an archive. */
async function openEntry(source: ByteSource, entry: TarEntry, name: JudgedName, limits: ArchiveLimits): Promise<OpenMember | null> {
  const isFolder = entry.type === 'Directory' || (name.folder && FILE_TYPES.has(entry.type))
  if (isFolder && entry.size === 0) return null
  const refusal =
    name.refusal ?? (isFolder ? FOLDER_WITH_BYTES : kindRefusal(entry)) ?? (entry.size > limits.memberBytes ? tooLarge(limits) : null)
  const head = refusal === null ? await source.read(Math.min(entry.size, HEAD_BYTES)) : new Uint8Array(0)
  const member = { name: name.name, bytes: entry.size, refusal: refusal ?? nestedRefusal(head) }
  const { body, settle } = readingOf(source, name.name, head, entry.size)
  return member.refusal === null ? { member, body, settle } : { ...refused(member.name, member.bytes, member.refusal), settle }
}

const FILE_TYPES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile'])
const REFUSED_TYPES: ReadonlyMap<string, string> = new Map([
  ['Link', LINK],
  ['SymbolicLink', LINK],
  ['CharacterDevice', SPECIAL],
  ['BlockDevice', SPECIAL],
  ['FIFO', SPECIAL],
])

function kindRefusal({ type, sparse }: TarEntry): string | null {
  if (sparse || type === 'SparseFile') return 'a file stored with holes (sparse), which is not read; unpack it'
  if (FILE_TYPES.has(type)) return null
  return REFUSED_TYPES.get(type) ?? `an entry of the kind "${type}", which is not read`
}

/** Reads or steps over one member's bytes, of which `head` was read. Whatever was not read is stepped over by `settle`. */
function readingOf(source: ByteSource, name: string, head: Uint8Array, size: number): Pick<OpenMember, 'body' | 'settle'> {
  let left = size - head.length
  let state: 'fresh' | 'reading' | 'done' = 'fresh'

  async function* body(): AsyncGenerator<Uint8Array> {
    if (state !== 'fresh') throw new Error(`The member "${name}" was read before, or the walk went on.`)
    state = 'reading'
    if (head.length > 0) yield head
    while (left > 0) {
      const piece = state === 'reading' ? await source.read(Math.min(left, PIECE_BYTES)) : new Uint8Array(0)
      if (piece.length === 0) throw memberRejected(name, CUT_OFF)
      left -= piece.length
      yield piece
    }
  }

  return {
    body,
    async settle() {
      state = 'done'
      left -= await source.skip(left)
      return left > 0 ? CUT_OFF : null
    },
  }
}
