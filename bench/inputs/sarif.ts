// SARIF 2.1.0 as scanners of templates write it: one run, its rules first, then a result for each place.
import { fill, nameOf, pick } from './estate.ts'
import { type Input, oneByOne } from './write.ts'

const RULES = Array.from({ length: 200 }, (_, index) => ({
  id: `TW${String(index).padStart(4, '0')}`,
  name: `Rule${index}`,
  shortDescription: { text: `Templates follow rule ${index}` },
  fullDescription: { text: `Looks whether a template does what rule ${index} asks for, in each of its resources.` },
  help: { text: `Write the template so that rule ${index} holds.` },
  helpUri: `https://docs.example.org/rules/${index}`,
  properties: { 'security-severity': ((index % 90) / 10 + 1).toFixed(1), tags: ['security', `external/cwe/cwe-${300 + (index % 40)}`] },
}))
const LEVELS = ['error', 'warning', 'note'] as const
const RESOURCES = ['Queue', 'Topic', 'Bucket', 'Role', 'Function'] as const

export const sarif: Input = {
  formatId: 'sarif',
  extension: '.sarif',
  parts: (until) => oneByOne(head(), (index) => `${index === 0 ? '' : ','}${JSON.stringify(resultOf(index))}`, ']}]}', until),
}

const head = (): string =>
  `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"Template Watch","version":"3.1","rules":${JSON.stringify(RULES)}}},"invocations":[{"startTimeUtc":"2026-03-02T06:00:00Z","endTimeUtc":"2026-03-02T06:30:00Z","executionSuccessful":true}],"results":[`

function resultOf(index: number): object {
  const rule = index % RULES.length
  const resource = nameOf(pick(RESOURCES, index), index)
  return {
    ruleId: pick(RULES, rule).id,
    ruleIndex: rule,
    level: pick(LEVELS, index),
    message: { text: fill(`${index % 8 === 0 ? '„NAME“' : 'NAME'} does not follow the rule in account ACCOUNT.`, index, resource) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `stacks/team-${index % 70}/template-${index % 900}.yaml`, uriBaseId: '%SRCROOT%' },
          region: { startLine: 1 + (index % 4000), startColumn: 3, endLine: 9 + (index % 4000), endColumn: 20 },
        },
        logicalLocations: [{ fullyQualifiedName: `Resources.${resource}`, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'primaryLocationLineHash/v1': index.toString(16).padStart(16, '0') },
  }
}
