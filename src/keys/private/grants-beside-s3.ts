import { Annotations, type aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { bucketResource, type KeyGrant, refusal, watchKeyGrants } from '../../cdk';
import { isUsedThroughBucketBy } from '../s3-only';

/** A grant on the key itself. */
interface DirectGrant {
  readonly principal: iam.IPrincipal;
  /** Whether `s3.Bucket` grants in the same way. */
  readonly mayBeOfBucket: boolean;
  /** Whether the policy of the key has changed. */
  readonly opensKey: boolean;
}

const NOT_OF_SYMMETRIC_KEYS = ['sign', 'verify', 'signVerify', 'generateMac', 'verifyMac'] as const;
const CRYPTOGRAPHIC = /^kms:(?:\*|CreateGrant|Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/;

const INSTEAD = 'Fix: to read or write objects, grant on the bucket, for example with grantReadWrite(), which also restricts the key to its objects; '
  + 'to encrypt before objects reach S3, use grantClientSideEncryption(); for queues, topics, Amazon DynamoDB tables, logs, secrets and other services, use a kms.Key.';

// docs/decisions/0058
/**
 * The grants of a key that is used through S3 only. They are those of `kms.Key`, and synthesis says what they are worth.
 */
export class GrantsBesideS3 {
  private readonly granted: DirectGrant[] = [];

  /** @param key The key, which has been made to be used through S3 only */
  constructor(private readonly key: kms.Key) {
    key.node.addValidation({ validate: () => this.explain() });
  }

  /** The same grants, of which each is remembered. */
  watched(grants: kms.KeyGrants): kms.KeyGrants {
    watchKeyGrants(grants, (grant) => {
      if (grant.actions.some((action) => CRYPTOGRAPHIC.test(action))) { this.remember(grant); }
    });
    for (const method of NOT_OF_SYMMETRIC_KEYS) { grants[method] = () => { throw this.notSymmetric(method); }; }
    return grants;
  }

  private remember({ grantee, grant, mayBeOfBucket }: KeyGrant): void {
    this.granted.push({ principal: grantee.grantPrincipal, mayBeOfBucket, opensKey: grant.resourceStatements.length > 0 });
  }

  private notSymmetric(method: string): Error {
    return refusal(this.key, `an EncryptionKey cannot ${method}: S3 encrypts with symmetric keys, which support neither signatures nor MACs`,
      'use a kms.Key with the keySpec and keyUsage that you need');
  }

  /** Once the tree is complete: only then it is known whether a bucket has granted it. */
  private explain(): string[] {
    const told = this.granted.filter((grant) => !isUsedThroughBucketBy(this.key, grant.principal));
    const ofBuckets = told.some(({ mayBeOfBucket }) => mayBeOfBucket) && this.isOfPlainBucket();
    for (const { principal, opensKey } of told.filter(({ mayBeOfBucket }) => !mayBeOfBucket || !ofBuckets)) {
      Annotations.of(this.key).addWarningV2('cdk-s3-encryption:keyGrantedBesideS3', opensKey
        ? `The policy of this key now allows ${this.named(principal)} to use the key other than through Amazon S3. ${INSTEAD}`
        : `${this.named(principal)} is granted use of this key, but the key policy allows use through Amazon S3 only (kms:ViaService): direct calls to AWS KMS, `
          + `and calls through other services, are denied. ${INSTEAD}`);
    }
    return [];
  }

  /** Whether an `s3.Bucket`, whose grants are grants on its key, encrypts with the key. */
  private isOfPlainBucket(): boolean {
    return this.key.node.root.node.findAll().some((construct) => {
      const { encryptionKey, defaultEncryption } = construct as { encryptionKey?: kms.IKey; defaultEncryption?: unknown };
      return encryptionKey === this.key && defaultEncryption === undefined && bucketResource(construct) !== undefined;
    });
  }

  private named(principal: iam.IPrincipal): string {
    return (principal as Partial<IConstruct>).node?.path ?? JSON.stringify(Stack.of(this.key).resolve(principal.policyFragment.principalJson));
  }
}
