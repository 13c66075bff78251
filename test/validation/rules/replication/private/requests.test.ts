import { replicationDestinationPolicy } from '../../../../../src/validation/rules/replication/replication-destination-policy';
import { replicationRolePermissions } from '../../../../../src/validation/rules/replication/replication-role-permissions';
import { bucket, encrypted } from '../../support';
import { allow, GET_ARN, judge, kmsTo, role, source, sse, sseS3, to, VERSIONED } from '../support';

const OF = (logicalId: string) => [GET_ARN(logicalId), { 'Fn::Sub': `\${${logicalId}.Arn}/*` }];
const ACCOUNT = { Ref: 'AWS::AccountId' };
const REGION = { Ref: 'AWS::Region' };
const policyOf = (Bucket: string, Statement: unknown) => (
  { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: Bucket }, PolicyDocument: { Version: '2012-10-17', Statement } } }
);
const statuses = (found: readonly { status: string; severity: unknown }[]) => (
  [...new Set(found.filter(({ severity }) => severity !== 'info').map(({ status }) => status))].join() || 'compliant'
);

/** What becomes of a replication if the role is allowed all, under a condition. */
const under = (Condition: object) => statuses(judge(replicationRolePermissions, source([to()]), { Role: role(allow('s3:*', '*', { Condition })) }));

describe('of the requests that S3 makes as the role it is known', () => {
  test.each<[string, object, string]>([
    ['that they use TLS', { Bool: { 'aws:SecureTransport': 'true' } }, 'compliant'],
    ['that they never use plain HTTP', { Bool: { 'aws:SecureTransport': 'false' } }, 'violation'],
    ['that they use TLS 1.2 or newer', { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } }, 'compliant'],
    ['that they use TLS 1.3 or older', { NumericLessThanEquals: { 's3:TlsVersion': '1.3' } }, 'compliant'],
    ['but not that they use TLS 1.3', { NumericGreaterThanEquals: { 's3:TlsVersion': '1.3' } }, 'unknown'],
    ['but not that they use TLS 1.2', { NumericLessThan: { 's3:TlsVersion': '1.3' } }, 'unknown'],
    ['that they never use TLS 1.1', { NumericLessThan: { 's3:TlsVersion': '1.2' } }, 'violation'],
    ['that no service forwards them', { Bool: { 'aws:ViaAWSService': 'false' } }, 'compliant'],
    ['that none is one that a service forwards', { Bool: { 'aws:ViaAWSService': 'true' } }, 'violation'],
    ['that they have no presigned URL', { StringEqualsIfExists: { 's3:authType': 'REST-HEADER' } }, 'compliant'],
    ['that none has a presigned URL', { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }, 'violation'],
    ['but not whether they tell so', { StringEquals: { 's3:authType': 'REST-HEADER' } }, 'unknown'],
    ['that they are signed with Signature Version 4', { StringEqualsIfExists: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }, 'compliant'],
    ['that none is signed with Signature Version 2', { StringEquals: { 's3:signatureversion': 'AWS' } }, 'violation'],
    ['but not whether they tell by which version', { StringEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }, 'unknown'],
    ['whose bucket it is', { StringEquals: { 'aws:ResourceAccount': ACCOUNT } }, 'compliant'],
    ['whose bucket it is, as S3 calls it', { StringEquals: { 's3:ResourceAccount': ACCOUNT } }, 'compliant'],
    ['which Region they go to', { StringEquals: { 'aws:RequestedRegion': REGION } }, 'compliant'],
    ['but not where they come from', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, 'unknown'],
    ['but not when they are made', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'unknown'],
    ['but not in which organization the account is', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'unknown'],
    ['but not where in its organization it is', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } }, 'unknown'],
    ['but not in which organization the bucket is', { StringEquals: { 'aws:ResourceOrgID': 'o-1' } }, 'unknown'],
  ])('%s', (_, condition, status) => {
    expect(under(condition)).toBe(status);
  });

  test('but not what they list', () => {
    const others = { Effect: 'Allow', NotAction: 's3:ListBucket', Resource: '*' };
    const Role = role([others, allow('s3:ListBucket', '*', { Condition: { StringEquals: { 's3:prefix': 'a' } } })]);
    expect(statuses(judge(replicationRolePermissions, source([to()]), { Role }))).toBe('unknown');
  });
});

describe('a policy of the source that denies whoever has a condition key', () => {
  const denied = (key: string, isAbsent: 'true' | 'false') => statuses(judge(replicationRolePermissions, source([to()]), {
    Role: role(allow('s3:*', '*')),
    Policy: policyOf('Source', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: OF('Source'), Condition: { Null: { [key]: isAbsent } } }),
  }));

  test.each([
    'aws:CalledVia', 'aws:MultiFactorAuthPresent', 'aws:SourceAccount', 'aws:SourceArn', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:username',
    's3:AccessPointNetworkOrigin', 's3:DataAccessPointAccount', 's3:DataAccessPointArn', 's3:x-amz-server-side-encryption-customer-algorithm',
  ])('%s, which such requests lack', (key) => {
    expect([denied(key, 'false'), denied(key, 'true')]).toEqual(['compliant', 'violation']);
  });

  test.each(['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalType'])('%s, which follows from the role', (key) => {
    expect([denied(key, 'false'), denied(key, 'true')]).toEqual(['violation', 'compliant']);
  });

  test.each(['aws:PrincipalTag/team', 's3:ExistingObjectTag/secret', 'aws:SourceIp'])('%s, which they may have', (key) => {
    expect([denied(key, 'false'), denied(key, 'true')]).toEqual(['unknown', 'unknown']);
  });
});

describe('replicas are written', () => {
  const ALGORITHM = 's3:x-amz-server-side-encryption';
  const ID = `${ALGORITHM}-aws-kms-key-id`;
  const denied = (Source: object, Condition: object) => statuses(judge(replicationDestinationPolicy, Source, {
    Policy: policyOf('Replicas', { Effect: 'Deny', Principal: '*', Action: 's3:ReplicateObject', Resource: { 'Fn::Sub': '${Replicas.Arn}/*' }, Condition }),
  }));
  const KMS = source([kmsTo(GET_ARN('Key'))], sse('aws:kms'));
  const PLAIN = source([to()], sseS3());
  const BOTH = source([kmsTo(GET_ARN('Key'))], sseS3());

  test.each<[string, object, object, string]>([
    ['with SSE-KMS, as what they are replicas of', KMS, { StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, 'compliant'],
    ['and with no other', KMS, { StringEquals: { [ALGORITHM]: 'aws:kms' } }, 'violation'],
    ['with the key of the rule', KMS, { StringNotEquals: { [ID]: GET_ARN('Key') } }, 'compliant'],
    ['and with no other key', KMS, { StringNotEquals: { [ID]: GET_ARN('SourceKey') } }, 'violation'],
    ['with DSSE-KMS, as what they are replicas of', source([kmsTo(GET_ARN('Key'))], sse('aws:kms:dsse')), { StringNotEquals: { [ALGORITHM]: 'aws:kms:dsse' } }, 'compliant'],
    ['with SSE-S3, or without naming it', PLAIN, { StringNotEqualsIfExists: { [ALGORITHM]: 'AES256' } }, 'unknown'],
    ['with SSE-S3, never with AWS KMS', PLAIN, { StringLike: { [ALGORITHM]: 'aws:*' } }, 'compliant'],
    ['without a key, where objects with KMS keys are left out', PLAIN, { Null: { [ID]: 'false' } }, 'compliant'],
    ['with either, where the source encrypts with SSE-S3 and objects with KMS keys are replicated', BOTH, { StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, 'unknown'],
    ['with the key of the rule, or without one', BOTH, { Null: { [ID]: 'true' } }, 'unknown'],
    ['with no other key then', BOTH, { StringEquals: { [ID]: GET_ARN('SourceKey') } }, 'compliant'],
  ])('%s', (_, Source, condition, status) => {
    expect(denied(Source, condition)).toBe(status);
  });
});

describe('of the requests to AWS KMS it is known', () => {
  const used = (Condition: object) => statuses(judge(replicationRolePermissions, source([kmsTo(GET_ARN('Key'))], sse('aws:kms')), {
    Role: role([allow('s3:*', '*'), allow(['kms:Encrypt', 'kms:Decrypt'], '*', { Condition })]),
  }));
  test.each<[string, object, string]>([
    ['that they use TLS', { Bool: { 'aws:SecureTransport': 'true' } }, 'compliant'],
    ['that none uses plain HTTP', { Bool: { 'aws:SecureTransport': 'false' } }, 'violation'],
    ['that the encryption context has one name', { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'aws:s3:arn' } }, 'compliant'],
    ['that it has no other name', { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'aws:sqs:arn' } }, 'violation'],
    ['that the algorithm is that of symmetric keys', { StringEquals: { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' } }, 'compliant'],
    ['that the algorithm is no other', { StringEquals: { 'kms:EncryptionAlgorithm': 'RSAES_OAEP_SHA_1' } }, 'violation'],
    ['whose key it is', { StringEquals: { 'aws:ResourceAccount': ACCOUNT } }, 'compliant'],
    ['through which service they come', { StringEquals: { 'kms:ViaService': { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' } } }, 'compliant'],
    ['but not where they come from', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, 'unknown'],
    ['but not when they are made', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'unknown'],
    ['but not in which organization the account is', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'unknown'],
    ['but not where in its organization it is', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } }, 'unknown'],
    ['but not in which organization the key is', { StringEquals: { 'aws:ResourceOrgID': 'o-1' } }, 'unknown'],
    ['but not whether a service forwards them', { Bool: { 'aws:ViaAWSService': 'true' } }, 'unknown'],
    ['but not which services they came through', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 's3.amazonaws.com' } }, 'unknown'],
    ['but not which aliases the key has', { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/a' } }, 'unknown'],
    ['but not whether the key is a multi-Region key', { Bool: { 'kms:MultiRegion': 'false' } }, 'unknown'],
  ])('%s', (_, condition, status) => {
    expect(used(condition)).toBe(status);
  });

  test.each<[string, unknown, string, string]>([
    ['an alias by its name', 'alias/replicas', 'alias/replicas', 'compliant'],
    ['an alias by its ARN', 'arn:aws:kms:eu-west-1:111111111111:alias/a/b', 'alias/a/b', 'compliant'],
    ['another alias', 'arn:aws:kms:eu-west-1:111111111111:alias/a/b', 'alias/b', 'violation'],
    ['no alias', GET_ARN('Key'), 'alias/replicas', 'violation'],
  ])('whether they name the key by %s', (_, key, alias, status) => {
    const Role = role([allow('s3:*', '*'), allow('kms:Encrypt', '*', { Condition: { StringEquals: { 'kms:RequestAlias': alias } } })]);
    expect(statuses(judge(replicationRolePermissions, source([kmsTo(key)], sseS3()), { Role }))).toBe(status);
  });
});

describe('the encryption context of replicas', () => {
  const withKey = (more: object = {}) => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: GET_ARN('Key') }, ...more }, VERSIONED);
  const encrypts = (Source: object, context: unknown, Replicas: object = bucket(VERSIONED)) => statuses(judge(replicationRolePermissions, Source, {
    Replicas,
    Role: role([allow('s3:*', '*'), allow('kms:Decrypt', '*'), allow('kms:Encrypt', '*', { Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': context } } })]),
  }));
  const KMS = source([kmsTo(GET_ARN('Key'))], sse('aws:kms'));
  const [whole, objects] = OF('Replicas');

  test.each<[string, string[], readonly string[]]>([
    ['is that of the object without an S3 Bucket Key', [encrypts(KMS, whole), encrypts(KMS, objects)], ['violation', 'compliant']],
    ['may be either where the destination has one', [true, { Ref: 'Parameter' }].flatMap((BucketKeyEnabled) => (
      [encrypts(KMS, whole, withKey({ BucketKeyEnabled })), encrypts(KMS, objects, withKey({ BucketKeyEnabled }))]
    )), ['compliant', 'compliant', 'compliant', 'compliant']],
    ['is that of the object where the destination has none', [encrypts(KMS, whole, withKey({ BucketKeyEnabled: false })), encrypts(KMS, objects, withKey())], ['violation', 'compliant']],
    ['may be either where the source encrypts with SSE-S3', [whole, objects].map((context) => encrypts(source([kmsTo(GET_ARN('Key'))], sseS3()), context)), ['compliant', 'compliant']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
