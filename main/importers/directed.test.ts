import { describe, expect, it } from 'vitest'
import { FORMAT_IDS } from '#domain/imports'
import { Profile } from '#domain/profile'
import { importerBy } from './directed.ts'
import { bytesOf, readAll } from './reading.fixture.ts'
import { IMPORTERS, importerFor } from './registry.ts'

const profile = Profile.parse({
  kind: 'json',
  name: 'Any',
  tool: 'Any tool',
  records: '',
  provider: 'other',
  columns: { checkId: 'Arn', status: 'UserId' },
  statuses: {},
  severities: {},
})
const about = { service: 'sts', operation: 'get-caller-identity' }
const bytes = bytesOf('{"UserId":"AIDA","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/a"}')
const checks = async (...[directions, formatId]: [Parameters<typeof importerBy>[0], (typeof FORMAT_IDS)[number]]) => {
  const importer = importerBy(directions, { formatId })
  return importer === null ? null : (await readAll(importer, bytes)).records.map(({ checkId }) => checkId)
}

describe('the importer of a file', () => {
  it('is the detected one where nobody says anything', () => {
    for (const formatId of FORMAT_IDS) expect(importerBy(null, { formatId })).toBe(importerFor(formatId))
  })

  it('is the one a person says, the profile before the command before the format', async () => {
    expect(importerBy({ formatId: 'asff' }, { formatId: 'unknown' })).toBe(importerFor('asff'))
    expect(await checks({ about, formatId: 'asff' }, 'unknown')).toEqual(['sts get-caller-identity'])
    expect(await checks({ about, formatId: 'asff', profile }, 'unknown')).toEqual(['arn:aws:iam::111122223333:user/a'])
  })

  it('says only how the text is written where it says nothing else', () => {
    expect(importerBy({ encoding: 'windows-1252' }, { formatId: 'asff' })).toBe(importerFor('asff'))
  })

  it('stays the same for stored files, of which the format alone is known', async () => {
    expect(await checks({ profile }, 'custom')).toEqual(['arn:aws:iam::111122223333:user/a'])
    expect(await checks({ about }, 'aws-cli')).toEqual(['sts get-caller-identity'])
  })

  it('is none for what names no tool, nor for a profile that is not given', () => {
    for (const formatId of ['ambiguous', 'unknown', 'unreadable', 'custom'] as const) expect(importerBy(null, { formatId })).toBeNull()
    expect(IMPORTERS.some(({ formatId }) => formatId === 'custom')).toBe(false)
  })

  it('refuses words that are no command', () => {
    expect(() => importerBy({ about: { service: 'a b', operation: '$(x)' } }, { formatId: 'unknown' })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})
