import { aws_kms as kms, type Duration, Names, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { encryptionKeyPolicy } from './private/encryption-key-policy';

/**
 * Properties of an `EncryptionKey`.
 */
export interface EncryptionKeyProps {
  /**
   * Name of the key's alias, with or without the leading `alias/`.
   *
   * @default - a name made from the key's place in the app
   */
  readonly alias?: string;

  /**
   * What the key is for.
   *
   * @default - the key's place in the app
   */
  readonly description?: string;

  /**
   * How often AWS KMS makes new key material: between 90 and 2560 days.
   *
   * Its ARN stays the same, and objects that are stored need no re-encryption.
   *
   * @default Duration.days(365)
   */
  readonly rotationPeriod?: Duration;

  /**
   * How long AWS KMS waits before it deletes the key for good: between 7 and 30 days.
   *
   * @default Duration.days(30)
   */
  readonly pendingWindow?: Duration;

  /**
   * What becomes of the key when it leaves its stack.
   *
   * With the key goes every object that it encrypts.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A KMS key for S3: symmetric, rotating, retained, and usable through S3 only.
 *
 * Its policy lets the account administer the key, without the right to use it, and lets principals of the account
 * whom IAM allows use it through S3 in the key's Region. It names no bucket, so that any number of buckets can share
 * the key. Whoever may call `kms:PutKeyPolicy` can widen the policy.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export class EncryptionKey extends kms.Key {
  /**
   * @throws if the rotation period or the pending window is out of bounds
   */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps = {}) {
    super(scope, id, {
      description: props.description ?? `Encrypts S3 objects for ${scope.node.path}`,
      policy: encryptionKeyPolicy(scope),
      enableKeyRotation: true,
      rotationPeriod: props.rotationPeriod,
      pendingWindow: props.pendingWindow,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    this.addAlias(props.alias ?? `alias/${Names.uniqueResourceName(this, { maxLength: 200, separator: '-' })}`);
  }
}
