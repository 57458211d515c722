import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { prowlerComplianceCsv } from './prowler-compliance-csv.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(prowlerComplianceCsv, fixture('prowler-compliance-csv', name))

describe('Prowler compliance CSV', () => {
  it('maps every column by its name; a finding comes once per requirement', async () => {
    const { records } = await read('cis-4-0.csv')
    expect(records[0]).toEqual({
      ...UNSTATED,
      checkId: 'sqs_queues_not_publicly_accessible',
      title: 'Close every queue',
      description: 'Queues; closed\nto all.',
      statusText: 'Queue orders is open.',
      result: 'fail',
      statusRaw: 'FAIL',
      resourceId: 'orders',
      resourceName: 'orders',
      scannerService: 'sqs',
      provider: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      seenAt: '2026-03-02T07:00:00.123456',
      seenAtRaw: '2026-03-02T07:00:00.123456',
      timeQuality: 'naive-local',
      risk: 'Open queues leak.',
      remediationText: '**Console:** name the senders.',
      remediationUrls: ['https://docs.example.com/a', 'https://docs.example.com/b'],
      categories: ['9. Queues', 'Level 1', 'Automated'],
      compliance: [{ framework: 'A benchmark of ours, v9.9', ids: ['9.1'] }],
      toolName: 'Prowler',
      perRequirement: true,
    })
    expect(records[1]).toMatchObject({ result: 'fail', muted: true, perRequirement: true, compliance: [{ ids: ['9.2'] }] })
  })

  it('before 5.13 the framework stands in the name of the file only: CIS 1.5, 2.0 and 3.0 describe themselves alike', async () => {
    const bytes = fixture('prowler-compliance-csv', 'cis-4-0.csv')
    const named = await readAll(prowlerComplianceCsv, bytes, 7, 'utf-8', 'run/prowler-output-111122223333-20260302070000_cis_2.0_aws.csv')
    expect(named.records[0]?.compliance).toEqual([{ framework: 'cis_2.0_aws', ids: ['9.1'] }])
    expect(recutAll(prowlerComplianceCsv, bytes, named).again).toEqual(named.records)
    const renamed = await readAll(prowlerComplianceCsv, bytes, 7, 'utf-8', 'cis.csv')
    expect(renamed.records[0]?.compliance).toEqual([{ framework: 'A benchmark of ours, v9.9', ids: ['9.1'] }])
    expect(renamed.warnings.map(({ code, count }) => [code, count])).toEqual([['other', renamed.records.length]])
  })

  it('from 5.13 its own columns say it, whatever the file is called', async () => {
    const bytes = fixture('prowler-compliance-csv', 'azure-5-13.csv')
    const { records, warnings } = await readAll(prowlerComplianceCsv, bytes, 7, 'utf-8', 'x-20260302070000_cis_2.0_azure.csv')
    expect(records[0]?.compliance).toEqual([{ framework: 'Our Framework 1.0', ids: ['1.1'] }])
    expect(warnings).toEqual([])
  })

  it('a requirement no check covers is manual work and says nothing again', async () => {
    const { records } = await read('cis-4-0.csv')
    const manual = { checkId: null, resourceId: null, resourceName: null, result: 'manual', perRequirement: false }
    expect(records[2]).toMatchObject({ ...manual, scannerService: null, region: null, title: 'Ask who runs it' })
    expect((await read('azure-5-13.csv')).records[1]).toMatchObject({ ...manual, accountId: null })
  })

  it('refuses an account turned into a number', async () => {
    const { rejections } = await read('cis-4-0.csv')
    expect(rejections.map(({ code, pointer }) => [code, pointer?.record, pointer?.line])).toEqual([['account-damaged', 4, 6]])
  })

  it.each([
    ['iso.csv', 'A.9.2.3', 'A norm', 'Rights'],
    ['well-architected.csv', 'sec_practice', 'A pillar', 'SEC99 Do it'],
    ['azure-5-13.csv', '1.1', 'Our Framework 1.0', 'Lock the vault'],
  ])('%s: requirement %s of %s, where its own columns say so (trap T7)', async (name, id, framework, title) => {
    expect((await read(name)).records[0]).toMatchObject({ compliance: [{ framework, ids: [id] }], title })
  })

  it('reads the columns of other providers', async () => {
    expect((await read('azure-5-13.csv')).records[0]).toMatchObject({
      provider: 'azure',
      accountId: '00000000-1111-2222-3333-444444444444',
      region: 'westeurope',
      resourceId: '/subscriptions/x/vault',
      resourceName: 'vault',
      scannerService: 'keyvault',
    })
    const { records, warnings } = await read('kubernetes-4-0.csv')
    expect(records[0]).toMatchObject({ provider: 'kubernetes', accountId: null, region: 'kube-system', result: 'unknown' })
    expect(warnings.map(({ code }) => code)).toEqual(['unknown-status'])
  })

  it.each(['cis-4-0.csv', 'iso.csv', 'well-architected.csv', 'azure-5-13.csv', 'kubernetes-4-0.csv'])(
    '%s: detected, the same re-cut and in chunks of any size',
    async (name) => {
      const bytes = fixture('prowler-compliance-csv', name)
      expect(prowlerComplianceCsv.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
      const reading = await readAll(prowlerComplianceCsv, bytes)
      expect(recutAll(prowlerComplianceCsv, bytes, reading).again).toEqual(reading.records)
      for (const size of [1, 7]) expect((await readAll(prowlerComplianceCsv, bytes, size)).items).toEqual(reading.items)
    },
  )

  it('is not the file of findings', () => {
    expect(prowlerComplianceCsv.detect(viewOf(fixture('prowler-csv', 'v5.csv')))).toBeNull()
    expect(prowlerComplianceCsv.detect(viewOf(bytesOf('PROVIDER;DESCRIPTION;ACCOUNTID\n')))).toBeNull()
  })
})
