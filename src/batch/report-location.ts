import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';
import type { LogBucket } from '../logging';

/**
 * Rejects a bucket for completion reports that is known to be in another Region than the job. It may belong to another
 * account: its policy then allows the role of the job to write.
 *
 * @param region The Region of the job, which is that of the objects
 */
export function assertReportsInRegion(scope: IConstruct, reports: LogBucket, region: string): void {
  const { region: there } = reports.env;
  if (Token.isUnresolved(there) || Token.isUnresolved(region) || there === region) { return; }
  // The template of the job names the bucket, which CDK allows across Regions only with a name that is written out.
  const named = Stack.of(scope).region === region ? '' : ', with a bucketName';
  throw refusal(scope,
    `reports cannot be delivered to bucket ${reports.node.path} in ${there}: the job runs in ${region}, the Region of its objects, `
    + 'and S3 writes reports only in the Region of the job',
    `pass a LogBucket in ${region}${named}`);
}
