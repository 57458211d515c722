// Who has signed off a service: preparer and reviewer, each given, given but no longer valid, or missing.
import { type SignOff, SignOffRole } from '#domain/sign-off'
import { formatInstant } from '../../design/format.ts'
import { ROLE_WORDS } from '../../design/words.ts'

export const SignOffMarks = ({ signOffs }: { readonly signOffs: readonly SignOff[] }) => (
  <span className="sign-marks">
    {SignOffRole.options.map((role) => {
      const given = signOffs.find((signOff) => signOff.role === role)
      const words =
        given === undefined
          ? `${ROLE_WORDS[role]}: not signed off`
          : given.holds
            ? `${ROLE_WORDS[role]}: ${given.name}, ${formatInstant(given.at)}`
            : `${ROLE_WORDS[role]}: ${given.name} signed off, but something changed since`
      return (
        <span key={role} className="sign-mark" data-state={given === undefined ? 'missing' : given.holds ? 'holds' : 'lost'} title={words}>
          <span aria-hidden>{ROLE_WORDS[role].charAt(0)}</span>
          <span className="visually-hidden">{words}. </span>
        </span>
      )
    })}
  </span>
)
