// The options commands share and the readers of their values. What each command does with them is in commands/.
import { Command, InvalidArgumentError, Option } from 'commander'

export type SharedOptions = { readonly json?: true; readonly now?: Date; readonly actor?: string }
export type EngagementOptions = SharedOptions & { readonly passphraseFile?: string; readonly encryption: boolean }
export type IdentityOptions = SharedOptions & { readonly passphraseFile?: string; readonly identityPassphraseFile?: string }

/** A command with the options every command has, and its examples under its help. */
export function command(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print one JSON document on stdout, nothing else')
    .addOption(new Option('--now <instant>', 'fix the clock, for reproducible runs (ISO 8601)').argParser(instant))
    .option('--actor <name>', 'name written into the journal (default: the user name of this machine)')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ tickmark ${example}`).join('\n')}\n`)
}

/** A command that opens an engagement: adds where its passphrase comes from. */
export function engagementCommand(name: string, description: string, examples: readonly string[]): Command {
  return command(name, description, examples)
    .option('--passphrase-file <file>', 'file holding the passphrase (or set TICKMARK_PASSPHRASE)')
    .option('--no-encryption', 'the engagement is not encrypted: ask for no passphrase')
}

/** A command that uses a signing key: adds where the key's passphrase comes from. */
export function identityCommand(name: string, description: string, examples: readonly string[]): Command {
  return command(name, description, examples)
    .option('--identity-passphrase-file <file>', "file holding the identity's passphrase (or set TICKMARK_IDENTITY_PASSPHRASE)")
    .option('--passphrase-file <file>', 'the same, where one passphrase serves for both (or set TICKMARK_PASSPHRASE)')
}

/** Reads an ISO 8601 instant; without an offset it is taken as UTC. */
export function instant(text: string): Date {
  const full = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)
  const time = Date.parse(/T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`)
  if (!full || Number.isNaN(time)) throw new InvalidArgumentError('It is no ISO 8601 instant such as 2026-03-31T12:00:00Z.')
  return new Date(time)
}

/** Reader of a whole number between two bounds, both included. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It is no whole number from ${least} to ${most}.`)
    return value
  }

/** Collects an option that may be given several times, each time with one or more values, also joined by commas; each value once. */
export const collect = (text: string, before: readonly string[] | undefined): readonly string[] => [
  ...new Set([
    ...(before ?? []),
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ]),
]

/** Collects names, which may hold commas. */
export const collectNames = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text]

/** Reads `field=value` arguments into a record. Throws where one has no `=` or comes twice. */
export function assignments(texts: readonly string[]): Readonly<Record<string, string>> {
  const fields = new Map<string, string>()
  for (const text of texts) {
    const at = text.indexOf('=')
    if (at < 1) throw new InvalidArgumentError(`"${text}" is not of the form field=value.`)
    const field = text.slice(0, at)
    if (fields.has(field)) throw new InvalidArgumentError(`The field "${field}" is given twice.`)
    fields.set(field, text.slice(at + 1))
  }
  return Object.fromEntries(fields)
}
