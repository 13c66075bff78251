import type { aws_iam as iam } from 'aws-cdk-lib';
import { Accepted } from './accepted';
import type { LogDelivery, LogProducer } from '../log-producer';

/**
 * What the policy of a key says of all sources of one kind.
 *
 * It names all sources of the accounts, never a single one: a source may be a bucket that uses the key, and CloudFormation
 * rejects a circle.
 */
export class AcceptedByKey extends Accepted {
  public readonly statement: iam.PolicyStatement;

  constructor(kind: LogProducer, first: LogDelivery) {
    super(kind, first);
    this.statement = this.allow({ sid: '', actions: kind.keyActions, resources: ['*'] });
  }

  /** Requests that use an S3 Bucket Key open it first. */
  public allowBucketKey(): void {
    this.statement.addActions('kms:Decrypt');
  }

  protected sourceArns(): string[] {
    return this.all(({ anySourceArns }) => anySourceArns);
  }
}
