import { CONDITION_KEY_TYPES } from './condition-key-types';

/** The service, and the part of a name behind which the name goes on as users please. */
const FAMILY = /^[^:]+:[^:/]+[:/]/;

/**
 * The name under which `CONDITION_KEY_TYPES` has a condition key, or a template of keys such as `s3:ExistingObjectTag/<key>`. The key
 * in lower case if it is unknown.
 */
export function conditionKeyName(key: string): string {
  const name = key.toLowerCase();
  const family = FAMILY.exec(name)?.[0];
  return family !== undefined && CONDITION_KEY_TYPES.has(family) && !CONDITION_KEY_TYPES.has(name) ? family : name;
}
