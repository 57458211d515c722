// `tickmark new`: makes an engagement.
import type { Command } from 'commander'
import type { EngagementScope } from '#domain/engagement'
import { collect, collectNames, type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { newEngagementPassphrase } from '../passphrases.ts'
import { withApp } from '../session.ts'
import { facts } from '../text.ts'

type Options = EngagementOptions & {
  readonly title: string
  readonly client: string
  readonly from: string
  readonly to: string
  readonly account?: readonly string[]
  readonly region?: readonly string[]
  readonly service?: readonly string[]
  readonly dataSensitivity?: string
  readonly companyRequirements?: string
  readonly lawsAndRegulations?: string
  readonly preparer?: readonly string[]
  readonly reviewer?: readonly string[]
}

export function newCommand(io: Io): Command {
  return engagementCommand('new', 'Make an engagement: one file that holds a whole audit.', [
    'new acme.tickmark --title "Q3 review" --client "Acme Ltd" --from 2026-07-01 --to 2026-09-30 \\\n      --account 111122223333 --region eu-west-1 us-east-1 --service pinpoint sso',
  ])
    .argument('<file>', 'file to make; it must not exist yet')
    .requiredOption('--title <text>', 'what the audit is called')
    .requiredOption('--client <name>', 'for whom')
    .requiredOption('--from <date>', 'first day of the audited period (YYYY-MM-DD)')
    .requiredOption('--to <date>', 'last day of the audited period')
    .option('--account <ids...>', 'AWS account ids in scope', collect)
    .option('--region <names...>', 'regions in scope', collect)
    .option('--service <keys...>', 'services in scope, by their catalog keys (pinpoint, sso, iam, s3 ...)', collect)
    .option('--data-sensitivity <text>', "the customer's factor: how sensitive the data is")
    .option('--company-requirements <text>', "the customer's factor: the company's own requirements")
    .option('--laws-and-regulations <text>', "the customer's factor: laws and regulations that apply")
    .option('--preparer <names...>', 'who prepares', collectNames)
    .option('--reviewer <names...>', 'who reviews', collectNames)
    .action(async (file: string, options: Options) => {
      const passphrase = newEngagementPassphrase(options, io.env)
      const made = await withApp(io, options, async (session) => {
        const token = session.tokenOf(file)
        const engagement = await session.call('engagements.create', { file: token, passphrase, scope: scopeOf(options) })
        return { engagement, path: session.pathOf(token) }
      })
      const { engagementId, title, client, services, encrypted } = made.engagement
      const text = facts([
        ['made', made.path],
        ['engagement', `${title}, for ${client}`],
        ['services', services.length === 0 ? 'none yet' : services.join(', ')],
        ['encrypted', encrypted ? 'yes' : 'no'],
      ])
      deliver(io, { json: { engagementId, path: made.path }, text }, options.json === true)
    })
}

const scopeOf = (options: Options): EngagementScope => ({
  title: options.title,
  client: options.client,
  periodFrom: options.from,
  periodTo: options.to,
  accounts: options.account ?? [],
  regions: options.region ?? [],
  services: options.service ?? [],
  factors: {
    dataSensitivity: options.dataSensitivity ?? '',
    companyRequirements: options.companyRequirements ?? '',
    lawsAndRegulations: options.lawsAndRegulations ?? '',
    answers: {},
  },
  people: [
    ...(options.preparer ?? []).map((name) => ({ name, role: 'preparer' as const, organisation: '' })),
    ...(options.reviewer ?? []).map((name) => ({ name, role: 'reviewer' as const, organisation: '' })),
  ],
})
