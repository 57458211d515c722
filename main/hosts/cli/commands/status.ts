// `tickmark status`: the overview in words.
import type { Command } from 'commander'
import type { Output } from '#contract'
import type { VerdictCounts } from '#domain/criterion'
import { sumOf } from '#domain/evidence'
import type { SignOff, SignOffRole } from '#domain/sign-off'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, counts, facts, figure, oneLine, plural, table } from '../text.ts'

type Overview = Output<'overview.get'>
type Blockers = Overview['blockers']

export function statusCommand(io: Io): Command {
  return engagementCommand('status', 'What is here, what it says and what is missing.', [
    'status acme.tickmark',
    'status acme.tickmark --json',
  ])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const overview = await withEngagement(io, file, options, async ({ call }) => {
        const seen = await call('overview.get', {})
        const services = seen.services.filter(({ inScope }) => inScope).map(({ key }) => key)
        const readiness = services.length === 0 ? [] : await call('reports.readiness', { services })
        return { ...seen, blockers: allBlockers(seen.blockers, readiness) }
      })
      deliver(io, { json: statusDocument(overview), text: statusText(overview) }, options.json === true)
    })
}

/** What the kept counts tell, and what drawing up every sum of the services in scope finds; each message once. */
function allBlockers(ofImports: Blockers, readiness: Output<'reports.readiness'>): Blockers {
  const ofServices = readiness.flatMap(({ service, blockers }) => blockers.map((blocker) => ({ ...blocker, service })))
  const told = new Set(ofImports.map(({ message }) => message))
  return [...ofImports, ...ofServices.filter(({ message }) => !told.has(message))]
}

/** The verdict counts under the names CLI.md gives them. */
const criteriaCounts = (counted: VerdictCounts) => ({
  met: counted.met,
  partlyMet: counted['partly-met'],
  notMet: counted['not-met'],
  notApplicable: counted['not-applicable'],
  notTested: counted['not-tested'],
  inherited: counted.inherited,
})

const signOffOf = (signOffs: readonly SignOff[], role: SignOffRole): SignOff | null =>
  signOffs.find((signOff) => signOff.role === role) ?? null

/** Gives the JSON document of `status`. */
export const statusDocument = (overview: Overview) => ({
  ...overview,
  services: overview.services.map(
    ({ key, name, inScope, evidence, muted, findings, openFindings, criteria, signOffs, topicsNotTested, places }) => ({
      key,
      name,
      inScope,
      evidence,
      muted,
      findings,
      openFindings,
      criteria: criteriaCounts(criteria),
      topicsNotTested,
      places,
      signOff: { preparer: signOffOf(signOffs, 'preparer'), reviewer: signOffOf(signOffs, 'reviewer') },
    }),
  ),
})

const signOffWord = (signOff: SignOff | null): string =>
  signOff === null ? '-' : `${signOff.name}${signOff.holds ? '' : ' (no longer holds)'}`

const blockerLine = ({ service, message }: Blockers[number]): string => `  - ${service === null ? '' : `${service}: `}${oneLine(message)}`

function statusText(overview: Overview): string {
  const { engagement, services, blockers, openPoints } = overview
  const document = statusDocument(overview)
  const head = facts([
    ['engagement', `${engagement.title}, for ${engagement.client}`],
    ['period', `${engagement.periodFrom} to ${engagement.periodTo}`],
    ['accounts', engagement.accounts.join(', ') || '-'],
    ['regions', engagement.regions.join(', ') || '-'],
    ['imports', overview.imports],
    ['evidence', counts(overview.byResult)],
    ['failures', counts(overview.failsBySeverity)],
    ['findings', counts(overview.findingsByStatus)],
    ['unfiled', overview.unfiled],
  ])
  const rows = document.services.map((service) => [
    service.key,
    service.inScope ? 'yes' : 'no',
    sumOf(service.evidence),
    service.evidence.fail,
    service.findings,
    `${figure(sumOf(service.criteria) - service.criteria.notTested)} of ${figure(sumOf(service.criteria))}`,
    service.topicsNotTested,
    `${figure(service.places.tested + service.places['partly-tested'])} of ${figure(sumOf(service.places))}`,
    signOffWord(service.signOff.preparer),
    signOffWord(service.signOff.reviewer),
  ])
  const columns = [
    { title: 'SERVICE' },
    { title: 'IN SCOPE' },
    { title: 'EVIDENCE', align: 'right' as const },
    { title: 'FAIL', align: 'right' as const },
    { title: 'FINDINGS', align: 'right' as const },
    { title: 'CRITERIA TESTED', align: 'right' as const },
    { title: 'TOPICS NOT TESTED', align: 'right' as const },
    { title: 'PLACES', align: 'right' as const },
    { title: 'PREPARER' },
    { title: 'REVIEWER' },
  ]
  return blocks(
    head,
    services.length === 0 ? 'No service is in scope and none was seen.' : table(columns, rows),
    blockers.length === 0
      ? services.some(({ inScope }) => inScope)
        ? 'Nothing blocks a report of the services in scope: every sum was drawn up.'
        : 'No import blocks a report. No service is in scope; `report` draws up every sum before it makes one.'
      : `${plural(blockers.length, 'thing')} would refuse a report:\n${blockers.map(blockerLine).join('\n')}`,
    openPoints.length === 0 ? '' : `Still open:\n${openPoints.map((point) => `  - ${oneLine(point.message)}`).join('\n')}`,
  )
}
