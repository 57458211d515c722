// For tests: puts an archive into a temporary file and reads it whole through the module's own doors.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ArchiveKind, archiveKind, listMembers, readMember, readMembers } from './archives.ts'
import type { ArchiveLimits } from './limits.ts'

export type TestFolder = {
  readonly put: (bytes: Uint8Array, name?: string) => string
  readonly files: () => string[]
  readonly remove: () => void
}

export function testFolder(): TestFolder {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-archives-'))
  let count = 0
  return {
    put(bytes, name = `archive-${(count += 1)}`) {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      return path
    },
    files: () => readdirSync(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export async function kindOf(path: string): Promise<ArchiveKind> {
  const kind = await archiveKind(path)
  if (kind === null) throw new Error('no archive')
  return kind
}

/** Names with their refusals; null for what is read. */
export async function refusals(path: string, limits?: ArchiveLimits): Promise<Record<string, string | null>> {
  const members = await listMembers(path, await kindOf(path), limits)
  return Object.fromEntries(members.map((member) => [member.name, member.refusal]))
}

export async function joined(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

export const readOne = async (path: string, name: string, limits?: ArchiveLimits): Promise<string> =>
  (await joined(readMember(path, await kindOf(path), name, limits))).toString()

/** Every readable member as listed, read in one pass. */
export async function readAll(path: string): Promise<Map<string, Buffer>> {
  const kind = await kindOf(path)
  const wanted = new Set((await listMembers(path, kind)).flatMap(({ name, refusal }) => (refusal === null ? [name] : [])))
  const read = new Map<string, Buffer>()
  for await (const { member, bytes } of readMembers(path, kind, wanted)) read.set(member.name, await joined(bytes))
  return read
}
