import { describe, expect, it } from 'vitest'
import { powerpipeCsv } from './powerpipe-csv.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (name: string) => readAll(powerpipeCsv, fixture('powerpipe-csv', name))

describe('Powerpipe CSV', () => {
  it('takes no framework from a column without a name', async () => {
    const header = 'group_id,title,description,control_id,control_title,reason,resource,status,\ufeff,cis'
    const { records } = await readAll(powerpipeCsv, bytesOf(`${header}\ng,t,d,c,ct,r,arn,ok,true,true\n`))
    expect(records[0]?.compliance.map(({ framework }) => framework)).toEqual(['t', 'cis'])
  })

  it('maps fixed columns, dimensions and tags', async () => {
    const { records } = await read('comma.csv')
    expect(records[0]).toMatchObject({
      toolRecordId: null,
      checkId: 'control.closed',
      title: 'Queues are closed',
      description: 'Looks at queues',
      statusText: 'orders is open',
      result: 'fail',
      statusRaw: 'alarm',
      severity: 'high',
      resourceId: 'arn:aws:sqs:eu-west-1:111122223333:orders',
      provider: 'aws',
      region: 'eu-west-1',
      accountId: '111122223333',
      timeQuality: 'none',
      toolName: 'Powerpipe',
    })
    expect(records[0]?.scannerService?.toLowerCase()).toBe('sqs')
    expect(records[0]?.compliance.map(({ framework, ids }) => [framework, ids])).toEqual([
      ['Queues', []],
      ['cis v9.9', ['9.1']],
      ['nist_800_53_rev_5', []],
    ])
  })

  it('keeps the words apart: none is a severity, error is no result of the resource', async () => {
    const { records, warnings } = await read('comma.csv')
    expect(records.map(({ result, severity }) => [result, severity])).toEqual([
      ['fail', 'high'],
      ['pass', 'high'],
      ['fail', 'high'],
      ['info', 'informational'],
      ['error', 'unknown'],
      ['skipped', 'low'],
      ['unknown', 'unknown'],
    ])
    expect(records[4]).toMatchObject({ resourceId: null, statusText: 'access denied' })
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['unknown-status', 'unknown-severity']))
  })

  it('a control under a second benchmark says again what it said; its first rows and other controls do not (trap T11)', async () => {
    const { records } = await read('comma.csv')
    expect(records.map((record) => record.perRequirement)).toEqual([false, false, true, false, false, false, false])
  })

  it('gives the same for another separator; older Steampipe has no severity', async () => {
    expect((await read('bar.csv')).records).toEqual((await read('comma.csv')).records)
    expect((await read('steampipe.csv')).records).toEqual([
      expect.objectContaining({ severity: 'unknown', severityRaw: null, accountId: '333535', region: 'eu-west-1' }),
    ])
  })

  it.each(['comma.csv', 'bar.csv', 'steampipe.csv'])('%s: detected, the same re-cut and in chunks of any size', async (name) => {
    const bytes = fixture('powerpipe-csv', name)
    expect(powerpipeCsv.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(powerpipeCsv, bytes)
    expect(recutAll(powerpipeCsv, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(powerpipeCsv, bytes, size)).items).toEqual(reading.items)
  })

  it('without a header it is nothing that can be read', () => {
    const text = new TextDecoder().decode(fixture('powerpipe-csv', 'comma.csv'))
    expect(powerpipeCsv.detect(viewOf(bytesOf(text.slice(text.indexOf('\n') + 1))))).toBeNull()
  })
})
