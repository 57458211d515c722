import { describe, expect, it } from 'vitest'
import { emptyDraft, entriesOf, lastQuarter, readDraft } from './scope-draft.ts'

const draft = { ...emptyDraft('2026-11-22'), title: 'Q3 review', client: 'Nordwind' }

describe('the form of a new engagement', () => {
  it('offers the last full quarter', () => {
    expect(lastQuarter('2026-11-22')).toEqual({ from: '2026-07-01', to: '2026-09-30' })
    expect(lastQuarter('2026-02-01')).toEqual({ from: '2025-10-01', to: '2025-12-31' })
  })

  it('reads lists as people type them, each entry once', () => {
    expect(entriesOf('111122223333, 444455556666\n111122223333;\t777788889999')).toEqual(['111122223333', '444455556666', '777788889999'])
    const read = readDraft({ ...draft, accounts: '1111-2222-3333', regions: 'eu-central-1 us-east-1' })
    expect(read).toMatchObject({ scope: { accounts: ['111122223333'], regions: ['eu-central-1', 'us-east-1'] } })
  })

  it('leaves out people without a name and invents none', () => {
    expect(readDraft(draft)).toMatchObject({ scope: { people: [] } })
  })

  it('says by field what is wrong', () => {
    const read = readDraft({ ...draft, title: ' ', periodTo: '2026-01-01', accounts: '123', regions: 'EU Central' })
    const errors = 'errors' in read ? read.errors : {}
    expect(errors.title).toContain('title')
    expect(errors.periodTo).toContain('before')
    expect(errors.accounts).toContain('123')
    expect(errors.regions).toContain('eu-central-1')
  })
})
