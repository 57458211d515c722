// The closed set of things that can go wrong, as the user meets them. Wording for screens lives in the renderer,
// exit codes in the CLI; both are keyed by these codes.

export const ERROR_CODES = [
  'invalid-input', // the request itself is malformed or names an impossible value
  'no-engagement', // nothing is open and the request needs an open engagement
  'not-found', // the named thing does not exist in this engagement
  'conflict', // somebody changed it meanwhile, or it exists already
  'passphrase-missing',
  'passphrase-wrong',
  'not-an-engagement', // the file is readable but is no Tickmark engagement
  'engagement-newer', // written by a newer Tickmark
  'engagement-unreadable', // the open engagement's own file cannot be read or written
  'input-unreadable', // a file cannot be opened or read
  'import-rejected', // a scan file was rejected as a whole
  'report-blocked', // the numbers do not add up, or a guard of the renderer fired
  'verification-failed',
  'journal-broken',
  'signing-refused', // a draft, a report already signed, an expired certificate …
  'disk-full',
  'cancelled',
  'unexpected',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** Facts that help the reader act: file, byte offset, field … JSON values only, because they cross every transport. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** An error that a person is meant to read. `message` is one plain sentence: what happened, where, what was kept. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

const errnoOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/**
 * Gives every thrown value an AppError: known ones pass, full disks and unreadable files are named, the rest is `unexpected`.
 * Called where errors leave the program (dispatch, worker replies), never in between.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const message = error instanceof Error ? error.message : String(error)
  const errno = errnoOf(error)
  if (errno === 'ENOSPC' || errno === 'SQLITE_FULL' || errno === 'EDQUOT' || errno === 'EFBIG')
    return new AppError(
      'disk-full',
      'The disk is full. Nothing of this step was kept; free some space and try again.',
      {},
      { cause: error },
    )
  if (errno === 'SQLITE_BUSY' || errno === 'SQLITE_LOCKED')
    return new AppError('conflict', 'Another program is writing to this engagement. Nothing was changed; try again.', {}, { cause: error })
  if (errno?.startsWith('SQLITE_CORRUPT') || errno === 'SQLITE_NOTADB')
    return new AppError('journal-broken', `The engagement file is damaged: ${message}`, {}, { cause: error })
  if (errno?.startsWith('SQLITE_IOERR') || errno?.startsWith('SQLITE_CANTOPEN') || errno?.startsWith('SQLITE_READONLY'))
    return new AppError('engagement-unreadable', `The engagement file cannot be read or written: ${message}`, {}, { cause: error })
  if (errno === 'ENOENT' || errno === 'EACCES' || errno === 'EISDIR' || errno === 'EPERM' || errno === 'EIO' || errno === 'EROFS')
    return new AppError('input-unreadable', `A file cannot be read or written: ${message}`, {}, { cause: error })
  return new AppError('unexpected', message, {}, { cause: error })
}

/** Ends a switch over a union: a new member then fails to compile. */
export function assertNever(value: never): never {
  throw new AppError('unexpected', `Unhandled case: ${String(value)}`)
}
