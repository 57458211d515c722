// `tickmark identity`: makes, brings in, lists and exports signing identities. A private key never leaves the key store.
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { AppError } from '#domain/errors'
import { type Identity, KeyAlgorithm } from '#domain/identity'
import { command, type IdentityOptions, identityCommand, type SharedOptions } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { newIdentityPassphrase, passphraseFromFile } from '../passphrases.ts'
import { existing, withApp } from '../session.ts'
import { blocks, facts, plural, table } from '../text.ts'
import { findIdentity } from './find-identity.ts'

export const identityCommands = (io: Io): Command =>
  new Command('identity')
    .description("Signing identities: people's keys and certificates, kept encrypted on this machine.")
    .addCommand(createCommand(io))
    .addCommand(importCommand(io))
    .addCommand(listCommand(io))
    .addCommand(exportCommand(io))

type CreateOptions = IdentityOptions & {
  readonly name: string
  readonly organisation: string
  readonly country: string
  readonly algorithm: KeyAlgorithm
}

function createCommand(io: Io): Command {
  return identityCommand('create', 'Make a self-signed identity.', [
    'identity create --name "Jo Field" --organisation "Field Audit" --country DE --identity-passphrase-file pass.txt',
  ])
    .requiredOption('--name <name>', 'whose')
    .option('--organisation <name>', 'of which organisation', '')
    .option('--country <code>', 'two capital letters', '')
    .addOption(new Option('--algorithm <name>', 'kind of key').choices(KeyAlgorithm.options).default('ecdsa-p256'))
    .action(async (options: CreateOptions) => {
      const passphrase = newIdentityPassphrase(options, io.env)
      const { name, organisation, country, algorithm } = options
      const made = await withApp(io, options, ({ call }) =>
        call('identities.create', { name, organisation, country, algorithm, passphrase }),
      )
      deliver(io, { json: made, text: identityText(made) }, options.json === true)
    })
}

function importCommand(io: Io): Command {
  return identityCommand('import', 'Bring in an identity from a PKCS#12 file (.p12, .pfx).', [
    'identity import jo.p12 --file-passphrase-file p12.txt --identity-passphrase-file pass.txt',
  ])
    .argument('<file>', 'the PKCS#12 file')
    .option('--file-passphrase-file <file>', "file holding the PKCS#12 file's own passphrase (or set TICKMARK_FILE_PASSPHRASE)")
    .action(async (file: string, options: IdentityOptions & { readonly filePassphraseFile?: string }) => {
      existing(io, file)
      const passphrase = newIdentityPassphrase(options, io.env)
      const filePassphrase =
        options.filePassphraseFile === undefined
          ? (io.env['TICKMARK_FILE_PASSPHRASE'] ?? '')
          : passphraseFromFile(options.filePassphraseFile)
      const brought = await withApp(io, options, ({ call, tokenOf }) =>
        call('identities.import', { file: tokenOf(file), filePassphrase, passphrase }),
      )
      deliver(io, { json: brought, text: identityText(brought) }, options.json === true)
    })
}

function listCommand(io: Io): Command {
  return command('list', 'List the identities on this machine.', ['identity list', 'identity list --json']).action(
    async (options: SharedOptions) => {
      const rows = await withApp(io, options, ({ call }) => call('identities.list', {}))
      const columns = [{ title: 'ID' }, { title: 'NAME' }, { title: 'KEY' }, { title: 'ISSUER' }, { title: 'VALID UNTIL' }]
      const cells = rows.map((row) => [
        row.identityId,
        row.name,
        row.keyAlgorithm,
        row.selfSigned ? 'self-signed' : row.issuer,
        row.notAfter.slice(0, 10),
      ])
      const text = blocks(rows.length === 0 ? '' : table(columns, cells), plural(rows.length, 'identity', 'identities'))
      deliver(io, { json: rows, text }, options.json === true)
    },
  )
}

function exportCommand(io: Io): Command {
  return command('export', "Give out an identity's certificate as PEM, for those who are to verify its signatures.", [
    'identity export "Jo Field" > jo.pem',
    'identity export ID --out jo.pem',
  ])
    .argument('<id>', 'id, the beginning of it, fingerprint or name')
    .option('--out <file>', 'file to write; it must not exist yet (default: print it)')
    .action(async (id: string, options: SharedOptions & { readonly out?: string }) => {
      const { identity, pem } = await withApp(io, options, async (session) => {
        const found = await findIdentity(session, id)
        return { identity: found, ...(await session.call('identities.certificate', { identityId: found.identityId })) }
      })
      const path = options.out === undefined ? null : resolve(io.cwd, options.out)
      if (path !== null) {
        if (existsSync(path)) throw new AppError('conflict', `There is already a file ${path}. It was not changed.`, { path })
        writeFileSync(path, pem, { flag: 'wx' })
      }
      const json = { identityId: identity.identityId, fingerprint: identity.fingerprint, pem, path }
      deliver(io, { json, text: path ?? pem }, options.json === true)
    })
}

export const identityText = (identity: Identity): string =>
  facts([
    ['identity', identity.identityId],
    ['name', identity.name],
    ['subject', identity.subject],
    ['issuer', identity.selfSigned ? 'self-signed' : identity.issuer],
    ['key', identity.keyAlgorithm],
    ['fingerprint', identity.fingerprint],
    ['valid', `${identity.notBefore.slice(0, 10)} to ${identity.notAfter.slice(0, 10)}`],
  ])
