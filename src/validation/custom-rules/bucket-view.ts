import { Answer } from './answer';
import type { BucketAlgorithm } from './bucket-algorithm';
import { KeyView } from './key-view';
import { PolicyStatementView } from './policy-statement-view';
import { Asked, askedOfPolicy } from './private/bucket-requests';
import { defaultEncryptionOf, type DefaultEncryptionSeen } from './private/default-encryption';
import { pathOf } from './private/paths';
import { replicates } from './private/replicates';
import { requiresSseS3 } from './private/requires-sse-s3';
import { ANSWERS } from './private/shown';
import { statementValues } from './private/statement-values';
import { tagOf } from './private/tags';
import { PropertyValue } from './property-value';
import { ReplicationTargetView } from './replication-target-view';
import type { RequestAnswer } from './request-answer';
import type { RequestQuery } from './request-query';
import { type Bucket, ObservedDeliveries, ObservedReplication, type Posture } from '../posture';

/**
 * A read-only view of a bucket as the templates of an app deploy it: its default encryption, key and policy, and the effect of the policy
 * on requests.
 *
 * The view is based on all templates of the app, so references to other stacks are resolved. Values that aren't known before deployment
 * are `UNKNOWN`; they are never reported as absent or as `NO`. Lists include elements that may exist; a separate property shows whether
 * they exist. If conditions or parameters matter, and the check has returned a finding, the check is called again for each possible
 * combination of their values.
 *
 * Values are computed only when a check reads them.
 *
 * @example
 * declare const bucket: BucketView;
 *
 * const status = bucket.readProperty('VersioningConfiguration.Status');
 * if (status.isOneOf('Enabled') === Answer.NO) {
 *   CustomFinding.violation('Versioning is not enabled.');
 * }
 */
export class BucketView {
  /** @internal */
  public static _of(posture: Posture, bucket: Bucket, viewOf: (bucket: Bucket) => BucketView): BucketView {
    return new BucketView(posture, bucket, viewOf);
  }

  private encryption: DefaultEncryptionSeen | undefined;

  private constructor(private readonly posture: Posture, private readonly bucket: Bucket, private readonly viewOf: (bucket: Bucket) => BucketView) {}

  /** The logical ID of the bucket in its template. */
  public get logicalId(): string {
    return this.bucket.resource.logicalId;
  }

  /** The path of the construct, such as `Stack/Bucket/Resource`. Undefined if no construct of the app creates the bucket. */
  public get constructPath(): string | undefined {
    const { constructPath, place, template } = this.bucket.resource;
    return constructPath ?? this.posture.app.source(template)?.constructPathOf?.(String(place[1]));
  }

  /** The account of the bucket's stack. Undefined if the stack can be deployed to any account. */
  public get account(): string | undefined {
    return this.bucket.resource.environment.account;
  }

  /** The Region of the bucket's stack. Undefined if the stack can be deployed to any Region. */
  public get region(): string | undefined {
    return this.bucket.resource.environment.region;
  }

  /** The algorithm of the default encryption. */
  public get algorithm(): BucketAlgorithm {
    return this.seen.algorithm;
  }

  /** The key of the default encryption. */
  public get key(): KeyView {
    return KeyView._ofNamed(this.seen.key);
  }

  /** Whether the bucket uses an S3 Bucket Key. `NO` if the algorithm isn't SSE-KMS. */
  public get bucketKeyEnabled(): Answer {
    return this.seen.bucketKeyEnabled;
  }

  /**
   * The reason why the algorithm, the key or the use of an S3 Bucket Key isn't known, as a clause for a message. Undefined if all of them
   * are known.
   */
  public get encryptionUnknownReason(): string | undefined {
    return this.seen.reason;
  }

  /**
   * Whether a resource of the app delivers logs or reports of AWS services to the bucket. Also `UNKNOWN` if a resource of the same template
   * delivers them to a bucket that isn't known.
   */
  public get receivesLogs(): Answer {
    return ANSWERS[ObservedDeliveries.of(this.posture).surelyTo(this.bucket)];
  }

  /**
   * Whether the bucket receives logs that AWS delivers only to buckets with SSE-S3, such as server access logs: from a resource of the
   * app, or from a source outside the app that the bucket policy or ACL allows.
   */
  public get requiresSseS3(): Answer {
    return ANSWERS[requiresSseS3(this.posture, this.bucket)];
  }

  /** Whether the bucket replicates objects. */
  public get replicates(): Answer {
    return ANSWERS[replicates(this.bucket.resource.read('ReplicationConfiguration'))];
  }

  /**
   * The destinations to which the bucket replicates or may replicate objects. If `replicates` is `UNKNOWN`, there can be others.
   */
  public get replicationTargets(): ReplicationTargetView[] {
    const replication = ObservedReplication.allOf(this.posture).find(({ source }) => source === this.bucket);
    return (replication?.rules ?? []).map(({ destinationArn, destination, acrossAccounts, replicaKeys }) => ReplicationTargetView._of(
      destinationArn.toString(), ANSWERS[acrossAccounts], KeyView._of(replicaKeys), destination && this.viewOf(destination),
    ));
  }

  /** Whether the bucket has a bucket policy. */
  public get hasPolicy(): Answer {
    const { policies, resource, unseenPolicies } = this.bucket;
    if (policies.length === 0) { return unseenPolicies === undefined ? Answer.NO : Answer.UNKNOWN; }
    return policies.some((policy) => policy.resource.isMadeWith(resource)) ? Answer.YES : Answer.UNKNOWN;
  }

  /**
   * The statements that the bucket policy has or may have. If `hasPolicy` is `UNKNOWN`, there can be others.
   */
  public get policyStatements(): PolicyStatementView[] {
    return this.bucket.policies.flatMap(({ resource }) => statementValues(resource.read('PolicyDocument'))).map((one) => PolicyStatementView._of(one));
  }

  /**
   * Returns a property of the bucket, such as `VersioningConfiguration.Status` or `LifecycleConfiguration.Rules.0.Id`.
   *
   * @param path The property names and list indexes, separated by dots.
   * @returns the value, which can be absent or unknown
   */
  public readProperty(path: string): PropertyValue {
    return PropertyValue._of(this.bucket.resource.read(...pathOf(path)));
  }

  /**
   * Returns the value of a tag of the bucket.
   *
   * @param key The key of the tag.
   * @returns the value, which can be absent or unknown
   */
  public readTag(key: string): PropertyValue {
    return PropertyValue._of(tagOf(this.bucket.resource.read('Tags'), key));
  }

  /**
   * Determines whether the bucket policy denies every request that matches a query.
   *
   * The evaluation searches for a matching request that isn't denied, with any caller, object and condition keys.
   *
   * @param requests The requests.
   * @returns `YES` if all of them are denied, `NO` with a request that isn't denied, or `UNKNOWN`
   */
  public policyDeniesEvery(requests: RequestQuery): RequestAnswer {
    return askedOfPolicy(this.posture, this.bucket, Asked.DENIES_EVERY, requests);
  }

  /**
   * Determines whether the bucket policy allows, and doesn't deny, any request that matches a query. Identity policies of roles and users
   * are not evaluated.
   *
   * @param requests The requests.
   * @returns `YES` with a request that is allowed, `NO` if none is allowed, or `UNKNOWN`
   */
  public policyAllowsAny(requests: RequestQuery): RequestAnswer {
    return askedOfPolicy(this.posture, this.bucket, Asked.ALLOWS_ANY, requests);
  }

  private get seen(): DefaultEncryptionSeen {
    this.encryption ??= defaultEncryptionOf(this.bucket);
    return this.encryption;
  }
}
