// What could test a topic of a service, as far as the program knows: checks of two scanners, calls of the kit, evaluators.
import type { Tester } from '#domain/coverage-why'
import { UNSTATED } from '#domain/evidence'
import type { Catalog } from '../catalog/catalog.ts'
import { createFiler } from '../catalog/filing.ts'
import { EVALUATORS } from '../evaluators/registry.ts'
import { commandsFor, flat } from '../kit/kits.ts'

/** The testers of a topic; of any topic of the service where it is null. */
export type Testers = (service: string, topic: string | null) => readonly Tester[]

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
  const services = new Map<string, Set<Tester>>()
  const anywhere = new Map<string, Set<Tester>>()
  const add = (map: Map<string, Set<Tester>>, key: string, tester: Tester): void => {
    map.set(key, (map.get(key) ?? new Set()).add(tester))
  }
  const note = (service: string, topic: string | null, tester: Tester): void => {
    add(services, service, tester)
    if (topic === null) add(anywhere, service, tester)
    else add(topics, `${service}/${topic}`, tester)
  }

  for (const { service, topic } of Object.values(catalog.data.controls)) note(service, topic, 'security-hub')
  const file = createFiler(catalog)
  for (const [checkId, check] of Object.entries(catalog.data.checks)) {
    const filing = file({ ...UNSTATED, checkId, provider: 'aws', toolName: 'Prowler', categories: check.categories })
    note(filing.service ?? check.service, filing.topic ?? filing.suggestedTopic, 'prowler')
  }
  for (const { command } of flat(commandsFor(catalog.services().map(({ key }) => key)))) note(command.service, command.topic, 'kit')
  for (const criterion of EVALUATORS.flatMap(({ criterionIds }) => criterionIds.map(catalog.criterion)))
    if (criterion) note(criterion.service, criterion.topic, 'kit')

  const answers = new Map<string, readonly Tester[]>()
  return (service, topic) => {
    const key = `${service}/${topic ?? ''}`
    const known = answers.get(key)
    if (known !== undefined) return known
    const found = topic === null ? services.get(service) : new Set([...(topics.get(key) ?? []), ...(anywhere.get(service) ?? [])])
    const answer = ORDER.filter((tester) => found?.has(tester))
    answers.set(key, answer)
    return answer
  }
}
