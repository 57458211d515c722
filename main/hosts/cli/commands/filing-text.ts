// `tickmark filing` in words: the tray, the rules, and what a change of rules did.
import type { FilingOutcome } from '#contract/filing'
import { type FilingPlace, type FilingRuleRow, type FilingTray, filingInWords } from '#domain/filing'
import { blocks, plural, table } from '../text.ts'

const NO_CHECK = '(no check id)'

/** Gives `s3 / resilience`, with `-` for what is not known. */
const placeText = ({ service, topic }: FilingPlace): string => `${service ?? '-'} / ${topic ?? '-'}`

export function trayText({ records, groups }: FilingTray): string {
  if (groups.length === 0) return 'The tray is empty: every current record lies under a service and a topic.'
  const rows = groups.map((group) => {
    const why = filingInWords(group)
    return [
      group.records,
      group.check ?? NO_CHECK,
      group.title,
      placeText(group.now),
      group.suggestion === null ? 'the records differ' : placeText(group.suggestion),
      group.now.service === null ? why.service : why.topic,
    ]
  })
  const columns = [
    { title: 'RECORDS', align: 'right' as const },
    { title: 'CHECK', max: 50 },
    { title: 'TITLE', max: 60 },
    { title: 'FILED UNDER' },
    { title: 'SUGGESTION' },
    { title: 'WHY', max: 90 },
  ]
  return blocks(table(columns, rows), `${plural(records, 'record')} of ${plural(groups.length, 'check')} in the tray.`)
}

export function rulesText(rules: readonly FilingRuleRow[]): string {
  if (rules.length === 0) return 'There are no rules: every check lies where the program files it.'
  const rows = rules.map((rule) => [
    rule.records,
    rule.check ?? NO_CHECK,
    placeText(rule.from),
    placeText(rule.to),
    rule.reason,
    rule.decidedBy,
    rule.decidedAt,
  ])
  const columns = [
    { title: 'RECORDS', align: 'right' as const },
    { title: 'CHECK', max: 50 },
    { title: 'FROM' },
    { title: 'TO' },
    { title: 'REASON', max: 60 },
    { title: 'BY' },
    { title: 'AT' },
  ]
  return blocks(table(columns, rows), plural(rules.length, 'rule'))
}

export function outcomeText(
  { rules, records, findingsMoved, findingsDrafted, findingsWithdrawn }: FilingOutcome,
  left: Pick<FilingTray, 'records'>,
): string {
  const findings = [
    findingsMoved > 0 ? `${plural(findingsMoved, 'finding')} followed` : '',
    findingsDrafted > 0 ? `${plural(findingsDrafted, 'finding')} drafted` : '',
    findingsWithdrawn > 0 ? `${plural(findingsWithdrawn, 'untouched draft')} withdrawn` : '',
  ].filter((part) => part !== '')
  const done = rules === 0 ? 'Nothing changed: they lie there already.' : `${plural(rules, 'rule')} changed, ${plural(records, 'record')}.`
  return [done, findings.length > 0 ? `${findings.join(', ')}.` : '', `${plural(left.records, 'record')} left in the tray.`]
    .filter((line) => line !== '')
    .join('\n')
}
