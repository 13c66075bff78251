import { type aws_s3 as s3, type ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';

/** How the account and Region of something differ from those of a construct: environments that are not known may be the same. */
export function environmentDifferences(scope: IConstruct, there: ResourceEnvironment): string[] {
  const here = Stack.of(scope);
  return (['region', 'account'] as const)
    .filter((what) => !Token.isUnresolved(here[what]) && !Token.isUnresolved(there[what]) && here[what] !== there[what])
    .map((what) => `${what} ${there[what]} instead of ${here[what]}`);
}

/**
 * Rejects a bucket for inventory reports that is known to be in another Region than the bucket whose objects they list.
 * It may belong to another account.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html
 */
export function assertInventoryInRegion(scope: IConstruct, listed: IConstruct, reports: s3.IBucket): void {
  const [{ region }, { region: there }] = [Stack.of(listed), reports.env];
  if (Token.isUnresolved(region) || Token.isUnresolved(there) || region === there) { return; }
  throw refusal(scope,
    `inventory reports cannot be delivered to bucket ${reports.node.path} in ${there}: bucket ${listed.node.path} is in ${region}, `
    + 'and S3 delivers reports only within one Region',
    `use a bucket in ${region}`);
}
