/**
 * The effect of a policy statement, as determined from a template.
 */
export enum StatementEffect {
  /** The statement allows requests. */
  ALLOW = 'Allow',
  /** The statement denies requests. */
  DENY = 'Deny',
  /** The statement or its effect is known at deployment only. */
  UNKNOWN = 'unknown',
}
