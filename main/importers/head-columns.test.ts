import { describe, expect, it } from 'vitest'
import { Profile } from '#domain/profile'
import { columnsOf, type HeadColumns } from './head-columns.ts'
import { profileImporter } from './profile.ts'
import { bytesOf, fixture, readAll } from './reading.fixture.ts'

const UNSAID = { name: 'a', tool: 'a', provider: 'other', columns: {}, statuses: {}, severities: {} }

const whole = (text: string): HeadColumns => columnsOf({ bytes: bytesOf(text), whole: true })
const cut = (text: string): HeadColumns => columnsOf({ bytes: bytesOf(text), whole: false })
const asRows = ({ columns }: HeadColumns) => columns.map(({ name, values }) => [name, ...values])

describe('the columns of a CSV head', () => {
  it('are those of the header, each with its first different values', () => {
    const seen = whole('Control;Outcome;\r\nHC-1;ok;\r\nHC-2; nok ;\r\n"HC;3";ok;\r\n')
    expect(seen.layout).toEqual({ kind: 'csv', delimiter: ';' })
    expect(asRows(seen)).toEqual([
      ['Control', 'HC-1', 'HC-2', 'HC;3'],
      ['Outcome', 'ok', 'nok'],
    ])
  })

  it('are cut by the delimiter that fits the rows, not by any that stands in the header', () => {
    for (const [delimiter, text] of [
      [',', 'id,title (a; b; c; d),state\n1,"x, y",ok\n2,z,nok\n'],
      ['\t', 'id\ttitle, short\tstate\n1\ta, b, c\tok\n'],
      ['|', 'id|state\n'],
      [';', 'id;"a, b";state\n1;"two\nlines, here";ok\n'],
    ] as const)
      expect(whole(text).layout).toEqual({ kind: 'csv', delimiter })
  })

  it('leave out the row a cut head ends in', () => {
    const text = 'id,state,note\n1,ok,"two\nlines"\n2,nok,"begins an'
    expect(asRows(cut(text))).toEqual([
      ['id', '1'],
      ['state', 'ok'],
      ['note', 'two\nlines'],
    ])
    expect(asRows(cut('id,state\n1,ok\n2,no'))).toEqual([
      ['id', '1'],
      ['state', 'ok'],
    ])
  })

  it('are read in the encoding of the file, and in the one a person says', () => {
    const latin = { bytes: new Uint8Array(Buffer.from('Prüfung;Zustand\nx;erfüllt\n', 'latin1')), whole: true }
    const little = { bytes: new Uint8Array(Buffer.from('\ufeffPrüfung;Zustand\r\nx;erfüllt\r\n', 'utf16le')), whole: true }
    const marked = { bytes: bytesOf('\ufeffPrüfung;Zustand\nx;erfüllt\n'), whole: true }
    for (const seen of [columnsOf(latin), columnsOf(latin, 'windows-1252'), columnsOf(little), columnsOf(marked)])
      expect(asRows(seen)).toEqual([
        ['Prüfung', 'x'],
        ['Zustand', 'erfüllt'],
      ])
  })

  it('are those of the delimiter a profile says, right or wrong', () => {
    const profile = Profile.parse({
      ...UNSAID,
      kind: 'csv',
      delimiter: '|',
    })
    const seen = columnsOf({ bytes: bytesOf('id,state\n1,ok\n'), whole: true }, null, profile)
    expect([seen.layout, asRows(seen)]).toEqual([{ kind: 'csv', delimiter: '|' }, [['id,state', '1,ok']]])
  })

  it('are none for prose, one column, nothing, or no text', () => {
    for (const text of ['Hello, auditor\nnothing more here\n', 'id\n1\n', '', '<a><b/></a>', '%PDF-1.7 a;b'])
      expect(whole(text)).toEqual({ layout: null, columns: [] })
  })
})

describe('the columns of a JSON head', () => {
  it('are the paths of values in its records, wherever these lie', () => {
    const records = '[{"id":"a","info":{"why":"x","a.b":1},"on":true},{"id":"b","more":null,"list":["p","q"],"assets":[{"arn":"r"}]}]'
    const paths = [
      ['id', 'a', 'b'],
      ['info.why', 'x'],
      ['info.a.b', '1'],
      ['on', 'true'],
      ['more'],
      ['list', 'p, q'],
      ['assets.0.arn', 'r'],
    ]
    for (const [text, path] of [
      [records, ''],
      [records.slice(1, -1).replace('},{"id":"b"', '}\n{"id":"b"'), ''],
      [`{"findings":${records}}`, ''],
      [`{"meta":{"parts":[{"x":1}]},"report":{"checks":${records}}}`, 'report.checks'],
    ] as const) {
      const seen = whole(text)
      expect([seen.layout, asRows(seen)]).toEqual([{ kind: 'json', records: path }, paths])
    }
    expect(whole('{"id":"a","state":"ok"}')).toEqual({
      layout: { kind: 'json', records: '' },
      columns: [
        { name: 'id', values: ['a'] },
        { name: 'state', values: ['ok'] },
      ],
    })
  })

  it('are those under the path a profile says', () => {
    const profile = (records: string) =>
      Profile.parse({
        ...UNSAID,
        kind: 'json',
        records,
      })
    const head = { bytes: fixture('profile', 'house.json'), whole: true }
    const names = (records: string) => columnsOf(head, null, profile(records)).columns.map(({ name }) => name)
    expect(names('report.areas.*.checks')).toEqual([
      'check.id',
      'check.title',
      'outcome',
      'rank',
      'assets.0.arn',
      'account.id',
      'seen',
      'assets',
      'accepted',
      'tags',
    ])
    expect(names('meta.parts')).toEqual(['name'])
    expect(names('no.such')).toEqual([])
  })

  it('show as much as a cut head holds', () => {
    const seen = cut('{"report":{"checks":[{"id":"a","state":"ok"},{"id":"b","state":"no')
    expect(seen.layout).toEqual({ kind: 'json', records: 'report.checks' })
    expect(asRows(seen)).toEqual([
      ['id', 'a', 'b'],
      ['state', 'ok'],
    ])
  })

  it('are bounded for hostile records', () => {
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, 'v'.repeat(1000)]))
    const { columns } = whole(JSON.stringify([wide, { ['n'.repeat(300)]: 1 }]))
    expect([columns.length, columns[0]?.values[0]?.length]).toEqual([200, 200])
    const many = whole(JSON.stringify(Array.from({ length: 50 }, (_, n) => ({ id: n }))))
    expect(many.columns[0]?.values).toHaveLength(12)
    expect(whole(`[${'{"a":'.repeat(400)}1${'}'.repeat(400)}]`).columns).toEqual([])
  })
})

it('what columns show is what a profile over them reads', async () => {
  const bytes = fixture('profile', 'lines.ndjson')
  const { layout, columns } = columnsOf({ bytes, whole: true })
  expect(columns.map(({ name }) => name)).toEqual(['id', 'state', 'info.why', 'other'])
  const profile = Profile.parse({
    ...UNSAID,
    ...layout,
    columns: { title: 'id', status: 'state', risk: 'info.why' },
    statuses: { OK: 'pass', bad: 'fail' },
  })
  const { records } = await readAll(profileImporter(profile), bytes)
  expect(records.map(({ title, result, risk }) => [title, result, risk])).toEqual([
    ['a', 'pass', null],
    ['b', 'fail', 'open'],
  ])
})
