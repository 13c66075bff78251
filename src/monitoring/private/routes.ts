import { Fn, Token } from 'aws-cdk-lib';
import type { Replication } from '../../replication';
import type { ReplicationRoute } from '../dashboard/dashboard-bucket';

/** Where the objects of a bucket go, and of which S3 publishes metrics. */
export function routesOf(bucketName: string, replications: readonly Replication[]): ReplicationRoute[] {
  return replications
    .flatMap(({ _replicators: replicators }) => replicators)
    .filter(({ source }) => source.resource.ref === bucketName)
    .flatMap(({ rules }) => rules)
    .filter(({ rule }) => rule.metrics ?? true)
    .map(({ id, destination }) => ({
      destinationBucketName: nameFrom(destination.bucketArn),
      ruleId: id,
      destinationRegion: destination.region,
    }));
}

/** The ARN is what another stack, Region or account lets know. */
function nameFrom(bucketArn: string): string {
  return Token.isUnresolved(bucketArn) ? Fn.select(5, Fn.split(':', bucketArn)) : bucketArn.split(':')[5];
}
