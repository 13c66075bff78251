import type { Rule } from '../../../../src/validation/rules';
import { bucket, CONDITIONS, findings, PARAMETERS } from '../support';

export const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };
export const GET_ARN = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
export const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const KEY_ARN = `arn:aws:kms:eu-central-1:111111111111:key/${ID}`;
export const HERE = { account: '111111111111', region: 'eu-central-1' };
export const THEIRS = { account: '222222222222', region: 'eu-west-1' };

/** The only rule of default encryption. */
export function byDefault(rule: object) {
  return { BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } };
}

export function sse(SSEAlgorithm: unknown, more: object = {}) {
  return byDefault({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID: GET_ARN('SourceKey') }, ...more });
}

export function sseS3() {
  return byDefault({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } });
}

/** A destination, which is the bucket `Replicas` unless said otherwise. */
export function to(destination: object = {}, more: object = {}) {
  return {
    Status: 'Enabled', Priority: 1, Filter: {}, DeleteMarkerReplication: { Status: 'Disabled' }, Destination: { Bucket: GET_ARN('Replicas'), ...destination }, ...more,
  };
}

/** A destination for objects with KMS keys. */
export function kmsTo(ReplicaKmsKeyID: unknown, destination: object = {}, more: object = {}) {
  return to({ EncryptionConfiguration: { ReplicaKmsKeyID }, ...destination }, {
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } }, ...more,
  });
}

/** A bucket that is replicated. */
export function source(rules: unknown, properties: object = {}, Role: unknown = GET_ARN('Role')) {
  return bucket({ ...VERSIONED, ReplicationConfiguration: { Role, Rules: rules }, ...properties });
}

export function key(statement: unknown = account(), properties: object = {}) {
  return { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: statement }, ...properties } };
}

/** Leaves all to the account's own policies. */
export function account() {
  return { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' };
}

export function role(statement: unknown = [], properties: object = {}) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' },
      },
      Policies: [{ PolicyName: 'Replication', PolicyDocument: { Version: '2012-10-17', Statement: statement } }],
      ...properties,
    },
  };
}

export function allow(Action: unknown, Resource: unknown, more: object = {}) {
  return { Effect: 'Allow', Action, Resource, ...more };
}

/** What a rule says of one stack with a replicated bucket `Source`. */
export function judge(rule: Rule, Source: object, resources: { [logicalId: string]: object } = {}) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: { Source, Replicas: bucket(VERSIONED), Role: role(), Key: key(), SourceKey: key(), ...resources },
  });
}
