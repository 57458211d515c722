import { expect, it } from 'vitest'
import { differences, type Said } from './scan-difference.ts'

const said: Said = {
  result: 'fail',
  statusRaw: 'FAIL',
  severity: 'high',
  severityRaw: 'High',
  muted: false,
  lifecycle: 'active',
  title: 'Root has MFA',
  statusText: 'Root has no MFA.',
}

it('tells each field that differs, before and after, and nothing else', () => {
  expect(differences(said, said)).toEqual([])
  expect(differences(said, { ...said, result: 'pass', statusRaw: 'PASS', statusText: null })).toEqual([
    { label: 'Result', before: 'Fail (“FAIL”)', after: 'Pass (“PASS”)' },
    { label: 'Status text', before: 'Root has no MFA.', after: null },
  ])
})
