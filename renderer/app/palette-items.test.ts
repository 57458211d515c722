import { describe, expect, it } from 'vitest'
import { fit, type PaletteItem, rank } from './palette-items.ts'

const item = (label: string, group: PaletteItem['group'] = 'Services', note?: string): PaletteItem => ({
  id: label,
  group,
  label,
  run: () => undefined,
  ...(note === undefined ? {} : { note }),
})

describe('the palette', () => {
  it('prefers beginnings of the label, then of a word, then anything inside', () => {
    expect(fit('Findings', 'fin')).toBe(3)
    expect(fit('Amazon Pinpoint', 'pin')).toBe(2)
    expect(fit('Amazon Pinpoint', 'oint')).toBe(1)
    expect(fit('Amazon Pinpoint', 'sso')).toBe(0)
  })

  it('wants every typed word, in any order', () => {
    expect(fit('IAM Identity Center', 'center iam')).toBeGreaterThan(0)
    expect(fit('IAM Identity Center', 'center lambda')).toBe(0)
  })

  it('finds a service by its other name', () => {
    expect(rank([item('IAM Identity Center', 'Services', 'AWS SSO')], 'sso')).toHaveLength(1)
  })

  it('keeps findings that were found elsewhere and shows no group in part without order', () => {
    const found = rank([item('Findings', 'Go to'), item('Root without MFA', 'Findings')], 'status:open')
    expect(found.map(({ label }) => label)).toEqual(['Root without MFA'])
  })
})
