import { type ContextKeys, type Policy, Principal } from '../../src/policy-evaluation';
import { callOf, existing, inputOf, requesting, tagsOf } from '../batch/support';
import { policyOf } from '../support/requests';
import type { Deployed } from '../support/world';

/** A resource before and after; one of them is missing where it is created or deleted. */
export interface Change { readonly before?: Deployed; readonly after?: Deployed }

/** A call to AWS that a change takes. */
export interface Call {
  readonly actor: {
    readonly name: string;
    readonly account: string;
    readonly principal: Principal;
    readonly context: ContextKeys;
    /** Its policies; without any it may do everything as far as nobody denies it. */
    readonly identity?: readonly Policy[];
  };
  readonly action: string;
  readonly resource: string;
  /** What the request says besides. */
  readonly context?: ContextKeys;
}

/** The call that sets a property of a bucket; S3 has one for each. */
const OF_BUCKET: { readonly [property: string]: string } = {
  AccelerateConfiguration: 's3:PutAccelerateConfiguration',
  BucketEncryption: 's3:PutEncryptionConfiguration',
  CorsConfiguration: 's3:PutBucketCORS',
  InventoryConfigurations: 's3:PutInventoryConfiguration',
  LifecycleConfiguration: 's3:PutLifecycleConfiguration',
  LoggingConfiguration: 's3:PutBucketLogging',
  NotificationConfiguration: 's3:PutBucketNotification',
  ObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
  ObjectLockEnabled: 's3:PutBucketObjectLockConfiguration',
  OwnershipControls: 's3:PutBucketOwnershipControls',
  PublicAccessBlockConfiguration: 's3:PutBucketPublicAccessBlock',
  ReplicationConfiguration: 's3:PutReplicationConfiguration',
  Tags: 's3:PutBucketTagging',
  VersioningConfiguration: 's3:PutBucketVersioning',
};

const OF_KEY: { readonly [property: string]: string } = {
  Description: 'kms:UpdateKeyDescription',
  Enabled: 'kms:EnableKey',
  EnableKeyRotation: 'kms:EnableKeyRotation',
  KeyPolicy: 'kms:PutKeyPolicy',
  Tags: 'kms:TagResource',
};

/**
 * What a change calls.
 *
 * @param everything What is deployed: custom resources act with roles and policies that are there
 */
export function callsOf(change: Change, everything: readonly Deployed[]): Call[] {
  const resource = (change.after ?? change.before)!;
  switch (resource.type) {
    case 'AWS::S3::Bucket': return propertyCalls(change, OF_BUCKET, 's3:DeleteBucket');
    case 'AWS::KMS::Key': return propertyCalls(change, OF_KEY, 'kms:ScheduleKeyDeletion');
    case 'AWS::S3::BucketPolicy': return [{
      actor: deployerOf(resource),
      action: change.after ? 's3:PutBucketPolicy' : 's3:DeleteBucketPolicy',
      resource: `arn:aws:s3:::${resource.properties.Bucket}`,
    }];
    default: return customCalls(change, everything);
  }
}

function propertyCalls({ before, after }: Change, calls: { readonly [property: string]: string }, deletion: string): Call[] {
  if (!before) { return []; }
  if (!after) { return [{ actor: deployerOf(before), action: deletion, resource: before.arn }]; }
  const properties = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  return [...properties].filter((property) => JSON.stringify(before.properties[property]) !== JSON.stringify(after.properties[property]))
    .map((property) => {
      const action = calls[property];
      if (action === undefined) { throw new Error(`${after.type}: it is not known which call sets ${property}`); }
      return { actor: deployerOf(after), action, resource: after.arn };
    });
}

/** As whom CloudFormation acts: the role of `cdk bootstrap`. */
function deployerOf({ account, region }: Deployed): Call['actor'] {
  return {
    name: 'CloudFormation',
    account,
    principal: Principal.role(`arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`),
    context: {},
  };
}

/** What a custom resource calls. */
function customCalls(change: Change, everything: readonly Deployed[]): Call[] {
  return (change.after ?? change.before)!.type === 'Custom::S3BucketReplication' ? configurationCalls(change, everything) : jobCalls(change, everything);
}

/** The second configuration of a `TwoWayReplication`. Whether it is the own one, which is deleted, is looked at first. */
function configurationCalls({ before, after }: Change, everything: readonly Deployed[]): Call[] {
  const resource = (after ?? before)!;
  const actor = actorOf(roleOfFunction(resource, everything), everything, 's3.amazonaws.com');
  const bucket = `arn:aws:s3:::${resource.properties.Bucket}`;
  const put = { actor, action: 's3:PutReplicationConfiguration', resource: bucket };
  if (!after) { return [{ actor, action: 's3:GetReplicationConfiguration', resource: bucket }, put]; }
  const { Role: role } = JSON.parse(resource.properties.Configuration as string) as { Role: string };
  return [put, { actor, action: 'iam:PassRole', resource: role }];
}

/** A job of S3 Batch Operations, which is started and cancelled; no other calls are made so. */
function jobCalls({ before, after }: Change, everything: readonly Deployed[]): Call[] {
  const job = (after ?? before)!;
  if (job.type !== 'Custom::S3BatchOperationsJob' || (before && after)) { return []; }
  const actor = actorOf(callOf(job, after ? 'Create' : 'Delete').assumedRoleArn, everything, 'batchoperations.s3.amazonaws.com');
  const { AccountId: account, RoleArn: role } = inputOf(job);
  return after
    ? [{ actor, action: 's3:CreateJob', resource: '*', context: requesting(job) }, { actor, action: 'iam:PassRole', resource: role! }]
    : [{ actor, action: 's3:UpdateJobStatus', resource: `arn:aws:s3:${callOf(job, 'Create').region}:${account}:job/1234`, context: existing(tagsOf(job, 'Resource')) }];
}

/** The role with which the function of a custom resource runs. */
function roleOfFunction({ stack, raw }: Deployed, everything: readonly Deployed[]): string {
  const token = (raw.Properties as { ServiceToken: { 'Fn::GetAtt': [string, string] } }).ServiceToken['Fn::GetAtt'][0];
  return everything.find((other) => other.stack === stack && other.logicalId === token)!.properties.Role as string;
}

/** A role of the apps with the policies that it has at this moment. */
function actorOf(roleArn: string, everything: readonly Deployed[], passedTo: string): Call['actor'] {
  const role = everything.find(({ type, arn }) => type === 'AWS::IAM::Role' && arn === roleArn);
  const name = roleArn.replace(/^.*\//, '');
  const attached = everything.filter(({ type, properties }) => /^AWS::IAM::(Managed)?Policy$/.test(type) && (properties.Roles as string[]).includes(name))
    .map(({ properties }) => properties as { PolicyDocument: unknown });
  const own = (role?.properties.Policies ?? []) as { PolicyDocument: unknown }[];
  return {
    name: roleArn,
    account: roleArn.split(':')[4],
    principal: Principal.role(roleArn),
    context: { 'iam:PassedToService': passedTo },
    identity: [...own, ...attached].map(({ PolicyDocument: document }) => policyOf(document)),
  };
}
