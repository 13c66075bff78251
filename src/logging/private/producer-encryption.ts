import { CfnResource, type aws_kms as kms, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyResource, mainResource, renderedProperties, resourceOf } from '../../cdk';
import { looksLikeKeyArn, namesS3ManagedKey } from '../../encryption/internal';
import { addedToBucketPolicy, keysOf } from '../../policy';
import type { LogResource, LogService } from '../../services';
import { TargetEncryption, targetEncryption } from '../target-encryption';

/** What CloudFormation is told of a key: nothing, something that is known at deployment only, or what names it. */
type Named = 'nothing' | 'unknown' | { readonly text: string; readonly key?: kms.CfnKey };

interface Json { readonly [name: string]: unknown }

/**
 * Reports producers that encrypt otherwise than a bucket accepts: their own configuration counts before the default
 * encryption of the bucket, whose policy then denies what they write.
 *
 * It is looked at when the app is complete: a producer may get its key later, by an override as well.
 */
export function producerEncryption(target: s3.Bucket, service: LogService, producer: IConstruct): string[] {
  const resource = mainResource(producer);
  if (!resource) { return []; }
  return service.resources.filter(({ type, kmsKey }) => type === resource.cfnResourceType && kmsKey !== undefined)
    .flatMap((described) => conflict(target, service, resource, described) ?? []);
}

function conflict(
  target: s3.Bucket, service: LogService, resource: CfnResource, { within = [], kmsKey = [], enabled }: LogResource,
): string | undefined {
  const bucket = resourceOf(target);
  const properties = renderedProperties(resource);
  const at = (steps: readonly unknown[]) => steps.reduce((value, step) => below(value, String(step)), properties as unknown);
  if (enabled && [false, 'false'].includes(at([...within, ...enabled.property]) as string)) { return undefined; }
  if (!addedToBucketPolicy(bucket, 'DenyOtherEncryptionAlgorithms')) { return undefined; }
  const named = keyNamed(resource, at([...within, ...kmsKey]));
  const property = kmsKey[kmsKey.length - 1] as string;
  const where = `${service.title} of ${resource.node.path}`;
  switch (targetEncryption(bucket)) {
    case TargetEncryption.SSE_S3:
      if (typeof named === 'string') { return undefined; }
      return `${where} are encrypted with the KMS key in ${property} (${named.text}), but the bucket uses SSE-S3: its policy denies them. `
        + `Fix: remove ${property}, or deliver them to an EncryptedBucket that encrypts with this key.`;
    case TargetEncryption.SSE_KMS:
    case TargetEncryption.SSE_KMS_BUCKET_KEY:
      if (named === 'nothing' && service.mayIgnoreDefault) {
        return `${where} are encrypted with SSE-S3, because ${property} specifies no key, but the bucket uses SSE-KMS: its policy denies them. `
          + `Fix: set ${property} to the ARN of the bucket's key, or deliver them to a LogBucket.`;
      }
      if (typeof named === 'string' || isAccepted(target, bucket, named)) { return undefined; }
      return `${where} are encrypted with the KMS key in ${property} (${named.text}), which is not the key of the bucket: the bucket policy denies them. `
        + `Fix: set ${property} to the ARN of the bucket's key, or add the other key to acceptedKeys of UploadEncryption.bucketDefault().`;
    default: return undefined;
  }
}

const UNKNOWN = Symbol('known at deployment only');

function below(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) { return value === UNKNOWN ? UNKNOWN : undefined; }
  return isIntrinsic(value) ? UNKNOWN : (value as Json)[step];
}

function isIntrinsic(value: object): boolean {
  return Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}

function keyNamed(resource: CfnResource, value: unknown): Named {
  if (value === undefined || value === '' || (value as Json | null)?.Ref === 'AWS::NoValue') { return 'nothing'; }
  if (typeof value === 'string') { return { text: value }; }
  const { Ref: ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: readonly string[] };
  const logicalId = ref ?? attribute?.[0];
  const key = logicalId === undefined ? undefined : keysIn(Stack.of(resource)).find((one) => Stack.of(one).resolve(one.logicalId) === logicalId);
  return key ? { text: key.node.path, key } : 'unknown';
}

function keysIn(stack: Stack): kms.CfnKey[] {
  return stack.node.findAll().filter((one): one is kms.CfnKey => Stack.of(one) === stack && CfnResource.isCfnResource(one) && one.cfnResourceType === 'AWS::KMS::Key');
}

/** Whether the bucket's policy accepts uploads that name a key, or it can't be determined. */
function isAccepted(target: s3.Bucket, bucket: s3.CfnBucket, { text, key }: Exclude<Named, string>): boolean {
  if (!target.encryptionKey || !addedToBucketPolicy(bucket, 'DenyOtherEncryptionKeys')) { return true; }
  const accepted = keysOf(target);
  if (key) { return accepted.some((one) => keyResource(one) === key); }
  if (namesS3ManagedKey(text)) { return false; }
  // An alias can be that of any key, and the ARN of a key of the app is not known before deployment.
  return !looksLikeKeyArn(text) || accepted.some(({ keyArn }) => Token.isUnresolved(keyArn) || keyArn === text);
}
