// Signing identities and verification, for reports in an engagement and for loose PDF files.
import { createHash } from 'node:crypto'
import { readFile as readBytes } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Handlers } from '#contract'
import { allReports, readSignature } from '#db/queries/reports'
import type { ReadableDb } from '#db/types'
import { AppError } from '#domain/errors'
import type { PdfVerification, SignatureInfo, VerificationReason } from '#domain/identity'
import type { Ports } from '../app/ports.ts'
import { createKeyStore } from '../signing/key-store.ts'
import { signPdf } from '../signing/sign.ts'
import { verifyPdf } from '../signing/verify.ts'
import { fileWord } from './file-word.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `identities.${string}` | `verification.${string}`>
export type SigningOrder = { readonly identityId: string; readonly passphrase: string; readonly reason: string; readonly signedAt: Date }

export type Signing = Pick<Handlers, Methods> & {
  /** The signed bytes and what the signature says, verified before they are given out. */
  signBytes(pdf: Uint8Array, order: SigningOrder): Promise<{ bytes: Uint8Array; signature: SignatureInfo }>
}

type Deps = { readonly ports: Ports; readonly sessions: Sessions; readonly folder: string }

/** A PDF of a report is a few MB; anything above this is not ours and would only fill the memory. */
const MOST_BYTES = 1024 * 1024 * 1024

export function createSigning({ ports, sessions, folder }: Deps): Signing {
  const store = createKeyStore({ folder, clock: ports.clock, randomUuid: ports.randomUuid })
  const trusted = async (): Promise<Set<string>> => new Set((await store.list()).map((identity) => identity.fingerprint))

  const verify = async (token: string, db: ReadableDb | null): Promise<PdfVerification> => {
    const path = ports.files.path(token)
    const bytes = await readBytes(path)
    if (bytes.length > MOST_BYTES) throw new AppError('input-unreadable', `${basename(path)} is too large to be a report.`)
    const result = { fileName: basename(path), ...(await verifyPdf(bytes, { trustedFingerprints: await trusted() })) }
    return db ? againstEngagement(result, bytes, db) : result
  }

  return {
    'identities.list': () => store.list(),
    'identities.create': (input) => store.create(input),
    'identities.import': async ({ file, filePassphrase, passphrase }) => {
      const bytes = await readBytes(ports.files.path(file))
      return store.importPkcs12({ bytes, filePassphrase, passphrase })
    },
    'identities.certificate': async ({ identityId }) => {
      const identity = (await store.list()).find((known) => known.identityId === identityId)
      return { pem: await store.certificatePem(identityId), fileName: `${fileWord(identity?.name ?? identityId)}.pem` }
    },
    'identities.remove': async ({ identityId }) => {
      await store.remove(identityId)
      return null
    },
    'verification.verify': async ({ files, againstEngagement: recorded }) => {
      const db = recorded ? sessions.require().db : null
      const results: PdfVerification[] = []
      for (const token of files) results.push(await verify(token, db))
      return results
    },
    signBytes: async (pdf, { identityId, passphrase, reason, signedAt }) => {
      const key = await store.unlock(identityId, passphrase)
      const bytes = await signPdf(pdf, key, { signedAt, reason })
      const { verdict, reasons, signatures } = await verifyPdf(bytes, { trustedFingerprints: await trusted() })
      const [signature] = signatures
      if (verdict !== 'valid' || !signature)
        throw new AppError('verification-failed', `The signature just made does not verify: ${reasons.map((r) => r.message).join('; ')}`)
      return { bytes, signature }
    },
  }
}

/**
 * Compares a PDF with what the engagement recorded. This alone finds a file cut back to an earlier, once valid revision
 * (pdf/FINDINGS.md §5): its bytes are simply not the recorded ones.
 */
function againstEngagement(result: PdfVerification, bytes: Uint8Array, db: ReadableDb): PdfVerification {
  const { sha256 } = result
  const signed = allReports(db).find((r) => readSignature(db, r.reportId)?.sha256 === sha256)
  if (signed)
    return withReason(result, {
      code: 'recorded-signed',
      message: `The engagement holds exactly these bytes as the signed report ${signed.fileName}.`,
    })
  const unsigned = allReports(db).find((r) => r.sha256 === sha256)
  if (unsigned) {
    const isSigned = readSignature(db, unsigned.reportId) !== null
    const note = withReason(result, {
      code: isSigned ? 'signature-removed' : 'recorded-unsigned',
      message: isSigned
        ? `These are the bytes of ${unsigned.fileName} before it was signed: the signature was removed.`
        : `The engagement holds exactly these bytes as the unsigned report ${unsigned.fileName}.`,
    })
    return isSigned ? { ...note, verdict: 'invalid' } : note
  }
  // Signing appends: a report that was signed as a loose file begins with the bytes the engagement holds.
  const begun = allReports(db).find((r) => r.bytes < bytes.length && sha256Of(bytes.subarray(0, r.bytes)) === r.sha256)
  if (begun)
    return withReason(result, {
      code: 'recorded-signed-elsewhere',
      message: `It begins with exactly the bytes of the report ${begun.fileName} in this engagement; the signature was added outside it.`,
    })
  return {
    ...withReason(result, { code: 'not-in-engagement', message: 'The engagement has no report with these bytes.' }),
    verdict: 'invalid',
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const withReason = (result: PdfVerification, reason: VerificationReason): PdfVerification => ({
  ...result,
  reasons: [...result.reasons, reason],
})
