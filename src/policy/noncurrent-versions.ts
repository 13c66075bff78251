import { Annotations, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';

/** A rule as the L2 renders it. */
type Rule = Partial<Pick<s3.CfnBucket.RuleProperty, 'expirationInDays' | 'expirationDate' | 'prefix' | 'status' | 'id'>> & { readonly [property: string]: unknown };

const EXPIRES = ['expirationInDays', 'expirationDate'];
const EXPIRES_NONCURRENT = ['noncurrentVersionExpiration', 'noncurrentVersionExpirationInDays'];
const FILTERS = ['tagFilters', 'objectSizeGreaterThan', 'objectSizeLessThan'];

/**
 * Warns of lifecycle rules that expire objects and keep their noncurrent versions: for a bucket that is versioned
 * although nobody has asked for it. Asked when the app is complete, because rules can be added until then.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html#lifecycle-config-conceptual-ex6
 */
export function warnOfKeptVersions(bucket: s3.CfnBucket): void {
  bucket.node.addValidation({
    validate: () => {
      const keeping = rulesThatKeepVersions(bucket).map((rule, index) => rule.id ?? rule.prefix ?? `number ${index + 1}`);
      if (keeping.length > 0) {
        Annotations.of(bucket).addWarningV2('cdk-s3-encryption:noncurrentVersionsKept',
          `Lifecycle rules expire objects, but not their noncurrent versions: ${keeping.join(', ')}. The bucket is versioned by default, so expired objects `
          + 'stay stored as noncurrent versions, and storage grows. Fix: set noncurrentVersionExpiration in the rules, or versioned to false; '
          + 'to keep all versions, set versioned to true.');
      }
      return [];
    },
  });
}

function rulesThatKeepVersions(bucket: s3.CfnBucket): Rule[] {
  const { rules } = (Stack.of(bucket).resolve(bucket.lifecycleConfiguration) ?? {}) as { rules?: Rule[] };
  if (!Array.isArray(rules)) { return []; }
  const enabled = rules.filter(({ status }) => status === 'Enabled');
  return enabled.filter((rule) => has(rule, EXPIRES) && !enabled.some((other) => has(other, EXPIRES_NONCURRENT) && covers(other, rule)));
}

/** Whether a rule is about all objects that another one is about. */
function covers(rule: Rule, other: Rule): boolean {
  const startsWithin = (other.prefix ?? '').startsWith(rule.prefix ?? '') && !Token.isUnresolved(rule.prefix);
  return startsWithin && FILTERS.every((filter) => rule[filter] === undefined || JSON.stringify(rule[filter]) === JSON.stringify(other[filter]));
}

function has(rule: Rule, properties: string[]): boolean {
  return properties.some((property) => rule[property] !== undefined);
}
