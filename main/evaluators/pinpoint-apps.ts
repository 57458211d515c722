// Amazon Pinpoint: its projects, and calls that are asked once for each of them.
import { type JsonObject, listOf, objectOf, textOf } from '../importers/fields.ts'
import { type Command, type Evidence, placeIn } from './evidence.ts'
import { suspectIn } from './suspect-text.ts'

export const APPS: Command = 'pinpoint get-apps'
export const EVENT_STREAM: Command = 'pinpoint get-event-stream'
export const EXPORT_JOBS: Command = 'pinpoint get-export-jobs'

/** `name` stands for the project in reasons: its id where the name itself looks like personal data or a secret. */
export type PinpointApp = {
  readonly id: string
  readonly name: string
  readonly place: ReturnType<typeof placeIn>
  readonly tags: JsonObject
}

const nameOf = (name: string | null, id: string): string => (name === null || suspectIn(name) !== null ? id : name)

/** All projects of all answers, each once. */
export function pinpointApps(evidence: Evidence): readonly PinpointApp[] {
  const byId = new Map<string, PinpointApp>()
  for (const answer of evidence.of(APPS))
    for (const [index, item] of listOf(objectOf(objectOf(answer.value)['ApplicationsResponse'])['Item']).entries()) {
      const app = objectOf(item)
      const id = textOf(app['Id'])
      if (id !== null)
        byId.set(id, {
          id,
          name: nameOf(textOf(app['Name']), id),
          tags: objectOf(app['tags']),
          place: placeIn(answer, 'ApplicationsResponse', 'Item', index),
        })
    }
  return [...byId.values()]
}

/** Calls asked per application: which applications are answered for, with or without anything found. */
export function perApp(
  evidence: Evidence,
  command: Command,
  appOf: (value: JsonObject) => string | null,
): { readonly apps: readonly string[]; readonly gaps: readonly string[] } {
  const seen = new Set<string>()
  for (const answer of evidence.of(command)) {
    const app = answer.args?.['application-id'] ?? appOf(objectOf(answer.value))
    if (app !== null) seen.add(app)
  }
  for (const { args } of evidence.absent(command)) if (args?.['application-id'] !== undefined) seen.add(args['application-id'])
  const apps = pinpointApps(evidence).map(({ id }) => id)
  return { apps, gaps: [...evidence.gaps(APPS, 'region'), ...evidence.gapsPer(command, 'application-id', apps, seen)] }
}
