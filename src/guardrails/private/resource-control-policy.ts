import type { aws_iam as iam } from 'aws-cdk-lib';
import { notByExemptPrincipals, notForTaggedBuckets, resourcesOutside, type StatementCondition, together } from './exemptions';
import type { TlsVersion } from '../../encryption';
import {
  denyChangesOfEncryption, denyCustomerProvidedKeys, denyEncryptionKeysUnlike, denyInsecureTransport, denyOutdatedTls, denySignatureVersion2,
  denyUploadsWithoutKms,
} from '../../policy';

/** What a resource control policy demands, and what is exempt. */
export interface ResourceControlPolicyOptions {
  readonly partition: string;
  readonly requireSecureTransport: boolean;
  readonly minimumTlsVersion: TlsVersion | undefined;
  readonly denySignatureVersion2: boolean;
  readonly denySseC: boolean;
  readonly requireKms?: boolean;
  readonly allowedKeyArns?: string[];
  readonly encryptionAdministratorArns?: string[];
  readonly exemptPrincipalArns?: string[];
  readonly exemptBucketNames?: string[];
  readonly exemptBucketTag?: { readonly key: string; readonly value: string };
}

/** Resource control policies have their own form: one principal, everybody, and no element but these. */
export interface ResourceControlStatement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal: '*';
  readonly Action: string | string[];
  readonly Resource?: string;
  readonly NotResource?: string[];
  readonly Condition: StatementCondition;
}

export interface ResourceControlPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: ResourceControlStatement[];
}

/** Which bucket a statement is about makes no difference here: its resources are replaced. */
const EVERY_BUCKET = 'arn:aws:s3:::*';

/**
 * The statements of bucket policies, for all buckets.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function resourceControlPolicy(options: ResourceControlPolicyOptions): ResourceControlPolicy {
  const { allowedKeyArns, encryptionAdministratorArns, minimumTlsVersion } = options;
  const statements: iam.PolicyStatement[] = [];
  if (options.requireSecureTransport) { statements.push(denyInsecureTransport(EVERY_BUCKET)); }
  if (minimumTlsVersion !== undefined) { statements.push(denyOutdatedTls(EVERY_BUCKET, minimumTlsVersion)); }
  if (options.denySignatureVersion2) { statements.push(denySignatureVersion2(EVERY_BUCKET)); }
  if (options.denySseC) { statements.push(denyCustomerProvidedKeys(EVERY_BUCKET)); }
  if (options.requireKms) { statements.push(denyUploadsWithoutKms(EVERY_BUCKET)); }
  if (allowedKeyArns !== undefined) { statements.push(denyEncryptionKeysUnlike(EVERY_BUCKET, allowedKeyArns)); }
  const demands = statements.map((statement) => forEveryBucket(statement, options));
  if (encryptionAdministratorArns !== undefined) { demands.push(guard(encryptionAdministratorArns, options)); }
  return { Version: '2012-10-17', Statement: demands };
}

function forEveryBucket(statement: iam.PolicyStatement, options: ResourceControlPolicyOptions): ResourceControlStatement {
  const { Sid, Action, Condition } = statement.toStatementJson() as { Sid: string; Action: string | string[]; Condition: StatementCondition };
  return {
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action,
    ...resourcesOutside(options.partition, options.exemptBucketNames ?? []),
    Condition: together(Condition, notByExemptPrincipals(options.exemptPrincipalArns ?? []), notForTaggedBuckets(options.exemptBucketTag)),
  };
}

/** Policies stay open: every team writes those of its buckets. */
function guard(administrators: string[], options: ResourceControlPolicyOptions): ResourceControlStatement {
  const everybodyElse = denyChangesOfEncryption(EVERY_BUCKET, [...administrators, ...options.exemptPrincipalArns ?? []]);
  const statement = forEveryBucket(everybodyElse, { ...options, exemptPrincipalArns: [] });
  return { ...statement, Action: 's3:PutEncryptionConfiguration' };
}
