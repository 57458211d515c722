import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { createCatalog } from '../catalog/catalog.ts'
import { awsCli, awsCliAs } from './aws-cli.ts'
import { ANSWER_SERVICES, answersLike } from './aws-cli-answers.ts'
import { detectFormat } from './detect.ts'
import { bytesOf, fixture, headOf, readAll, recutAll, viewOf } from './reading.fixture.ts'

const read = (text: string) => readAll(awsCli, bytesOf(text))
const only = async (text: string) => {
  const { records, rejections } = await read(text)
  expect([records.length, rejections.length]).toEqual([1, 0])
  return records[0]
}
const codes = (issues: readonly { readonly code: string; readonly count: number }[]) => issues.map(({ code, count }) => [code, count])
const GET_APPS = { service: 'pinpoint', operation: 'get-apps' }

describe('an answer of the AWS CLI', () => {
  it('is one record that says what it shows and how much of it there is', async () => {
    const { records, warnings } = await readAll(awsCli, fixture('aws-cli', 'get-apps-page.json'))
    expect(records).toEqual([
      {
        ...UNSTATED,
        checkId: 'pinpoint get-apps',
        title: 'Amazon Pinpoint: Applications',
        statusText: '1 item under ApplicationsResponse.Item.',
        result: 'info',
        resourceId: 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1',
        scannerService: 'mobiletargeting',
        provider: 'aws',
        partition: 'aws',
        region: 'eu-west-1',
        accountId: '111122223333',
        toolName: 'AWS CLI',
        topic: 'configuration-and-vulnerability-analysis',
        wholeText: JSON.stringify(JSON.parse(Buffer.from(fixture('aws-cli', 'get-apps-page.json')).toString('utf8'))),
      },
    ])
    expect(codes(warnings)).toEqual([['incomplete-export', 1]])
  })

  it('in a recorded response is read with its envelope', async () => {
    const bytes = fixture('aws-cli', 'recorded.json')
    const reading = await readAll(awsCli, bytes)
    expect(reading.records).toMatchObject([
      { checkId: 'sso-admin list-instances', accountId: '111122223333', resourceId: 'arn:aws:sso:::instance/ssoins-1' },
    ])
    const { first, again } = recutAll(awsCli, bytes, reading)
    expect(again).toEqual(first)
  })

  it.each([
    ['{"VpcEndpoints":[]}', 'ec2 describe-vpc-endpoints', 'No items under VpcEndpoints.'],
    ['{"PolicyStatus":{}}', 's3api get-bucket-policy-status', 'Nothing under PolicyStatus.'],
    ['{"EbsEncryptionByDefault":false}', 'ec2 get-ebs-encryption-by-default', 'EbsEncryptionByDefault is false.'],
    ['{"InlinePolicy":""}', 'sso-admin get-inline-policy-for-permission-set', 'Nothing under InlinePolicy.'],
  ])('%s is evidence of what is not there', async (text, checkId, statusText) => {
    expect(await only(text)).toMatchObject({ checkId, statusText, result: 'info' })
  })

  it('never quotes a value', async () => {
    const record = await only('{"UserId":"AIDA1","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/jane"}')
    expect(record?.statusText).toBe('3 members: Account, Arn, UserId.')
  })

  it('says the same in whatever order its members were saved', async () => {
    const answers = [
      '{"PasswordPolicy":{"MinimumPasswordLength":14,"RequireSymbols":true}}',
      '{"PasswordPolicy":{"RequireSymbols":true,"MinimumPasswordLength":14}}',
      '{"UserId":"AIDA1","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/jane"}',
      '{"Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/jane","UserId":"AIDA1"}',
    ]
    const [one, two, three, four] = await Promise.all(answers.map(only))
    expect(two).toEqual(one)
    expect(four).toEqual(three)
  })

  it('does not take what a policy names for what the answer is about', async () => {
    const { records } = await readAll(awsCli, fixture('aws-cli', 'role-policy.json'))
    expect(records).toMatchObject([{ checkId: 'iam get-role-policy', resourceId: null, accountId: null }])
  })

  it('names no account where its ARNs name several', async () => {
    const record = await only(
      '{"Keys":[{"KeyId":"1","KeyArn":"arn:aws:kms:eu-west-1:1'.concat(
        '11122223333:key/1"},{"KeyId":"2","KeyArn":"arn:aws:kms:eu-west-1:999988887777:key/2"}]}',
      ),
    )
    expect(record).toMatchObject({ accountId: null, region: 'eu-west-1', resourceId: null })
  })

  it.each([
    '{"TableNames":["a"],"LastEvaluatedTableName":"a"}',
    '{"Keys":[{"KeyId":"1","KeyArn":"k"}],"Truncated":true,"NextMarker":"m"}',
    '{"SummaryMap":{"Users":1},"IsTruncated":true,"Marker":"m"}',
  ])('%s is one page of several (trap T14)', async (text) => {
    expect(codes((await read(text)).warnings)).toEqual([['incomplete-export', 1]])
  })

  it('says nothing of pages where IsTruncated is false', async () => {
    expect((await read('{"MFADevices":[],"IsTruncated":false}')).warnings).toEqual([])
  })

  it('may stand behind another one', async () => {
    const { records } = await read('{"VpcEndpoints":[]}\n{"AccountAliases":["shop"]}')
    expect(records.map(({ checkId }) => checkId)).toEqual(['ec2 describe-vpc-endpoints', 'iam list-account-aliases'])
  })
})

describe('an answer whose shape tells nothing', () => {
  it.each(['{"Users":[]}', '{"Policy":"{}"}', '{"PolicyNames":["a"]}', '[{"Arn":"arn:aws:iam::1:user/x"}]', '{"hello":"world"}'])(
    '%s is not detected',
    (text) => {
      expect(awsCli.detect(viewOf(bytesOf(text)))).toBeNull()
    },
  )

  it('is rejected as a whole when read all the same', async () => {
    const { records, rejections } = await read('{"hello":"world"}')
    expect([records, codes(rejections)]).toEqual([[], [['wrong-shape', 1]]])
  })

  it.each(['{"hello":"world"}', '[1,2]', '"shop"', '12', 'null', '{"Users":[]}'])(
    '%s is a record once a person names its operation',
    async (text) => {
      const importer = awsCliAs(GET_APPS)
      const bytes = bytesOf(` ${text}\n`)
      const reading = await readAll(importer, bytes)
      expect(reading.rejections).toEqual([])
      expect(reading.records).toMatchObject([
        { checkId: 'pinpoint get-apps', scannerService: 'mobiletargeting', title: 'Amazon Pinpoint: Applications' },
      ])
      // The ordinary importer reads it again from its context alone.
      const { first, again } = recutAll(awsCli, bytes, reading)
      expect(again).toEqual(first)
      for (const size of [1, 7]) expect((await readAll(importer, bytes, size)).items).toEqual(reading.items)
    },
  )

  it('a list picked with --query is one record about the one thing it names', async () => {
    const { records } = await readAll(awsCliAs(GET_APPS), fixture('aws-cli', 'query.json'))
    expect(records).toMatchObject([{ resourceId: 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1', statusText: '1 item.' }])
  })

  it('keeps an operation the table does not know, under its service word', async () => {
    const { records } = await readAll(awsCliAs({ service: ' Signer ', operation: 'List-Signing-Jobs' }), bytesOf('{"jobs":[]}'))
    expect(records).toMatchObject([
      { checkId: 'signer list-signing-jobs', scannerService: 'signer', statusText: 'No items under jobs.', topic: null },
    ])
  })

  it.each([
    ['', 'get-apps'],
    ['pinpoint', 'get apps'],
    ['pinpoint', '--output'],
  ])('“%s %s” is no command', (service, operation) => {
    expect(() => awsCliAs({ service, operation })).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
})

describe('damage', () => {
  it.each([
    ['{"VpcEndpoints":[}', 17],
    ['{"VpcEndpoints":[', 17],
    ['{"VpcEndpoints":[]]', 18],
    ['nul', 0],
  ])('%s costs one rejection that names the byte', async (text, offset) => {
    const { records, rejections } = await read(text)
    expect(records).toEqual([])
    expect(rejections.map(({ code, pointer }) => [code, pointer?.offset])).toEqual([['damaged-json', offset]])
  })

  it('keeps the answers before it', async () => {
    const { records, rejections } = await read('{"VpcEndpoints":[]} {"AccountAliases":[}')
    expect([records.length, codes(rejections)]).toEqual([1, [['damaged-json', 1]]])
  })

  it('a property named twice, and what is no UTF-8, are rejected', async () => {
    expect(codes((await read('{"VpcEndpoints":[],"VpcEndpoints":[1]}')).rejections)).toEqual([['other', 1]])
    const bytes = bytesOf('{"VpcEndpoints":["x"]}').map((byte) => (byte === 0x78 ? 0xff : byte))
    expect(codes((await readAll(awsCli, bytes)).rejections)).toEqual([['bad-encoding', 1]])
  })

  it('an answer nested without end is rejected and not looked into', async () => {
    expect(codes((await read(`{"VpcEndpoints":${'['.repeat(600)}${']'.repeat(600)}}`)).rejections)).toEqual([['other', 1]])
    expect(codes((await read(`{"VpcEndpoints":${'['.repeat(100_000)}`)).rejections)).toEqual([['damaged-json', 1]])
  })

  it('an empty file holds no answer', async () => {
    expect(codes((await read(' \n')).warnings)).toEqual([['no-records', 1]])
  })

  it('other bytes are refused when read again', () => {
    expect(() => awsCli.recut(bytesOf('{"hello":'), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
    expect(() => awsCli.recut(bytesOf('{"hello":1}'), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })
})

describe('the table of answers', () => {
  const rows = ANSWER_SERVICES.flatMap((service) => service.answers.map((answer) => ({ service, answer })))

  it('names topics of the catalog', () => {
    const topics = new Set(createCatalog().data.topics.map(({ topic }) => topic))
    expect(rows.filter(({ answer }) => answer.topic !== null && !topics.has(answer.topic))).toEqual([])
  })

  it('lets no two operations answer an empty list alike', () => {
    const told = rows.filter(({ answer }) => answer.at !== undefined && !answer.at.includes('.') && answer.shared !== true)
    const twice = told.filter(({ answer }) => {
      const like = answersLike({ [answer.at ?? '']: [] })
      return new Set(like.map(({ service, answer: { operation } }) => `${service.cli} ${operation}`)).size > 1
    })
    expect(twice.map(({ service, answer }) => `${service.cli} ${answer.operation}`)).toEqual([])
  })
})

it.each([
  ['text', 'VPCENDPOINTS\tvpce-1\tcom.amazonaws.eu-west-1.s3\n'],
  ['table', '--------------------\n|  DescribeTrails  |\n+------------------+\n'],
  ['yaml', 'ApplicationsResponse:\n  Item:\n  - Id: a1\n'],
])('--output %s is unknown', (_, text) => {
  expect(detectFormat(headOf(bytesOf(text)))).toMatchObject({ formatId: 'unknown', importable: false })
})
