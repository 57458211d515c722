// What could test a topic of a service, as far as the program knows: checks of two scanners, calls of the kit, evaluators.
import type { Tester } from '#domain/coverage-why'
import { UNSTATED } from '#domain/evidence'
import type { Catalog } from '../catalog/catalog.ts'
import { createFiler } from '../catalog/filing.ts'
import { EVALUATORS } from '../evaluators/registry.ts'
import { commandsFor, flat } from '../kit/kits.ts'

export type Testers = (service: string, topic: string) => readonly Tester[]

const known = new WeakMap<Catalog, Testers>()
const ORDER: readonly Tester[] = ['prowler', 'security-hub', 'kit']

/**
 * The testers of each topic. A check that filing puts under a service but under no topic without seeing a record may test any topic of
 * the service, so it counts for all: that no check exists is only said where none can be meant.
 */
export function testersOf(catalog: Catalog): Testers {
  const made = known.get(catalog) ?? makeTesters(catalog)
  known.set(catalog, made)
  return made
}

function makeTesters(catalog: Catalog): Testers {
  const topics = new Map<string, Set<Tester>>()
  const anywhere = new Map<string, Set<Tester>>()
  const note = (map: Map<string, Set<Tester>>, key: string, tester: Tester): void => {
    map.set(key, (map.get(key) ?? new Set()).add(tester))
  }
  const place = (service: string, topic: string): string => `${service}/${topic}`

  for (const { service, topic } of Object.values(catalog.data.controls)) note(topics, place(service, topic), 'security-hub')
  const file = createFiler(catalog)
  for (const [checkId, check] of Object.entries(catalog.data.checks)) {
    const filing = file({ ...UNSTATED, checkId, provider: 'aws', toolName: 'Prowler', categories: check.categories })
    const topic = filing.topic ?? filing.suggestedTopic
    if (topic === null) note(anywhere, filing.service ?? check.service, 'prowler')
    else note(topics, place(filing.service ?? check.service, topic), 'prowler')
  }
  for (const { command } of flat(commandsFor(catalog.services().map(({ key }) => key))))
    note(topics, place(command.service, command.topic), 'kit')
  for (const criterion of EVALUATORS.flatMap(({ criterionIds }) => criterionIds.map(catalog.criterion)))
    if (criterion) note(topics, place(criterion.service, criterion.topic), 'kit')

  return (service, topic) => {
    const found = new Set([...(topics.get(place(service, topic)) ?? []), ...(anywhere.get(service) ?? [])])
    return ORDER.filter((tester) => found.has(tester))
  }
}
