import { describe, expect, it } from 'vitest'
import { kubeBench } from './kube-bench.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const bytes = fixture('kube-bench', 'report.json')
const reading = readAll(kubeBench, bytes)

describe('kube-bench', () => {
  it('maps a check from its places', async () => {
    expect((await reading).records[0]).toMatchObject({
      checkId: '3.1.1',
      title: 'Files are 644',
      statusText: 'Expected: 644 or less\nActual: 600',
      result: 'pass',
      severity: 'unknown',
      resourceId: null,
      resourceType: 'node',
      scannerService: 'eks',
      provider: 'aws',
      timeQuality: 'none',
      remediationText: 'chmod 644 x',
      categories: ['Worker Nodes', 'Kubelet'],
      compliance: [{ framework: 'kube-bench eks-1.0', ids: ['3.1.1'] }],
      toolName: 'kube-bench',
    })
  })

  it('tells by its type what a warning or information means', async () => {
    const { records, warnings, rejections } = await reading
    expect(records.map(({ statusRaw, result }) => [statusRaw, result])).toEqual([
      ['PASS', 'pass'],
      ['FAIL', 'fail'],
      ['WARN', 'manual'],
      ['WARN', 'error'],
      ['INFO', 'skipped'],
      ['INFO', 'info'],
      ['SHRUG', 'unknown'],
    ])
    expect(warnings.map(({ code }) => code)).toEqual(['tool-failure', 'unknown-status'])
    expect(rejections.map(({ code }) => code)).toEqual(['wrong-shape'])
  })

  it('reads a bare array, and groups whose members stand behind their checks, as the same', async () => {
    const { Controls: controls } = JSON.parse(new TextDecoder().decode(bytes)) as { Controls: Record<string, unknown>[] }
    const turned = controls.map(({ tests, ...group }) => ({ tests, ...group }))
    for (const value of [controls, turned]) {
      const { records } = await readAll(kubeBench, bytesOf(JSON.stringify(value)))
      expect(records).toEqual((await reading).records)
    }
  })

  it('cuts every record again, whatever the chunks', async () => {
    const whole = await reading
    expect(recutAll(kubeBench, bytes, whole).again).toEqual(whole.records)
    for (const size of [1, 7]) expect((await readAll(kubeBench, bytes, size)).items).toEqual(whole.items)
  })

  it.each([
    ['an object', '{"Controls":[{"id":"1","tests":[]}],"Totals":{}}', true],
    ['a bare array', '[{"id":"1","node_type":"node","tests":null}]', true],
    ['a scan that found nothing', '{"Controls":[],"Totals":{"total_pass":0,"total_fail":0,"total_warn":0,"total_info":0}}', true],
    ['Security Hub’s controls', '{"Controls":[{"StandardsControlArn":"arn","ControlId":"a"}]}', false],
    ['no controls and no totals', '{"Controls":[]}', false],
    ['tests of something else', '[{"tests":[]}]', false],
  ])('%s', (_, text, taken) => {
    expect(kubeBench.detect(viewOf(bytesOf(text))) !== null).toBe(taken)
  })
})
