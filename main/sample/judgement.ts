// The verdicts and conclusions the sample's auditor gave for Amazon Pinpoint and IAM Identity Center. Some criteria are left untested, as in life.
import type { ConclusionWord } from '#domain/criterion'
import { inherited, met, notApplicable, notMet, partlyMet, type SampleVerdict } from './sample-verdict.ts'
import { SAMPLE_WALKTHROUGH } from './walkthrough.ts'

export type SampleConclusion = {
  readonly service: string
  /** null = the service as a whole. */
  readonly topic: string | null
  readonly conclusion: ConclusionWord
  readonly rationale: string
}

export const SAMPLE_VERDICTS: readonly SampleVerdict[] = [
  inherited('pinpoint.data-protection.at-rest', 'Encryption of stored data is among the controls the report tests; no exception is noted.'),
  inherited('pinpoint.data-protection.service-keys', 'Key management of the service is covered by the report.'),
  notMet(
    'pinpoint.data-protection.no-customer-keys',
    'Policy 4.2 asks for customer managed keys “wherever a service offers them”; the register does not say that Pinpoint offers none.',
  ),
  inherited('pinpoint.data-protection.tls-endpoints', 'Transport encryption of service endpoints is covered by the report.'),
  met(
    'pinpoint.data-protection.tls-clients',
    'The scan shows TLS 1.2 or 1.3 for all calls of 30 days; SDK versions of both applications were seen.',
  ),
  notApplicable('pinpoint.data-protection.fips', 'No requirement for FIPS-validated cryptography exists.'),
  partlyMet(
    'pinpoint.data-protection.no-secrets-in-names',
    'One of 48 campaigns named a guest; it has been renamed. Tags and URLs are in order.',
  ),
  met('pinpoint.data-protection.data-inventory', 'The record of processing activities, version 7, lists all four kinds of data.'),
  partlyMet(
    'pinpoint.data-protection.account-protection',
    'CloudTrail is on in both accounts; one console user has no MFA, and no discovery of personal data runs on the two buckets.',
  ),
  notApplicable('pinpoint.data-protection.private-connection', 'No system on the company’s premises calls Pinpoint.'),
  notApplicable('pinpoint.data-protection.vpc-endpoint', 'No requirement for private access; the board accepted the risk on 2026-09-22.'),
  partlyMet(
    'pinpoint.identity-and-access-management.least-privilege',
    'Nine of ten policies are narrow; app-mobile-push holds a broad sending policy.',
  ),
  met(
    'pinpoint.identity-and-access-management.resource-scope',
    'Statements name the two projects; wildcards occur only for actions that know no resource.',
  ),
  met('pinpoint.identity-and-access-management.supported-means', 'The design uses roles and identity-based policies only.'),
  notMet(
    'pinpoint.identity-and-access-management.confused-deputy',
    'One of two roles carries the conditions; pinpoint-segment-import does not.',
  ),
  met('pinpoint.identity-and-access-management.import-role', 'The role reads harbour-finch-segment-imports only.'),
  partlyMet(
    'pinpoint.identity-and-access-management.export-role',
    'The role writes to one bucket, which is encrypted and private but accepts requests without TLS and keeps no access log.',
  ),
  met('pinpoint.identity-and-access-management.stream-role', 'The role may put records into the stream booking-messages only.'),
  notApplicable('pinpoint.identity-and-access-management.source-ip', 'No project is meant for known networks only.'),
  inherited('pinpoint.logging-and-monitoring.cloudtrail-events', 'Delivery of management events is covered by the report.'),
  met(
    'pinpoint.logging-and-monitoring.trail',
    'Trail harbour-finch-organisation covers all Regions and validates its files; retention is 400 days.',
  ),
  notMet('pinpoint.logging-and-monitoring.message-events', 'One of two live projects has no event stream.'),
  met('pinpoint.logging-and-monitoring.alarms', 'Alarm sms-spend-month was followed from a test message to the person on duty.'),
  inherited('pinpoint.compliance-validation.programmes', 'The service is named in the scope of the report.'),
  inherited('pinpoint.compliance-validation.artifact', 'The certificate was obtained from AWS Artifact by the client on 2026-09-15.', 'iso'),
  partlyMet(
    'pinpoint.compliance-validation.own-compliance',
    'Obligations are registered; the check of consent for text messages has no owner.',
  ),
  inherited('pinpoint.resilience.zones', 'Availability of the Regions is covered by the report.'),
  notMet('pinpoint.resilience.export-copies', 'The last export is 97 days old and no import was tested.'),
  inherited('pinpoint.infrastructure-security.managed-service', 'Network and physical protection are covered by the report.'),
  met(
    'pinpoint.infrastructure-security.signed-requests',
    'Both applications use current SDKs; no other user agent appears in 30 days of events.',
  ),
  notMet('pinpoint.infrastructure-security.no-embedded-keys', 'The mobile app’s pipeline holds an access key of 412 days.'),
  inherited(
    'pinpoint.configuration-and-vulnerability-analysis.patching',
    'Patching of the managed infrastructure is covered by the report.',
  ),
  partlyMet(
    'pinpoint.security-best-practices.own-identities',
    'No root activity in the period and no shared user; one person still signs in as an IAM user beside Identity Center.',
  ),
  partlyMet('pinpoint.security-best-practices.groups-least-privilege', 'One policy is attached directly to a user.'),
  notMet('pinpoint.security-best-practices.rotation', 'One active key is older than 90 days and not excepted.'),

  notMet(
    'sso.identity-and-access-management.assignments',
    'The assignment of Störungsdienst has no approval on file; 4 of 19 assignments are unused.',
  ),
  met(
    'sso.identity-and-access-management.resource-ownership',
    'The instance belongs to 444455556666 and each permission set has a person responsible.',
  ),
  partlyMet(
    'sso.identity-and-access-management.administrators',
    'Two named administrators hold sso:*; eleven people reach it through Störungsdienst.',
  ),
  met('sso.identity-and-access-management.namespaces', 'No custom policy grants identitystore-auth:*.'),
  inherited('sso.identity-and-access-management.managed-policies', 'Maintenance of AWS managed policies is covered by the report.'),
  met(
    'sso.identity-and-access-management.managed-policy-holders',
    'AWSSSOMasterAccountAdministrator is attached to one role with two members.',
  ),
  inherited('sso.identity-and-access-management.service-linked-role', 'Service-linked roles are covered by the report.'),
  notMet('sso.identity-and-access-management.management-account', 'Group on-call can sign in to the management account as administrator.'),
  partlyMet(
    'sso.identity-and-access-management.temporary-credentials',
    'Five IAM users remain: one for emergencies, one of a person, three for programs.',
  ),
  met('sso.console-api-authorization.action-sets', 'The instance dates from 2023-04; all policies name the newer actions.'),
  inherited('sso.logging-and-monitoring.cloudtrail-events', 'Delivery of management and sign-in events is covered by the report.'),
  met('sso.logging-and-monitoring.trail', 'Trail harbour-finch-organisation keeps sign-in events for 400 days.'),
  notMet(
    'sso.logging-and-monitoring.sign-in-mfa',
    'In a sample of 60 sign-ins, 37 show no second factor, because the context had not changed.',
  ),
  notMet('sso.logging-and-monitoring.alerts', 'No rule listens to Identity Center.'),
  inherited('sso.compliance-validation.programmes', 'The service is named in the scope of the report.'),
  met(
    'sso.compliance-validation.own-compliance',
    'Obligations for staff identities are registered and reviewed yearly, last on 2026-05-11.',
  ),
  inherited('sso.resilience.zones', 'Availability of the Regions is covered by the report.'),
  partlyMet('sso.resilience.emergency-access', 'User notfall exists and was tested on 2026-03-02; it has no MFA.'),
  inherited('sso.infrastructure-security.managed-service', 'Network and physical protection are covered by the report.'),
  met('sso.infrastructure-security.tls-version', 'All clients and the proxy use TLS 1.2 or later; the 2023 text of the chapter is cited.'),

  ...SAMPLE_WALKTHROUGH,
]

export const SAMPLE_CONCLUSIONS: readonly SampleConclusion[] = [
  {
    service: 'pinpoint',
    topic: 'data-protection',
    conclusion: 'effective-with-exceptions',
    rationale:
      'Guest data is encrypted at rest and in transit. Exceptions: one name in a campaign, since corrected; the key policy does not settle services without customer managed keys.',
  },
  {
    service: 'pinpoint',
    topic: 'identity-and-access-management',
    conclusion: 'effective-with-exceptions',
    rationale:
      'Access is narrow and role-based, but for one trust policy and one broad sending policy. The e-mail channel’s SES identities were not tested.',
  },
  {
    service: 'pinpoint',
    topic: 'logging-and-monitoring',
    conclusion: 'not-effective',
    rationale: 'Half of the live projects leave no record of the messages they send.',
  },
  {
    service: 'pinpoint',
    topic: 'compliance-validation',
    conclusion: 'effective-with-exceptions',
    rationale:
      'AWS’s part is inherited. The channels that may carry health data were not tested: whether project gast-rückmeldung processes such data is still open.',
  },
  {
    service: 'pinpoint',
    topic: 'resilience',
    conclusion: 'not-effective',
    rationale: 'No current copy of segments and opt-outs exists outside the service, which ends on 2026-10-30.',
  },
  {
    service: 'pinpoint',
    topic: 'infrastructure-security',
    conclusion: 'effective-with-exceptions',
    rationale: 'Requests are signed and encrypted; one pipeline holds a long-term key.',
  },
  {
    service: 'pinpoint',
    topic: 'configuration-and-vulnerability-analysis',
    conclusion: 'effective-with-exceptions',
    rationale: 'AWS’s part is inherited from the named report; on the client’s side one project is a forgotten trial without an owner.',
  },
  {
    service: 'pinpoint',
    topic: 'security-best-practices',
    conclusion: 'effective-with-exceptions',
    rationale: 'People have identities of their own; one program key is not rotated.',
  },
  {
    service: 'pinpoint',
    topic: null,
    conclusion: 'effective-with-exceptions',
    rationale: 'Guest data is well protected in Pinpoint. Recording of messages and copies of segments need work before the service ends.',
  },
  {
    service: 'sso',
    topic: 'identity-and-access-management',
    conclusion: 'not-effective',
    rationale: 'Eleven people hold administrator rights in the management account without an approval.',
  },
  {
    service: 'sso',
    topic: 'logging-and-monitoring',
    conclusion: 'not-effective',
    rationale: 'Events are kept, but sign-ins do not prove a second factor and nobody is alerted to changes.',
  },
  {
    service: 'sso',
    topic: 'compliance-validation',
    conclusion: 'effective',
    rationale: 'AWS’s part is inherited; the client’s obligations are registered and reviewed.',
  },
  {
    service: 'sso',
    topic: 'resilience',
    conclusion: 'effective-with-exceptions',
    rationale: 'Emergency access exists and was tested; it lacks a second factor.',
  },
  {
    service: 'sso',
    topic: 'infrastructure-security',
    conclusion: 'effective',
    rationale: 'TLS and network limits are in order; signing by API clients was not tested.',
  },
  {
    service: 'sso',
    topic: null,
    conclusion: 'not-effective',
    rationale:
      'The identity source and the trail are sound, but administrator rights and second factors are not under control. Console and API authorization is not concluded: the mapping of older actions was not looked at.',
  },
]
