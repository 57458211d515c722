// KMS: rotation, state and policies of the client's own keys.
import { objectOf, textOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn, shortName } from './evidence.ts'
import { documentAt } from './iam-grants.ts'
import { letsEverybodyIn, narrowingKeys } from './policy-document.ts'
import { type Item, survey } from './statement.ts'

const KEYS: Command = 'kms list-keys'
const KEY: Command = 'kms describe-key'
const ROTATION: Command = 'kms get-key-rotation-status'
const POLICY: Command = 'kms get-key-policy'
const OPTION = 'key-id'

type Key = {
  readonly id: string
  readonly isCustomers: boolean
  readonly rotates: boolean
  readonly state: string
  readonly answer: Answer
}

const described = (evidence: Evidence): readonly Key[] =>
  evidence.of(KEY).map((answer): Key => {
    const key = objectOf(objectOf(answer.value)['KeyMetadata'])
    return {
      id: textOf(key['KeyId']) ?? answer.args?.[OPTION] ?? 'a key that is not named',
      isCustomers: textOf(key['KeyManager']) === 'CUSTOMER',
      rotates:
        (textOf(key['KeySpec']) ?? textOf(key['CustomerMasterKeySpec'])) === 'SYMMETRIC_DEFAULT' && textOf(key['Origin']) === 'AWS_KMS',
      state: textOf(key['KeyState']) ?? 'not stated',
      answer,
    }
  })

const listed = (evidence: Evidence): readonly string[] => [
  ...new Set(
    evidence.of(KEYS).flatMap(({ value }) => {
      const { Keys: keys } = objectOf(value)
      return Array.isArray(keys) ? keys.flatMap((key) => textOf(objectOf(key)['KeyId']) ?? []) : []
    }),
  ),
]

const gapsOf = (evidence: Evidence, commands: readonly Command[], keys: readonly string[]): readonly string[] => [
  ...evidence.gaps(KEYS, 'region'),
  ...commands.flatMap((command) => {
    const seen = new Set(
      [...evidence.of(command), ...evidence.absent(command)].flatMap(({ args }) =>
        args?.[OPTION] === undefined ? [] : [shortName(args[OPTION])],
      ),
    )
    if (command === KEY) for (const { id } of described(evidence)) seen.add(id)
    return evidence.gapsPer(command, OPTION, keys, seen)
  }),
]

/** Symmetric keys of the client's rotate. */
export const keyRotationOn: Evaluator = {
  evaluatorId: 'kms-rotation',
  criterionIds: ['kms.data-protection.rotation'],
  reads: [KEYS, KEY, ROTATION],
  evaluate: (evidence) => {
    const mine = described(evidence).filter(({ isCustomers, rotates, state }) => isCustomers && rotates && state !== 'PendingDeletion')
    const status = new Map(
      evidence
        .of(ROTATION)
        .flatMap((answer) => (answer.args?.[OPTION] === undefined ? [] : [[shortName(answer.args[OPTION]), answer] as const])),
    )
    return survey({
      noun: ["symmetric key of the client's", "symmetric keys of the client's"],
      items: mine.flatMap(({ id }): Item[] => {
        const answer = status.get(id)
        return answer === undefined
          ? []
          : [
              {
                name: id,
                wrong: objectOf(answer.value)['KeyRotationEnabled'] === true ? null : '',
                place: placeIn(answer, 'KeyRotationEnabled'),
              },
            ]
      }),
      fault: ['does not rotate', 'do not rotate'],
      fine: ['rotates', 'rotate'],
      gaps: [
        ...gapsOf(evidence, [KEY], listed(evidence)),
        ...gapsOf(
          evidence,
          [ROTATION],
          mine.map(({ id }) => id),
        ).filter((gap) => gap.includes(ROTATION)),
      ],
      none: 'The client has no symmetric key of its own.',
      isStrict: false,
      also: 'Rotation by hand does as well where it is recorded.',
    })
  },
}

/** No key waits for its deletion or is off without a decision. */
export const keyStates: Evaluator = {
  evaluatorId: 'kms-states',
  criterionIds: ['kms.data-protection.deletion'],
  reads: [KEYS, KEY],
  evaluate: (evidence) =>
    survey({
      noun: ["key of the client's", "keys of the client's"],
      items: described(evidence)
        .filter(({ isCustomers }) => isCustomers)
        .map(
          ({ id, state, answer }): Item => ({
            name: id,
            wrong: /^(?:PendingDeletion|Disabled|PendingReplicaDeletion)$/u.test(state) ? state : null,
            place: placeIn(answer, 'KeyMetadata', 'KeyState'),
          }),
        ),
      fault: ['is off or waits for its deletion', 'are off or wait for their deletion'],
      fine: ['is in use', 'are in use'],
      gaps: gapsOf(evidence, [KEY], listed(evidence)),
      none: 'The client has no key of its own.',
      isStrict: false,
      also: 'A decision on record makes it right.',
    }),
}

/** No key lets in everybody, or another account without a condition. */
export const keyPolicies: Evaluator = {
  evaluatorId: 'kms-key-policies',
  criterionIds: ['kms.identity-and-access-management.trust'],
  reads: [KEYS, KEY, POLICY],
  evaluate: (evidence) => {
    const ofAws = new Set(
      described(evidence)
        .filter(({ isCustomers }) => !isCustomers)
        .map(({ id }) => id),
    )
    const unread: string[] = []
    const items = evidence.of(POLICY).flatMap((answer): Item[] => {
      const id = shortName(answer.args?.[OPTION] ?? 'a key that is not named')
      if (ofAws.has(id)) return []
      const { statements, place } = documentAt(answer, objectOf(answer.value)['Policy'], ['Policy'])
      if (statements === null) {
        unread.push(`the policy of key ${id}`)
        return []
      }
      const faulty = statements
        .map((s) => {
          if (letsEverybodyIn(s)) return { place: s.place, wrong: 'everybody' }
          const foreign =
            answer.account === null
              ? undefined
              : s.principals.find(({ kind, name }) => kind === 'AWS' && /\d{12}/u.test(name) && !name.includes(answer.account ?? ''))
          return s.allows && foreign !== undefined && narrowingKeys(s).size === 0
            ? { place: s.place, wrong: `account ${/\d{12}/u.exec(foreign.name)?.[0] ?? ''}` }
            : null
        })
        .find((found) => found !== null)
      return [{ name: id, wrong: faulty?.wrong ?? null, place: faulty?.place ?? place }]
    })
    const keys = listed(evidence).filter((id) => !ofAws.has(id))
    return survey({
      noun: ['key policy', 'key policies'],
      items,
      fault: ['lets in others without a condition', 'let in others without a condition'],
      fine: ['lets in nobody else without a condition', 'let in nobody else without a condition'],
      gaps: [...gapsOf(evidence, [POLICY], keys), ...unread],
      none: 'The client has no key of its own.',
    })
  },
}
