// Reads a zip's central directory with yauzl and checks what yauzl trusts: where the directory ends, that no two members share bytes,
// that both headers of a member name it alike. Reads no member.
import type { FileHandle } from 'node:fs/promises'
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type ZipFile } from 'yauzl'
import { AppError } from '#domain/errors'
import { ARCHIVE_LIMITS, type ArchiveLimits, archiveRejected, tooManyMembers } from './limits.ts'
import { readAt } from './unpack.ts'

/** A member as the directory has it. `dataStart` is null where its own header cannot be read; `problem` says why in words. */
export type ZipEntry = {
  /** As written, not judged. */
  readonly name: string
  readonly bytes: number
  readonly packedBytes: number
  readonly crc32: number
  readonly method: number
  readonly encrypted: boolean
  /** The file type bits of a Unix mode, 0 where none is stated. */
  readonly unixType: number
  readonly dataStart: number
  readonly problem: string | null
}

/** Gives every entry in the directory's order. Throws AppError `import-rejected` where the archive is refused as a whole. */
export async function readDirectory(file: FileHandle, limits: ArchiveLimits): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat()
  const zip = await open(file, size)
  if (zip.entryCount > limits.members) throw tooManyMembers(limits)
  const directoryStart = cursorOf(zip)
  const entries: ZipEntry[] = []
  const ranges: Range[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      const { read, range } = await withLocalHeader(zip, entry)
      entries.push(read)
      if (range !== null) ranges.push(range)
    }
  } catch (error) {
    throw damagedDirectory(error)
  }
  if (!(await endsAt(file, size, cursorOf(zip)))) throw archiveRejected('its directory does not list all of its members, or is damaged')
  if (overlap([...ranges, { start: directoryStart, end: size }]))
    throw archiveRejected('its members overlap, as only archives made to exhaust a machine do')
  return entries
}

/** The names a zip lists, as written; empty where its directory cannot be read or is longer than any archive of scans. */
export async function namesInDirectory(file: FileHandle): Promise<readonly string[]> {
  try {
    const { size } = await file.stat()
    const zip = await open(file, size)
    if (zip.entryCount > ARCHIVE_LIMITS.members) return []
    const names: string[] = []
    for await (const entry of zip.eachEntry()) names.push(nameOf(entry))
    return names
  } catch (error) {
    if (isSystemError(error)) throw error
    return []
  }
}

type Range = { readonly start: number; readonly end: number }

/** yauzl's own reader passes positions of 2^53 and more to `fs.read`, whose RangeError then ends the program. */
class BoundedReader extends RandomAccessReader {
  readonly #file: FileHandle
  readonly #size: number

  constructor(file: FileHandle, size: number) {
    super()
    this.#file = file
    this.#size = size
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    const inside = position >= 0 && position + length <= this.#size
    const bytes = inside ? readAt(this.#file, position, length) : Promise.resolve(Buffer.alloc(0))
    bytes.then(
      (read) => {
        if (read.length < length) callback(new Error('it points behind its own end'))
        else {
          read.copy(buffer, offset)
          callback(null)
        }
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    )
  }
}

async function open(file: FileHandle, size: number): Promise<ZipFile> {
  try {
    // Names stay raw, since one bad name must not refuse the archive; sizes are checked where the bytes are counted.
    return await fromRandomAccessReaderPromise(new BoundedReader(file, size), size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
  } catch (error) {
    throw damagedDirectory(error)
  }
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

function damagedDirectory(error: unknown): unknown {
  if (error instanceof AppError || isSystemError(error)) return error
  const reason = error instanceof Error ? error.message : String(error)
  return archiveRejected(`its directory cannot be read; it may be cut off (${reason.replace(/\.$/, '')})`)
}

/** Where yauzl reads next. Its types say boolean; it is a number. */
const cursorOf = (zip: ZipFile): number => Number(zip.readEntryCursor)

async function withLocalHeader(zip: ZipFile, entry: Entry): Promise<{ readonly read: ZipEntry; readonly range: Range | null }> {
  const read = {
    name: nameOf(entry),
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    crc32: entry.crc32,
    method: entry.compressionMethod,
    encrypted: entry.isEncrypted(),
    unixType: (entry.externalFileAttributes >>> 16) & 0o170000,
  }
  try {
    const local = await zip.readLocalFileHeaderPromise(entry)
    const dataStart = local.fileDataStart
    const problem = local.fileName.equals(entry.fileNameRaw) ? null : 'the archive gives it two different names'
    const range = { start: entry.relativeOffsetOfLocalHeader, end: dataStart + entry.compressedSize }
    return { read: { ...read, dataStart, problem }, range }
  } catch (error) {
    if (isSystemError(error)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    return { read: { ...read, dataStart: 0, problem: `its data is not where the archive says (${reason})` }, range: null }
  }
}

const UTF8_FLAG = 0x800

/** UTF-8 where flagged or where the bytes are UTF-8 (macOS does not flag), else code page 437 (APPNOTE appendix D). */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw
  // yauzl's table for code page 437 draws control characters; judged as such they must stay what they are.
  const isUtf8 = new TextDecoder().decode(raw).includes('\ufffd') === false || raw.some((byte) => byte < 0x20 || byte === 0x7f)
  return getFileNameLowLevel(entry.generalPurposeBitFlag | (isUtf8 ? UTF8_FLAG : 0), raw, entry.extraFields, true)
}

function overlap(ranges: readonly Range[]): boolean {
  const sorted = ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return sorted.some((range, i) => i > 0 && range.start < (sorted[i - 1]?.end ?? 0))
}

const DIRECTORY_END = 0x06054b50
const ZIP64_DIRECTORY_END = 0x06064b50
const ZIP64_LOCATOR = 0x07064b50

/**
 * Whether the records that close a zip (APPNOTE §4.3.14 to 16) begin at `at` and end with the file. yauzl reads as many entries as
 * these records count; a count that is too low would hide the others.
 */
async function endsAt(file: FileHandle, size: number, at: number): Promise<boolean> {
  let end = at
  const head = await readAt(file, end, 12)
  if (head.length === 12 && head.readUInt32LE(0) === ZIP64_DIRECTORY_END) {
    const length = head.readBigUInt64LE(4)
    if (length > BigInt(size)) return false
    end += 12 + Number(length)
    const locator = await readAt(file, end, 20)
    if (locator.length < 20 || locator.readUInt32LE(0) !== ZIP64_LOCATOR || locator.readBigUInt64LE(8) !== BigInt(at)) return false
    end += 20
  }
  const record = await readAt(file, end, 22)
  return record.length === 22 && record.readUInt32LE(0) === DIRECTORY_END && end + 22 + record.readUInt16LE(20) === size
}
