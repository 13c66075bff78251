import { type aws_iam as iam, aws_s3 as s3, Duration, Token } from 'aws-cdk-lib';
import type { Construct, IDependable } from 'constructs';
import { acceptLogs } from './accept-logs';
import { confined } from './confine-statements';
import type { LogBucketProps } from './log-bucket-props';
import type { LogSource } from './log-source';
import { assertNoForeignProps } from './private/refused-props';
import { writerArns } from './private/roles';
import { turnOnAccessLogs } from './turn-on-access-logs';
import { refusal, resourceOf } from '../cdk';
import { DefaultEncryption } from '../keys';
import { BucketDefaultEncryption, BucketSecureTransport, BucketSignatureVersion4, BucketSseCBlocked, BucketUploadEncryption } from '../mixins';
import { asOwnProps, chosenRemoval, discardInjected, retainUnlessChosen } from '../mixins/internal';
import { addToBucketPolicy, denyOtherWriters, noteNewBucket, toNamedPrincipals, warnOfKeptVersions } from '../policy';
import { LOG_BUCKET_PROPS, LOG_SOURCE } from './shapes';
import { assertShape, assertValue } from '../shapes';

/**
 * A bucket for logs, which is always encrypted with SSE-S3.
 *
 * All services that deliver logs except GuardDuty can write to buckets with SSE-S3. Several services can't write to buckets
 * with any other encryption, and their logs are lost without an error.
 *
 * Public access is blocked, and ACLs are disabled. The bucket policy denies plain HTTP, TLS before 1.2, Signature Version 2,
 * anonymous requests, and uploads with another encryption, but not the AWS services that deliver logs. Customer-provided keys
 * (SSE-C) are blocked. Logs are kept for 400 days. The bucket and its policy are retained when the stack is deleted.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @example
 * const logs = new LogBucket(this, 'Logs', { retention: Duration.days(90) });
 * new EncryptedBucket(this, 'Data', { accessLogs: { bucket: logs, prefix: 'data/' } });
 * logs.acceptLogsFrom(LogSource.applicationLoadBalancer({ producer: loadBalancer }));
 */
export class LogBucket extends s3.Bucket {
  /** Whether the bucket policy denies uploads by all principals except AWS services and accepted roles. */
  public readonly otherWritersDenied: boolean;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the lifecycle properties contradict each other, if the access logs of this bucket can't be delivered, or if a property
   * is not supported
   */
  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id, bucketProps(`${scope.node.path}/${id}`, props));
    const bucket = resourceOf(this);
    discardInjected(this);
    retainUnlessChosen(this, props);
    noteNewBucket(bucket);
    discardInjectedLogging(bucket);
    for (const feature of [
      new BucketDefaultEncryption(DefaultEncryption.sseS3()),
      new BucketSecureTransport({ minimumTlsVersion: props.minimumTlsVersion }),
      new BucketSignatureVersion4(),
      new BucketUploadEncryption(),
      new BucketSseCBlocked(),
    ]) { feature.applyTo(bucket); }
    if (props.otherWritersDenied) { addToBucketPolicy(bucket, denyOtherWriters(bucket.attrArn, () => writerArns(bucket))); }
    if (props.versioned === undefined) { warnOfKeptVersions(bucket); }
    if (props.accessLogs) { turnOnAccessLogs(this, props.accessLogs); }
    this.otherWritersDenied = props.otherWritersDenied ?? false;
  }

  /**
   * Grants permissions for the bucket and its objects.
   *
   * Grants to everyone, to AWS services, and to ARNs are restricted or throw an error, as for an `EncryptedBucket`.
   */
  public override get grants(): s3.BucketGrants {
    return toNamedPrincipals(this, super.grants);
  }

  /**
   * Adds a statement to the bucket policy.
   *
   * If the statement allows a service to write logs of an account that `acceptLogsFrom()` accepts, and has no condition on the
   * source, it is restricted to that account. `cloudtrail.Trail` and `logAccessLogs()` add such statements.
   *
   * @param permission The statement to add
   * @returns whether the statement was added, and the construct to depend on
   */
  public override addToResourcePolicy(permission: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return super.addToResourcePolicy(confined(this, permission));
  }

  /**
   * Allows a log source to write to this bucket.
   *
   * The AWS service of the source can write logs only on behalf of the accounts and resources that the source specifies.
   *
   * @param source The source, such as `LogSource.applicationLoadBalancer()`
   * @returns the policies that must exist before the logs are turned on. If the source has no `producer`, add a dependency from the
   * construct that turns them on.
   * @throws if the source can't write to this bucket, or if one of its options is not valid
   */
  public acceptLogsFrom(source: LogSource): IDependable {
    assertValue(this.node.path, 'source', source, LOG_SOURCE);
    if (source._writesByAcl) { this.enableAcls(source); }
    return acceptLogs(this, source);
  }

  /** CloudFront's old standard logging adds itself to the ACL of the bucket, and writes as an account, not as a service. */
  private enableAcls({ _service: { title } }: LogSource): void {
    if (this.otherWritersDenied) {
      throw refusal(this, `${title} cannot be delivered if otherWritersDenied is true: an AWS account writes them, not a service principal`,
        'deliver them to a separate LogBucket without otherWritersDenied, or use LogSource.cloudFront() (v2)');
    }
    const bucket = resourceOf(this);
    bucket.ownershipControls = { rules: [{ objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED }] };
  }
}

/** An injector that turns access logs on for every bucket would have this one log to itself, or ask for an ACL. */
function discardInjectedLogging(bucket: s3.CfnBucket): void {
  if (bucket.loggingConfiguration === undefined) { return; }
  bucket.loggingConfiguration = undefined;
  bucket.accessControl = undefined;
}

const DEFAULT_RETENTION = Duration.days(400);

/** The props of the L2, without what a log bucket decides itself, also where untyped languages bring it along. */
function bucketProps(path: string, props: LogBucketProps): s3.BucketProps {
  assertShape(path, props, LOG_BUCKET_PROPS);
  assertNoForeignProps(path, props);
  const versioned = props.versioned ?? true;
  return asOwnProps({
    bucketName: props.bucketName,
    versioned,
    objectLockEnabled: props.objectLockEnabled,
    objectLockDefaultRetention: props.objectLockDefaultRetention,
    lifecycleRules: lifecycleRules(path, props, versioned),
    ...chosenRemoval(props),
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  });
}

function lifecycleRules(path: string, props: LogBucketProps, versioned: boolean): s3.LifecycleRule[] {
  const { lifecycleRules: own, retention, transitions, noncurrentRetention } = props;
  if (own !== undefined) {
    if (retention !== undefined || transitions !== undefined || noncurrentRetention !== undefined) {
      throw refusal(path, 'lifecycleRules cannot be set together with retention, transitions or noncurrentRetention',
        'specify everything in lifecycleRules, or leave lifecycleRules out');
    }
    return own;
  }
  const expiration = retention ?? DEFAULT_RETENTION;
  for (const { transitionAfter, storageClass } of transitions ?? []) {
    if (transitionAfter === undefined || isUnknown(transitionAfter) || isUnknown(expiration)) { continue; }
    if (transitionAfter.toDays() >= expiration.toDays()) {
      throw refusal(path, `logs transition to ${storageClass.value} after ${transitionAfter.toDays()} days, but expire after ${expiration.toDays()} days`,
        'set a longer retention, or set transitionAfter to fewer days');
    }
  }
  return [{
    id: 'Logs',
    expiration,
    transitions,
    noncurrentVersionExpiration: versioned ? noncurrentRetention ?? Duration.days(30) : undefined,
    abortIncompleteMultipartUploadAfter: Duration.days(7),
  }];
}

function isUnknown(duration: Duration): boolean {
  return Token.isUnresolved(duration.toDays());
}
