// Finds the signing identity a person means: by its id, the beginning of its id or fingerprint, or its name.
import { AppError } from '#domain/errors'
import type { Identity } from '#domain/identity'
import type { Session } from '../session.ts'

const SHORTEST_BEGINNING = 6

/** Gives the one identity meant. Throws `not-found`, or `invalid-input` where several fit. */
export async function findIdentity({ call }: Session, meant: string): Promise<Identity> {
  const all = await call('identities.list', {})
  const exact = all.filter((identity) => identity.identityId === meant || identity.fingerprint === meant || identity.name === meant)
  const begins = (text: string): boolean => meant.length >= SHORTEST_BEGINNING && text.startsWith(meant.toLowerCase())
  const fitting = exact.length > 0 ? exact : all.filter(({ identityId, fingerprint }) => begins(identityId) || begins(fingerprint))
  const [identity, ...others] = fitting
  if (identity === undefined)
    throw new AppError('not-found', `There is no signing identity "${meant}". "tickmark identity list" shows those there are.`, {
      identity: meant,
    })
  if (others.length > 0)
    throw new AppError('invalid-input', `Several signing identities fit "${meant}"; name one by its id.`, {
      fitting: fitting.map(({ identityId, name }) => `${identityId} ${name}`),
    })
  return identity
}
