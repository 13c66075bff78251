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
 * A bucket for logs. It is always SSE-S3, which every service that delivers logs can write to but GuardDuty; several can
 * write to nothing else, and lose their logs without an error.
 *
 * Public access is blocked; ACLs are disabled; plain HTTP, TLS before 1.2, Signature Version 2, anonymous requests,
 * uploads with another encryption, and customer-provided keys (SSE-C) are denied; AWS services that deliver logs
 * are not. Logs are kept for 400 days. The bucket and its policy are retained when the stack is deleted.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @example
 * const logs = new LogBucket(this, 'Logs', { retention: Duration.days(90) });
 * new EncryptedBucket(this, 'Data', { accessLogs: { bucket: logs, prefix: 'data/' } });
 * logs.acceptLogsFrom(LogSource.applicationLoadBalancer({ producer: loadBalancer }));
 */
export class LogBucket extends s3.Bucket {
  /** Whether the bucket denies uploads by all that are not AWS services whose logs it accepts. */
  public readonly otherWritersDenied: boolean;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if its lifecycle is contradictory, its own access logs cannot be delivered, or for props that it does not have
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
   * Grants on the bucket and its objects.
   *
   * Grants to everyone, to AWS services and to ARNs are restricted or throw an error, as for an `EncryptedBucket`.
   */
  public override get grants(): s3.BucketGrants {
    return toNamedPrincipals(this, super.grants);
  }

  /**
   * Adds a statement to the bucket policy.
   *
   * A statement that lets a service write logs of an account which `acceptLogsFrom()` accepts, and has no condition on the
   * source, as those of `cloudtrail.Trail` and `logAccessLogs()`, is restricted to that account.
   *
   * @param permission The statement
   * @returns whether the statement was added, and what depends on it
   */
  public override addToResourcePolicy(permission: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return super.addToResourcePolicy(confined(this, permission));
  }

  /**
   * Lets a source write its logs into this bucket, and nobody in whose name AWS services could write otherwise.
   *
   * @param source The source, such as `LogSource.applicationLoadBalancer()`
   * @returns what has to be there before the logs are turned on: let a producer depend on it that the source was not given
   * @throws if the source cannot write to this bucket, or its options cannot hold
   */
  public acceptLogsFrom(source: LogSource): IDependable {
    assertValue(this.node.path, 'source', source, LOG_SOURCE);
    if (source._writesByAcl) { this.enableAcls(source); }
    return acceptLogs(this, source);
  }

  /** CloudFront's old standard logging adds itself to the ACL of the bucket, and writes as an account, not as a service. */
  private enableAcls({ _service: { title } }: LogSource): void {
    if (this.otherWritersDenied) {
      throw refusal(this, `${title} cannot be delivered where otherWritersDenied is true: an account writes them, which is no AWS service`,
        'give them a LogBucket of their own without otherWritersDenied, or use LogSource.cloudFront() (v2)');
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
      throw refusal(path, 'lifecycleRules are given together with retention, transitions or noncurrentRetention',
        'say it all in lifecycleRules, or leave them out');
    }
    return own;
  }
  const expiration = retention ?? DEFAULT_RETENTION;
  for (const { transitionAfter, storageClass } of transitions ?? []) {
    if (transitionAfter === undefined || isUnknown(transitionAfter) || isUnknown(expiration)) { continue; }
    if (transitionAfter.toDays() >= expiration.toDays()) {
      throw refusal(path, `logs move to ${storageClass.value} after ${transitionAfter.toDays()} days and are deleted after ${expiration.toDays()}`,
        'keep them longer than that (retention), or move them earlier');
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
