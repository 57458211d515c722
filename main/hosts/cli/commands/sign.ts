// `tickmark sign`: signs a report that lies on disk. The signed copy is a new file unless the person says otherwise.
import { dirname, parse, resolve } from 'node:path'
import type { Command } from 'commander'
import { type IdentityOptions, identityCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { identityPassphrase } from '../passphrases.ts'
import { existing, withApp } from '../session.ts'
import { findIdentity } from './find-identity.ts'
import { freePath } from './free-path.ts'
import { verificationText, verifyPdfs } from './verification.ts'

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
      const { signed, verified } = await withApp(io, options, async (session) => {
        const { identityId } = await findIdentity(session, options.identity)
        const order = { identityId, passphrase, reason: options.reason, out: placeOf(from, options, io.cwd) }
        const made = await session.app.signFile(from, order)
        return { signed: made, verified: await verifyPdfs(session, [made.path]) }
      })
      deliver(io, { json: signed, text: verified.map(verificationText).join('\n') }, options.json === true)
    })
}

function placeOf(from: string, { out, inPlace }: Options, cwd: string): string {
  if (inPlace === true) return from
  return out === undefined ? freePath(dirname(from), `${parse(from).name}-signed.pdf`) : resolve(cwd, out)
}
