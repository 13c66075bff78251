import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_s3 as s3 } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AccessLogDelivery, BucketReplication, DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin, EncryptionKey, LogBucket, mixins,
  ReplicationDestination, ReplicationHealth, TwoWayReplication,
} from '../../src';
import { aStack } from '../support/stacks';

// A bucket or key whose logical id changes is made anew: its users lose their data. Never change these values.
test('an EncryptedBucket keeps its logical ids', () => {
  const stack = aStack();
  new EncryptedBucket(stack, 'Data');
  expect(idsAndTypes(stack)).toEqual({
    Data666C94C7: 'AWS::S3::Bucket',
    DataKey5F086070: 'AWS::KMS::Key',
    DataKeyAlias4CDA3754: 'AWS::KMS::Alias',
    DataPolicyB80589C3: 'AWS::S3::BucketPolicy',
  });
});

test('an EncryptionKey keeps its logical ids', () => {
  const stack = aStack();
  new EncryptionKey(stack, 'Key');
  expect(idsAndTypes(stack)).toEqual({ Key961B73FD: 'AWS::KMS::Key', KeyAlias910D852D: 'AWS::KMS::Alias' });
});

test('a LogBucket keeps its logical ids', () => {
  const stack = aStack();
  const logs = new LogBucket(stack, 'Logs');
  new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseS3(), accessLogs: { bucket: logs } });
  expect(idsAndTypes(stack)).toEqual({
    Logs6819BB44: 'AWS::S3::Bucket',
    LogsPolicy90DB40C9: 'AWS::S3::BucketPolicy',
    Data666C94C7: 'AWS::S3::Bucket',
    DataPolicyB80589C3: 'AWS::S3::BucketPolicy',
  });
});

test('an AccessLogDelivery keeps its logical ids', () => {
  const stack = aStack();
  new AccessLogDelivery(stack, 'AccessLogs', { bucket: s3.Bucket.fromBucketName(stack, 'Data', 'data') });
  expect(idsAndTypes(stack)).toEqual({
    AccessLogsDelivery8A413772: 'AWS::Logs::Delivery',
    AccessLogsDestinationC398EAEE: 'AWS::Logs::DeliveryDestination',
    AccessLogsKey9230123E: 'AWS::KMS::Key',
    AccessLogsLogGroupE4473AFE: 'AWS::Logs::LogGroup',
    AccessLogsSource093D5EC0: 'AWS::Logs::DeliverySource',
  });
});

test('the mixins keep the logical ids of what they make for an L1 bucket', () => {
  const stack = aStack();
  new s3.CfnBucket(stack, 'Data').with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()), new mixins.BucketSecureTransport());
  expect(idsAndTypes(stack)).toEqual({
    Data: 'AWS::S3::Bucket',
    DataKey5F086070: 'AWS::KMS::Key',
    DataKeyAlias4CDA3754: 'AWS::KMS::Alias',
    DataPolicy537CBD2F: 'AWS::S3::BucketPolicy',
  });
});

test('a bucket of the L2 that becomes an EncryptedBucket is updated, not replaced, and neither is its key', () => {
  const before = aStack();
  new s3.Bucket(before, 'Data', { encryption: s3.BucketEncryption.KMS, enforceSSL: true });
  const after = aStack();
  new EncryptedBucket(after, 'Data');
  expect(idsAndTypes(after)).toMatchObject(idsAndTypes(before));
});

test('an origin of the L2 that becomes an EncryptedBucketOrigin keeps its origin access control', () => {
  const ids = (origin: (bucket: EncryptedBucket) => cloudfront.IOrigin) => {
    const stack = aStack();
    new cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: origin(new EncryptedBucket(stack, 'Data')) } });
    return idsAndTypes(stack);
  };
  const after = ids((bucket) => new EncryptedBucketOrigin(bucket));
  expect(after).toEqual(ids((bucket) => origins.S3BucketOrigin.withOriginAccessControl(bucket)));
  expect(after).toHaveProperty('SiteOrigin1S3OriginAccessControl278A1C77', 'AWS::CloudFront::OriginAccessControl');
});

test('replication keeps the logical ids of what it makes', () => {
  const stack = aStack();
  const [first, second] = ['First', 'Second'].map((id) => new EncryptedBucket(stack, id));
  new TwoWayReplication(stack, 'TwoWay', { first, second });
  // The role of a BucketReplication is the one below First.
  expect(Object.keys(idsAndTypes(stack)).filter((id) => id.startsWith('TwoWay'))).toEqual([
    'TwoWayFirstRole44984ECE',
    'TwoWayFirstRoleDefaultPolicy95ED7981',
    'TwoWaySecondRole918420C8',
    'TwoWaySecondRoleDefaultPolicy5647C5AB',
    // Those of another bucket are others.
    'TwoWaySecondConfigurationA3D79CD1LogDCE313F7',
    'TwoWaySecondConfigurationA3D79CD1RoleDD592075',
    'TwoWaySecondConfigurationA3D79CD1Function44012B64',
    'TwoWaySecondConfigurationA3D79CD1Put5C0E54F8',
  ]);
});

test('what stands on replication keeps its logical ids, but for the job', () => {
  const stack = aStack();
  const [source, replicas] = ['Source', 'Replicas'].map((id) => new EncryptedBucket(stack, id));
  const replication = new BucketReplication(stack, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(replicas) }] });
  replication.replicateExisting({ reports: new LogBucket(stack, 'Reports') });
  new ReplicationHealth(stack, 'Health', { replication });
  const ids = Object.keys(idsAndTypes(stack)).filter((id) => /^(ReplicationExisting|Health)/.test(id));
  expect(ids.map((id) => id.replace(/(Job\w{8})\w{16}$/, '$1 and a hash'))).toEqual([
    'ReplicationExistingRole1C8085D9',
    'ReplicationExistingRoleDefaultPolicyC7C4CDA6',
    'ReplicationExistingJob80417924 and a hash',
    'ReplicationExistingJobCustomResourcePolicyC02B80FC',
    'ReplicationExistingJobStarter78BCD0A3',
    'HealthFailedrule19B90F6C0',
    'HealthLatencyrule132F5756F',
    'HealthPendingrule154A97AAD',
  ]);
});

function idsAndTypes(stack: ReturnType<typeof aStack>) {
  const resources = Template.fromStack(stack).toJSON().Resources as { [id: string]: { Type: string } };
  return Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, resource.Type]));
}
