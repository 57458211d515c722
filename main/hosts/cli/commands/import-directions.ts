// What a person says of files beside naming them: format, encoding, AWS CLI command, mapping. From options to the contract's directions.
import { AppError } from '#domain/errors'
import { type Directions, FORMAT_IDS, FormatId, TextEncodingName } from '#domain/imports'
import type { Profile } from '#domain/profile'
import type { Session } from '../session.ts'
import { findProfile } from './find-profile.ts'
import { readProfileFile } from './profile-file.ts'
import type { ScanFile } from './scan-files.ts'

export type DirectionOptions = {
  readonly format?: string
  readonly encoding?: string
  readonly awsService?: string
  readonly awsOperation?: string
  readonly profile?: string
}

/** Formats a person can direct a file to; the others say that nothing is known. */
export const DIRECTABLE_FORMATS = FORMAT_IDS.filter((id) => id !== 'ambiguous' && id !== 'unreadable' && id !== 'unknown')

/** Throws `invalid-input` where options speak against each other. */
export function checkDirections({ format, awsService, awsOperation, profile }: DirectionOptions): void {
  if ((awsService === undefined) !== (awsOperation === undefined))
    throw new AppError(
      'invalid-input',
      '--aws-service and --aws-operation belong together: --aws-service pinpoint --aws-operation get-apps.',
    )
  if (awsService !== undefined && format !== undefined && format !== 'aws-cli')
    throw new AppError('invalid-input', `An answer of the AWS CLI is of the format aws-cli, not ${format}. Leave --format out.`)
  if (profile !== undefined && (format !== undefined || awsService !== undefined))
    throw new AppError('invalid-input', '--profile says how the file is read; leave --format, --aws-service and --aws-operation out.')
}

/**
 * Gives the function that says what is told of a file; null where nothing is. The encoding holds for files named by themselves and,
 * in folders and archives, for those whose bytes are not UTF-8 and carry no mark: it must not garble the others.
 */
export async function directionsFor(session: Session, io: { readonly cwd: string }, options: DirectionOptions) {
  checkDirections(options)
  const profile = options.profile === undefined ? undefined : await profileMeant(session, io, options.profile)
  const encoding = options.encoding === undefined ? undefined : TextEncodingName.parse(options.encoding)
  const shared = sharedDirections(options, profile)
  return (file: ScanFile): Directions | null => {
    const takesEncoding = encoding !== undefined && (file.named || file.detection.encoding === 'windows-1252')
    const directions: Directions = { ...shared, ...(takesEncoding ? { encoding } : {}) }
    return Object.keys(directions).length === 0 ? null : directions
  }
}

function sharedDirections({ format, awsService, awsOperation }: DirectionOptions, profile: Profile | undefined): Directions {
  if (profile !== undefined) return { profile }
  if (awsService !== undefined && awsOperation !== undefined)
    return { formatId: 'aws-cli', about: { service: awsService, operation: awsOperation } }
  return format === undefined ? {} : { formatId: FormatId.parse(format) }
}

/** What ends in `.json` is a file, anything else the name of a saved mapping. */
const profileMeant = (session: Session, io: { readonly cwd: string }, meant: string): Promise<Profile> | Profile =>
  meant.toLowerCase().endsWith('.json') ? readProfileFile(io.cwd, meant) : findProfile(session, meant)
