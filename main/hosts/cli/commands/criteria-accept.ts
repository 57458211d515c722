// `tickmark criteria accept`: takes many proposals at once, never without having shown them.
import { type Command, Option } from 'commander'
import { ProposedVerdict } from '#domain/proposal'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, plural, table } from '../text.ts'

type Options = EngagementOptions & { readonly service: string; readonly verdict?: ProposedVerdict; readonly yes?: boolean }

export function acceptCommand(io: Io): Command {
  return engagementCommand('accept', 'Accept proposals for all criteria of a service without a verdict. Shows them; --yes takes them.', [
    'criteria accept acme.tickmark --service sso --verdict met',
    'criteria accept acme.tickmark --service sso --verdict met --yes',
  ])
    .argument('<file>', 'the engagement')
    .requiredOption('--service <key>', 'catalog key of the service')
    .addOption(new Option('--verdict <verdict>', 'only proposals of this verdict').choices(ProposedVerdict.options))
    .option('--yes', 'accept what was shown')
    .action(async (file: string, options: Options) => {
      const { service, verdict, yes } = options
      const rows = await withEngagement(io, file, options, async ({ call }) => {
        const unjudged = new Set(
          (await call('criteria.list', { service }))
            .filter((c) => c.updatedAt === null || c.verdict === 'not-tested')
            .map((c) => c.criterionId),
        )
        const mine = (await call('criteria.proposals', { service }))
          .map(({ proposal }) => proposal)
          .filter((one) => one.verdict !== null && unjudged.has(one.criterionId) && (verdict === undefined || one.verdict === verdict))
        if (yes === true && mine.length > 0)
          await call('criteria.acceptProposals', { service, accepted: mine.map(({ criterionId, digest }) => ({ criterionId, digest })) })
        return mine.map(({ criterionId, verdict: proposed, reason }) => ({
          criterionId,
          verdict: proposed,
          reason,
          accepted: yes === true,
        }))
      })
      const cells = rows.map((row) => [row.criterionId, row.verdict ?? '', row.reason.replaceAll('\n', ' ')])
      const said =
        yes === true
          ? `${plural(rows.length, 'proposal')} accepted`
          : `${plural(rows.length, 'proposal')}; nothing was accepted. Look at them, then add --yes.`
      const text = blocks(
        rows.length === 0 ? '' : table([{ title: 'ID' }, { title: 'PROPOSED' }, { title: 'REASON', max: 140 }], cells),
        said,
      )
      deliver(io, { json: rows, text }, options.json === true)
    })
}
