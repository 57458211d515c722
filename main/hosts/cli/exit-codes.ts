// Exit codes of the command line (shared/design/CLI.md), keyed by what went wrong. A new error code fails to compile here.
import type { ErrorCode } from '#domain/errors'

export const EXIT = { done: 0, unexpected: 1, usage: 2, refused: 3, input: 4, passphrase: 5 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const EXIT_CODE_OF: Readonly<Record<ErrorCode, ExitCode>> = {
  'invalid-input': EXIT.usage,
  'no-engagement': EXIT.usage,
  'not-found': EXIT.usage,
  conflict: EXIT.usage,
  'passphrase-missing': EXIT.passphrase,
  'passphrase-wrong': EXIT.passphrase,
  'not-an-engagement': EXIT.input,
  'engagement-newer': EXIT.input,
  'engagement-unreadable': EXIT.input,
  'input-unreadable': EXIT.input,
  'import-rejected': EXIT.input,
  'report-blocked': EXIT.refused,
  'verification-failed': EXIT.refused,
  'journal-broken': EXIT.refused,
  'signing-refused': EXIT.refused,
  'disk-full': EXIT.unexpected,
  cancelled: EXIT.unexpected,
  unexpected: EXIT.unexpected,
}
