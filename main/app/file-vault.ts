// Opaque tokens for files (FileVault of ports.ts). Lives as long as the program; a token means nothing to the next launch.
import { randomBytes } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { AppError } from '#domain/errors'
import type { FileVault, VaultFile } from './ports.ts'

/**
 * Gives an empty vault. Paths are made absolute, so one file reached by two spellings has one token. Tokens are 128 random
 * bits in lower-case hex (`FileToken`): a window cannot guess the token of a file nobody gave it.
 */
export function createFileVault(random: (bytes: number) => Buffer = randomBytes): FileVault {
  const tokens = new Map<string, string>()
  const files = new Map<string, VaultFile>()
  const file = (token: string): VaultFile => {
    const found = files.get(token)
    if (found === undefined) throw new AppError('not-found', 'This file is not known here any more. Choose it again.', { token })
    return found
  }
  return {
    add(path, { member, name } = {}) {
      const absolute = resolve(path)
      const key = JSON.stringify([absolute, member ?? null])
      const token = tokens.get(key) ?? random(16).toString('hex')
      tokens.set(key, token)
      const before = files.get(token)
      files.set(token, { path: absolute, member: member ?? null, name: name ?? before?.name ?? member ?? basename(absolute) })
      return token
    },
    path: (token) => file(token).path,
    file,
  }
}
