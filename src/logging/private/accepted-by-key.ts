import type { aws_iam as iam } from 'aws-cdk-lib';
import { Accepted } from './accepted';
import type { LogService } from '../../services';
import type { LogWrites } from '../log-writes';

/**
 * What the policy of a key says of all sources of one service.
 *
 * It names all sources of the accounts, never a single one: a source may be a bucket that uses the key, and CloudFormation
 * rejects a circle.
 */
export class AcceptedByKey extends Accepted {
  public readonly statement: iam.PolicyStatement;

  constructor(service: LogService, first: LogWrites) {
    super(service, first);
    this.statement = this.allow({ sid: '', actions: service.keyPolicyActions, resources: ['*'] });
  }

  /** Requests that use an S3 Bucket Key open it first. */
  public allowBucketKey(): void {
    this.statement.addActions('kms:Decrypt');
  }

  protected sourceArns(): string[] {
    return this.all(({ anySourceArns }) => anySourceArns);
  }
}
