// What is told of services beside the research: end of support, renames, names elsewhere; each with its source and date. Data for
// build-catalog.mjs.
/** Notes on a service: what was said, where, and when (null where the research does not date it). */
const BOTOCORE = { source: 'Signing names in botocore (aws/aws-cli, branch v2)', date: '2026-07-23' }
const CONTROL_IDS = { source: 'Control ids in the AWS Security Hub user guide, as collected for this catalog', date: null }
const GUIDE_NAMES = { source: 'Names in the AWS guides, as collected for this catalog', date: null }
const UNCHECKED = { source: 'Research for this catalog; not checked against a guide', date: null }
/** AWS's own notice on a page of its documentation, as stored copies of it read on the day. */
const ended = (text, source) => [{ kind: 'end-of-support', text, source, date: '2026-11-22' }]
export const NOTES = {
  pinpoint: [
    {
      kind: 'end-of-support',
      text: 'End of support on 2026-10-30, closed to new customers since 2025-05-20: the console and the engagement resources (endpoints, segments, campaigns, journeys, analytics) cannot be reached after that day. A report concerns a period before it, or sms-voice resources.',
      source: 'AWS documentation, Amazon Pinpoint user guide, migration page (docs/pinpoint/latest/userguide/migrate)',
      date: '2026-11-22',
    },
    {
      kind: 'successor',
      text: 'The SMS, MMS, push, WhatsApp, voice, one-time-password and number-validation APIs go on as AWS End User Messaging (renamed in the third quarter of 2024; namespaces sms-voice and social-messaging). Successors: Amazon SES for e-mail, Amazon Connect for engagement, Amazon Kinesis for analytics.',
      source: 'AWS documentation, Amazon Pinpoint user guide, migration page (docs/pinpoint/latest/userguide/migrate)',
      date: '2026-11-22',
    },
    {
      kind: 'names',
      text: 'mobiletargeting is the ARN and IAM prefix, sms-voice that of the SMS and voice APIs; the pinpoint-email API signs as ses. The service principal is pinpoint.amazonaws.com.',
      ...BOTOCORE,
    },
    {
      kind: 'chapter',
      text: 'Its own pages on AWS CloudTrail (logging-using-cloudtrail.md) and on tags (tagging-resources.md) lie outside the Security chapter, which links to them.',
      source: 'Amazon Pinpoint Developer Guide, table of contents',
      date: '2023-06-15',
    },
  ],
  sso: [
    {
      kind: 'renamed',
      text: 'Renamed from AWS Single Sign-On (AWS SSO) to AWS IAM Identity Center on 2022-07-26.',
      source: 'IAM Identity Center User Guide, what-is.md at 1a4526f5',
      date: '2023-06-15',
    },
    {
      kind: 'names',
      text: 'The API namespaces sso, sso-admin, sso-oidc and identitystore, the managed policies AWSSSO* and AWSIdentitySync*, the CloudFormation types AWS::SSO::* and the role AWSServiceRoleForSSO keep the old name. sso signs as awsssoportal, sso-admin as sso, sso-oidc as sso-oauth.',
      ...BOTOCORE,
    },
    {
      kind: 'chapter',
      text: 'Data protection is not a topic of this chapter. The documentation of 2026 describes data protection and encryption at rest outside the Security chapter and adds a seventh topic, AWS STS condition context keys.',
      source: 'Third-party mirror of the 2026 pages (docs/singlesignon/latest/userguide: data-protection.md, encryption-at-rest.md)',
      date: '2026-11-22',
    },
    {
      kind: 'chapter',
      text: 'The behaviour when a Region fails is described on a page outside the chapter that its resilience topic links to (resiliency-regional-behavior.md).',
      source: 'IAM Identity Center User Guide, table of contents',
      date: '2023-06-15',
    },
  ],
  appmesh: ended(
    'AWS discontinues support for App Mesh on 2026-09-30; console and resources cannot be reached after that day. Named successor: Amazon ECS Service Connect.',
    'AWS App Mesh User Guide, tooling page (docs.amazonaws.cn/en_us/app-mesh/latest/userguide/tooling)',
  ),
  chime: ended(
    'AWS ends support for the Amazon Chime service on 2026-02-20; console and application resources cannot be reached after that day. The Amazon Chime SDK goes on.',
    'Amazon Chime API Reference (docs.aws.amazon.com/chime/latest/APIReference/API_Operations)',
  ),
  codestar: ended(
    'Since 2024-07-31 CodeStar projects can be neither created nor viewed; what they created in other services goes on, and so do its connections. Named successor: Amazon CodeCatalyst.',
    'AWS CodeStar API Reference, welcome page (docs.aws.amazon.com/codestar/latest/APIReference/Welcome)',
  ),
  iotanalytics: ended(
    'AWS ends support for IoT Analytics on 2025-12-15; console and resources cannot be reached after that day.',
    'AWS IoT Analytics User Guide (docs.aws.amazon.com/iotanalytics/latest/userguide/api, machine-translated copies)',
  ),
  iotevents: ended(
    'AWS ends support for IoT Events on 2026-05-20; console and resources cannot be reached after that day.',
    'AWS IoT Events Developer Guide, document history (docs.aws.amazon.com/iotevents/latest/developerguide/doc-history)',
  ),
  lex: ended(
    'AWS discontinues support for Amazon Lex V1 on 2025-09-15. This catalog follows the guide of Lex V2, which goes on.',
    'Amazon Lex V1 Developer Guide (docs.aws.amazon.com/lex/latest/dg/API_Operations)',
  ),
  lookoutmetrics: ended('AWS ends support for Amazon Lookout for Metrics on 2025-10-09.', 'AWS CDK API reference, aws_lookoutmetrics'),
  lookoutvision: ended(
    'AWS discontinues support for Amazon Lookout for Vision on 2025-10-31; console and resources cannot be reached after that day.',
    'Amazon Lookout for Vision Developer Guide (docs.aws.amazon.com/lookout-for-vision/latest/developer-guide/su-awscli-sdk)',
  ),
  mediastore: ended(
    'AWS discontinues support for AWS Elemental MediaStore on 2025-11-13; console and resources cannot be reached after that day.',
    'AWS Elemental MediaStore User Guide (docs.aws.amazon.com/mediastore/latest/ug/service_code_examples_actions)',
  ),
  opsworks: ended(
    'AWS OpsWorks Stacks reached the end of its life on 2024-05-26 and is disabled for all customers.',
    'AWS OpsWorks Stacks API Reference, welcome page (docs.aws.amazon.com/opsworks/latest/APIReference/Welcome)',
  ),
  proton: ended(
    'AWS ends support for Proton on 2026-10-07; new customers could sign up until 2025-10-07.',
    'AWS Proton API Reference (docs.aws.amazon.com/proton/latest/APIReference/API_DeploymentState)',
  ),
  robomaker: ended(
    'AWS discontinues support for RoboMaker on 2025-09-10; console and resources cannot be reached after that day. Named for simulations: AWS Batch.',
    'AWS RoboMaker Developer Guide, security chapter (docs.aws.amazon.com/robomaker/latest/dg/chapter-security)',
  ),
  workdocs: ended(
    'Amazon WorkDocs accepts no new customers and no account upgrades; AWS describes how to move the data elsewhere.',
    'Amazon WorkDocs API Reference, welcome page (docs.aws.amazon.com/workdocs/latest/APIReference/Welcome)',
  ),
  workmail: ended(
    'AWS ends support for Amazon WorkMail on 2027-03-31; console and resources cannot be reached after that day.',
    'Amazon WorkMail Administrator Guide (docs.aws.amazon.com/workmail/latest/adminguide/mail_perms_programmatic)',
  ),
  aurora: [{ kind: 'names', text: 'Shares the rds namespace with Amazon RDS; the engine (aurora-*) tells them apart.', ...BOTOCORE }],
  autoscaling: [{ kind: 'names', text: 'Security Hub spells one control id "Autoscaling.5".', ...CONTROL_IDS }],
  ec2: [
    {
      kind: 'names',
      text: 'Controls EC2.* also cover VPC, EBS, VPN and transit gateway resources; the resource type tells them apart.',
      ...CONTROL_IDS,
    },
  ],
  eventbridge: [{ kind: 'renamed', text: 'Formerly Amazon CloudWatch Events.', ...GUIDE_NAMES }],
  kinesisanalytics: [{ kind: 'renamed', text: 'Renamed Amazon Managed Service for Apache Flink.', ...UNCHECKED }],
  firehose: [{ kind: 'renamed', text: 'Now called Amazon Data Firehose.', ...UNCHECKED }],
  omics: [{ kind: 'renamed', text: 'Formerly Amazon Omics.', ...GUIDE_NAMES }],
  opensearch: [
    { kind: 'renamed', text: 'Formerly Amazon Elasticsearch Service.', ...GUIDE_NAMES },
    { kind: 'names', text: 'Security Hub spells its controls "Opensearch.N" and "ES.N".', ...CONTROL_IDS },
  ],
  vpc: [
    {
      kind: 'names',
      text: 'Has no ARN namespace of its own: VPC resources lie under ec2, and the resource type decides (vpc, subnet, security-group, network-acl, vpc-endpoint, flow-log and others).',
      ...BOTOCORE,
    },
  ],
  cli: [{ kind: 'names', text: 'A client tool, not a service.', ...GUIDE_NAMES }],
  clientvpn: [{ kind: 'names', text: 'Its resources (client-vpn-endpoint) lie under ec2.', ...BOTOCORE }],
  dlami: [{ kind: 'names', text: 'A machine image, audited under ec2.', ...GUIDE_NAMES }],
  pcluster: [{ kind: 'names', text: 'A tool, audited under ec2 and cloudformation.', ...GUIDE_NAMES }],
  securityhub: [
    {
      kind: 'renamed',
      text: 'The part that checks the posture of accounts is called Security Hub CSPM in current documentation.',
      source: 'AWS Security Hub user guide, as read for this catalog',
      date: '2026-11-22',
    },
  ],
  vpn: [{ kind: 'names', text: 'Its resources (vpn-connection) lie under ec2.', ...BOTOCORE }],
  waf: [
    { kind: 'chapter', text: 'One guide holds four Security chapters: WAF, WAF Classic, Shield and Firewall Manager.', ...GUIDE_NAMES },
  ],
}
