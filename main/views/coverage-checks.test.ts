import { describe, expect, it } from 'vitest'
import { shippedCatalog } from '../catalog/catalog.ts'
import { testersOf } from './coverage-checks.ts'

describe('what could test a topic', () => {
  const testers = testersOf(shippedCatalog())

  it('is the kit alone for the services no scanner has a check for', () => {
    expect(testers('pinpoint', null)).toEqual(['kit'])
    expect(testers('sso', null)).toEqual(['kit'])
    expect(testers('pinpoint', 'configuration-and-vulnerability-analysis')).toEqual(['kit'])
  })

  it('is every scanner with such a check for a common service', () => {
    expect(testers('s3', 'data-protection')).toEqual(['prowler', 'security-hub', 'kit'])
    expect(testers('kms', 'data-protection')).toEqual(expect.arrayContaining(['prowler', 'security-hub']))
  })

  it('is nobody for what only a person can judge, and for a service nobody knows', () => {
    expect(testers('batch', 'infrastructure-security')).toEqual([])
    expect(testers('nonsense', null)).toEqual([])
  })
})
