import { App } from '../../../../src/template';
import { Posture } from '../../../../src/validation/posture';
import { onePolicyPerBucket as rule } from '../../../../src/validation/rules/transport/one-policy-per-bucket';
import { directoryBucket, tableBucket, vectorBucket } from '../bucket-kinds-support';
import { bucket, findings, merging } from '../support';

const SECTIONS = {
  Parameters: { Stage: { Type: 'String' }, Name: { Type: 'String' }, Other: { Type: 'String' } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsNotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    IsBig: { 'Fn::Equals': [{ Ref: 'Other' }, 'big'] },
    IsBigProd: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsBig' }] },
  },
};

function policy(name: unknown, condition?: string) {
  return {
    Type: 'AWS::S3::BucketPolicy',
    ...(condition === undefined ? {} : { Condition: condition }),
    Properties: { Bucket: name, PolicyDocument: { Version: '2012-10-17', Statement: [] } },
  };
}

const REF = { Ref: 'Bucket' };

describe('compliant', () => {
  test.each<[string, object]>([
    ['one policy', { Policy: policy(REF) }],
    ['one policy for each bucket', { Policy: policy(REF), Another: bucket(), AnotherPolicy: policy({ Ref: 'Another' }) }],
    ['policies under conditions that exclude each other', { First: policy(REF, 'IsProd'), Second: policy(REF, 'IsNotProd') }],
    ['policies under conditions of which only one can hold', { First: policy(REF, 'IsProd'), Second: policy(REF, 'IsDev') }],
  ])('%s', (_, resources) => {
    expect(findings(rule, { ...SECTIONS, Resources: { Bucket: bucket(), ...resources } })).toEqual([]);
  });

  test('policies of one name in different stacks may be for different buckets', () => {
    const stack = { ...SECTIONS, Resources: { Policy: policy({ Ref: 'Name' }) } };
    expect(findings(rule, stack, stack)).toEqual([]);
  });
});

describe('violating', () => {
  test.each<[string, unknown]>([
    ['Ref', REF],
    ['Fn::Sub', { 'Fn::Sub': '${Bucket}' }],
    ['its literal name', 'data'],
    ['Fn::Join', { 'Fn::Join': ['', ['da', 'ta']] }],
  ])('two policies, of which the second names the bucket by %s', (_, name) => {
    expect(findings(rule, { Resources: { Bucket: bucket({ BucketName: 'data' }), First: policy(REF), Second: policy(name) } })).toEqual([{
      on: 'Second',
      status: 'violation',
      severity: 'error',
      property: 'Properties.Bucket',
      message: 'The bucket already has a policy, First, and S3 keeps only one of them.',
    }]);
  });

  test('each later one', () => {
    const resources = { Bucket: bucket(), First: policy(REF), Second: policy(REF), Third: policy(REF) };
    expect(findings(rule, { Resources: resources }).map(({ on }) => on)).toEqual(['Second', 'Third']);
  });

  test('a policy in another stack', () => {
    expect(findings(rule, { Resources: { Bucket: bucket({ BucketName: 'data' }), First: policy(REF) } }, { Resources: { Second: policy('data') } }))
      .toMatchObject([{ on: 'Second', status: 'violation', message: expect.stringContaining('First in Stack,') }]);
  });

  test.each<[string, unknown]>([['its name', 'imported'], ['a parameter', { Ref: 'Name' }]])('two policies for a bucket outside of the app, by %s', (_, name) => {
    expect(findings(rule, { ...SECTIONS, Resources: { First: policy(name), Second: policy(name), Third: policy('another') } })).toMatchObject([
      { on: 'Second', status: 'violation' },
    ]);
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['one under a condition', undefined, 'IsProd'],
    ['both under the same condition', 'IsProd', 'IsProd'],
    ['one under a condition that implies the other\'s', 'IsProd', 'IsBigProd'],
    ['the other way round', 'IsBigProd', 'IsProd'],
  ])('two policies, %s', (_, first, second) => {
    expect(findings(rule, { ...SECTIONS, Resources: { Bucket: bucket(), First: policy(REF, first), Second: policy(REF, second) } }))
      .toMatchObject([{ on: 'Second', status: 'violation' }]);
  });
});

describe('cannot tell', () => {
  test('policies under conditions that have nothing to do with each other', () => {
    const judge = () => findings(rule, { ...SECTIONS, Resources: { Bucket: bucket(), First: policy(REF, 'IsProd'), Second: policy(REF, 'IsBig') } });
    expect(judge()).toMatchObject([{
      on: 'Second',
      status: 'violation',
      severity: 'error',
      message: 'The bucket already has a policy, First, and S3 keeps only one of them. This applies if IsProd is true.',
    }]);
    expect(merging(judge)).toEqual([{
      on: 'Second',
      status: 'unknown',
      severity: 'warning',
      property: 'Properties.Bucket',
      message: 'It cannot be determined whether the bucket has this policy and First at once: they are created under the conditions IsBig and IsProd.',
    }]);
  });

  test('policies of two stacks, each under a condition', () => {
    expect(findings(rule,
      { ...SECTIONS, Resources: { Bucket: bucket({ BucketName: 'data' }), First: policy(REF, 'IsProd') } },
      { ...SECTIONS, Resources: { Second: policy('data', 'IsProd') } },
    )).toMatchObject([{ on: 'Second', status: 'unknown' }]);
  });
});

test('not applicable: no policy, or of which it is not known whose it is', () => {
  const unknown = { 'Fn::GetAtt': ['Custom', 'BucketName'] };
  expect(findings(rule, { Resources: { Bucket: bucket() } })).toEqual([]);
  expect(findings(rule, { Resources: { Custom: { Type: 'Custom::X' }, First: policy(unknown), Second: policy({ 'Fn::Transform': { Name: 'Macro' } }) } })).toEqual([]);
});

describe('directory, table and vector buckets', () => {
  const twice = (Kind: object, type: string, properties: object) => findings(rule, {
    Resources: { Kind, One: { Type: type, Properties: properties }, Two: { Type: type, Properties: properties } },
  });

  test.each<[string, object, string, object]>([
    ['directory bucket', directoryBucket({}), 'AWS::S3Express::BucketPolicy', { Bucket: { Ref: 'Kind' } }],
    ['table bucket', tableBucket({}), 'AWS::S3Tables::TableBucketPolicy', { TableBucketARN: { Ref: 'Kind' } }],
    ['vector bucket', vectorBucket({}), 'AWS::S3Vectors::VectorBucketPolicy', { VectorBucketArn: { Ref: 'Kind' } }],
    ['table', tableBucket({}), 'AWS::S3Tables::TablePolicy', { TableARN: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/b/table/1234' }],
  ])('violating: two policies of a %s', (title, kind, type, properties) => {
    expect(twice(kind, type, properties)).toEqual([{
      on: 'Two',
      status: 'violation',
      severity: 'error',
      property: `Properties.${Object.keys(properties)[0]}`,
      message: `The ${title} already has a policy, One, and S3 keeps only one of them.`,
    }]);
  });

  test.each<[string, object, string, object, string]>([
    ['bucket', bucket(), 'AWS::S3::BucketPolicy', { Bucket: { Ref: 'Kind' } }, rule.metadata.fix],
    ['table bucket', tableBucket({}), 'AWS::S3Tables::TableBucketPolicy', { TableBucketARN: { Ref: 'Kind' } },
      'Put all statements into one AWS::S3Tables::TableBucketPolicy. With EncryptedTableBucket, call addToResourcePolicy().'],
    ['table', tableBucket({}), 'AWS::S3Tables::TablePolicy', { TableARN: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/b/table/1234' },
      'Put all statements into one AWS::S3Tables::TablePolicy.'],
  ])('the fix for a %s names its type of policy', (_, Kind, Type, Properties, fix) => {
    const posture = Posture.of(App.of([{ name: 'Stack', json: { Resources: { Kind, One: { Type, Properties }, Two: { Type, Properties } } } }]));
    expect([...rule.check(posture)].map((finding) => finding.fix ?? rule.metadata.fix)).toEqual([fix]);
  });

  test('compliant: a table bucket and its table have a policy each', () => {
    expect(findings(rule, {
      Resources: {
        Kind: tableBucket({}),
        One: { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: { Ref: 'Kind' } } },
        Two: { Type: 'AWS::S3Tables::TablePolicy', Properties: { TableARN: { 'Fn::Sub': '${Kind}/table/1234' } } },
      },
    })).toEqual([]);
  });
});
