import { IRELAND, VIRGINIA } from './shown';
import { App, OneOf, Value } from '../../src/template';

const app = App.of([
  {
    name: 'Data',
    environment: IRELAND,
    json: {
      Parameters: { Name: {} },
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'Name' }, 'x'] } },
      Resources: {
        Named: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'named' } },
        Unnamed: { Type: 'AWS::S3::Bucket' },
        Given: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'x-${Name}' } } },
        Chosen: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } },
        Key: { Type: 'AWS::KMS::Key' },
        Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/data' } },
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader', Path: '/p/' } },
        Topic: { Type: 'AWS::SNS::Topic' },
        Thing: { Type: 'Custom::Thing' },
      },
      Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'key' } } },
    },
  },
  {
    name: 'Twin',
    environment: VIRGINIA,
    json: {
      Resources: {
        Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/data' } },
        Consumer: { Type: 'X' },
        SameName: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'named' } },
      },
    },
  },
  { name: 'Neighbour', environment: VIRGINIA, json: { Resources: { Consumer: { Type: 'X' } } } },
  { name: 'Stranger', environment: { ...VIRGINIA, account: '222222222222' }, json: { Resources: { Consumer: { Type: 'X' } } } },
]);
const data = app.template('Data')!;
const found = (value: Value | undefined, query = {}) => {
  const resource = app.resourceAt(value, query);
  return resource && `${resource.template}/${resource.logicalId}`;
};
const KMS = 'arn:aws:kms:eu-west-1:111111111111';

test.each([
  ['Ref', { Ref: 'Unnamed' }, 'Data/Unnamed'],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Unnamed', 'Arn'] }, 'Data/Unnamed'],
  ['Fn::Sub of a name', { 'Fn::Sub': 'arn:aws:s3:::${Unnamed}' }, 'Data/Unnamed'],
  ['Fn::Sub of an ARN', { 'Fn::Sub': '${Unnamed.Arn}' }, 'Data/Unnamed'],
  ['Fn::Join', { 'Fn::Join': [':', ['arn', 'aws', 's3', '', '', { Ref: 'Unnamed' }]] }, 'Data/Unnamed'],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'key' }, 'Data/Key'],
  ['the id of a key', { Ref: 'Key' }, 'Data/Key'],
  ['a part of the ARN of a key', { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Key', 'Arn'] }] }] }, 'Data/Key'],
  ['a domain name', { 'Fn::GetAtt': ['Unnamed', 'RegionalDomainName'] }, 'Data/Unnamed'],
  ['a literal domain name', 'named.s3.eu-west-1.amazonaws.com', 'Data/Named'],
  ['a literal ARN', 'arn:aws:s3:::named', 'Data/Named'],
  ['a literal ARN of an alias', `${KMS}:alias/data`, 'Data/Alias'],
  ['a literal ARN of a role', 'arn:aws:iam::111111111111:role/p/reader', 'Data/Role'],
  ['an ARN in another account', 'arn:aws:iam::222222222222:role/p/reader', undefined],
  ['a literal role name', 'reader', 'Data/Role'],
  ['a name that a parameter is part of', { 'Fn::Sub': 'arn:aws:s3:::x-${Name}' }, 'Data/Given'],
  ['a name that is a parameter', { Ref: 'Name' }, 'Data/Chosen'],
  ['Ref of a topic', { Ref: 'Topic' }, 'Data/Topic'],
  ['Ref of anything', { Ref: 'Thing' }, 'Data/Thing'],
  ['the ARN of anything', { 'Fn::GetAtt': ['Thing', 'Arn'] }, 'Data/Thing'],
  ['what something tells', { 'Fn::GetAtt': ['Thing', 'Result'] }, undefined],
  ['objects in a bucket', { 'Fn::Sub': '${Unnamed.Arn}/*' }, undefined],
  ['a name that nothing has', 'nobody', undefined],
  ['an ARN that nothing has', 'arn:aws:s3:::nobody', undefined],
  ['an ARN that is none', 'arn:', undefined],
  ['a choice of one thing', { 'Fn::If': ['C', { Ref: 'Unnamed' }, { 'Fn::GetAtt': ['Unnamed', 'Arn'] }] }, 'Data/Unnamed'],
  ['a choice of two things', { 'Fn::If': ['C', { Ref: 'Unnamed' }, { Ref: 'Named' }] }, undefined],
  ['a list', [{ Ref: 'Unnamed' }], undefined],
])('%s leads to a resource', (_, raw, expected) => {
  expect(found(data.resolve(raw))).toBe(expected);
});

test('a name means what is in the same account and Region', () => {
  expect(found('alias/data', { from: data.resource('Key') })).toBe('Data/Alias');
  expect(found('alias/data', { from: app.template('Twin')!.resource('Consumer') })).toBe('Twin/Alias');
  expect(found('alias/data', { from: app.template('Neighbour')!.resource('Consumer') })).toBe('Twin/Alias');
  expect(found('alias/data', { from: app.template('Stranger')!.resource('Consumer') })).toBeUndefined();
  expect(found('alias/data')).toBeUndefined();
  expect(found('reader', { from: app.template('Neighbour')!.resource('Consumer') })).toBe('Data/Role');
  expect(found('reader', { from: app.template('Stranger')!.resource('Consumer') })).toBeUndefined();
});

test('an ARN means what is in its own account and Region', () => {
  expect(found(`${KMS}:alias/data`, { from: app.template('Twin')!.resource('Consumer') })).toBe('Data/Alias');
});

test('a name means what is of the type asked for', () => {
  expect(found('named', { type: 'AWS::S3::Bucket' })).toBe('Data/Named');
  expect(found('named', { type: 'AWS::IAM::Role' })).toBe('Twin/SameName');
  expect(found('named')).toBeUndefined();
});

test('an ARN leads to its resource whether the partition is known or not', () => {
  const agnostic = App.of([{ name: 'A', json: { Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b' } } } } }]);
  expect(agnostic.resourceAt('arn:aws:s3:::b')?.logicalId).toBe('B');
  expect(agnostic.resourceAt(agnostic.templates[0].resolve({ 'Fn::GetAtt': ['B', 'Arn'] }))?.logicalId).toBe('B');
});

test('of two buckets with one name the one in the same template is meant', () => {
  const json = { Resources: { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b' } }, Policy: { Type: 'AWS::S3::BucketPolicy' } } };
  const twins = App.of([{ name: 'One', json }, { name: 'Two', json }]);
  expect(twins.resourceAt('b', { from: twins.template('Two')!.resource('Policy') })?.template).toBe('Two');
  expect(twins.resourceAt('b')).toBeUndefined();
});

test('a choice leads to a resource only where each of its options does', () => {
  const one = (...options: string[]) => new OneOf(options);
  expect(found(one('named', 'arn:aws:s3:::named'), { type: 'AWS::S3::Bucket' })).toBe('Data/Named');
  const unnamed = data.resolve({ Ref: 'Unnamed' }) as string;
  expect(found(new OneOf(['arn:aws:s3:::named', 'arn:aws:s3:::named', unnamed]))).toBeUndefined();
  expect(found(new OneOf([unnamed, 'arn:aws:s3:::named', 'arn:aws:s3:::named']))).toBeUndefined();
  expect(found(one('arn:aws:s3:::named', 'arn:aws:s3:::nobodys'))).toBeUndefined();
});

describe('a name that several resources have', () => {
  const bucket = (BucketName: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName } });
  const policy = { Type: 'AWS::S3::BucketPolicy' };
  const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'b' } };
  const ambiguous = App.of([
    { name: 'One', json: { Resources: { A: bucket('b'), B: bucket('b'), Policy: policy } } },
    { name: 'Two', json: { Resources: { B: bucket('b'), Role: role, Policy: policy } } },
    { name: 'Three', json: { Resources: { Policy: policy } } },
  ]);
  const from = (template: string) => ({ from: ambiguous.template(template)!.resource('Policy') });

  test.each<[string, object, string | undefined]>([
    ['is that of the only one in the template', { ...from('Two'), type: 'AWS::S3::Bucket' }, 'Two/B'],
    ['is of none where two of one template have it', { ...from('One'), type: 'AWS::S3::Bucket' }, undefined],
    ['is of none where the template has none', { ...from('Three'), type: 'AWS::S3::Bucket' }, undefined],
    ['is of none, whatever the type, where two of one template have it', from('Two'), undefined],
    ['is that of the only one of its type', { ...from('Three'), type: 'AWS::IAM::Role' }, 'Two/Role'],
    ['is of none of another type', { ...from('Two'), type: 'AWS::KMS::Key' }, undefined],
  ])('%s', (_, query, expected) => {
    const resource = ambiguous.resourceAt('b', query);
    expect(resource && `${resource.template}/${resource.logicalId}`).toBe(expected);
  });
});

test('resources of all templates', () => {
  expect(app.ofType('AWS::KMS::Alias').map(({ template }) => template)).toEqual(['Data', 'Twin']);
  expect([...app.resources()]).toHaveLength(14);
});

test('problems say in which template they are', () => {
  const broken = App.of([{ name: 'A', json: [] }, { name: 'A', json: {} }]);
  expect(broken.problems.map(({ template, text }) => `${template}: ${text}`)).toEqual(['A: another template has this name']);
  expect(broken.templates.map(({ name }) => name)).toEqual(['A', 'A (2)']);
});

test('the template of a nested stack is that of the resource which makes it', () => {
  const stack = { Type: 'AWS::CloudFormation::Stack' };
  const nesting = App.of([
    { name: 'Parent', json: { Resources: { A: stack, B: stack, C: stack } } },
    { name: 'OfB', json: {}, nestedIn: { template: 'Parent', logicalId: 'B' } },
    { name: 'OfA', json: { Resources: { A: stack } }, nestedIn: { template: 'Parent', logicalId: 'A' } },
    { name: 'OfAOfA', json: {}, nestedIn: { template: 'OfA', logicalId: 'A' } },
  ]);
  const of = (template: string, logicalId: string) => nesting.nestedIn(nesting.template(template)!.resource(logicalId)!)?.name;
  expect([of('Parent', 'A'), of('Parent', 'B'), of('Parent', 'C'), of('OfA', 'A')]).toEqual(['OfA', 'OfB', undefined, 'OfAOfA']);
});
