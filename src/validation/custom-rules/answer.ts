/**
 * The answer to a question about what a template deploys.
 */
export enum Answer {
  /** It is so, whatever the values turn out to be that are known at deployment only. */
  YES = 'yes',
  /** It is not so, whatever the values turn out to be that are known at deployment only. */
  NO = 'no',
  /** The templates don't tell. */
  UNKNOWN = 'unknown',
}
