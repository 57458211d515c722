// The figures settings are held against. They are Tickmark's defaults, not the client's policy: every reason that uses one says so, and
// an auditor who knows a stated limit overrules.

export const LIMITS = {
  /** Hours of a permission set's session. IAM Identity Center allows 1 to 12 (sso-admin create-permission-set, SessionDuration). */
  sessionHours: 8,
  /** Days after which a password or access key that was not used is stale (Security Hub control IAM.22). */
  unusedDays: 45,
  /** Days after which an access key is due to be replaced (Security Hub control IAM.3). */
  keyDays: 90,
  /** Days before the report in which the root user should not have been used (Prowler check iam_avoid_root_usage looks at one). */
  rootDays: 90,
  /** Shortest password (Security Hub control IAM.15). */
  passwordLength: 14,
  /** Days a database keeps its automated backups (default of Security Hub control RDS.11). */
  backupDays: 7,
} as const

/** Said behind a figure taken from here. */
export const DEFAULT_LIMIT = "Tickmark's default, not a limit the client has stated"
