// One signature in words: who, when by their own clock, what it covers, and what is known of the certificate.
import type { SignatureInfo } from '#domain/identity'
import { formatDate, formatInstant } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { coverageWords, trustWords } from './verdict-words.ts'

export const SignatureFacts = ({ signature }: { readonly signature: SignatureInfo }) => (
  <DescriptionList
    items={[
      { term: 'Signer', value: signature.name },
      { term: 'Signed', value: signature.signedAt === null ? null : `${formatInstant(signature.signedAt)} by the signer’s own clock` },
      { term: 'Reason', value: signature.reason },
      { term: 'Covers', value: coverageWords(signature) },
      { term: 'Trust', value: trustWords(signature) },
      { term: 'Subject', value: signature.certificate.subject },
      ...(signature.certificate.selfSigned ? [] : [{ term: 'Issuer', value: signature.certificate.issuer }]),
      { term: 'Certificate', value: `${formatDate(signature.certificate.notBefore)} to ${formatDate(signature.certificate.notAfter)}` },
      { term: 'Fingerprint', value: <code>{signature.certificate.fingerprint}</code> },
    ]}
  />
)
