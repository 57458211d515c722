// `tickmark sign`: signs a report that lies on disk. The signed copy is a new file unless the person says otherwise.
import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, parse, resolve } from 'node:path'
import type { Command } from 'commander'
import { type IdentityOptions, identityCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { identityPassphrase } from '../passphrases.ts'
import { existing, type Session, withApp } from '../session.ts'
import { findIdentity } from './find-identity.ts'
import { copyToFreePath } from './free-path.ts'
import { verificationText } from './verification-text.ts'

type Options = IdentityOptions & {
  readonly identity: string
  readonly reason: string
  readonly out?: string
  readonly inPlace?: true
}

export function signCommand(io: Io): Command {
  return identityCommand('sign', 'Sign a report. Writes NAME-signed.pdf beside it; the report itself stays as it is.', [
    'sign reports/acme-sso.pdf --identity "Jo Field" --reason "Compliance validation, Q3 2026"',
    'sign reports/acme-sso.pdf --identity ID --out signed/acme-sso.pdf',
  ])
    .argument('<pdf>', 'the report')
    .requiredOption('--identity <id>', 'id, the beginning of it, fingerprint or name ("tickmark identity list")')
    .option('--reason <text>', 'stands in the signature', '')
    .option('--out <file>', 'where the signed copy goes; an existing file is replaced')
    .option('--in-place', 'replace the report by its signed copy')
    .action(async (pdf: string, options: Options) => {
      existing(io, pdf)
      const passphrase = identityPassphrase(options, io.env)
      const from = resolve(io.cwd, pdf)
      const to = options.inPlace === true ? from : options.out === undefined ? null : resolve(io.cwd, options.out)
      const signed = await withApp(io, options, async (session) => {
        const { identityId } = await findIdentity(session, options.identity)
        return signPdf(session, { from, to, identityId, passphrase, reason: options.reason })
      })
      const { path, sha256, verification } = signed
      const json = { path, sha256, verdict: verification.verdict, reasons: verification.reasons, signatures: verification.signatures }
      deliver(io, { json, text: verificationText({ path, ...verification }) }, options.json === true)
    })
}

type SignInput = {
  readonly from: string
  /** null = `NAME-signed.pdf` beside it, numbered where that is taken. */
  readonly to: string | null
  readonly identityId: string
  readonly passphrase: string
  readonly reason: string
}

/** Signs a copy and moves it into place only when it is whole, so that a failure leaves every file as it was. */
export async function signPdf({ app }: Session, { from, to, ...signer }: SignInput) {
  const folder = dirname(to ?? from)
  const work = mkdtempSync(join(folder, '.tickmark-sign-'))
  try {
    const copy = join(work, basename(from))
    copyFileSync(from, copy)
    const { path: signed, sha256, verification } = await app.signFile(copy, signer)
    if (to === null) return { path: copyToFreePath(signed, folder, `${parse(from).name}-signed.pdf`), sha256, verification }
    renameSync(signed, to)
    return { path: to, sha256, verification }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
