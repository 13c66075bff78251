import { SseAlgorithm } from '../../src';
import { DIRECTORY_BUCKETS, TABLE_BUCKETS, VECTOR_BUCKETS } from '../../src/encryption/internal';
import * as policy from '../../src/policy';
import { aStack } from '../support/stacks';

const DIRECTORY = 'arn:aws:s3express:eu-west-1:111122223333:bucket/data--euw1-az1--x-s3';
const TABLES = 'arn:aws:s3tables:eu-west-1:111122223333:bucket/lake';
const VECTORS = 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/vectors';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const EVERYBODY = { Effect: 'Deny', Principal: { AWS: '*' } };
const plain = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
/** A request that names something else; one that names nothing passes. */
const unlike = (conditionKey: string, value: string | string[]) => ({ Condition: { Null: { [conditionKey]: 'false' }, StringNotEquals: { [conditionKey]: value } } });
const TABLE_ACTIONS = ['s3tables:CreateTable', 's3tables:PutTableBucketEncryption', 's3tables:PutTableEncryption'];

// What the statements mean is shown by evaluated requests in test/bucket-kinds; this is what they look like.
test.each([
  [policy.denyInsecureTransportToKind(DIRECTORY_BUCKETS, DIRECTORY), {
    Sid: 'DenyInsecureTransport', ...EVERYBODY, Action: 's3express:*', Resource: DIRECTORY, ...plain,
  }],
  [policy.denyInsecureTransportToKind(TABLE_BUCKETS, TABLES), {
    Sid: 'DenyInsecureTransport', ...EVERYBODY, Action: 's3tables:*', Resource: [TABLES, `${TABLES}/*`], ...plain,
  }],
  [policy.denyInsecureTransportToKind(VECTOR_BUCKETS, VECTORS), {
    Sid: 'DenyInsecureTransport', ...EVERYBODY, Action: 's3vectors:*', Resource: [VECTORS, `${VECTORS}/*`], ...plain,
  }],
  [policy.denySessionsOfOtherAlgorithms(DIRECTORY, SseAlgorithm.SSE_KMS), {
    Sid: 'DenySessionsOfOtherAlgorithms',
    ...EVERYBODY,
    Action: 's3express:CreateSession',
    Resource: DIRECTORY,
    ...unlike('s3express:x-amz-server-side-encryption', 'aws:kms'),
  }],
  [policy.denySessionsOfOtherKeys(DIRECTORY, [KEY]), {
    Sid: 'DenySessionsOfOtherKeys',
    ...EVERYBODY,
    Action: 's3express:CreateSession',
    Resource: DIRECTORY,
    ...unlike('s3express:x-amz-server-side-encryption-aws-kms-key-id', [KEY]),
  }],
  [policy.denyTablesOfOtherAlgorithms(TABLES, SseAlgorithm.SSE_KMS), {
    Sid: 'DenyTablesOfOtherAlgorithms',
    ...EVERYBODY,
    Action: TABLE_ACTIONS,
    Resource: [TABLES, `${TABLES}/*`],
    ...unlike('s3tables:SSEAlgorithm', 'aws:kms'),
  }],
  [policy.denyTablesOfOtherKeys(TABLES, [KEY]), {
    Sid: 'DenyTablesOfOtherKeys', ...EVERYBODY, Action: TABLE_ACTIONS, Resource: [TABLES, `${TABLES}/*`], ...unlike('s3tables:KMSKeyArn', [KEY]),
  }],
  [policy.denyIndexesOfOtherAlgorithms(VECTORS, SseAlgorithm.SSE_KMS), {
    Sid: 'DenyIndexesOfOtherAlgorithms',
    ...EVERYBODY,
    Action: 's3vectors:CreateIndex',
    Resource: [VECTORS, `${VECTORS}/*`],
    ...unlike('s3vectors:sseType', 'aws:kms'),
  }],
  [policy.denyIndexesOfOtherKeys(VECTORS, [KEY]), {
    Sid: 'DenyIndexesOfOtherKeys',
    ...EVERYBODY,
    Action: 's3vectors:CreateIndex',
    Resource: [VECTORS, `${VECTORS}/*`],
    ...unlike('s3vectors:kmsKeyArn', [KEY]),
  }],
  [policy.allowTableService(TABLE_BUCKETS.keyUsers[0], TABLES), {
    Effect: 'Allow',
    Principal: { Service: 'maintenance.s3tables.amazonaws.com' },
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: '*',
    Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': `${TABLES}/*` } },
  }],
  [policy.allowVectorIndexing('111122223333', [VECTORS]), {
    Effect: 'Allow',
    Principal: { Service: 'indexing.s3vectors.amazonaws.com' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: {
      'ArnLike': { 'aws:SourceArn': [VECTORS] },
      'StringEquals': { 'aws:SourceAccount': '111122223333' },
      'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': ['aws:s3vectors:arn', 'aws:s3vectors:resource-id'] },
    },
  }],
  [policy.allowAccountToUseKey('111122223333', policy.viaServiceOf('s3vectors', 'eu-west-1')), {
    Effect: 'Allow',
    Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': 's3vectors.eu-west-1.amazonaws.com', 'kms:CallerAccount': '111122223333' } },
  }],
])('%#', (statement, expected) => {
  expect(aStack().resolve(statement.toStatementJson())).toEqual(expected);
});
