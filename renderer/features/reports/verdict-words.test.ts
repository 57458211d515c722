import { describe, expect, it } from 'vitest'
import type { SignatureInfo } from '#domain/identity'
import { attachmentWords, coverageWords, trustWords } from './verdict-words.ts'

const signature: SignatureInfo = {
  fieldName: 'Signature1',
  name: 'Ada',
  certificate: {
    subject: 'CN=Ada',
    issuer: 'CN=Ada',
    serialNumber: '01',
    fingerprint: 'ab',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2031-01-01T00:00:00.000Z',
    selfSigned: true,
  },
  signedAt: null,
  reason: null,
  coversWholeFile: true,
  docMdp: 1,
  trusted: true,
}

describe('a verification in words', () => {
  it('tells a known signer from a self-signed stranger and from a foreign issuer', () => {
    expect(trustWords(signature)).toContain('this machine’s identities')
    expect(trustWords({ ...signature, trusted: false })).toContain('self-signed')
    expect(trustWords({ ...signature, trusted: false, certificate: { ...signature.certificate, selfSigned: false } })).toContain('issuer')
  })

  it('says what is covered and what may still change', () => {
    expect(coverageWords(signature)).toBe('Covers the whole file; no later change is allowed.')
    expect(coverageWords({ ...signature, coversWholeFile: false, docMdp: null })).toBe('Does not cover the whole file.')
  })

  it('keeps “nothing is known” apart from “it differs”', () => {
    expect([true, false, null].map(attachmentWords)).toEqual([
      'as listed in the report',
      'differs from what the report lists',
      'not listed in the report',
    ])
  })
})
