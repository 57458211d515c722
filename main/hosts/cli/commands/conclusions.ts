// `tickmark conclude` and `tickmark signoff`: a conclusion on a topic or service, and a person's name under a service.
import { type Command, Option } from 'commander'
import { ConclusionWord } from '#domain/criterion'
import { SignOffRole } from '#domain/sign-off'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { facts } from '../text.ts'

type ConcludeOptions = EngagementOptions & {
  readonly service: string
  readonly topic?: string
  readonly conclusion: ConclusionWord
  readonly rationale: string
}
type SignOffOptions = EngagementOptions & { readonly service: string; readonly as: SignOffRole; readonly name?: string }

export const conclusionCommands = (io: Io): readonly Command[] => [concludeCommand(io), signOffCommand(io)]

function concludeCommand(io: Io): Command {
  return engagementCommand('conclude', 'Conclude on a topic of a service, or on the service as a whole.', [
    'conclude acme.tickmark --service sso --topic resilience --conclusion effective --rationale "..."',
    'conclude acme.tickmark --service sso --conclusion effective-with-exceptions --rationale "..."',
  ])
    .argument('<file>', 'the engagement')
    .requiredOption('--service <key>', 'catalog key of the service')
    .option('--topic <id>', 'topic of its chapter; left out: the service as a whole')
    .addOption(new Option('--conclusion <word>', 'the conclusion').choices(ConclusionWord.options).makeOptionMandatory())
    .option('--rationale <text>', 'why', '')
    .action(async (file: string, options: ConcludeOptions) => {
      const { service, topic, conclusion, rationale } = options
      const row = await withEngagement(io, file, options, ({ call }) =>
        call('conclusions.set', { service, topic: topic ?? null, conclusion, rationale }),
      )
      const text = facts([
        ['service', row.service],
        ['topic', row.topic ?? 'the service as a whole'],
        ['conclusion', row.conclusion],
        ['rationale', row.rationale || '-'],
      ])
      deliver(io, { json: row, text }, options.json === true)
    })
}

function signOffCommand(io: Io): Command {
  return engagementCommand('signoff', 'Put a name under a service; it holds until something under it changes.', [
    'signoff acme.tickmark --service sso --as preparer --name "Jo Field"',
  ])
    .argument('<file>', 'the engagement')
    .requiredOption('--service <key>', 'catalog key of the service')
    .addOption(new Option('--as <role>', 'in which role').choices(SignOffRole.options).makeOptionMandatory())
    .option('--name <name>', 'whose name (default: the actor)')
    .action(async (file: string, options: SignOffOptions) => {
      const row = await withEngagement(io, file, options, async ({ call, actor }) => {
        const { contentHash } = await call('services.get', { service: options.service })
        return call('signOffs.give', { service: options.service, role: options.as, name: options.name ?? actor, seen: contentHash })
      })
      const text = facts([
        ['service', row.service],
        ['role', row.role],
        ['name', row.name],
        ['at', row.at],
        ['of what was seen', row.contentHash],
      ])
      deliver(io, { json: row, text }, options.json === true)
    })
}
