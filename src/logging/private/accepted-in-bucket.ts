import { type aws_iam as iam, Lazy } from 'aws-cdk-lib';
import { Accepted } from './accepted';
import { objectKeyPattern, widened, withoutCovered } from './object-keys';
import { bucketActionsOf, type LogService } from '../../services';
import type { LogWrites } from '../log-writes';

/** What a bucket has to be known by in the statements of its policy. */
export interface AcceptingBucket {
  readonly arn: string;
  /** The account that owns it. */
  readonly account: string;
}

// docs/decisions/0010
/**
 * How many sources of the bucket's own account, or places for their logs, one statement lists. Where there are more, it
 * allows all of the account. Those of other accounts are always listed.
 */
const MOST_LISTED = 10;

const OWNER_FULL_CONTROL = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/** A statement of a bucket policy about several sources of one service. */
abstract class AcceptedInBucket extends Accepted {
  constructor(service: LogService, protected readonly bucket: AcceptingBucket, first: LogWrites) {
    super(service, first);
  }

  protected sourceArns(): string[] {
    return this.listed(
      (deliveries) => deliveries.flatMap(({ sourceArns }) => sourceArns),
      (deliveries) => deliveries.flatMap(({ anySourceArns }) => anySourceArns),
    );
  }

  /** What is listed for each account; of the bucket's own account something wider, where that is too much. */
  protected listed(exact: (deliveries: readonly LogWrites[]) => string[], wider: (deliveries: readonly LogWrites[]) => string[]): string[] {
    return [...new Set([...this.byOwner()].flatMap(([owner, deliveries]) => {
      const values = [...new Set(exact(deliveries))];
      return values.length > MOST_LISTED && this.mayBeWidened(owner, deliveries) ? wider(deliveries) : values;
    }))];
  }

  /** Only where something else than the list says on whose behalf the service writes. */
  private mayBeWidened(owner: string, deliveries: readonly LogWrites[]): boolean {
    return owner === this.bucket.account && deliveries.every(({ accounts, sourceArns }) => accounts.length > 0 || sourceArns.length > 0);
  }
}

/** The objects that sources may write. */
export class AcceptedObjects extends AcceptedInBucket {
  public readonly statement: iam.PolicyStatement;

  constructor(service: LogService, bucket: AcceptingBucket, sid: string, first: LogWrites) {
    super(service, bucket, first);
    const resources = Lazy.uncachedList({ produce: () => this.patterns().map((pattern) => `${bucket.arn}/${pattern}`) });
    this.statement = this.allow({ sid, actions: ['s3:PutObject'], resources, equal: service.ownerFullControl ? OWNER_FULL_CONTROL : {} });
  }

  /** The keys of the objects, as patterns. */
  public patterns(): string[] {
    const objectKeysOf = (deliveries: readonly LogWrites[]) => deliveries.flatMap(({ objectKeys }) => objectKeys);
    const patterns = this.listed((deliveries) => objectKeysOf(deliveries).map(objectKeyPattern), (deliveries) => widened(objectKeysOf(deliveries)));
    return withoutCovered(patterns);
  }

  /** The accounts whose logs they are. */
  public owners(): string[] {
    return [...this.byOwner().keys()];
  }
}

/** What sources ask of the bucket itself. */
export class AcceptedCheck extends AcceptedInBucket {
  public readonly statement: iam.PolicyStatement;

  constructor(service: LogService, bucket: AcceptingBucket, first: LogWrites) {
    super(service, bucket, first);
    this.statement = this.allow({ sid: 'BucketCheck', actions: bucketActionsOf(service), resources: [bucket.arn] });
  }
}
