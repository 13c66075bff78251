import { aws_s3 as s3, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct, IDependable, IMixin } from 'constructs';
import { CustomerProvidedKeys, SignatureVersion } from '../encryption';
import type { EncryptedBucketProps } from './encrypted-bucket-props';
import { acceptLogs } from '../logging/accept-logs';
import type { LogSource } from '../logging/log-source';
import { turnOnAccessLogs } from '../logging/turn-on-access-logs';
import {
  BucketDefaultEncryption,
  BucketSecureTransport,
  BucketSignatureVersion4,
  BucketSseCAllowed,
  BucketSseCBlocked,
  BucketUploadEncryption,
} from '../mixins';
import { discardInjected } from '../mixins/discard-injected';
import { PROPS_LEFT_OUT } from './private/props-left-out';

/**
 * A bucket that is encrypted as meant.
 *
 * By default: SSE-KMS with a key of its own and an S3 Bucket Key; versioned; all public access blocked; ACLs disabled;
 * plain HTTP, TLS before 1.2, Signature Version 2, anonymous requests, uploads with another encryption, and keys that
 * customers provide (SSE-C) are denied. The bucket and its key stay when the stack goes.
 *
 * It is an `s3.Bucket` and goes wherever one goes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export class EncryptedBucket extends s3.Bucket {
  /**
   * @throws if S3 is known to be unable to encrypt with a given key or to deliver access logs where they shall go, or for props of `s3.Bucket` that this bucket decides itself
   */
  constructor(scope: Construct, id: string, props: EncryptedBucketProps = {}) {
    super(scope, id, bucketProps(`${scope.node.path}/${id}`, props));
    const bucket = this.node.defaultChild as s3.CfnBucket;
    discardInjected(this);
    for (const feature of features(this, props)) { feature.applyTo(bucket); }
    if (props.accessLogs) { turnOnAccessLogs(this, props.accessLogs); }
  }

  /**
   * Lets a source write its logs into this bucket: in the bucket's policy, and in that of its key.
   *
   * @returns what has to be there before the logs are turned on: let a producer depend on it that the source was not given
   * @throws if the source cannot write to the bucket's default encryption, or its options cannot hold
   */
  public acceptLogsFrom(source: LogSource): IDependable {
    if (source._kind.acl) {
      throw new Error(`${this.node.path}: ${source._kind.title} cannot be delivered to an EncryptedBucket: they need ACLs, which are disabled. `
        + 'Fix: deliver them to a LogBucket of their own, or use LogSource.cloudFront() (v2).');
    }
    return acceptLogs(this, source);
  }
}

/** The props of the L2, without ours, and without any that would undo what the bucket promises. */
function bucketProps(path: string, props: EncryptedBucketProps): s3.BucketProps {
  const { defaultEncryption, minimumTlsVersion, signatureVersion, uploadEncryption, customerProvidedKeys, accessLogs, ...rest } = props;
  for (const [prop, value] of Object.entries(rest)) {
    if (value !== undefined && Object.hasOwn(PROPS_LEFT_OUT, prop)) {
      throw new Error(`${path}: EncryptedBucket does not take ${prop} (value: ${describe(value)}). Fix: ${PROPS_LEFT_OUT[prop]}.`);
    }
  }
  return {
    ...rest,
    versioned: props.versioned ?? true,
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  };
}

/** What the bucket is made of; uploads are compared with the default encryption, so they come after it. */
function features(bucket: EncryptedBucket, props: EncryptedBucketProps): IMixin[] {
  return [
    new BucketDefaultEncryption(props.defaultEncryption),
    new BucketSecureTransport({ minimumTlsVersion: props.minimumTlsVersion }),
    ...signatures(bucket, props.signatureVersion ?? SignatureVersion.V4),
    new BucketUploadEncryption(props.uploadEncryption),
    customerKeys(bucket, props.customerProvidedKeys ?? CustomerProvidedKeys.BLOCKED),
  ];
}

function signatures(bucket: EncryptedBucket, version: SignatureVersion): IMixin[] {
  switch (version) {
    case SignatureVersion.V4: return [new BucketSignatureVersion4()];
    case SignatureVersion.V4_ALLOW_LIST: return [new BucketSignatureVersion4({ allowListOnly: true })];
    case SignatureVersion.ANY: return [];
    default: throw unknownChoice(bucket, 'signatureVersion', version, Object.values(SignatureVersion));
  }
}

function customerKeys(bucket: EncryptedBucket, choice: CustomerProvidedKeys): IMixin {
  switch (choice) {
    case CustomerProvidedKeys.BLOCKED: return new BucketSseCBlocked();
    case CustomerProvidedKeys.ALLOWED: return new BucketSseCAllowed();
    case CustomerProvidedKeys.REQUIRED: return new BucketSseCAllowed({ required: true });
    default: throw unknownChoice(bucket, 'customerProvidedKeys', choice, Object.values(CustomerProvidedKeys));
  }
}

function unknownChoice(bucket: EncryptedBucket, prop: string, value: never, known: string[]): Error {
  return new Error(`${bucket.node.path}: ${prop} cannot be ${JSON.stringify(value)}. Fix: use one of ${known.join(', ')}.`);
}

/** Values of props may be constructs, which cannot be printed whole. */
function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) { return (value as Partial<Construct>).node?.path ?? value.constructor.name; }
  return String(value);
}
