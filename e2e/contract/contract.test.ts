// Every method of the contract over every transport: valid input gives an answer of the promised shape, bad input and unknown names
// are refused in the same words everywhere.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../main/contract/index.ts'
import { METHODS, type MethodName } from '../../main/contract/names.ts'
import { type Files, type Seen, scenario } from './scenario.ts'
import { type Transport, transports } from './transports.ts'

const data = (name: string) => join(import.meta.dirname, '../data', name)
const steps = Object.keys(scenario) as MethodName[]
/** Answers that hold no random id, kept per transport to be compared. */
const COMPARED: readonly MethodName[] = [
  'catalog.services',
  'catalog.service',
  'coverage.get',
  'evidence.facets',
  'findings.facets',
  'evidence.raw',
]
const answers = new Map<string, Map<MethodName, unknown>>()

it('has one step for each method', () => {
  expect([...steps].sort()).toEqual([...METHODS].sort())
})

describe.each(Object.entries(transports))('%s', (name, open) => {
  let transport: Transport
  let seen: Seen
  const given = new Map<MethodName, unknown>()
  answers.set(name, given)

  beforeAll(async () => {
    transport = await open()
    const files: Files = {
      engagement: await transport.newEngagement('Kestrel.tickmark'),
      scan: await transport.stage(data('kestrel.ocsf.json')),
      bundle: await transport.stage(data('kestrel-kit.zip')),
      pkcs12: await transport.stage(data('rosalind.p12')),
      catalog: await transport.stage(data('house-catalog.json')),
    }
    const unset = ''
    seen = {
      files,
      importId: unset,
      evidenceId: 0,
      findingId: unset,
      revision: 0,
      criterionId: unset,
      proposal: { criterionId: unset, digest: unset },
      contentHash: unset,
      identityId: unset,
      importedIdentityId: unset,
      awsReportId: unset,
      reportId: unset,
      reportFile: unset,
    }
  })
  afterAll(() => transport.close())

  it.each(steps)('%s answers as promised', async (method) => {
    const step = scenario[method]
    const reply = await transport.call(method, step.input(seen))
    if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
    const output = contract[method].output.parse(reply.value)
    expect(output).toEqual(reply.value)
    expect(JSON.parse(JSON.stringify(reply.value))).toEqual(reply.value)
    given.set(method, reply.value)
    ;(step.keep as ((output: unknown, seen: Seen) => void) | undefined)?.(output, seen)
  })

  it('told its window of the changes and of the progress', () => {
    expect(transport.events).toContain('engagement.changed')
    expect(transport.events).toContain('job.progressed')
  })

  it.each(steps)('%s refuses what is no input of its', async (method) => {
    for (const input of [{ ...inputOf(method, seen), nonsense: true }, null, [], 'text', 7, { ['__proto__x']: 1 }]) {
      const reply = await transport.call(method, input)
      expect(reply, JSON.stringify(input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
  })

  it.each(['toString', '__proto__', 'constructor', 'valueOf', 'engagements', 'engagements.Open', ''])(
    'knows no method %j',
    async (method) => {
      const reply = await transport.call(method, {})
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    },
  )
})

it('gives the same answers whatever way a call takes', () => {
  const [reference, ...others] = [...answers.values()]
  for (const method of COMPARED) for (const other of others) expect(other.get(method), method).toEqual(reference?.get(method))
})

const inputOf = (method: MethodName, seen: Seen): object => scenario[method].input(seen)
