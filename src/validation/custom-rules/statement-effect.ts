/**
 * The effect of a statement of a policy, as far as a template shows it.
 */
export enum StatementEffect {
  /** The statement allows requests. */
  ALLOW = 'Allow',
  /** The statement denies requests. */
  DENY = 'Deny',
  /** The statement, or its effect, is known at deployment only. */
  UNKNOWN = 'unknown',
}
