import { aws_s3 as s3, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../../cdk';
import { TlsVersion } from '../../encryption';
import type { LogBucketProps } from '../log-bucket-props';
import { NAMES_OF_LOG_BUCKET_PROPS } from '../shapes';

type Props = LogBucketProps & s3.BucketProps;

const SSE_S3 = 'leave it out: a LogBucket always uses SSE-S3, which all services that deliver logs except GuardDuty support; for SSE-KMS, use an EncryptedBucket';
const NO_SITE = 'leave it out: a LogBucket doesn\'t host a website';
const REPLICATE = 'use a BucketReplication';
const ACCESS_LOGS = 'use accessLogs, with bucket (another LogBucket) and prefix';

/** Props of `s3.Bucket` that `LogBucket` does not support, with what to write instead; for others it is to leave them out. */
const FIXES: { readonly [prop: string]: string } = {
  encryption: SSE_S3,
  encryptionKey: SSE_S3,
  bucketKeyEnabled: SSE_S3,
  blockedEncryptionTypes: 'leave it out: SSE-C is always blocked',
  enforceSSL: 'leave it out: plain HTTP is always denied',
  minimumTLSVersion: 'use minimumTlsVersion, for example to TlsVersion.V1_3',
  publicReadAccess: 'leave it out: all public access is blocked',
  accessControl: 'leave it out: ACLs are disabled; LogSource.cloudFrontLegacy() enables them if they are required',
  blockPublicAccess: 'leave it out: all public access is blocked',
  objectOwnership: 'leave it out: ACLs are disabled; LogSource.cloudFrontLegacy() enables them if they are required',
  websiteIndexDocument: NO_SITE,
  websiteErrorDocument: NO_SITE,
  websiteRedirect: NO_SITE,
  websiteRoutingRules: NO_SITE,
  replicationRules: REPLICATE,
  replicationRole: REPLICATE,
  serverAccessLogsBucket: ACCESS_LOGS,
  serverAccessLogsPrefix: ACCESS_LOGS,
  targetObjectKeyFormat: ACCESS_LOGS,
  eventBridgeEnabled: 'call enableEventBridgeNotification()',
  inventories: 'call addInventory()',
  metrics: 'call addMetric()',
  cors: 'call addCorsRule()',
};

/** What `s3.Bucket` calls what a log bucket does anyway. */
const SAME: { readonly [prop: string]: (props: Props) => boolean } = {
  encryption: ({ encryption }) => encryption === s3.BucketEncryption.S3_MANAGED || encryption === s3.BucketEncryption.UNENCRYPTED,
  blockedEncryptionTypes: ({ blockedEncryptionTypes: types }) => Array.isArray(types) && types.length > 0 && types.every(({ name }) => name === 'SSE-C'),
  enforceSSL: ({ enforceSSL }) => enforceSSL === true,
  minimumTLSVersion: ({ minimumTLSVersion, minimumTlsVersion = TlsVersion.V1_2 }) => String(minimumTLSVersion) === minimumTlsVersion as string,
  accessControl: ({ accessControl }) => accessControl === s3.BucketAccessControl.PRIVATE,
  blockPublicAccess: ({ blockPublicAccess }) => ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']
    .every((option) => blockPublicAccess?.[option as keyof s3.BlockPublicAccess] === true),
  objectOwnership: ({ objectOwnership }) => objectOwnership === s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  serverAccessLogsBucket: ({ serverAccessLogsBucket, accessLogs }) => accessLogs?.bucket === serverAccessLogsBucket,
  serverAccessLogsPrefix: ({ serverAccessLogsPrefix, accessLogs }) => accessLogs !== undefined && accessLogs.prefix === serverAccessLogsPrefix,
};

/** Props that are off in every bucket, unless they are turned on. */
const OFF = [
  'publicReadAccess', 'bucketKeyEnabled', 'eventBridgeEnabled', 'transferAcceleration', 'notificationsSkipDestinationValidation', 'abacStatus',
];

// docs/decisions/0006
/**
 * Throws for props that a log bucket does not have, all of them at once; those that say what it does anyway are accepted,
 * so that props can be shared with other buckets.
 */
export function assertNoForeignProps(path: string, props: LogBucketProps): void {
  const given = props as { readonly [prop: string]: unknown };
  const refused = Object.keys(given)
    .filter((prop) => !NAMES_OF_LOG_BUCKET_PROPS.includes(prop) && given[prop] !== undefined && !saysTheSame(prop, given));
  if (refused.length === 0) { return; }
  const values = refused.map((prop) => `${prop} (value: ${describe(given[prop])})`).join(', ');
  const fixes = refused.map((prop) => FIXES[prop] ?? 'leave it out: LogBucket has no such property');
  throw refusal(path, `LogBucket does not support ${values}`, refused.length === 1 ? fixes[0] : refused.map((prop, i) => `for ${prop}, ${fixes[i]}`).join('; '));
}

function saysTheSame(prop: string, props: { readonly [prop: string]: unknown }): boolean {
  const value = props[prop];
  if (Token.isUnresolved(value)) { return false; }
  return (OFF.includes(prop) && value === false) || (Array.isArray(value) && value.length === 0) || (SAME[prop]?.(props as Props) ?? false);
}

/** Values of props may be constructs, which cannot be printed whole. */
function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) { return (value as Partial<IConstruct>).node?.path ?? value.constructor.name; }
  return String(value);
}
