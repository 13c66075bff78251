/**
 * Whether the value of a property is known before deployment.
 */
export enum PropertyState {
  /** The value is known. */
  KNOWN = 'known',
  /** The property doesn't exist. */
  ABSENT = 'absent',
  /** The value or a part of it is known at deployment only. */
  UNKNOWN = 'unknown',
}
