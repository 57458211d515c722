// S3: what the settings of buckets show. Asked once per bucket; "there is none" of a setting is an answer.
import { listOf, objectOf, textOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn } from './evidence.ts'
import { documentAt } from './iam-grants.ts'
import { letsEverybodyIn, type PolicyStatement } from './policy-document.ts'
import { type Item, survey } from './statement.ts'

const BUCKETS: Command = 's3api list-buckets'
const OPTION = 'bucket'

const buckets = (evidence: Evidence): readonly string[] => [
  ...new Set(
    evidence
      .of(BUCKETS)
      .flatMap(({ value }) => listOf(objectOf(value)['Buckets']).flatMap((bucket) => textOf(objectOf(bucket)['Name']) ?? [])),
  ),
]

type Setting = {
  readonly evaluatorId: string
  readonly criterionIds: readonly string[]
  readonly command: Command
  /** What is wrong in an answer; null = nothing, `unstated` = the answer does not tell. */
  readonly wrongIn: (answer: Answer) => { readonly wrong: string; readonly path: readonly (string | number)[] } | 'unstated' | null
  /** What "there is none" means; null = it is right so. */
  readonly wrongIfAbsent: string | null
  readonly fault: readonly [string, string]
  readonly fine: readonly [string, string]
  readonly isStrict?: boolean
  readonly unproven?: string
}

const setting = ({ evaluatorId, criterionIds, command, wrongIn, wrongIfAbsent, ...words }: Setting): Evaluator => ({
  evaluatorId,
  criterionIds,
  reads: [BUCKETS, command],
  evaluate: (evidence) => {
    const answers = evidence.of(command)
    const silent: string[] = []
    const told = answers.flatMap((answer): Item[] => {
      const name = answer.args?.[OPTION] ?? 'a bucket that is not named'
      const found = wrongIn(answer)
      if (found === 'unstated') {
        silent.push(name)
        return []
      }
      return [{ name, wrong: found?.wrong ?? null, place: placeIn(answer, ...(found?.path ?? [])) }]
    })
    const absent = evidence
      .absent(command)
      .map((call): Item => ({ name: call.args?.[OPTION] ?? 'a bucket that is not named', wrong: wrongIfAbsent, place: placeIn(call) }))
    const seen = new Set(
      [...answers, ...evidence.absent(command)].flatMap(({ args }) => (args?.[OPTION] === undefined ? [] : [args[OPTION]])),
    )
    return survey({
      noun: ['bucket', 'buckets'],
      items: [...told, ...absent],
      ...words,
      gaps: [
        ...evidence.gaps(BUCKETS, 'account'),
        ...evidence.gapsPer(command, OPTION, buckets(evidence), seen),
        ...silent.map((name) => `what “aws ${command}” says of ${name}`),
      ],
      none: 'There is no bucket.',
    })
  },
})

const BLOCK = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const

/** All four settings of Block Public Access are on for each bucket. */
export const bucketPublicBlock = setting({
  evaluatorId: 's3-public-access-block',
  criterionIds: ['s3.identity-and-access-management.block-public-access'],
  command: 's3api get-public-access-block',
  wrongIn: ({ value }) => {
    const settings = objectOf(objectOf(value)['PublicAccessBlockConfiguration'])
    const off = BLOCK.filter((name) => settings[name] !== true)
    return off.length === 0 ? null : { wrong: `${off.join(', ')} off`, path: ['PublicAccessBlockConfiguration'] }
  },
  wrongIfAbsent: 'nothing set',
  fault: ['does not block public access in full', 'do not block public access in full'],
  fine: ['blocks public access in full', 'block public access in full'],
  isStrict: false,
})

/** No bucket's policy makes it public. */
export const bucketPolicyStatus = setting({
  evaluatorId: 's3-policy-status',
  criterionIds: ['s3.infrastructure-security.exposure'],
  command: 's3api get-bucket-policy-status',
  wrongIn: ({ value }) => {
    const { IsPublic: isPublic } = objectOf(objectOf(value)['PolicyStatus'])
    if (typeof isPublic !== 'boolean') return 'unstated'
    return isPublic ? { wrong: '', path: ['PolicyStatus', 'IsPublic'] } : null
  },
  wrongIfAbsent: null,
  fault: ['is public by its policy', 'are public by their policies'],
  fine: ['is not public by its policy', 'are not public by their policies'],
  unproven: 'Access control lists and intended exposures a person compares.',
})

/** No bucket lets in everybody by a statement without a condition. */
export const bucketTrust = setting({
  evaluatorId: 's3-policy-principals',
  criterionIds: ['s3.identity-and-access-management.trust'],
  command: 's3api get-bucket-policy',
  wrongIn: (answer) => {
    const { statements } = documentAt(answer, objectOf(answer.value)['Policy'], ['Policy'])
    if (statements === null) return { wrong: 'policy cannot be read', path: ['Policy'] }
    return statements.some(letsEverybodyIn) ? { wrong: 'everybody', path: ['Policy'] } : null
  },
  wrongIfAbsent: null,
  fault: ['lets in everybody', 'let in everybody'],
  fine: ['lets in nobody without a condition', 'let in nobody without a condition'],
})

const deniesPlain = (s: PolicyStatement): boolean =>
  !s.allows &&
  JSON.stringify(s.condition).toLowerCase().includes('"aws:securetransport"') &&
  s.actions.some((action) => /^(?:\*+|s3:\*+)$/iu.test(action))

/** Policies refuse requests without TLS. */
export const bucketTls = setting({
  evaluatorId: 's3-tls-only',
  criterionIds: ['s3.data-protection.in-transit'],
  command: 's3api get-bucket-policy',
  wrongIn: (answer) => {
    const { statements } = documentAt(answer, objectOf(answer.value)['Policy'], ['Policy'])
    return statements?.some(deniesPlain) === true ? null : { wrong: 'no such statement', path: ['Policy'] }
  },
  wrongIfAbsent: 'no policy',
  fault: ['does not refuse requests without TLS', 'do not refuse requests without TLS'],
  fine: ['refuses requests without TLS', 'refuse requests without TLS'],
  isStrict: false,
})

/** Buckets keep versions. */
export const bucketVersioning = setting({
  evaluatorId: 's3-versioning',
  criterionIds: ['s3.data-protection.versioning'],
  command: 's3api get-bucket-versioning',
  wrongIn: ({ value }) => {
    const status = textOf(objectOf(value)['Status'])
    return status === 'Enabled' ? null : { wrong: status ?? 'never on', path: [] }
  },
  wrongIfAbsent: 'never on',
  fault: ['keeps no versions', 'keep no versions'],
  fine: ['keeps versions', 'keep versions'],
  isStrict: false,
})

/** Access control lists are off. */
export const bucketOwnership = setting({
  evaluatorId: 's3-ownership',
  criterionIds: ['s3.identity-and-access-management.acls-off'],
  command: 's3api get-bucket-ownership-controls',
  wrongIn: ({ value }) => {
    const rules = listOf(objectOf(objectOf(value)['OwnershipControls'])['Rules']).map((rule) => textOf(objectOf(rule)['ObjectOwnership']))
    return rules.includes('BucketOwnerEnforced')
      ? null
      : { wrong: rules.filter((rule) => rule !== null).join(', ') || 'not stated', path: ['OwnershipControls', 'Rules'] }
  },
  wrongIfAbsent: 'no ownership controls',
  fault: ['keeps access control lists on', 'keep access control lists on'],
  fine: ['has access control lists off', 'have access control lists off'],
  isStrict: false,
})

/** Buckets encrypt by default. */
export const bucketEncryption = setting({
  evaluatorId: 's3-encryption',
  criterionIds: ['s3.data-protection.at-rest'],
  command: 's3api get-bucket-encryption',
  wrongIn: ({ value }) => {
    const rules = listOf(objectOf(objectOf(value)['ServerSideEncryptionConfiguration'])['Rules'])
    return rules.length > 0 ? null : { wrong: 'no rule', path: ['ServerSideEncryptionConfiguration'] }
  },
  wrongIfAbsent: 'none',
  fault: ['has no default encryption', 'have no default encryption'],
  fine: ['encrypts by default', 'encrypt by default'],
  isStrict: false,
  unproven: 'Whether the key matches the classification, a person compares.',
})
