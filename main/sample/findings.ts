// What the sample's auditor wrote into drafted findings. A finding is named by its service and check, since ids are random.
import type { FindingPatch } from '#domain/finding'

export type SampleFindingEdit = { readonly service: string; readonly check: string; readonly patch: FindingPatch }

export const SAMPLE_FINDING_EDITS: readonly SampleFindingEdit[] = [
  {
    service: 'pinpoint',
    check: 'pinpoint-message-events-logged',
    patch: {
      title: 'Messages to guests of project “gast-rückmeldung” leave no record',
      condition:
        'Project **gast-rückmeldung** (`a4d7e2190b6c4f3d8e5f7a1b2c3d4e5f`, eu-west-1) has no event stream. About 6,200 messages were sent through it in the audited period.\n\n' +
        'Project *booking-confirmations* streams its events to Kinesis and is not affected. A third project, *winter-2024*, was deleted in August; its record is archived and not counted.',
      criterion:
        'Policy 4.2 asks for events to be kept for 400 days. CloudTrail does not record `SendMessages` and `SendUsersMessages`, so sending must be recorded by an event stream (criterion `pinpoint.logging-and-monitoring.message-events`).',
      cause: 'The project was set up by guest services from the console; the checklist for new projects does not name event streams.',
      effect:
        'Harbour & Finch cannot show which guest received which message, nor prove that opt-outs were honoured. A complaint under Article 21 GDPR could not be answered from records.',
      recommendation:
        '1. Attach the project to the stream `booking-messages` with `put-event-stream`.\n2. Keep the stream’s bucket for 400 days.\n3. Add event streams to the checklist for new projects.',
      severity: 'high',
      status: 'open',
      owner: 'Zoë Marchetti',
      dueDate: '2026-10-16',
      clientResponse: 'Agreed. The stream will be attached before the autumn campaign.',
    },
  },
  {
    service: 'pinpoint',
    check: 'pinpoint-role-trust-condition',
    patch: {
      condition:
        'The trust policy of role `pinpoint-segment-import` names `pinpoint.amazonaws.com` without `aws:SourceAccount` and `aws:SourceArn`. Prowler reports the same of the role under IAM.',
      criterion:
        'Criterion `pinpoint.identity-and-access-management.confused-deputy`: every role that trusts Pinpoint limits the trust to its own account and project.',
      cause: 'The role was copied from an example older than the conditions.',
      effect: 'Another AWS customer who knows the role’s name could have Pinpoint read the import bucket on their behalf.',
      recommendation: 'Add both conditions to the trust policy; the role `pinpoint-event-stream` shows how.',
      severity: 'medium',
      severityReason:
        'Lower than the scanner’s “high”: the role reads the import bucket only, imports are deleted after 24 hours, and the bucket was empty on each of three days looked at.',
      status: 'open',
      owner: 'Jürgen Weiß',
      dueDate: '2026-10-09',
    },
  },
  {
    service: 'pinpoint',
    check: 'pinpoint-names-without-personal-data',
    patch: {
      condition: 'Campaign “Geburtstag Frau Özdemir, Zimmer 12” names a guest and her room. Among 48 campaigns it is the only one.',
      criterion: 'Criterion `pinpoint.data-protection.no-secrets-in-names`; Article 5(1)(c) GDPR.',
      cause: 'Guest services used a campaign for a single greeting.',
      effect: 'The name can reach billing and diagnostic logs, outside the deletion routine for guest data.',
      recommendation: 'Rename the campaign now; send single greetings as transactional messages.',
      severity: 'medium',
      status: 'remediated',
      owner: 'Zoë Marchetti',
      dueDate: '2026-09-30',
      clientResponse: 'Renamed on 2026-09-29; the auditor has seen it.',
    },
  },
  {
    service: 'pinpoint',
    check: 'pinpoint-private-endpoint',
    patch: {
      effect: 'Traffic leaves by the NAT gateway, encrypted with TLS 1.2 or 1.3. No requirement of the company asks for a private path.',
      recommendation:
        'Decide with the next network review; an endpoint with a narrow policy would also limit which projects the VPC can reach.',
      status: 'risk-accepted',
      owner: 'Jürgen Weiß',
      clientResponse: 'Accepted by the board on 2026-09-22 until the service ends.',
    },
  },
  {
    service: 'pinpoint',
    check: 'pinpoint-segments-backed-up',
    patch: {
      condition: 'The last export of project gast-rückmeldung is **97 days** old; policy 4.2 wants guest messaging back within 24 hours.',
      cause: 'Exports are started by hand and the person who did it left in June.',
      effect: 'After a loss, opt-outs of more than three months would be missing and guests who had refused messages would receive them.',
      recommendation: 'Export segments and endpoints every week by a scheduled job, and test one import into eu-central-1.',
      severity: 'high',
      severityReason:
        'Higher than the scanner’s “medium”: the exports are also the only way to take the data along when Amazon Pinpoint ends on 2026-10-30.',
      status: 'open',
      owner: 'Zoë Marchetti',
      dueDate: '2026-10-12',
    },
  },
  {
    service: 'sso',
    check: 'identity-center-permission-set-admin',
    patch: {
      title: 'On-call permission set gives full administrator rights in both accounts',
      condition:
        'Permission set **Störungsdienst** attaches `AdministratorAccess` and is assigned in both accounts to group *on-call* (11 people). Two further permission sets were looked at and are in order:\n\n| permission set | policies | result |\n|---|---|---|\n| Störungsdienst | AdministratorAccess | not in order |\n| Lesen | ReadOnlyAccess | in order |\n| Buchhaltung | its own, billing only | in order |',
      criterion: 'Criteria `sso.identity-and-access-management.administrators` and `…management-account`; policy 4.2, least privilege.',
      cause: 'The permission set was made for a single incident in 2025 and kept.',
      effect: 'Any of eleven people can change the trail, the identity source and every guest record, in the management account too.',
      recommendation:
        'Replace the set by one with the policies the duty needs; keep administrator rights in the management account to the two people named in the emergency procedure.',
      status: 'open',
      owner: 'Jürgen Weiß',
      dueDate: '2026-10-05',
    },
  },
  {
    service: 'sso',
    check: 'identity-center-mfa-every-sign-in',
    patch: {
      condition: 'The instance asks for a second factor only when the sign-in context changes (device, network, time).',
      criterion: 'Policy 4.2: every person signs in with a second factor. Criterion `sso.logging-and-monitoring.sign-in-mfa`.',
      cause: 'The default setting was kept when the identity source was connected.',
      effect: 'A stolen session cookie or an unlocked laptop is enough for days.',
      recommendation: 'Set the prompt to every sign-in and register security keys for group on-call first.',
      severity: 'high',
      status: 'open',
      owner: 'Jürgen Weiß',
      dueDate: '2026-10-05',
    },
  },
  {
    service: 'sso',
    check: 'identity-center-change-alarm',
    patch: {
      cause: 'Rules exist for CloudTrail and IAM; Identity Center was added later.',
      effect: 'A new assignment of administrator rights would be found at the yearly review at best.',
      recommendation:
        'Create an EventBridge rule on `CreateAccountAssignment`, `AttachManagedPolicyToPermissionSet` and `PutInlinePolicyToPermissionSet` with the topic *it-leitung* as target.',
      status: 'open',
      owner: 'Jürgen Weiß',
      dueDate: '2026-10-30',
    },
  },
  {
    service: 'iam',
    check: 'iam_rotate_access_key_90_days',
    patch: {
      condition:
        'User `app-mobile-push` has an access key of **412 days**. It sends push messages through Pinpoint. (A second key, of the lobby kiosk, is muted in the scan; the exception ends on 2026-12-31.)',
      criterion: 'Policy 4.2: access keys no older than 90 days.',
      cause: 'The key is built into the mobile app’s release pipeline.',
      effect: 'Whoever took part in a release of the last year can send messages in the company’s name.',
      recommendation: 'Give the pipeline a role through its identity provider and delete the user.',
      severity: 'high',
      severityReason: 'Higher than the scanner’s “medium”: the key may send to all guests.',
      status: 'open',
      owner: 'Jürgen Weiß',
      dueDate: '2026-10-16',
    },
  },
]
