// Private access: interface endpoints of Pinpoint in the client's networks.
import { listOf, objectOf, textOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Command, placeIn } from './evidence.ts'
import { isOnAnything, statementsOf } from './policy-document.ts'
import { type Item, survey } from './statement.ts'

const ENDPOINTS: Command = 'ec2 describe-vpc-endpoints'

const isPinpoint = (service: string): boolean => /\.pinpoint(?:-sms-voice-v2)?$/u.test(service)

/** What is wrong with an endpoint; null = nothing that shows. */
function wrongWith(endpoint: Readonly<Record<string, unknown>>): string | null {
  const state = textOf(endpoint['State'])?.toLowerCase() ?? 'not stated'
  if (state !== 'available') return `state ${state}`
  const statements = statementsOf(endpoint['PolicyDocument'])
  if (statements === null) return 'policy cannot be read'
  const open = statements.some(
    (s) =>
      s.allows &&
      Object.keys(s.condition).length === 0 &&
      isOnAnything(s) &&
      s.actions.some((a) => /^\*+$/u.test(a)) &&
      s.principals.some(({ name }) => name === '*'),
  )
  return open ? 'lets every principal do everything' : null
}

/** Endpoints for Pinpoint exist and are narrowed. Whether private access is needed, the client's requirements say. */
export const pinpointVpcEndpoints: Evaluator = {
  evaluatorId: 'pinpoint-vpc-endpoints',
  criterionIds: ['pinpoint.data-protection.vpc-endpoint'],
  reads: [ENDPOINTS],
  evaluate: (evidence) => {
    const byId = new Map<string, Item>()
    for (const answer of evidence.of(ENDPOINTS))
      for (const [index, item] of listOf(objectOf(answer.value)['VpcEndpoints']).entries()) {
        const endpoint = objectOf(item)
        const service = textOf(endpoint['ServiceName']) ?? ''
        if (!isPinpoint(service)) continue
        const id = textOf(endpoint['VpcEndpointId']) ?? service
        byId.set(id, {
          name: `${id} (${service})`,
          wrong: wrongWith(endpoint),
          place: placeIn(answer, 'VpcEndpoints', index, 'PolicyDocument'),
        })
      }
    return survey({
      noun: ['endpoint for Pinpoint', 'endpoints for Pinpoint'],
      items: [...byId.values()],
      fault: ['is not available or not narrowed', 'are not available or not narrowed'],
      fine: ['is available and narrowed', 'are available and narrowed'],
      gaps: evidence.gaps(ENDPOINTS, 'region'),
      none: 'No VPC has an interface endpoint for Pinpoint. This does not apply where no application needs private access.',
      ifNone: 'not-met',
      isStrict: false,
    })
  },
}
