import { vectorIndexingKeyPolicy as rule } from '../../../../src/validation/rules/bucket-kinds/vector-indexing-key-policy';
import { allowing, keyFor, SSE_KMS } from '../bucket-kinds-key-policies';
import { tableBucket, templateOf, vectorBucket, vectorIndex } from '../bucket-kinds-support';
import { findings } from '../support';

const INDEXING = 'indexing.s3vectors.amazonaws.com';
const allowIndexing = (Condition?: object) => allowing(INDEXING, 'kms:Decrypt', Condition);
const arn = (rest: string) => ({ 'Fn::Sub': `arn:aws:s3vectors:\${AWS::Region}:\${AWS::AccountId}:bucket/${rest}` });

const found = (Key: object, declared: object = SSE_KMS) => findings(rule, templateOf({ Key, Vectors: vectorBucket(declared, { VectorBucketName: 'vectors' }) }));

test.each([
  ['without a condition', undefined],
  ['as AWS documents it', {
    'ArnLike': { 'aws:SourceArn': arn('*') },
    'StringEquals': { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': ['aws:s3vectors:arn', 'aws:s3vectors:resource-id'] },
  }],
  ['for this bucket and what is in it', { ArnLike: { 'aws:SourceArn': [arn('vectors'), arn('vectors/*')] } }],
])('compliant: %s', (_, condition) => {
  expect(found(keyFor(allowIndexing(condition)))).toEqual([]);
});

test.each([
  ['no statement', keyFor()],
  ['another action', keyFor(allowing(INDEXING, 'kms:GenerateDataKey'))],
  ['another bucket', keyFor(allowIndexing({ ArnLike: { 'aws:SourceArn': arn('others/*') } }))],
])('violating: %s', (_, key) => {
  expect(found(key)).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: `The key policy does not allow kms:Decrypt to ${INDEXING} for vector bucket Vectors. Without it, indexes cannot be created.`,
  }]);
});

test('violating: the key of an index alone', () => {
  const template = (...statements: object[]) => templateOf({
    Key: keyFor(...statements), Bucket: vectorBucket({ algorithm: 'AES256' }), Index: vectorIndex(SSE_KMS),
  });
  expect(findings(rule, template())).toMatchObject([{ on: 'Key', status: 'violation', message: expect.stringContaining('for vector index Index.') }]);
  expect(findings(rule, template(allowIndexing()))).toEqual([]);
});

test.each([
  ['the source is a parameter', keyFor(allowIndexing({ ArnLike: { 'aws:SourceArn': { Ref: 'Parameter' } } }))],
  ['the policy is a parameter', { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Ref: 'Parameter' } } }],
])('cannot tell: %s', (_, key) => {
  expect(found(key)).toMatchObject([{
    status: 'unknown', message: expect.stringMatching(/^It cannot be determined whether the key policy allows kms:Decrypt to .+ for vector bucket Vectors: .+\.$/),
  }]);
});

test('not applicable: SSE-S3, and another kind of bucket', () => {
  expect(found(keyFor(), { algorithm: 'AES256' })).toEqual([]);
  expect(findings(rule, templateOf({ Key: keyFor(), Tables: tableBucket(SSE_KMS) }))).toEqual([]);
});
