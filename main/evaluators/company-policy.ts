// The figures settings are held against. They are Tickmark's defaults, not the client's policy: every reason that uses one says so, and
// an auditor who knows a stated limit overrules.

export const LIMITS = {
  /** Hours of a permission set's session. IAM Identity Center allows 1 to 12 (sso-admin create-permission-set, SessionDuration). */
  sessionHours: 8,
  /** Days after which an unused credential is stale, and an access key is due for rotation (Security Hub controls IAM.8 and IAM.3). */
  credentialDays: 90,
  /** Shortest password (Security Hub control IAM.15). */
  passwordLength: 14,
  /** Passwords remembered against reuse (Security Hub control IAM.16). */
  passwordReuse: 24,
  /** Days a database keeps its automated backups (Security Hub control RDS.11's parameter). */
  backupDays: 7,
} as const

/** Said behind a figure taken from here. */
export const DEFAULT_LIMIT = "Tickmark's default, not a limit the client has stated"
