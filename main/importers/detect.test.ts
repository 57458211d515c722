import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectFormat } from './detect.ts'
import { bytesOf, fixture, headOf } from './reading.fixture.ts'
import { IMPORTERS, importerFor } from './registry.ts'

const detect = (text: string) => detectFormat(headOf(bytesOf(text)))

describe('detectFormat', () => {
  it.each([
    ['prowler-ocsf', 'prowler-ocsf/v5.ocsf.json'],
    ['prowler-csv', 'prowler-csv/v5.csv'],
    ['asff', 'asff/eventbridge.json'],
  ])('%s from its content', (formatId, path) => {
    expect(detectFormat(headOf(fixture(path)))).toMatchObject({ formatId, importable: true, confidence: 'certain' })
  })

  it.each([
    ['ocsf', '{"class_uid":2003,"category_uid":2,"metadata":{"product":{"name":"Security Hub"}}}'],
    ['ocsf', '[{"class_uid":2003,"metadata":{"product":{"name":"Prowler"}}}]'],
    ['ocsf', '{"class_uid":3002,"category_uid":3}'],
    ['prowler-v3-json', '[{"AssessmentStartTime":"x","CheckID":"y","Status":"PASS"}]'],
    ['prowler-v2-json', '{"Account Number":"1","Control ID":"1.1","Status":"Pass"}\n'],
    ['prowler-v2-csv', 'PROFILE,ACCOUNT_NUM,REGION,TITLE_ID,CHECK_RESULT\n'],
    ['prowler-v2-csv', 'profile;account_num;region;title_id;result\n'],
    ['prowler-compliance-csv', 'PROVIDER;DESCRIPTION;ACCOUNTID;REGION;ASSESSMENTDATE;STATUS;STATUSEXTENDED;RESOURCEID;CHECKID\r\n'],
    ['powerpipe-csv', 'group_id|title|description|control_id|control_title|control_description|reason|resource|status\n'],
  ])('%s from a line', (formatId, text) => {
    expect(detect(text)).toMatchObject({ formatId, importable: true, confidence: 'certain', encoding: 'utf-8' })
  })

  it.each([
    ['table', '----------------------\n|   ListInstances    |\n+--------------------+\n'],
    ['text', 'INSTANCES\tarn:aws:sso:::instance/ssoins-1\td-1\n'],
    ['yaml', 'Instances:\n- InstanceArn: arn:aws:sso:::instance/ssoins-1\n'],
  ])('an answer of the AWS CLI as %s is asked for as JSON', (output, text) => {
    const { formatId, reason } = detect(text)
    expect(formatId).toBe('unknown')
    expect(reason).toMatch(new RegExp(`--output ${output}.*--output json`))
  })

  it('a page is an attachment', () => {
    expect(detect('\n<!DOCTYPE html><html></html>')).toMatchObject({ formatId: 'attachment' })
  })

  it.each([
    '{"class_uid":2003.5}',
    '{"class_uid":"2003","category_uid":2}',
    '{"class_uid":3002}',
    'PROVIDER;DESCRIPTION;ACCOUNTID\n',
    'resource some-other,group_id,title\n',
  ])('%s is none of them', (text) => {
    expect(detect(text).formatId).toBe('unknown')
  })

  it.each(['', ' \n', '[]', 'null', '{"findings":[]}', '{"Findings": [ ] }'])('%j names no tool', (text) => {
    expect(detect(text).formatId).toBe('ambiguous')
  })

  it.each(['{}', '[1,2]', '{"hello":"world"}', 'some words', 'a,b\n1,2', '\u0000\u0001\u0002\u0003\u0004'])('%j is unknown', (text) => {
    expect(detect(text).formatId).toBe('unknown')
  })

  it.each(['{"a":', '{"a":1,}', '[{"a":1,}]', '{"Findings":[{"a" 1}]}', '[', '{"FindingIds":["a",...]}'])(
    '%j breaks before its first record',
    (text) => {
      expect(detect(text)).toMatchObject({ formatId: 'unreadable', confidence: 'certain' })
    },
  )

  it('goes by how a file begins where it is damaged later', () => {
    const text = new TextDecoder().decode(fixture('asff', 'security-hub.json'))
    expect(detect(`${text.slice(0, 9000)} oops`).formatId).toBe('asff')
  })

  it.each([
    ['trivy', '[{"Target":"a","Type":"debian","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"b"},{"Vulner'],
    ['checkov', '{"check_type":"terraform","results":{"failed_checks":[{"check_id":"CKV_1"},{"che'],
    ['sarif', '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"results":[{"ruleId":"b"}]}]'],
    ['kics', '{"files_scanned":1,"queries":[{"query_id":"a","files":[{"file_name":"b"} oops'],
  ])('%s from what is whole of a document that breaks off', (formatId, text) => {
    expect(detect(text)).toMatchObject({ formatId, importable: true })
  })

  it.each([
    ['a finding', '{"SchemaVersion":"2018-10-08","ProductArn":"arn:aws:x","Severity":{"Label":"LOW"},"Resources":[{"Id":"a"}]'],
    ['an answer of the AWS CLI', '{"TrailList":[],"trailList":[{"Name":"a","TrailARN":"arn:aws:x"}],"x'],
  ])('does not tell %s that is the only record, and not whole', (_, text) => {
    expect(detect(text)).toMatchObject({ formatId: 'unreadable', importable: false })
  })

  it('says where a damaged document of no known format breaks, and what to do', () => {
    const { formatId, reason } = detect('{"list":[{"a":1},{"b"')
    expect(formatId).toBe('unreadable')
    expect(reason).toBe(
      'The JSON breaks at character 22 (expected :) before it shows a whole record of a known format. Name the format, if you know it, to read what is whole.',
    )
  })

  it('sees a first record larger than the head', () => {
    const text = `{"SchemaVersion":"2018-10-08","ProductArn":"arn:aws:x","Description":"${'x'.repeat(400_000)}"}`
    expect(detect(text).formatId).toBe('asff')
  })

  it.each([
    ['utf-16le', true],
    ['utf-16le', false],
    ['utf-16be', true],
    ['utf-16be', false],
  ] as const)('recognises %s, with a byte order mark: %s', (encoding, marked) => {
    const text = `${marked ? '\ufeff' : ''}${new TextDecoder().decode(fixture('prowler-ocsf', 'v3.ocsf.json'))}`
    const little = Buffer.from(text, 'utf16le')
    const detection = detectFormat(headOf(new Uint8Array(encoding === 'utf-16le' ? little : little.swap16())))
    expect(detection).toMatchObject({ formatId: 'prowler-ocsf', importable: true, encoding })
  })

  it('offers code page 1252 for text that is no UTF-8', () => {
    const text = new TextDecoder().decode(fixture('prowler-csv', 'v3.csv'))
    const bytes = Uint8Array.from(text.replace(/\r\n$/, ';f\u00fcr\r\n'), (character) => Math.min(character.charCodeAt(0), 0xff))
    expect(detectFormat(headOf(bytes))).toMatchObject({ formatId: 'prowler-csv', importable: true, encoding: 'windows-1252' })
  })

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, whole) => {
        expect(detectFormat({ bytes, whole }).reason).not.toBe('')
      }),
    )
  })
})

describe('the registry', () => {
  it('finds each importer by its format', () => {
    expect(new Set(IMPORTERS.map((importer) => importer.formatId)).size).toBe(IMPORTERS.length)
    for (const importer of IMPORTERS) expect(importerFor(importer.formatId)).toBe(importer)
    for (const none of ['unknown', 'ambiguous', 'unreadable'] as const) expect(importerFor(none)).toBeNull()
  })
})
