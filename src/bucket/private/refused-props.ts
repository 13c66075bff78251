import { aws_s3 as s3, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PROPS_LEFT_OUT } from './props-left-out';
import { refusal } from '../../cdk';
import { CustomerProvidedKeys, TlsVersion } from '../../encryption';
import { DefaultEncryption } from '../../keys';
import type { EncryptedBucketProps } from '../encrypted-bucket-props';

type Props = EncryptedBucketProps & s3.BucketProps;

/**
 * Throws for props of `s3.Bucket` that an encrypted bucket decides itself, all of them at once; those that say what the
 * bucket does anyway are accepted, so that props can be shared with other buckets.
 */
export function assertNoneRefused(path: string, props: Props): void {
  const refused = Object.keys(PROPS_LEFT_OUT).filter((prop) => props[prop as keyof Props] !== undefined && !saysTheSame(prop, props));
  if (refused.length === 0) { return; }
  const values = refused.map((prop) => `${prop} (value: ${describe(props[prop as keyof Props])})`).join(', ');
  const [only] = refused;
  const fix = refused.length === 1 ? PROPS_LEFT_OUT[only] : refused.map((prop) => `for ${prop}, ${PROPS_LEFT_OUT[prop]}`).join('; ');
  throw refusal(path, `EncryptedBucket does not support ${values}`, fix);
}

/** The props of `s3.Bucket` without those that an encrypted bucket decides itself. */
export function withoutRefused(props: Props): s3.BucketProps {
  return Object.fromEntries(Object.entries(props).filter(([prop]) => !Object.hasOwn(PROPS_LEFT_OUT, prop)));
}

/** What `s3.Bucket` calls what the bucket does anyway. */
const SAME: { readonly [prop: string]: (props: Props) => boolean } = {
  encryption: (props) => WORDS_OF_L2[props.encryption!]?.(defaultEncryptionOf(props), props) ?? false,
  encryptionKey: (props) => defaultEncryptionOf(props).key === props.encryptionKey,
  bucketKeyEnabled: (props) => defaultEncryptionOf(props).bucketKeyEnabled === props.bucketKeyEnabled,
  blockedEncryptionTypes: ({ blockedEncryptionTypes, customerProvidedKeys = CustomerProvidedKeys.BLOCKED }) => isListOf(
    blockedEncryptionTypes, (type: s3.BlockedEncryptionType) => type.name === (customerProvidedKeys === CustomerProvidedKeys.BLOCKED ? 'SSE-C' : 'NONE')),
  enforceSSL: ({ enforceSSL }) => enforceSSL === true,
  minimumTLSVersion: ({ minimumTLSVersion, minimumTlsVersion = TlsVersion.V1_2 }) => String(minimumTLSVersion) === minimumTlsVersion as string,
  publicReadAccess: ({ publicReadAccess }) => publicReadAccess === false,
  accessControl: ({ accessControl }) => accessControl === s3.BucketAccessControl.PRIVATE,
  blockPublicAccess: ({ blockPublicAccess }) => ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']
    .every((option) => blockPublicAccess?.[option as keyof s3.BlockPublicAccess] === true),
  objectOwnership: ({ objectOwnership }) => objectOwnership === s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  replicationRules: ({ replicationRules }) => Array.isArray(replicationRules) && replicationRules.length === 0,
  serverAccessLogsBucket: ({ serverAccessLogsBucket, accessLogs }) => accessLogs?.bucket === serverAccessLogsBucket,
  serverAccessLogsPrefix: ({ serverAccessLogsPrefix, accessLogs }) => accessLogs !== undefined && accessLogs.prefix === serverAccessLogsPrefix,
};

function saysTheSame(prop: string, props: Props): boolean {
  return !Token.isUnresolved(props[prop as keyof Props]) && (SAME[prop]?.(props) ?? false);
}

/** The default encryption that each word stands for, given the key beside it. */
const WORDS_OF_L2: { readonly [word: string]: (encryption: DefaultEncryption, props: Props) => boolean } = {
  [s3.BucketEncryption.UNENCRYPTED]: isOfFactory(DefaultEncryption.sseS3()),
  [s3.BucketEncryption.S3_MANAGED]: isOfFactory(DefaultEncryption.sseS3()),
  [s3.BucketEncryption.KMS_MANAGED]: isOfFactory(DefaultEncryption.sseKmsAwsManaged()),
  [s3.BucketEncryption.KMS]: isOfFactory(DefaultEncryption.sseKms()),
  [s3.BucketEncryption.DSSE_MANAGED]: isOfFactory(DefaultEncryption.dsseKmsAwsManaged()),
  [s3.BucketEncryption.DSSE]: isOfFactory(DefaultEncryption.dsseKms()),
};

function isOfFactory(expected: DefaultEncryption): (encryption: DefaultEncryption, props: Props) => boolean {
  return ({ algorithm, customerManagedKey, key }, { encryptionKey }) =>
    algorithm === expected.algorithm && customerManagedKey === expected.customerManagedKey && key === encryptionKey;
}

function defaultEncryptionOf({ defaultEncryption }: Props): DefaultEncryption {
  return defaultEncryption ?? DefaultEncryption.sseKms();
}

function isListOf<Value>(list: unknown, isMeant: (value: Value) => boolean): boolean {
  return Array.isArray(list) && list.length > 0 && (list as Value[]).every((value) => isMeant(value));
}

/** Values of props may be constructs, which cannot be printed whole. */
function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) { return (value as Partial<Construct>).node?.path ?? value.constructor.name; }
  return String(value);
}
