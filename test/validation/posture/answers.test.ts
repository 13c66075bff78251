import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

function bucket(properties: object = {}) {
  return { Type: 'AWS::S3::Bucket', Properties: properties };
}

function policy(id: string, statement: object = {}) {
  return {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: id }, PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: arn(id), ...statement }] } },
  };
}

function encrypted(key: string) {
  return bucket({
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn(key) } }] },
  });
}

/** Of which buckets a question is really asked. */
function asked(...templates: { [logicalId: string]: object }[]): string[] {
  const names: string[] = [];
  const posture = Posture.of(App.of(templates.map((Resources, i) => ({ name: `Stack${i}`, json: { Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'x'] } }, Resources } }))));
  for (const one of posture.buckets) { one.ask('question', () => names.push(one.resource.logicalId)); }
  return names;
}

test('buckets that differ in name only are asked once', () => {
  expect(asked({ A: bucket(), PolicyA: policy('A'), B: bucket(), PolicyB: policy('B') })).toEqual(['A']);
});

test('so are buckets that have a key each', () => {
  const key = { Type: 'AWS::KMS::Key', Properties: {} };
  const withKey = (id: string) => ({ [id]: encrypted(`Key${id}`), [`Key${id}`]: key, [`Policy${id}`]: policy(id, { Condition: { StringNotEquals: { key: arn(`Key${id}`) } } }) });
  expect(asked({ ...withKey('A'), ...withKey('B') })).toEqual(['A']);
});

test.each<[string, { [logicalId: string]: object }]>([
  ['another statement', { B: bucket(), PolicyB: policy('B', { Action: 's3:GetObject' }) }],
  ['a policy about the other bucket', { B: bucket(), PolicyB: policy('B', { Resource: arn('A') }) }],
  ['no policy', { B: bucket() }],
  ['two policies', { B: bucket(), PolicyB: policy('B'), SecondB: policy('B') }],
  ['a literal name', { B: bucket({ BucketName: 'literal' }), PolicyB: policy('B') }],
  ['default encryption', { B: encrypted('Key'), Key: { Type: 'AWS::KMS::Key' }, PolicyB: policy('B') }],
  ['a key that something else than KMS makes', { B: encrypted('Maker'), Maker: { Type: 'Custom::KeyMaker' }, PolicyB: policy('B') }],
  ['a condition', { B: { ...bucket(), Condition: 'C' }, PolicyB: policy('B') }],
  ['a condition on its policy', { B: bucket(), PolicyB: { ...policy('B'), Condition: 'C' } }],
])('%s makes a difference', (_, other) => {
  expect(asked({ A: bucket(), PolicyA: policy('A'), ...other })).toEqual(['A', 'B']);
});

test('a logical id that is also a word of policies makes no two buckets alike', () => {
  const named = (id: string) => ({ [id]: bucket(), [`Policy${id}`]: policy(id, { Effect: id }) });
  expect(asked({ ...named('Allow'), ...named('Deny') })).toEqual(['Allow', 'Deny']);
});

describe('buckets of different templates', () => {
  const alone = { A: bucket(), PolicyA: policy('A') };

  test('are asked once as well', () => {
    expect(asked(alone, { B: bucket(), PolicyB: policy('B') })).toEqual(['A']);
  });

  test.each<[string, { [logicalId: string]: object }]>([
    ['another resource of their template', { Other: bucket({ BucketName: 'other' }), A: bucket(), PolicyA: policy('A', { Condition: { StringEquals: { key: { Ref: 'Other' } } } }) }],
    ['an attribute of another resource', { Other: { Type: 'AWS::IAM::Role' }, A: bucket(), PolicyA: policy('A', { Principal: { AWS: arn('Other') } }) }],
    ['a condition of their template', { A: bucket(), PolicyA: policy('A', { Effect: { 'Fn::If': ['C', 'Allow', 'Deny'] } }) }],
  ])('are asked each where they refer to %s', (_, template) => {
    const resources = Object.keys(template).filter((id) => id === 'A');
    expect(asked(template, template).filter((id) => id === 'A')).toEqual([...resources, ...resources]);
  });

  test('are asked each where they are deployed to different environments', () => {
    const names: string[] = [];
    const posture = Posture.of(App.of(['eu-west-1', 'us-east-1'].map((region) => ({ name: region, json: { Resources: alone }, environment: { region } }))));
    for (const one of posture.buckets) { one.ask('question', () => names.push(one.resource.template)); }
    expect(names).toEqual(['eu-west-1', 'us-east-1']);
  });
});

test.each<[string, unknown, unknown, number]>([
  ['Fn::Sub of the bucket', { 'Fn::Sub': '${A.Arn}/*' }, { 'Fn::Sub': '${B.Arn}/*' }, 1],
  ['Fn::Sub of the other bucket', { 'Fn::Sub': '${A.Arn}/*' }, { 'Fn::Sub': '${A.Arn}/*' }, 2],
  ['another folder', { 'Fn::Sub': '${A.Arn}/*' }, { 'Fn::Sub': '${B.Arn}/x/*' }, 2],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'A.Arn' }, { 'Fn::GetAtt': 'B.Arn' }, 2],
])('%s', (_, a, b, times) => {
  expect(asked({ A: bucket(), PolicyA: policy('A', { Resource: a }), B: bucket(), PolicyB: policy('B', { Resource: b }) })).toHaveLength(times);
});
