// What the two Prowler runs of the sample saw: one row per check and resource. The formats they are written in are prowler-ocsf.ts and prowler-csv.ts.
import type { ProwlerCheckId } from './prowler-checks.ts'

export const WORKLOADS = '111122223333'
export const MANAGEMENT = '444455556666'

export type ProwlerResult = {
  readonly check: ProwlerCheckId
  readonly status: 'PASS' | 'FAIL' | 'MANUAL'
  readonly muted?: true
  /** Where the run gave the check another severity than Prowler has; null = none at all. */
  readonly severity?: null
  readonly arn: string
  readonly name: string
  readonly region: string
  readonly detail: string
}

const bucket = (name: string) => ({ arn: `arn:aws:s3:::${name}`, name })
const user = (account: string, name: string) => ({ arn: `arn:aws:iam::${account}:user/${name}`, name })
const role = (name: string) => ({ arn: `arn:aws:iam::${WORKLOADS}:role/${name}`, name })
const root = (account: string) => ({ arn: `arn:aws:iam::${account}:root`, name: account })
const key = (region: string, id: string) => ({ arn: `arn:aws:kms:${region}:${WORKLOADS}:key/${id}`, name: id })

const EXPORTS = bucket('harbour-finch-guest-exports')
const IMPORTS = bucket('harbour-finch-segment-imports')
const MENU = bucket('harbour-finch-speisekarte-oeffentlich')
const TRAIL = { arn: `arn:aws:cloudtrail:eu-central-1:${MANAGEMENT}:trail/harbour-finch-organisation`, name: 'harbour-finch-organisation' }

/** Account 111122223333, where the booking platform and Pinpoint run; written as OCSF. */
export const WORKLOADS_RUN: readonly ProwlerResult[] = [
  {
    check: 'account_maintain_current_contact_details',
    status: 'MANUAL',
    ...root(WORKLOADS),
    region: 'eu-west-1',
    detail: 'Open the account settings and compare the contact details with the list kept by the board of Harbour & Finch.',
  },
  {
    check: 'iam_root_hardware_mfa_enabled',
    status: 'FAIL',
    ...root(WORKLOADS),
    region: 'eu-west-1',
    detail: 'Root user of account 111122223333 has a virtual MFA device, no hardware device.',
  },
  {
    check: 'iam_no_root_access_key',
    status: 'PASS',
    ...root(WORKLOADS),
    region: 'eu-west-1',
    detail: 'Root user of account 111122223333 has no access keys.',
  },
  {
    check: 'iam_user_mfa_enabled_console_access',
    status: 'FAIL',
    ...user(WORKLOADS, 'zoe.marchetti'),
    region: 'eu-west-1',
    detail: 'User zoe.marchetti (Zoë Marchetti, Gästeservice) has a console password and no MFA.',
  },
  {
    check: 'iam_user_mfa_enabled_console_access',
    status: 'PASS',
    ...user(WORKLOADS, 'deploy-review'),
    region: 'eu-west-1',
    detail: 'User deploy-review has no console password.',
  },
  {
    check: 'iam_rotate_access_key_90_days',
    status: 'FAIL',
    ...user(WORKLOADS, 'app-mobile-push'),
    region: 'eu-west-1',
    detail: 'User app-mobile-push has an access key of 412 days.',
  },
  {
    check: 'iam_rotate_access_key_90_days',
    status: 'FAIL',
    muted: true,
    ...user(WORKLOADS, 'kiosk-lobby'),
    region: 'eu-west-1',
    detail: 'User kiosk-lobby has an access key of 133 days.',
  },
  {
    check: 'iam_policy_attached_only_to_group_or_roles',
    status: 'FAIL',
    ...user(WORKLOADS, 'app-mobile-push'),
    region: 'eu-west-1',
    detail: 'User app-mobile-push has the policy hf-mobile-push-send attached directly.',
  },
  {
    check: 'iam_role_cross_service_confused_deputy_prevention',
    status: 'FAIL',
    ...role('pinpoint-segment-import'),
    region: 'eu-west-1',
    detail: 'Role pinpoint-segment-import trusts pinpoint.amazonaws.com without a source condition.',
  },
  {
    check: 'iam_role_cross_service_confused_deputy_prevention',
    status: 'PASS',
    ...role('pinpoint-event-stream'),
    region: 'eu-west-1',
    detail: 'Role pinpoint-event-stream limits its trust to source account 111122223333.',
  },
  {
    check: 's3_account_level_public_access_blocks',
    status: 'PASS',
    arn: `arn:aws:s3:eu-west-1:${WORKLOADS}:account`,
    name: WORKLOADS,
    region: 'eu-west-1',
    detail: 'Block Public Access is configured for the account.',
  },
  {
    check: 's3_bucket_secure_transport_policy',
    status: 'FAIL',
    ...EXPORTS,
    region: 'eu-west-1',
    detail: 'Bucket harbour-finch-guest-exports allows requests over insecure transport.',
  },
  {
    check: 's3_bucket_secure_transport_policy',
    status: 'PASS',
    ...IMPORTS,
    region: 'eu-west-1',
    detail: 'Bucket harbour-finch-segment-imports denies requests over insecure transport.',
  },
  {
    check: 's3_bucket_kms_encryption',
    status: 'FAIL',
    severity: null,
    ...MENU,
    region: 'eu-central-1',
    detail: 'Bucket harbour-finch-speisekarte-oeffentlich (Speisekarten für Gäste) uses keys of Amazon S3.',
  },
  {
    check: 's3_bucket_kms_encryption',
    status: 'PASS',
    ...EXPORTS,
    region: 'eu-west-1',
    detail: 'Bucket harbour-finch-guest-exports is encrypted with a KMS key.',
  },
  {
    check: 's3_bucket_object_versioning',
    status: 'FAIL',
    ...EXPORTS,
    region: 'eu-west-1',
    detail: 'Bucket harbour-finch-guest-exports keeps no versions.',
  },
  {
    check: 's3_bucket_server_access_logging_enabled',
    status: 'FAIL',
    ...EXPORTS,
    region: 'eu-west-1',
    detail: 'Bucket harbour-finch-guest-exports writes no access log.',
  },
  {
    check: 's3_bucket_server_access_logging_enabled',
    status: 'FAIL',
    muted: true,
    ...MENU,
    region: 'eu-central-1',
    detail: 'Bucket harbour-finch-speisekarte-oeffentlich writes no access log.',
  },
  {
    check: 'kms_cmk_rotation_enabled',
    status: 'PASS',
    ...key('eu-west-1', '0f3c2a9e-5f64-4c7e-9d6b-2b8f1c7d4e01'),
    region: 'eu-west-1',
    detail: 'Key 0f3c2a9e-5f64-4c7e-9d6b-2b8f1c7d4e01 (guest-exports) rotates automatically.',
  },
  {
    check: 'kms_cmk_rotation_enabled',
    status: 'FAIL',
    ...key('eu-central-1', '7b1d90c4-2f1e-4a55-8f3a-6e0a4b9c2d17'),
    region: 'eu-central-1',
    detail: 'Key 7b1d90c4-2f1e-4a55-8f3a-6e0a4b9c2d17 (buchungen-größe-m) does not rotate.',
  },
  {
    check: 'kms_key_not_publicly_accessible',
    status: 'PASS',
    ...key('eu-west-1', '0f3c2a9e-5f64-4c7e-9d6b-2b8f1c7d4e01'),
    region: 'eu-west-1',
    detail: 'Key 0f3c2a9e-5f64-4c7e-9d6b-2b8f1c7d4e01 names its principals.',
  },
  {
    check: 'vpc_flow_logs_enabled',
    status: 'FAIL',
    arn: `arn:aws:ec2:eu-west-1:${WORKLOADS}:vpc/vpc-0a51be7f2c9d4e630`,
    name: 'booking-production',
    region: 'eu-west-1',
    detail: 'VPC vpc-0a51be7f2c9d4e630 (booking-production) writes no flow logs.',
  },
  {
    check: 'awslambda_function_using_supported_runtimes',
    status: 'PASS',
    arn: `arn:aws:lambda:eu-west-1:${WORKLOADS}:function:quote-mailer`,
    name: 'quote-mailer',
    region: 'eu-west-1',
    detail: 'Function quote-mailer uses a supported runtime.',
  },
]

/** Account 444455556666, which manages the organisation and holds Identity Center; written as CSV. */
export const MANAGEMENT_RUN: readonly ProwlerResult[] = [
  {
    check: 'account_maintain_current_contact_details',
    status: 'MANUAL',
    ...root(MANAGEMENT),
    region: 'eu-central-1',
    detail: 'Open the account settings; compare name, e-mail and telephone with the list of the board.',
  },
  {
    check: 'iam_root_hardware_mfa_enabled',
    status: 'PASS',
    ...root(MANAGEMENT),
    region: 'eu-central-1',
    detail: 'Root user of account 444455556666 has a hardware MFA device.',
  },
  {
    check: 'iam_no_root_access_key',
    status: 'PASS',
    ...root(MANAGEMENT),
    region: 'eu-central-1',
    detail: 'Root user of account 444455556666 has no access keys.',
  },
  {
    check: 'iam_password_policy_minimum_length_14',
    status: 'FAIL',
    arn: `arn:aws:iam::${MANAGEMENT}:password-policy`,
    name: 'password-policy',
    region: 'eu-central-1',
    detail: 'The password policy asks for 8 characters; 14 are wanted.',
  },
  {
    check: 'iam_user_mfa_enabled_console_access',
    status: 'FAIL',
    ...user(MANAGEMENT, 'notfall'),
    region: 'eu-central-1',
    detail: 'User notfall ("Notfallzugang für Störungen"; see safe) has a console password and no MFA.',
  },
  {
    check: 'iam_rotate_access_key_90_days',
    status: 'PASS',
    ...user(MANAGEMENT, 'notfall'),
    region: 'eu-central-1',
    detail: 'User notfall has no access keys.',
  },
  {
    check: 'cloudtrail_multi_region_enabled',
    status: 'PASS',
    ...TRAIL,
    region: 'eu-central-1',
    detail: 'Trail harbour-finch-organisation records all Regions.',
  },
  {
    check: 'cloudtrail_log_file_validation_enabled',
    status: 'PASS',
    ...TRAIL,
    region: 'eu-central-1',
    detail: 'Trail harbour-finch-organisation validates its log files.',
  },
  {
    check: 'cloudtrail_kms_encryption_enabled',
    status: 'FAIL',
    ...TRAIL,
    region: 'eu-central-1',
    detail: 'Trail harbour-finch-organisation has no KMS key.\nThe bucket uses keys of Amazon S3; its policy admits two roles.',
  },
  {
    check: 'cloudwatch_log_metric_filter_root_usage',
    status: 'FAIL',
    arn: `arn:aws:cloudwatch:eu-central-1:${MANAGEMENT}:alarm`,
    name: 'alarm',
    region: 'eu-central-1',
    detail: 'No alarm reports use of the root user.',
  },
  {
    check: 's3_account_level_public_access_blocks',
    status: 'PASS',
    arn: `arn:aws:s3:eu-central-1:${MANAGEMENT}:account`,
    name: MANAGEMENT,
    region: 'eu-central-1',
    detail: 'Block Public Access is configured for the account.',
  },
  {
    check: 's3_bucket_secure_transport_policy',
    status: 'PASS',
    ...bucket('harbour-finch-trail'),
    region: 'eu-central-1',
    detail: 'Bucket harbour-finch-trail denies requests over insecure transport.',
  },
  {
    check: 's3_bucket_object_versioning',
    status: 'FAIL',
    muted: true,
    ...bucket('harbour-finch-trail'),
    region: 'eu-central-1',
    detail: 'Bucket harbour-finch-trail keeps no versions; log file validation is on.',
  },
]
