// Finds the saved mapping a person means by its name.
import { AppError } from '#domain/errors'
import type { Profile } from '#domain/profile'
import type { Session } from '../session.ts'

/** Throws `not-found`, naming those there are. */
export async function findProfile({ call }: Session, name: string): Promise<Profile> {
  const all = await call('profiles.list', {})
  const profile = all.find((candidate) => candidate.name === name)
  if (profile !== undefined) return profile
  throw new AppError(
    'not-found',
    all.length === 0
      ? `There is no mapping "${name}" in this engagement; none is saved here. A mapping in a file is named with its .json ending.`
      : `There is no mapping "${name}" in this engagement. A mapping in a file is named with its .json ending. Saved here are:`,
    all.length === 0 ? { name } : { saved: all.map((candidate) => candidate.name) },
  )
}
