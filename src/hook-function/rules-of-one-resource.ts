import { type RuleSet } from '../validation/rule-sets';
import { withoutRules } from '../validation/rule-sets/internal';
import { RuleName } from '../validation/rules';

// docs/decisions/0121
/**
 * Rules whose violations a resource shows by itself. All others also ask what else is in the stack: which bucket a policy belongs to, which
 * services write to a bucket, what a key is for.
 */
const OF_ONE_RESOURCE: ReadonlySet<RuleName> = new Set([
  RuleName.DEFAULT_ENCRYPTION_DECLARED,
  RuleName.DEFAULT_ENCRYPTION_VALID,
  RuleName.BUCKET_KEY_ENABLED,
  RuleName.BUCKET_KEY_NOT_APPLICABLE,
  RuleName.SSE_C_BLOCKED,
  RuleName.CUSTOMER_MANAGED_KEY,
  RuleName.KMS_KEY_SAME_REGION,
  RuleName.KMS_KEY_POLICY_NOT_PUBLIC,
  RuleName.LOG_DESTINATION_NOT_SELF,
  RuleName.REPLICATION_KMS_AWARE,
  RuleName.REPLICA_KMS_KEY,
  RuleName.REPLICATION_NOT_TO_MANAGED_KEY,
  RuleName.REPLICATION_OWNER_OVERRIDE,
  RuleName.WEBSITE_NOT_KMS,
  RuleName.BUCKET_KIND_ENCRYPTION_DECLARED,
  RuleName.BUCKET_KIND_ENCRYPTION_VALID,
  RuleName.BUCKET_KIND_KMS_ENCRYPTION,
  RuleName.BUCKET_KIND_POLICY_NOT_PUBLIC,
]);

export function isOfOneResource(name: RuleName): boolean {
  return OF_ONE_RESOURCE.has(name);
}

/** The rules of a rule set that can be asked about a resource alone. */
export function rulesOfOneResource(ruleSet: RuleSet): RuleSet {
  return withoutRules(ruleSet, ruleSet.ruleNames.filter((name) => !isOfOneResource(name)));
}
