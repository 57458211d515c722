// Mappings of one's own for CSV and JSON that no tool's format names: kept by name, each change in the journal. Source files keep the
// profile that read them as it was then; nothing here reaches them.
import type { Handlers } from '#contract'
import { profileNames, readProfile, removeProfile, writeProfile } from '#db/queries/profiles'
import { canonicalJson } from '#domain/canonical-json'
import { AppError } from '#domain/errors'
import { profileProblem } from '#domain/profile'
import type { Ports } from '../app/ports.ts'
import type { Sessions } from './session.ts'

type Deps = { readonly ports: Ports; readonly sessions: Sessions; readonly actor: () => string }
type Methods = Extract<keyof Handlers, `profiles.${string}`>

export function createProfiles({ ports, sessions, actor }: Deps): Pick<Handlers, Methods> {
  return {
    'profiles.list': () => {
      const { db } = sessions.require()
      return profileNames(db).flatMap((name) => readProfile(db, name)?.profile ?? [])
    },
    'profiles.save': ({ profile }) => {
      const { db, commit } = sessions.require()
      const problem = profileProblem(profile)
      if (problem !== null) throw new AppError('invalid-input', `The profile was not saved. ${problem}`)
      const known = readProfile(db, profile.name)?.profile
      if (known === undefined || canonicalJson(known) !== canonicalJson(profile))
        commit((tx) => {
          tx.change({ action: 'profile.saved', subject: 'profile', subjectId: profile.name }, (writable) => {
            writeProfile(writable, { profile, updatedAt: ports.clock.now().toISOString(), updatedBy: actor() })
          })
        })
      return profile
    },
    'profiles.remove': ({ name }) => {
      const { db, commit } = sessions.require()
      if (readProfile(db, name) === null) return { removed: false }
      commit((tx) => {
        tx.change({ action: 'profile.removed', subject: 'profile', subjectId: name }, (writable) => {
          removeProfile(writable, name)
        })
      })
      return { removed: true }
    },
  }
}
