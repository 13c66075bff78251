import { type aws_iam as iam, type IResource, Stack } from 'aws-cdk-lib';
import { areExact, areInOrganizations, areOfKnownOwners, demandedValues, type PrincipalConditions } from './confining-conditions';
import { refusal } from '../../cdk';

/** Condition keys that say for whom a service acts, each with what makes its values say it. */
const SOURCES: [string, (values: readonly string[]) => boolean][] = [
  ['aws:SourceAccount', areExact],
  ['aws:SourceArn', areOfKnownOwners],
  ['aws:SourceOrgID', areExact],
  ['aws:SourceOrgPaths', areInOrganizations],
];

/** What does it right, for services that have a method of their own here. */
const BETTER: [RegExp, string][] = [
  [/^cloudfront\./, 'serve the bucket with an EncryptedBucketOrigin, or '],
  [/^(?:logging\.s3|delivery\.logs|logdelivery\.elasticloadbalancing|cloudtrail|config|redshift|guardduty|storage-lens\.s3)\./, 'use acceptLogsFrom(), or '],
  [/^s3\./, 'use addInventory() or acceptLogsFrom(LogSource.s3Inventory()), or '],
];

/**
 * Throws an error if no condition states for whom a service acts: its principal acts for every customer of the service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function assertServiceSource(bucket: IResource, { principalJson, conditions }: iam.PrincipalPolicyFragment): void {
  const asked = conditions as PrincipalConditions;
  if (SOURCES.some(([conditionKey, confine]) => demandedValues(asked, conditionKey).some(confine))) { return; }
  const service = String(Stack.of(bucket).resolve(principalJson.Service[0]));
  const better = BETTER.find(([name]) => name.test(service))?.[1] ?? '';
  throw refusal(bucket, `cannot grant access to service ${service} for every account that uses it`,
    `${better}state for which account or resource the service acts, with a condition of the `
    + 'iam.ServicePrincipal: for example, StringEquals on aws:SourceAccount with the account of the stack. '
    + 'aws:SourceArn with an account, aws:SourceOrgID and aws:SourceOrgPaths are accepted too, without wildcards in the account or organization');
}
