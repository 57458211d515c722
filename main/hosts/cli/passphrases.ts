// Where passphrases come from: a file or the environment, never the command line itself, which other users can see.
import { readFileSync } from 'node:fs'
import { contract } from '#contract'
import { AppError, toAppError } from '#domain/errors'
import type { EngagementOptions, IdentityOptions } from './arguments.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Reads a passphrase file: its content up to one closing line break. Throws `passphrase-missing` where it is empty. */
export function passphraseFromFile(path: string): string {
  const text = readText(path).replace(/\r?\n$/, '')
  if (text === '') throw new AppError('passphrase-missing', `The passphrase file ${path} is empty.`, { file: path })
  return text
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new AppError(
      'passphrase-missing',
      `The passphrase file cannot be read: ${toAppError(error).message}`,
      { file: path },
      { cause: error },
    )
  }
}

/** The passphrase given for an engagement; null where none is given or `--no-encryption` is. */
export function engagementPassphrase(options: EngagementOptions, env: Env): string | null {
  if (!options.encryption) return null
  if (options.passphraseFile !== undefined) return passphraseFromFile(options.passphraseFile)
  return env['TICKMARK_PASSPHRASE'] || null
}

/** As `engagementPassphrase`, but there must be one unless `--no-encryption` says otherwise. Throws `passphrase-missing`. */
export function newEngagementPassphrase(options: EngagementOptions, env: Env): string | null {
  const passphrase = engagementPassphrase(options, env)
  if (passphrase === null && options.encryption)
    throw new AppError(
      'passphrase-missing',
      'An engagement is encrypted, and no passphrase was given. Give one with --passphrase-file or TICKMARK_PASSPHRASE, or say --no-encryption.',
    )
  return passphrase
}

/** The passphrase of a signing identity. Its own sources come before the engagement's. Throws `passphrase-missing`. */
export function identityPassphrase(options: IdentityOptions, env: Env): string {
  if (options.identityPassphraseFile !== undefined) return passphraseFromFile(options.identityPassphraseFile)
  if (env['TICKMARK_IDENTITY_PASSPHRASE']) return env['TICKMARK_IDENTITY_PASSPHRASE']
  if (options.passphraseFile !== undefined) return passphraseFromFile(options.passphraseFile)
  if (env['TICKMARK_PASSPHRASE']) return env['TICKMARK_PASSPHRASE']
  throw new AppError(
    'passphrase-missing',
    'The signing identity has a passphrase of its own. Give it with --identity-passphrase-file or TICKMARK_IDENTITY_PASSPHRASE.',
  )
}

/** As `identityPassphrase`, long enough for a new identity. Throws `passphrase-missing`, or `invalid-input` where it is too short. */
export function newIdentityPassphrase(options: IdentityOptions, env: Env): string {
  const passphrase = identityPassphrase(options, env)
  const least = contract['identities.create'].input.shape.passphrase.minLength ?? 1
  if (passphrase.length < least) throw new AppError('invalid-input', `The passphrase needs at least ${least} characters.`, { least })
  return passphrase
}
