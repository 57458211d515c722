// How much an archive may hold and how far it may grow, and the sentences that say a limit was met. Knows no format.
import { AppError } from '#domain/errors'

/**
 * Sizes are bytes as unpacked. `ratio` bounds unpacked to packed bytes and counts only beyond `ratioFromBytes`, because a few
 * kilobytes of blanks shrink a thousandfold and harm nobody.
 */
export type ArchiveLimits = {
  readonly members: number
  readonly memberBytes: number
  readonly totalBytes: number
  readonly ratio: number
  readonly ratioFromBytes: number
}

const MIB = 1024 * 1024

/** field/trust.md T13: DefectDojo's limits. Folders count as members, so that a directory is read in bounded time. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  members: 1_000,
  memberBytes: 512 * MIB,
  totalBytes: 1024 * MIB,
  ratio: 100,
  ratioFromBytes: MIB,
}

/** A tool's own metadata before one member (pax records, long names). What is longer is no name. */
export const MAX_META_BYTES = 64 * 1024

export const sizeText = (bytes: number): string => (bytes >= MIB ? `${Math.floor(bytes / MIB)} MB` : `${bytes} bytes`)

export const tooManyMembers = (limits: ArchiveLimits): AppError =>
  archiveRejected(`it holds more than ${limits.members} members, the most that are opened`)

export const tooLargeInAll = (limits: ArchiveLimits): AppError =>
  archiveRejected(`its members hold more than ${sizeText(limits.totalBytes)} together, the most that is unpacked`)

export const tooLarge = (limits: ArchiveLimits): string =>
  `larger than ${sizeText(limits.memberBytes)}, the most that is unpacked of one member`

export const tooDense = (limits: ArchiveLimits): string =>
  `it grows more than ${limits.ratio} times when unpacked, as only data made to exhaust a machine does`

export const isTooDense = (bytes: number, packedBytes: number, limits: ArchiveLimits): boolean =>
  bytes > limits.ratioFromBytes && bytes > packedBytes * limits.ratio

/** The error for an archive that is refused as a whole; `reason` goes on after a colon. */
export const archiveRejected = (reason: string): AppError =>
  new AppError('import-rejected', `The archive was refused as a whole: ${reason}.`, { reason })

/** The error for one member that is not handed out, or not to its end; `reason` goes on after a colon. */
export const memberRejected = (member: string, reason: string): AppError =>
  new AppError('import-rejected', `The member "${member}" of the archive was refused: ${reason}.`, { member, reason })
