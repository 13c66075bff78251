import { aws_s3 as s3, Token } from 'aws-cdk-lib';
import type { IMixin } from 'constructs';
import type { BucketUses } from './bucket-uses';
import type { SeenBucket } from './injection';
import type { PolicyFacts } from './policy-facts';
import { isOverridden, type Outcome, whyEncryptionStays } from './settle-encryption';
import { exposureOf } from './sse-s3-needed';
import { NamedByWriter } from './writer-encryption';
import { referredKey } from '../../cdk';
import { SseAlgorithm, TlsVersion } from '../../encryption';
import { BucketSecureTransport, BucketSignatureVersion4, BucketSseCBlocked, BucketUploadEncryption } from '../../mixins';
import { areCustomerProvidedKeysChosen, areUploadsChosen } from '../../mixins/internal';
import { addedToBucketPolicy, encryptionRule, knownDefault } from '../../policy';
import type { EncryptedBucketDefaultsProps } from '../encrypted-bucket-defaults-props';

/** Why something is left as it is, as a clause; nothing where it can be set. */
type Obstacle = string | undefined;

/** Sets how a bucket can be accessed and written to, as far as its author says nothing else. */
export function settleAccess(bucket: s3.CfnBucket, seen: SeenBucket | undefined, props: EncryptedBucketDefaultsProps, uses: BucketUses): Outcome[] {
  const {
    requireSecureTransport = true, minimumTlsVersion = TlsVersion.V1_2, requireSignatureVersion4 = true, enforceUploadEncryption = true,
    blockSseC = true, blockPublicAccess = true,
  } = props;
  const { isWebsite, isPublic } = exposureOf(bucket, uses);
  const policies = uses.policiesOf(bucket);
  const unreachable = whyNoStatements(policies);
  const said = (...conditionKeys: string[]): Obstacle => {
    const key = conditionKeys.find((one) => policies.some((policy) => policy.mentions(one)));
    return key === undefined ? undefined : `its policy has statements with ${key}`;
  };
  const statements = (setting: string, obstacle: Obstacle, ...mixins: IMixin[]): Outcome => {
    const reason = unreachable ?? obstacle;
    if (reason !== undefined) { return { setting, reason, isChanged: false }; }
    for (const mixin of mixins) { mixin.applyTo(bucket); }
    return { setting, reason: 'nothing else was specified', isChanged: true };
  };
  const outcomes: Outcome[] = [];
  if (requireSecureTransport) {
    outcomes.push(statements(`plain HTTP and TLS below ${minimumTlsVersion} denied`,
      (isWebsite ? 'the bucket hosts a website, whose endpoint offers plain HTTP only' : undefined)
      ?? (seen?.acceptsHttp ? 'enforceSSL is set to false' : undefined) ?? stated(bucket, 'DenyInsecureTransport')
      ?? said('s3:TlsVersion') ?? whyHttpStays(policies),
      new BucketSecureTransport({ minimumTlsVersion })));
  }
  if (requireSignatureVersion4) {
    outcomes.push(statements('Signature Version 2 and anonymous requests denied',
      (isPublic ? 'the bucket is public' : undefined) ?? stated(bucket, 'DenyAnonymousRequests') ?? said('s3:signatureversion'),
      new BucketSignatureVersion4()));
  }
  if (blockSseC) {
    outcomes.push(statements('SSE-C blocked', whySseCStays(bucket) ?? said('s3:x-amz-server-side-encryption-customer-algorithm'), new BucketSseCBlocked()));
  }
  if (enforceUploadEncryption) {
    outcomes.push(statements('uploads with another encryption denied',
      whyUploadsStay(bucket, uses) ?? said('s3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id'),
      new BucketUploadEncryption()));
  }
  if (blockPublicAccess) { outcomes.push(settlePublicAccess(bucket, isPublic)); }
  return outcomes;
}

function whyHttpStays(policies: readonly PolicyFacts[]): Obstacle {
  return policies.some((policy) => policy.hasOwnTransport) ? 'its policy has statements with aws:SecureTransport' : undefined;
}

function settlePublicAccess(bucket: s3.CfnBucket, isPublic: boolean): Outcome {
  const isChosen = bucket.publicAccessBlockConfiguration !== undefined || isOverridden(bucket, 'PublicAccessBlockConfiguration');
  const obstacle = isChosen ? 'it is already specified' : isPublic ? 'the bucket is public' : undefined;
  if (obstacle === undefined) { bucket.publicAccessBlockConfiguration = s3.BlockPublicAccess.BLOCK_ALL; }
  return { setting: 'public access blocked', reason: obstacle ?? 'nothing else was specified', isChanged: obstacle === undefined };
}

/** Why no statement can be added to the policy of a bucket, without a second policy or a guess. */
function whyNoStatements(policies: readonly PolicyFacts[]): Obstacle {
  if (policies.length > 1) { return `it has several policies: ${policies.map(({ policy }) => policy.node.path).join(', ')}`; }
  const [only] = policies;
  if (only === undefined) { return undefined; }
  if (!only.isAttached) { return `its policy ${only.policy.node.path} is in another stack, or a choice at deployment decides whose it is`; }
  return only.isWrittenOut ? undefined : `the document of its policy ${only.policy.node.path} is known at deployment only`;
}

function stated(bucket: s3.CfnBucket, sid: string): Obstacle {
  return addedToBucketPolicy(bucket, sid) ? 'a mixin already denies them' : undefined;
}

function whySseCStays(bucket: s3.CfnBucket): Obstacle {
  if (areCustomerProvidedKeysChosen(bucket)) { return 'a mixin already specifies it'; }
  const fixed = whyEncryptionStays(bucket);
  if (fixed !== undefined) { return fixed; }
  const { blockedEncryptionTypes } = encryptionRule(bucket);
  return blockedEncryptionTypes === undefined || isSseCBlocked(blockedEncryptionTypes) ? undefined : 'blockedEncryptionTypes is already specified';
}

function isSseCBlocked(blocked: s3.CfnBucket.ServerSideEncryptionRuleProperty['blockedEncryptionTypes']): boolean {
  if (Token.isUnresolved(blocked)) { return false; }
  const { encryptionType = [] } = blocked as s3.CfnBucket.BlockedEncryptionTypesProperty;
  return encryptionType.includes('SSE-C');
}

function whyUploadsStay(bucket: s3.CfnBucket, uses: BucketUses): Obstacle {
  if (areUploadsChosen(bucket)) { return 'a mixin already specifies it'; }
  const fixed = whyEncryptionStays(bucket);
  if (fixed !== undefined) { return fixed; }
  const { algorithm, keyId, keyArn } = knownDefault(bucket);
  if (algorithm === undefined || (keyId !== undefined && keyArn === undefined)) { return 'its default encryption cannot be compared with what uploads name'; }
  const key = keyArn === undefined ? undefined : referredKey(keyArn);
  const other = uses.writesTo(bucket).find(({ named, key: namedKey }) => {
    switch (named) {
      case NamedByWriter.NONE: return false;
      case NamedByWriter.SSE_S3: return algorithm !== SseAlgorithm.SSE_S3;
      case NamedByWriter.AWS_MANAGED: return algorithm !== SseAlgorithm.SSE_KMS || keyArn !== undefined;
      case NamedByWriter.KEY: return algorithm !== SseAlgorithm.SSE_KMS || key !== namedKey;
      case NamedByWriter.OTHER: return true;
    }
  });
  return other && `${other.source.node.path} writes ${other.what} with another encryption, or with one that is not known`;
}
