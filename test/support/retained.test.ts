import type { TemplateJson } from './concrete';
import { lessProtected, stopsNextTry } from './retained';

const bucket = (attributes: object, properties: object = {}) => ({ Type: 'AWS::S3::Bucket', ...attributes, Properties: properties });
const policy = (attributes: object, named: unknown = { Ref: 'Bucket' }) => ({ Type: 'AWS::S3::BucketPolicy', ...attributes, Properties: { Bucket: named } });
const template = (resources: object) => ({ Resources: resources }) as TemplateJson;
const RETAIN = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const EXCEPT_ON_CREATE = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const ENCRYPTED = { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } };

describe('what is retained less protected', () => {
  test.each([
    ['both stay', { Bucket: bucket(RETAIN), Policy: policy(RETAIN) }],
    ['both stay but for a failed creation of the policy', { Bucket: bucket(RETAIN), Policy: policy(EXCEPT_ON_CREATE) }],
    ['both go', { Bucket: bucket({}), Policy: policy({}) }],
    ['only the policy stays', { Bucket: bucket({}), Policy: policy(RETAIN) }],
    ['a policy of a bucket elsewhere', { Bucket: bucket(RETAIN), Policy: policy({}, 'elsewhere') }],
    ['a key that stays', { Logs: { Type: 'AWS::Logs::LogGroup', ...EXCEPT_ON_CREATE, Properties: ENCRYPTED }, Key: { Type: 'AWS::KMS::Key', ...RETAIN } }],
    ['a key that goes with what it encrypts', { Logs: { Type: 'AWS::Logs::LogGroup', Properties: ENCRYPTED }, Key: { Type: 'AWS::KMS::Key' } }],
  ])('nothing: %s', (_, resources) => {
    expect(lessProtected(template(resources))).toEqual([]);
  });

  test.each([
    ['the policy goes', { Bucket: bucket(RETAIN), Policy: policy({ UpdateReplacePolicy: 'Retain' }) }, ['bucket Bucket is retained, its policy Policy is deleted']],
    ['the policy of a name goes', { Bucket: bucket(RETAIN, { BucketName: 'data' }), Policy: policy({ UpdateReplacePolicy: 'Retain' }, 'data') },
      ['bucket Bucket is retained, its policy Policy is deleted']],
    ['the policy goes with a replacement', { Bucket: bucket(RETAIN), Policy: policy({ DeletionPolicy: 'Retain' }) },
      ['bucket Bucket is retained when it is replaced, its policy Policy is deleted']],
    ['the key goes', { Logs: { Type: 'AWS::Logs::LogGroup', ...RETAIN, Properties: ENCRYPTED }, Key: { Type: 'AWS::KMS::Key' } },
      ['Logs is retained, its key Key is deleted']],
    ['the key goes after a failed creation', { Bucket: bucket(RETAIN, ENCRYPTED), Key: { Type: 'AWS::KMS::Key', ...EXCEPT_ON_CREATE } },
      ['Bucket is retained, its key Key is deleted']],
  ])('%s', (_, resources, expected) => {
    expect(lessProtected(template(resources))).toEqual(expected);
  });
});

test('what stops the next try', () => {
  expect(stopsNextTry(template({
    Named: bucket(RETAIN, { BucketName: 'data' }),
    Unnamed: bucket(RETAIN),
    Except: bucket(EXCEPT_ON_CREATE, { BucketName: 'other' }),
    Gone: bucket({}, { BucketName: 'third' }),
    Policy: policy(RETAIN),
  }))).toEqual([
    'Named (AWS::S3::Bucket) has a fixed name and stays when its creation is rolled back',
    'Policy (AWS::S3::BucketPolicy) has a fixed name and stays when its creation is rolled back',
  ]);
});
