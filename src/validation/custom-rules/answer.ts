/**
 * The answer to a question about the resources that a template deploys.
 */
export enum Answer {
  /** The answer is yes, regardless of values that are known at deployment only. */
  YES = 'yes',
  /** The answer is no, regardless of values that are known at deployment only. */
  NO = 'no',
  /** The answer cannot be determined from the templates. */
  UNKNOWN = 'unknown',
}
