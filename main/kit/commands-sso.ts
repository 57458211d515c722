// IAM Identity Center and its identity store, and what AWS Organizations knows of it. The API shows neither the MFA settings nor which
// identity source is in use: the README of a kit says so, and asks for screenshots of the console instead.
import { COMPLIANCE, CONFIGURATION, DATA, IDENTITY, RESILIENCE } from '#domain/topic-names'
import { commandsOf, type KitCommand } from './command.ts'

const sso = commandsOf({ service: 'sso', cli: 'sso-admin', reach: 'region' })
const store = commandsOf({ service: 'sso', cli: 'identitystore', reach: 'region' })
const organizations = commandsOf({ service: 'organizations', cli: 'organizations', reach: 'once' })

/** The console shows these; no API does. */
export const SSO_NOT_IN_THE_API: readonly string[] = [
  'MFA settings (Settings, Authentication): no API of AWS shows them. Send a screenshot or an export of the console page.',
  'The identity source (Identity Center directory, Active Directory, external provider by SAML): no API shows it. Users with ExternalIds came by SCIM.',
  'Registered MFA devices of users: no API shows them.',
]

const absent = ['ResourceNotFoundException']
const ofInstance = { args: { 'instance-arn': '{instance-arn}' } }
const ofSet = { args: { 'instance-arn': '{instance-arn}', 'permission-set-arn': '{permission-set-arn}' }, absent }
const ofApplication = { args: { 'application-arn': '{application-arn}' }, absent }

const PERMISSION_SETS = sso('list-permission-sets', IDENTITY, 'All permission sets.', {
  ...ofInstance,
  lists: {
    query: 'PermissionSets[].[@]',
    names: ['permission-set-arn'],
    each: [
      sso('describe-permission-set', IDENTITY, 'Name, session duration and relay state of a permission set.', ofSet),
      sso('get-inline-policy-for-permission-set', IDENTITY, 'Its inline policy.', ofSet),
      sso('list-managed-policies-in-permission-set', IDENTITY, 'AWS managed policies attached to it.', ofSet),
      sso('list-customer-managed-policy-references-in-permission-set', IDENTITY, 'Customer managed policies it refers to.', ofSet),
      sso('get-permissions-boundary-for-permission-set', IDENTITY, 'Its permissions boundary.', ofSet),
      sso('list-tags-for-resource', CONFIGURATION, 'Its tags.', {
        args: { 'instance-arn': '{instance-arn}', 'resource-arn': '{permission-set-arn}' },
        absent,
      }),
      sso('list-accounts-for-provisioned-permission-set', IDENTITY, 'Accounts it is provisioned in.', {
        ...ofSet,
        lists: {
          query: 'AccountIds[].[@]',
          names: ['account-id'],
          each: [
            sso('list-account-assignments', IDENTITY, 'Who has it in one account.', {
              args: { ...ofSet.args, 'account-id': '{account-id}' },
              absent,
            }),
          ],
        },
      }),
    ],
  },
})

const APPLICATIONS = sso('list-applications', IDENTITY, 'Applications connected to Identity Center.', {
  ...ofInstance,
  lists: {
    query: 'Applications[].[ApplicationArn]',
    names: ['application-arn'],
    each: [
      sso('describe-application', IDENTITY, 'Provider, status and sign-in options of an application.', ofApplication),
      sso('get-application-assignment-configuration', IDENTITY, 'Whether users must be assigned to use it.', ofApplication),
      sso('list-application-assignments', IDENTITY, 'Users and groups assigned to it.', ofApplication),
      sso('list-application-access-scopes', IDENTITY, 'Access scopes it may ask for.', ofApplication),
      sso('list-application-authentication-methods', IDENTITY, 'How it authenticates, with the policy of who may.', ofApplication),
      sso('list-application-grants', IDENTITY, 'Token grants it may use.', ofApplication),
    ],
  },
})

const USERS = store('list-users', IDENTITY, 'Users of the identity store: name, status, external ids.', {
  args: { 'identity-store-id': '{identity-store-id}' },
  keeps: {
    query:
      '{Users: Users[].{IdentityStoreId: IdentityStoreId, UserId: UserId, UserName: UserName, DisplayName: DisplayName, UserType: UserType, UserStatus: UserStatus, ExternalIds: ExternalIds, CreatedAt: CreatedAt, UpdatedAt: UpdatedAt}}',
    because: 'Addresses, mail, phone numbers, photos and birthdays of people are no evidence.',
  },
})

const GROUPS = store('list-groups', IDENTITY, 'Groups of the identity store.', {
  args: { 'identity-store-id': '{identity-store-id}' },
  lists: {
    query: 'Groups[].[GroupId]',
    names: ['group-id'],
    each: [
      store('list-group-memberships', IDENTITY, 'Who is in a group.', {
        args: { 'identity-store-id': '{identity-store-id}', 'group-id': '{group-id}' },
        absent,
      }),
    ],
  },
})

export const SSO: readonly KitCommand[] = [
  sso('list-instances', IDENTITY, 'Instances of Identity Center seen from this account in this region.', {
    lists: {
      query: 'Instances[].[InstanceArn, IdentityStoreId]',
      names: ['instance-arn', 'identity-store-id'],
      each: [
        sso('describe-instance', DATA, 'Owner, status and encryption key of an instance.', ofInstance),
        PERMISSION_SETS,
        sso('describe-instance-access-control-attribute-configuration', IDENTITY, 'Attributes for access control (ABAC).', {
          ...ofInstance,
          action: 'sso:DescribeInstanceAccessControlAttributeConfiguration',
          absent,
        }),
        APPLICATIONS,
        sso('list-trusted-token-issuers', IDENTITY, 'Issuers whose tokens are trusted.', {
          ...ofInstance,
          lists: {
            query: 'TrustedTokenIssuers[].[TrustedTokenIssuerArn]',
            names: ['trusted-token-issuer-arn'],
            each: [
              sso('describe-trusted-token-issuer', IDENTITY, 'Address and attribute mapping of one issuer.', {
                args: { 'trusted-token-issuer-arn': '{trusted-token-issuer-arn}' },
                absent,
              }),
            ],
          },
        }),
        USERS,
        GROUPS,
      ],
    },
  }),
  organizations('list-delegated-administrators', IDENTITY, 'Accounts that administer Identity Center for the organization.', {
    service: 'sso',
    args: { 'service-principal': 'sso.amazonaws.com' },
    absent: ['AWSOrganizationsNotInUseException'],
  }),
]

const notInUse = ['AWSOrganizationsNotInUseException']
const policies = (filter: string, shows: string, topic: string): KitCommand =>
  organizations('list-policies', topic, shows, {
    args: { filter },
    absent: [...notInUse, 'PolicyTypeNotEnabledException'],
    lists: {
      query: 'Policies[].[Id]',
      names: ['policy-id'],
      each: [
        organizations('describe-policy', topic, 'The text of one policy.', {
          args: { 'policy-id': '{policy-id}' },
          absent: ['PolicyNotFoundException'],
        }),
        organizations('list-targets-for-policy', topic, 'Where one policy is attached.', {
          args: { 'policy-id': '{policy-id}' },
          absent: ['PolicyNotFoundException'],
        }),
      ],
    },
  })

export const ORGANIZATIONS: readonly KitCommand[] = [
  organizations('describe-organization', IDENTITY, 'The organization, its management account and features.', { absent: notInUse }),
  organizations('list-accounts', CONFIGURATION, 'Accounts of the organization.', { absent: notInUse }),
  organizations('list-roots', IDENTITY, 'Roots, with the policy types that are on.', { absent: notInUse }),
  organizations('list-aws-service-access-for-organization', IDENTITY, 'AWS services trusted in the organization.', {
    action: 'organizations:ListAWSServiceAccessForOrganization',
    absent: notInUse,
  }),
  organizations('list-delegated-administrators', IDENTITY, 'Accounts that administer AWS services for the organization.', {
    absent: notInUse,
    lists: {
      query: 'DelegatedAdministrators[].[Id]',
      names: ['account-id'],
      each: [
        organizations('list-delegated-services-for-account', IDENTITY, 'What one delegated account administers.', {
          args: { 'account-id': '{account-id}' },
          absent: ['AccountNotRegisteredException', 'AccountNotFoundException'],
        }),
      ],
    },
  }),
  policies('SERVICE_CONTROL_POLICY', 'Service control policies.', IDENTITY),
  policies('RESOURCE_CONTROL_POLICY', 'Resource control policies.', IDENTITY),
  policies('BACKUP_POLICY', 'Backup policies.', RESILIENCE),
  policies('AISERVICES_OPT_OUT_POLICY', 'Whether AI services may keep content.', COMPLIANCE),
]
