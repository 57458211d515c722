import { describe, expect, it } from 'vitest'
import { columnFor, draftOf, emptyDraft, guessFields, profileOf, withField, wordsIn } from './mapping-draft.ts'

const columns = ['Control ID', 'Outcome', 'Asset', 'meta.awsRegion', 'Remarks'].map((name) => ({ name, values: [] }))
const none = { statuses: [], severities: [] }
const named = { ...emptyDraft({ kind: 'csv', delimiter: ',' }, columns), name: 'House list', tool: 'House scanner' }

describe('a mapping', () => {
  it('guesses fields from the names of columns, each once', () => {
    expect(guessFields(columns)).toEqual({
      'Control ID': 'checkId',
      Outcome: 'status',
      Asset: 'resourceId',
      'meta.awsRegion': 'region',
    })
    expect(Object.values(guessFields([...columns, { name: 'Status', values: [] }])).filter((field) => field === 'status')).toHaveLength(1)
  })

  it('moves a field from one column to another', () => {
    const moved = withField(named, 'Remarks', 'status')
    expect(columnFor(moved, 'status')).toBe('Remarks')
    expect(columnFor(withField(moved, 'Remarks', null), 'status')).toBeNull()
  })

  it('becomes a profile only with a name, a tool and a column', () => {
    expect(profileOf({ ...named, name: ' ' }, none)).toBeNull()
    expect(profileOf({ ...named, fields: {} }, none)).toBeNull()
    expect(profileOf({ ...named, name: '', tool: '' }, none, { named: false })).toMatchObject({ kind: 'csv' })
    expect(profileOf(named, none)).toMatchObject({ name: 'House list', columns: { status: 'Outcome' }, delimiter: ',' })
  })

  it('keeps what a person said of a word over its guess, and leaves unknown words unsaid', () => {
    const profile = profileOf({ ...named, statuses: { ok: 'info' } }, { statuses: ['OK', 'NOK', 'perhaps'], severities: ['High'] })
    expect(profile?.statuses).toEqual({ ok: 'info', nok: 'fail' })
    expect(profile?.severities).toEqual({ high: 'high' })
    expect(wordsIn(['OK', ' ok ', ''], { nok: 'fail' })).toEqual(['ok', 'nok'])
  })

  it('opens a saved profile and gives the same again', () => {
    const profile = profileOf({ ...named, statuses: { ok: 'pass' }, delimiter: ';' }, none)
    if (profile === null) throw new Error('no profile')
    expect(profileOf(draftOf(profile), none)).toEqual(profile)
  })

  it('begins as the columns were found', () => {
    expect(emptyDraft({ kind: 'csv', delimiter: ';' }, columns)).toMatchObject({ kind: 'csv', delimiter: ';' })
    expect(emptyDraft({ kind: 'json', records: 'report.items' }, columns)).toMatchObject({ kind: 'json', records: 'report.items' })
  })
})
