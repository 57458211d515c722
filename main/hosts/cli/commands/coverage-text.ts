// The coverage map in words: a sign and a number per cell, and what stands behind one service. No JSON.
import type { Output } from '#contract'
import type { Coverage, CoverageCell, CoverageRow, CoverageState } from '#domain/coverage'
import { PlaceState } from '#domain/coverage-places'
import type { NotTestedWhy } from '#domain/coverage-why'
import { sumOf } from '#domain/evidence'
import { blocks, counts, figure, plural, table } from '../text.ts'

type Depth = Output<'coverage.services'>[number]

const SIGNS: Readonly<Record<CoverageState, { readonly sign: string; readonly word: string }>> = {
  fail: { sign: 'x', word: 'failing' },
  partly: { sign: '~', word: 'partly met' },
  pass: { sign: '+', word: 'passing' },
  inherited: { sign: '^', word: 'inherited from AWS' },
  'not-applicable': { sign: '/', word: 'not applicable' },
  inconclusive: { sign: '?', word: 'inconclusive' },
  'not-tested': { sign: 'o', word: 'NOT TESTED' },
  'not-in-chapter': { sign: '.', word: "not a topic of that service's chapter" },
}

/** Short enough for a cell, and the same in full. */
const WHY: Readonly<Record<NotTestedWhy, { readonly short: string; readonly full: string }>> = {
  'no-check-exists': { short: 'no check', full: 'no scanner known to the catalog has a check for it, and no evaluator looks at it' },
  'access-denied': { short: 'denied', full: 'access denied: the kit asked and was refused' },
  'call-failed': { short: 'call failed', full: 'the calls of the kit failed, or were not made' },
  'import-missing': { short: 'no import', full: 'import missing: nothing of a tool that could test it was imported' },
  'place-not-scanned': { short: 'not scanned', full: 'no expected account and region was scanned' },
  'nothing-reported': { short: 'silent', full: 'scanned, but nothing was reported' },
}

const PLACE_WORDS: Readonly<Record<PlaceState, string>> = {
  tested: 'evidence reported',
  'partly-tested': 'evidence, but some calls had no answer',
  'access-denied': 'access denied',
  'call-failed': 'calls failed or not run',
  'nothing-reported': 'scanned, nothing reported',
  'not-scanned': 'not scanned',
}

/** Where verdicts alone decided, nobody may take it for a scan's result. */
const byHand = (cell: CoverageCell): string => (cell.decidedBy === 'verdict' && cell.state !== 'inherited' ? ' by hand' : '')

/** The number the state rests on: failing records of a failing topic, and so on. */
function numberOf({ state, evidence }: CoverageCell): number {
  switch (state) {
    case 'fail':
      return evidence.fail
    case 'pass':
      return evidence.pass
    case 'not-applicable':
      return evidence['not-applicable']
    default:
      return sumOf(evidence)
  }
}

function cellText(cell: CoverageCell | undefined): string {
  if (cell === undefined || cell.state === 'not-in-chapter') return SIGNS['not-in-chapter'].sign
  const { sign } = SIGNS[cell.state]
  if (cell.state === 'not-tested') return `${sign} ${cell.why === null ? '' : WHY[cell.why].short}`.trim()
  const number = numberOf(cell)
  return `${sign}${number === 0 ? '' : ` ${figure(number)}`}${byHand(cell)}`
}

const placesText = ({ places }: Pick<CoverageCell, 'places'>): string =>
  `${figure(places.tested + places['partly-tested'])} of ${figure(sumOf(places))}`

/** The whole map. */
export function mapText(coverage: Coverage): string {
  const columns = coverage.topics.map(({ label }, index) => ({ title: String(index + 1), label }))
  const rows = coverage.services.map((row) => [
    `${row.key}${row.inScope ? '' : ' (not in scope)'}`,
    ...coverage.topics.map(({ topic }) => cellText(row.topics.find((cell) => cell.topic === topic))),
    placesText(row),
    sumOf(row.unfiled),
    sumOf(row.evidence),
  ])
  if (coverage.services.length === 0) return blocks('No service is in scope and none was seen.', totalsText(coverage))
  return blocks(
    columns.map(({ title, label }) => `${title.padStart(2)}  ${label}`).join('\n'),
    table(
      [
        { title: 'SERVICE' },
        ...columns.map(({ title }) => ({ title })),
        { title: 'PLACES', align: 'right' as const },
        { title: 'NO TOPIC', align: 'right' as const },
        { title: 'EVIDENCE', align: 'right' as const },
      ],
      rows,
    ),
    [
      Object.values(SIGNS)
        .map(({ sign, word }) => `${sign} ${word}`)
        .join('   '),
      '"by hand": a verdict says so, no scan. Numbers count the records that decide. PLACES: accounts and regions with evidence, of all expected.',
      usedReasons(coverage)
        .map((why) => `"${WHY[why].short}": ${WHY[why].full}.`)
        .join('\n'),
    ]
      .filter((line) => line !== '')
      .join('\n'),
    `${placesExpected(coverage)} \`coverage FILE --service KEY\` lists what is missing.`,
    totalsText(coverage),
  )
}

const usedReasons = (coverage: Coverage): NotTestedWhy[] => {
  const used = new Set(coverage.services.flatMap(({ topics }) => topics.map(({ why }) => why)))
  return (Object.keys(WHY) as NotTestedWhy[]).filter((why) => used.has(why))
}

function placesExpected({ scope }: Coverage): string {
  const accounts = `${plural(scope.accounts.length, 'account')} (${scope.accountsStated ? 'as in scope' : 'as seen in imports; the scope names none'})`
  const regions = `${plural(scope.regions.length, 'region')} (${scope.regionsStated ? 'as in scope' : 'as seen in imports; the scope names none'})`
  return `Expected: ${accounts}, ${regions}; global services once per account.`
}

const totalsText = (coverage: Coverage): string =>
  `${figure(sumOf(coverage.total))} records of evidence, ${figure(sumOf(coverage.unfiled))} of them filed under no service.`

/** One service: its topics, its criteria, and every place that is missing. */
export function serviceText(coverage: Coverage, row: CoverageRow, depth: Depth): string {
  const labels = new Map(coverage.topics.map(({ topic, label }) => [topic, label]))
  const cells = row.topics.filter(({ state }) => state !== 'not-in-chapter')
  const label = (topic: string): string => labels.get(topic) ?? topic
  return blocks(
    `${row.name} (${row.key}), ${row.inScope ? 'in scope' : 'not in scope'}; ${row.reach === 'global' ? 'one place per account' : 'one place per account and region'}.`,
    table(
      [{ title: 'TOPIC' }, { title: 'STATE' }, { title: 'EVIDENCE' }, { title: 'PLACES', align: 'right' }, { title: 'WHY NOT TESTED' }],
      cells.map((cell) => [
        label(cell.topic),
        `${SIGNS[cell.state].word}${byHand(cell)}`,
        counts(cell.evidence),
        placesText(cell),
        cell.why === null ? '' : WHY[cell.why].full,
      ]),
    ),
    sumOf(row.unfiled) === 0 ? '' : `${plural(sumOf(row.unfiled), 'record')} of the service under no topic: ${counts(row.unfiled)}.`,
    row.elsewhere === 0 ? '' : `${plural(row.elsewhere, 'record')} of other accounts or regions than expected, or naming none.`,
    holesText('Missing, for the service as a whole', depth.places.places),
    ...[...Map.groupBy(depth.places.topics, ({ places }) => JSON.stringify(places)).values()].map((topics) =>
      holesText(`Missing, ${topics.map(({ topic }) => label(topic)).join('; ')}`, topics[0]?.places ?? []),
    ),
    depth.criteria.length === 0
      ? ''
      : table(
          [{ title: 'CRITERION' }, { title: 'STATE' }, { title: 'EVIDENCE OF ITS CHECKS' }],
          depth.criteria.map(({ criterionId, state, decidedBy, evidence }) => [
            criterionId,
            `${SIGNS[state].word}${decidedBy === 'verdict' && state !== 'inherited' ? ' by hand' : ''}`,
            counts(evidence),
          ]),
        ),
  )
}

function holesText(title: string, places: Depth['places']['places']): string {
  const holes = places.filter(({ state }) => state !== 'tested')
  if (holes.length === 0) return ''
  return [
    `${title}:`,
    ...PlaceState.options.flatMap((state) =>
      holes
        .filter((hole) => hole.state === state)
        .map(
          ({ accounts, regions }) =>
            `  ${PLACE_WORDS[state]}: ${accounts.join(', ')}${regions === null ? '' : ` in ${regions.join(', ')}`}`,
        ),
    ),
  ].join('\n')
}
