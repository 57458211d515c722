import { describe, expect, it } from 'vitest'
import { type ComplianceReference, type ScanRecord, UNSTATED } from '#domain/evidence'
import { createRequirementBook, type RequirementBook } from './requirement-book.ts'

const record = (checkId: string | null, compliance: readonly ComplianceReference[], provider: string | null = 'aws'): ScanRecord => ({
  ...UNSTATED,
  checkId,
  provider,
  compliance,
})

const see = (book: RequirementBook, family: string, r: ScanRecord): void => {
  book.of(family, r).see(r)
}

describe('the book of requirements', () => {
  it('keeps what records of a check name once, however often they name it', () => {
    const book = createRequirementBook()
    for (let i = 0; i < 3; i += 1) see(book, 'prowler', record('a', [{ framework: 'CIS-3.0', ids: ['1.1', '1.2'] }]))
    expect([...book.rows()]).toEqual([{ family: 'prowler', provider: 'aws', checkId: 'a', said: [['CIS-3.0', '1.1', '1.2']] }])
  })

  it('adds up what records of one check name differently, as files per requirement do', () => {
    const book = createRequirementBook()
    see(book, 'prowler', record('a', [{ framework: 'CIS-3.0', ids: ['1.1'] }]))
    see(book, 'prowler', record('a', [{ framework: 'CIS-3.0', ids: ['1.2'] }]))
    see(
      book,
      'prowler',
      record('a', [
        { framework: 'CIS-3.0', ids: ['1.1'] },
        { framework: 'HIPAA', ids: [] },
      ]),
    )
    expect([...book.rows()].map(({ said }) => said)).toEqual([[['CIS-3.0', '1.1', '1.2'], ['HIPAA']]])
  })

  it('mixes neither tools nor clouds that share the id of a check', () => {
    const book = createRequirementBook()
    see(book, 'prowler', record('a', [{ framework: 'CIS-2.0', ids: ['1.1'] }]))
    see(book, 'prowler', record('a', [{ framework: 'CIS-2.0', ids: ['9.9'] }], 'azure'))
    see(book, 'other', record('a', [{ framework: 'CIS-2.0', ids: ['3.3'] }]))
    expect([...book.rows()].map(({ family, provider, said }) => [family, provider, said[0]?.[1]])).toEqual([
      ['prowler', 'aws', '1.1'],
      ['prowler', 'azure', '9.9'],
      ['other', 'aws', '3.3'],
    ])
  })

  it('keeps requirements without a check, and nothing of records that name none', () => {
    const book = createRequirementBook()
    see(book, 'prowler', record(null, [{ framework: 'SOC2', ids: ['cc_1_1'] }]))
    see(book, 'prowler', record('a', []))
    expect([...book.rows()]).toEqual([{ family: 'prowler', provider: 'aws', checkId: null, said: [['SOC2', 'cc_1_1']] }])
  })
})
