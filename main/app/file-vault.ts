// Opaque tokens for files (FileVault of ports.ts). Lives as long as the program; a token means nothing to the next launch.
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { AppError } from '#domain/errors'
import type { FileVault } from './ports.ts'

/**
 * Gives an empty vault. Paths are made absolute, so one file reached by two spellings has one token. Tokens are 128 random
 * bits in lower-case hex (`FileToken`): a window cannot guess the token of a file nobody gave it.
 */
export function createFileVault(random: (bytes: number) => Buffer = randomBytes): FileVault {
  const tokens = new Map<string, string>()
  const paths = new Map<string, string>()
  return {
    add(path) {
      const absolute = resolve(path)
      const known = tokens.get(absolute)
      if (known !== undefined) return known
      const token = random(16).toString('hex')
      tokens.set(absolute, token)
      paths.set(token, absolute)
      return token
    },
    path(token) {
      const path = paths.get(token)
      if (path === undefined) throw new AppError('not-found', 'This file is not known here any more. Choose it again.', { token })
      return path
    },
  }
}
