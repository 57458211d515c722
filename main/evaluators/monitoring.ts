// Whether the services that watch an account are on: AWS Config, GuardDuty, Security Hub, Access Analyzer, Macie, alarms, event rules.
import { listOf, objectOf, textOf, textsOf } from '../importers/fields.ts'
import type { Evaluator } from './evaluator.ts'
import { type Answer, type Command, type Evidence, placeIn, shortName } from './evidence.ts'
import { type Item, survey } from './statement.ts'

const RECORDERS: Command = 'configservice describe-configuration-recorders'
const RECORDER_STATUS: Command = 'configservice describe-configuration-recorder-status'
const DETECTORS: Command = 'guardduty list-detectors'
const DETECTOR: Command = 'guardduty get-detector'
const HUB: Command = 'securityhub describe-hub'
const ANALYZERS: Command = 'accessanalyzer list-analyzers'
const OUTSIDE: Command = 'accessanalyzer list-findings-v2'
const MACIE: Command = 'macie2 get-macie-session'
const ALARMS: Command = 'cloudwatch describe-alarms'
const RULES: Command = 'events list-rules'

const FINDINGS_SERVICES = 'pinpoint.logging-and-monitoring.findings-services'
const whereOf = ({ account, region }: Pick<Answer, 'account' | 'region'>): string =>
  [account, region].filter((word) => word !== null).join(' ') || 'a place that is not named'

/** AWS Config records, in every place that was asked. */
export const configRecorder: Evaluator = {
  evaluatorId: 'config-recorder',
  criterionIds: [FINDINGS_SERVICES, 'iam.configuration-and-vulnerability-analysis.config-recording'],
  reads: [RECORDERS, RECORDER_STATUS],
  evaluate: (evidence) => {
    const running = evidence.of(RECORDER_STATUS).map((answer): Item => {
      const statuses = listOf(objectOf(answer.value)['ConfigurationRecordersStatus']).map(objectOf)
      const isOn = statuses.some((status) => status['recording'] === true)
      return {
        name: whereOf(answer),
        wrong: isOn ? null : statuses.length === 0 ? 'no recorder' : 'stopped',
        place: placeIn(answer, 'ConfigurationRecordersStatus'),
      }
    })
    // A place without any recorder needs no status to be off.
    const asked = new Set(running.map(({ name }) => name))
    const without = evidence
      .of(RECORDERS)
      .flatMap((answer): Item[] =>
        listOf(objectOf(answer.value)['ConfigurationRecorders']).length === 0 && !asked.has(whereOf(answer))
          ? [{ name: whereOf(answer), wrong: 'no recorder', place: placeIn(answer, 'ConfigurationRecorders') }]
          : [],
      )
    return survey({
      noun: ['place', 'places'],
      items: [...running, ...without],
      fault: ['is not recorded by AWS Config', 'are not recorded by AWS Config'],
      fine: ['is recorded by AWS Config', 'are recorded by AWS Config'],
      gaps: evidence.gaps(RECORDER_STATUS, 'region'),
      none: 'No place was asked for AWS Config.',
      ifNone: null,
      isStrict: false,
    })
  },
}

/** GuardDuty looks, in every place that was asked. */
export const guardDuty: Evaluator = {
  evaluatorId: 'guardduty',
  criterionIds: [FINDINGS_SERVICES, 'iam.logging-and-monitoring.threat-detection'],
  reads: [DETECTORS, DETECTOR],
  evaluate: (evidence) => {
    const off = evidence
      .of(DETECTOR)
      .filter(({ value }) => textOf(objectOf(value)['Status']) !== 'ENABLED')
      .map((answer): Item => ({ name: whereOf(answer), wrong: 'detector is off', place: placeIn(answer, 'Status') }))
    const lists = evidence.of(DETECTORS).map(
      (answer): Item => ({
        name: whereOf(answer),
        wrong: listOf(objectOf(answer.value)['DetectorIds']).length === 0 ? 'no detector' : null,
        place: placeIn(answer, 'DetectorIds'),
      }),
    )
    const dark = new Set(off.map(({ name }) => name))
    const ids = evidence.of(DETECTORS).flatMap(({ value }) => textsOf(objectOf(value)['DetectorIds']))
    const seen = new Set(evidence.of(DETECTOR).flatMap(({ args }) => (args?.['detector-id'] === undefined ? [] : [args['detector-id']])))
    return survey({
      noun: ['place', 'places'],
      items: [...off, ...lists.filter(({ name }) => !dark.has(name))],
      fault: ['is not watched by GuardDuty', 'are not watched by GuardDuty'],
      fine: ['is watched by GuardDuty', 'are watched by GuardDuty'],
      gaps: [...evidence.gaps(DETECTORS, 'region'), ...evidence.gapsPer(DETECTOR, 'detector-id', ids, seen)],
      none: 'No place was asked for GuardDuty.',
      ifNone: null,
      isStrict: false,
    })
  },
}

/** Places where a service says it is on, or that there is none of it. */
function onOrAbsent(evidence: Evidence, command: Command, isOn: (answer: Answer) => boolean): readonly Item[] {
  return [
    ...evidence.of(command).map((answer): Item => ({ name: whereOf(answer), wrong: isOn(answer) ? null : 'off', place: placeIn(answer) })),
    ...evidence.absent(command).map((call): Item => ({ name: whereOf(call), wrong: 'off', place: placeIn(call) })),
  ]
}

/** Security Hub is on, in every place that was asked. */
export const securityHub: Evaluator = {
  evaluatorId: 'security-hub',
  criterionIds: [FINDINGS_SERVICES],
  reads: [HUB],
  evaluate: (evidence) =>
    survey({
      noun: ['place', 'places'],
      items: onOrAbsent(evidence, HUB, ({ value }) => textOf(objectOf(value)['HubArn']) !== null),
      fault: ['has no Security Hub', 'have no Security Hub'],
      fine: ['has Security Hub on', 'have Security Hub on'],
      gaps: evidence.gaps(HUB, 'region'),
      none: 'No place was asked for Security Hub.',
      ifNone: null,
      isStrict: false,
    }),
}

/** Macie is on, in every place that was asked. */
export const macie: Evaluator = {
  evaluatorId: 'macie',
  criterionIds: ['pinpoint.data-protection.account-protection', 's3.data-protection.sensitive-data'],
  reads: [MACIE],
  evaluate: (evidence) =>
    survey({
      noun: ['place', 'places'],
      items: onOrAbsent(evidence, MACIE, ({ value }) => textOf(objectOf(value)['status']) === 'ENABLED'),
      fault: ['has Macie off', 'have Macie off'],
      fine: ['has Macie on', 'have Macie on'],
      gaps: evidence.gaps(MACIE, 'region'),
      none: 'No place was asked for Macie.',
      ifNone: null,
      isStrict: false,
      also: 'An equal means does as well.',
    }),
}

/** An active analyzer stands in every place, and what it found from outside is dealt with. */
export const accessAnalyzer: Evaluator = {
  evaluatorId: 'access-analyzer',
  criterionIds: ['iam.security-best-practices.access-analyzer', 'pinpoint.identity-and-access-management.outside-access'],
  reads: [ANALYZERS, OUTSIDE],
  evaluate: (evidence) => {
    const lists = evidence.of(ANALYZERS).map((answer) => {
      const analyzers = listOf(objectOf(answer.value)['analyzers']).map(objectOf)
      return {
        answer,
        arns: analyzers
          .filter((one) => textOf(one['status']) === 'ACTIVE' && /^(?:ACCOUNT|ORGANIZATION)$/u.test(textOf(one['type']) ?? 'ACCOUNT'))
          .flatMap((one) => textOf(one['arn']) ?? []),
      }
    })
    const findings = evidence.of(OUTSIDE).flatMap((answer) =>
      listOf(objectOf(answer.value)['findings'])
        .map(objectOf)
        .flatMap((finding, index): Item[] =>
          textOf(finding['status']) === 'ACTIVE'
            ? [
                {
                  name: shortName(textOf(finding['resource']) ?? 'a resource that is not named'),
                  wrong: 'finding not dealt with',
                  place: placeIn(answer, 'findings', index),
                },
              ]
            : [],
        ),
    )
    const arns = lists.flatMap((list) => list.arns)
    const seen = new Set(
      [...evidence.of(OUTSIDE), ...evidence.absent(OUTSIDE)].flatMap(({ args }) =>
        args?.['analyzer-arn'] === undefined ? [] : [args['analyzer-arn']],
      ),
    )
    return survey({
      noun: ['place or open finding', 'places and open findings'],
      items: [
        ...lists.map(
          ({ answer, arns: mine }): Item => ({
            name: whereOf(answer),
            wrong: mine.length === 0 ? 'no active analyzer' : null,
            place: placeIn(answer, 'analyzers'),
          }),
        ),
        ...findings,
      ],
      fault: ['is open', 'are open'],
      fine: ['has an active analyzer without an open finding', 'have an active analyzer without an open finding'],
      gaps: [...evidence.gaps(ANALYZERS, 'region'), ...evidence.gapsPer(OUTSIDE, 'analyzer-arn', arns, seen)],
      none: 'No place was asked for Access Analyzer.',
      ifNone: null,
      isStrict: false,
    })
  },
}

/** CloudWatch's names for what Pinpoint measures (guide: Monitoring with CloudWatch; SMS and voice: AWS/SMSVoice). */
const PINPOINT_METRICS = new Set(['AWS/Pinpoint', 'AWS/SMSVoice'])

/** Alarms on Pinpoint's metrics call somebody. */
export const pinpointAlarms: Evaluator = {
  evaluatorId: 'pinpoint-alarms',
  criterionIds: ['pinpoint.logging-and-monitoring.alarms', 'pinpoint.logging-and-monitoring.abuse-alerts'],
  reads: [ALARMS],
  evaluate: (evidence) => {
    const items = evidence.of(ALARMS).flatMap((answer) =>
      listOf(objectOf(answer.value)['MetricAlarms'])
        .map(objectOf)
        .flatMap((alarm, index): Item[] => {
          const spaces = [
            textOf(alarm['Namespace']),
            ...listOf(alarm['Metrics']).map((m) => textOf(objectOf(objectOf(objectOf(m)['MetricStat'])['Metric'])['Namespace'])),
          ]
          if (!spaces.some((space) => space !== null && PINPOINT_METRICS.has(space))) return []
          const isHeard = alarm['ActionsEnabled'] === true && listOf(alarm['AlarmActions']).length > 0
          return [
            {
              name: textOf(alarm['AlarmName']) ?? 'an alarm without a name',
              wrong: isHeard ? null : 'calls nobody',
              place: placeIn(answer, 'MetricAlarms', index),
            },
          ]
        }),
    )
    return survey({
      noun: ['alarm on Pinpoint', 'alarms on Pinpoint'],
      items,
      fault: ['calls nobody', 'call nobody'],
      fine: ['calls somebody', 'call somebody'],
      gaps: evidence.gaps(ALARMS, 'region'),
      none: 'No alarm watches a metric of Pinpoint.',
      ifNone: 'not-met',
      isStrict: false,
      unproven: 'Whether the notices are read, a person says.',
    })
  },
}

/** Rules on events of Identity Center and the organization are on. */
export const ssoAlerts: Evaluator = {
  evaluatorId: 'sso-alerts',
  criterionIds: ['sso.logging-and-monitoring.alerts'],
  reads: [RULES],
  evaluate: (evidence) => {
    const items = evidence.of(RULES).flatMap((answer) =>
      listOf(objectOf(answer.value)['Rules'])
        .map(objectOf)
        .flatMap((rule, index): Item[] => {
          const pattern = textOf(rule['EventPattern']) ?? ''
          if (!/aws\.(?:sso|organizations)|sso\.amazonaws\.com|organizations\.amazonaws\.com/u.test(pattern)) return []
          return [
            {
              name: textOf(rule['Name']) ?? 'a rule without a name',
              wrong: textOf(rule['State']) === 'ENABLED' ? null : 'off',
              place: placeIn(answer, 'Rules', index, 'State'),
            },
          ]
        }),
    )
    return survey({
      noun: ['rule on Identity Center or the organization', 'rules on Identity Center or the organization'],
      items,
      fault: ['is off', 'are off'],
      fine: ['is on', 'are on'],
      gaps: evidence.gaps(RULES, 'account'),
      none: 'No rule looks for events of Identity Center or the organization.',
      ifNone: 'not-met',
      isStrict: false,
      unproven: 'Whether somebody receives them, a person says.',
    })
  },
}
