// Answers about logging and configuration history, as the AWS CLI gives them. Rules, evaluations and recorders of AWS Config are a
// format of their own (FORMATS.md §7.1).
import { CONFIGURATION, DATA, LOGGING } from '#domain/topic-names'
import { type AnswerService } from './aws-cli-answer.ts'

export const CLOUDTRAIL: AnswerService = {
  cli: 'cloudtrail',
  word: 'cloudtrail',
  name: 'AWS CloudTrail',
  answers: [
    { operation: 'describe-trails', shows: 'Trails', topic: LOGGING, at: 'trailList', has: ['Name'] },
    { operation: 'list-trails', shows: 'Trails', topic: LOGGING, at: 'Trails', has: ['TrailARN', 'HomeRegion'] },
    { operation: 'get-trail', shows: 'One trail', topic: LOGGING, at: 'Trail', has: ['TrailARN'] },
    { operation: 'get-trail-status', shows: 'Whether a trail is logging', topic: LOGGING, flat: ['IsLogging'] },
    {
      operation: 'get-event-selectors',
      shows: 'Which events a trail records',
      topic: LOGGING,
      at: 'EventSelectors',
      also: ['TrailARN', 'AdvancedEventSelectors'],
    },
    {
      operation: 'get-event-selectors',
      shows: 'Which events a trail records',
      topic: LOGGING,
      at: 'AdvancedEventSelectors',
      also: ['TrailARN'],
    },
    {
      operation: 'get-insight-selectors',
      shows: 'Which insights a trail records',
      topic: LOGGING,
      at: 'InsightSelectors',
      also: ['TrailARN', 'EventDataStoreArn', 'InsightsDestination'],
    },
    { operation: 'list-event-data-stores', shows: 'Event data stores', topic: LOGGING, at: 'EventDataStores', has: ['EventDataStoreArn'] },
    {
      operation: 'lookup-events',
      shows: 'Recorded events',
      topic: LOGGING,
      at: 'Events',
      has: ['EventId', 'CloudTrailEvent'],
      shared: true,
      ofOthers: true,
    },
    {
      operation: 'list-public-keys',
      shows: 'Public keys for log file validation',
      topic: DATA,
      at: 'PublicKeyList',
      has: ['ValidityStartTime', 'Fingerprint'],
    },
  ],
}

export const CONFIG: AnswerService = {
  cli: 'configservice',
  word: 'config',
  name: 'AWS Config',
  answers: [
    {
      operation: 'describe-delivery-channels',
      shows: 'Delivery channels',
      topic: LOGGING,
      at: 'DeliveryChannels',
      has: ['name'],
      ofOthers: true,
    },
    {
      operation: 'describe-delivery-channel-status',
      shows: 'State of delivery channels',
      topic: LOGGING,
      at: 'DeliveryChannelsStatus',
      has: ['name'],
    },
    {
      operation: 'describe-configuration-aggregators',
      shows: 'Aggregators',
      topic: LOGGING,
      at: 'ConfigurationAggregators',
      has: ['ConfigurationAggregatorArn'],
    },
    {
      operation: 'describe-retention-configurations',
      shows: 'How long history is kept',
      topic: LOGGING,
      at: 'RetentionConfigurations',
      has: ['RetentionPeriodInDays'],
    },
    {
      operation: 'describe-conformance-packs',
      shows: 'Conformance packs',
      topic: CONFIGURATION,
      at: 'ConformancePackDetails',
      has: ['ConformancePackArn'],
    },
    {
      operation: 'list-discovered-resources',
      shows: 'Recorded resources',
      topic: CONFIGURATION,
      at: 'resourceIdentifiers',
      has: ['resourceType'],
      shared: true,
      ofOthers: true,
    },
    {
      operation: 'get-discovered-resource-counts',
      shows: 'How many resources are recorded',
      topic: CONFIGURATION,
      flat: ['totalDiscoveredResources', 'resourceCounts'],
    },
    {
      operation: 'get-resource-config-history',
      shows: 'Recorded configuration of a resource',
      topic: CONFIGURATION,
      at: 'configurationItems',
      has: ['configurationItemCaptureTime', 'resourceType'],
      ofOthers: true,
    },
  ],
}

export const CLOUDWATCH: AnswerService = {
  cli: 'cloudwatch',
  word: 'cloudwatch',
  name: 'Amazon CloudWatch',
  answers: [
    {
      operation: 'describe-alarms',
      shows: 'Alarms',
      topic: LOGGING,
      at: 'MetricAlarms',
      has: ['AlarmName', 'AlarmArn'],
      also: ['CompositeAlarms', 'LogAlarms'],
    },
    {
      operation: 'describe-alarms',
      shows: 'Composite alarms',
      topic: LOGGING,
      at: 'CompositeAlarms',
      has: ['AlarmName', 'AlarmArn'],
      also: ['MetricAlarms', 'LogAlarms'],
    },
    {
      operation: 'describe-alarm-history',
      shows: 'History of alarms',
      topic: LOGGING,
      at: 'AlarmHistoryItems',
      has: ['AlarmName', 'HistoryItemType'],
    },
    {
      operation: 'list-metrics',
      shows: 'Metrics',
      topic: LOGGING,
      at: 'Metrics',
      has: ['Namespace', 'MetricName'],
      also: ['OwningAccounts'],
      shared: true,
    },
    { operation: 'list-dashboards', shows: 'Dashboards', topic: LOGGING, at: 'DashboardEntries', has: ['DashboardName'] },
    { operation: 'get-metric-statistics', shows: 'Values of a metric', topic: LOGGING, flat: ['Label', 'Datapoints'] },
    {
      operation: 'get-metric-data',
      shows: 'Values of metrics',
      topic: LOGGING,
      at: 'MetricDataResults',
      has: ['Id', 'Label'],
      also: ['Messages'],
    },
  ],
}

export const LOGS: AnswerService = {
  cli: 'logs',
  word: 'logs',
  name: 'Amazon CloudWatch Logs',
  answers: [
    { operation: 'describe-log-groups', shows: 'Log groups, retention and keys', topic: LOGGING, at: 'logGroups', has: ['logGroupName'] },
    { operation: 'describe-log-streams', shows: 'Log streams', topic: LOGGING, at: 'logStreams', has: ['logStreamName'], shared: true },
    {
      operation: 'describe-metric-filters',
      shows: 'Metric filters',
      topic: LOGGING,
      at: 'metricFilters',
      has: ['filterName', 'filterPattern'],
    },
    {
      operation: 'describe-subscription-filters',
      shows: 'Subscription filters',
      topic: LOGGING,
      at: 'subscriptionFilters',
      has: ['filterName', 'destinationArn'],
      ofOthers: true,
    },
    {
      operation: 'describe-resource-policies',
      shows: 'Resource policies',
      topic: LOGGING,
      at: 'resourcePolicies',
      has: ['policyName', 'policyDocument'],
      shared: true,
    },
    {
      operation: 'describe-account-policies',
      shows: 'Account policies',
      topic: DATA,
      at: 'accountPolicies',
      has: ['policyName', 'policyType'],
    },
    {
      operation: 'describe-destinations',
      shows: 'Destinations',
      topic: LOGGING,
      at: 'destinations',
      has: ['destinationName', 'targetArn'],
      shared: true,
    },
    { operation: 'describe-export-tasks', shows: 'Export tasks', topic: LOGGING, at: 'exportTasks', has: ['taskId', 'logGroupName'] },
    { operation: 'describe-deliveries', shows: 'Log deliveries', topic: LOGGING, at: 'deliveries', has: ['deliverySourceName'] },
  ],
}

export const EVENTS: AnswerService = {
  cli: 'events',
  word: 'events',
  name: 'Amazon EventBridge',
  answers: [
    {
      operation: 'list-rules',
      shows: 'Event rules',
      topic: LOGGING,
      at: 'Rules',
      has: ['Name', 'Arn', 'State', 'EventBusName'],
      shared: true,
    },
    { operation: 'list-event-buses', shows: 'Event buses', topic: LOGGING, at: 'EventBuses', has: ['Name', 'Arn'] },
    {
      operation: 'list-archives',
      shows: 'Archives of events',
      topic: LOGGING,
      at: 'Archives',
      has: ['ArchiveName', 'EventSourceArn'],
      shared: true,
    },
  ],
}
