import { literalFact } from './values';
import { isAbsent, optionsOf, type Resource, type Value } from '../../../template';
import { type Fact, NOT_APPLICABLE } from '../aspects';

const KEEPS = new Set(['Retain', 'RetainExceptOnCreate']);

/** What CloudFormation does with a resource, or `unknown`. */
export type Fate = 'retained' | 'deleted' | 'unknown';

/** What becomes of a resource of which a policy of CloudFormation decides. */
export function fateOf(policy: Value | undefined): Fate {
  const fates = new Set(optionsOf(policy ?? null).map((one) => {
    if (typeof one !== 'string') { return isAbsent(one) ? 'deleted' : 'unknown'; }
    return KEEPS.has(one) ? 'retained' : 'deleted';
  }));
  return fates.size === 1 ? [...fates][0] as Fate : 'unknown';
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
export function retentionFacts({ deletionPolicy, updateReplacePolicy }: Resource): readonly Fact[] {
  const rank = (policy: string) => (KEEPS.has(policy) ? 'retained' : 'deleted');
  return [literalFact('deletionPolicy', deletionPolicy, 'Delete', rank), literalFact('updateReplacePolicy', updateReplacePolicy, 'Delete', rank)];
}

/** The same of the policy of a bucket: a bucket that is retained without it loses what it denies. */
export function policyRetentionFacts(policies: readonly Resource[]): readonly Fact[] {
  const [only, ...others] = policies;
  const facts = only === undefined || others.length > 0 ? [] : retentionFacts(only);
  return (['deletionPolicy', 'updateReplacePolicy'] as const).map((aspect): Fact => {
    const fact = facts.find((one) => one.aspect === aspect);
    const own = aspect === 'deletionPolicy' ? 'policyDeletionPolicy' : 'policyUpdateReplacePolicy';
    return fact ? { ...fact, aspect: own } : { aspect: own, value: NOT_APPLICABLE };
  });
}
