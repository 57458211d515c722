// What every format gives of a member, and the words for the members that nothing reads.
import { HEAD_BYTES, headKind } from './kind.ts'

/** One member of an archive. `bytes` as unpacked, null where only reading tells; `refusal` says in words why nothing reads it. */
export type Member = { readonly name: string; readonly bytes: number | null; readonly refusal: string | null }

/** A member while its archive is walked. It may be read until the walk goes on. */
export type OpenMember = {
  readonly member: Member
  /** Streams the member. Throws AppError `import-rejected` as soon as its bytes are found to be refused or not whole. */
  readonly body: () => AsyncGenerator<Uint8Array>
  /** Goes to the member's end; says why it is refused where only that shows it. */
  readonly settle: () => Promise<string | null>
}

export const LINK = 'a link; nothing is read through it'
export const SPECIAL = 'no regular file (a pipe, socket or device)'
export const FOLDER_WITH_BYTES = 'a folder that holds bytes of its own'
export const NESTED = 'an archive inside an archive; unpack it'

/** The refusal of a member that is an archive itself, by its first HEAD_BYTES bytes. */
export const nestedRefusal = (head: Uint8Array): string | null => (headKind(head.subarray(0, HEAD_BYTES)) === null ? null : NESTED)

/** An open member that gives nothing. */
export const refused = (name: string, bytes: number | null, refusal: string): OpenMember => ({
  member: { name, bytes, refusal },
  body: nothing,
  settle: () => Promise.resolve(null),
})

async function* nothing(): AsyncGenerator<Uint8Array> {}
