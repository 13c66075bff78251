import { Principal } from '../../../src/policy-evaluation';
import { App, Resource } from '../../../src/template';
import { type AlikeBucket, type Bucket, Posture } from '../../../src/validation/posture';
import { denialsOf } from '../../../src/validation/rules/private/policy-outline';

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

function askedOf(posture: Posture, name: (resource: Resource) => string): string[] {
  const names: string[] = [];
  let current: Bucket;
  const question = () => names.push(name(current.resource));
  for (const one of posture.buckets) {
    current = one;
    one.ask(question);
  }
  return names;
}

/** Of which buckets a question is really asked. */
function asked(...templates: { [logicalId: string]: object }[]): string[] {
  return askedOf(Posture.of(App.of(templates.map((Resources, i) => ({
    name: `Stack${i}`, json: { Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'x'] } }, Resources },
  })))), ({ logicalId }) => logicalId);
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
    expect(asked({ A: bucket() }, { B: bucket() })).toEqual(['A']);
  });

  test('are asked each where one of several policies is under a condition', () => {
    const twice = (id: string) => ({ [id]: bucket(), [`Policy${id}`]: policy(id), [`Other${id}`]: { ...policy(id), Condition: 'C' } });
    expect(asked(twice('A'), twice('B'))).toEqual(['A', 'B']);
    expect(asked(twice('A'), twice('A'))).toEqual(['A', 'A']);
  });

  test.each(['account', 'region', 'partition'])('are asked each where the %s differs', (name) => {
    const posture = Posture.of(App.of(['a', 'b'].map((value) => ({ name: value, json: { Resources: alone }, environment: { [name]: value } }))));
    expect(askedOf(posture, ({ template }) => template)).toEqual(['a', 'b']);
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
    const posture = Posture.of(App.of(['eu-west-1', 'us-east-1'].map((region) => ({ name: region, json: { Resources: alone }, environment: { region } }))));
    expect(askedOf(posture, ({ template }) => template)).toEqual(['eu-west-1', 'us-east-1']);
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

describe('a question', () => {
  const { buckets: [first, second] } = Posture.of(App.of([{ name: 'Stack', json: { Resources: { A: bucket(), PolicyA: policy('A'), B: bucket(), PolicyB: policy('B') } } }]));

  test('is known by itself: another one that reads the same is asked, too', () => {
    const [one, other] = [jest.fn(() => 1), jest.fn(() => 2)];
    expect([first, second].map((alike) => [alike.ask(one), alike.ask(other)])).toEqual([[1, 2], [1, 2]]);
    expect(one).toHaveBeenCalledTimes(1);
    expect(other).toHaveBeenCalledTimes(1);
  });

  test('that has no answer is asked once', () => {
    const question = jest.fn(() => undefined);
    expect([first.ask(question), second.ask(question)]).toEqual([undefined, undefined]);
    expect(question).toHaveBeenCalledTimes(1);
  });

  test('may ask what the bucket does with requests, and other questions', () => {
    const whetherDenied = (alike: AlikeBucket): string => {
      const request = alike.request({ principal: Principal.anonymous(), action: 's3:ListBucket', context: {} });
      return request.deniedBy(alike.policies[0].policy);
    };
    const nested = (alike: AlikeBucket) => [alike.ask(whetherDenied)];
    expect([first.ask(nested), second.ask(nested)]).toEqual([['yes'], ['yes']]);
  });

  test('does not compile if it names the bucket, its policies or its key, or looks at what is not compared', () => {
    const wrong: ((alike: AlikeBucket) => unknown)[] = [
      // @ts-expect-error The logical id.
      ({ resource }) => resource.logicalId,
      // @ts-expect-error The path of the construct.
      ({ resource }) => resource.constructPath,
      // @ts-expect-error The template.
      ({ resource }) => resource.template,
      // @ts-expect-error The names.
      ({ resource }) => resource.identity,
      // @ts-expect-error Metadata.
      ({ resource }) => resource.metadata,
      // @ts-expect-error Another property.
      ({ resource }) => resource.read('LoggingConfiguration'),
      // @ts-expect-error The ARN.
      (alike) => alike.arn,
      // @ts-expect-error The key.
      ({ ownKey }) => ownKey,
      // @ts-expect-error The logical id of a policy.
      ({ policies }) => policies[0].resource.logicalId,
      // @ts-expect-error What is wrong with a policy, which may name the bucket.
      ({ policies }) => policies[0].policy.problems,
      // @ts-expect-error The name of a statement, which may be the bucket's.
      ({ policies }) => denialsOf(policies[0])[0].name,
      // @ts-expect-error The Sid of a statement.
      ({ policies }) => denialsOf(policies[0])[0].statement.sid,
      // @ts-expect-error The logical id of a key.
      ({ keys }) => keys[0]?.key?.resource.logicalId,
      // @ts-expect-error Another property of a key.
      ({ keys }) => keys[0]?.key?.policy,
      // @ts-expect-error The resource of a request.
      (alike) => alike.request({ principal: Principal.anonymous(), action: 's3:GetObject', context: {} }).request,
    ];
    expect(wrong).toHaveLength(15);
  });

  test('does not compile if its answer is no data', () => {
    const wrong = (): void => {
      // @ts-expect-error The bucket itself.
      first.ask((alike) => alike);
      // @ts-expect-error A policy of it.
      first.ask(({ policies }) => ({ policies }));
      // @ts-expect-error A request about it.
      first.ask((alike) => [alike.request({ principal: Principal.anonymous(), action: 's3:GetObject', context: {} })]);
      // @ts-expect-error Something that speaks of it later.
      first.ask((alike) => () => alike);
    };
    expect(wrong).toBeInstanceOf(Function);
  });
});

test('kinds that take turns are compared with the one whose turn it is', () => {
  const pair = (n: number) => ({ [`A${n}`]: bucket(), [`B${n}`]: bucket({ VersioningConfiguration: {}, BucketEncryption: {} }) });
  const compared = jest.spyOn(Resource.prototype, 'isLike');
  try {
    asked({ ...pair(1), ...pair(2), ...pair(3), ...pair(4), ...pair(5) });
    const pairs = new Set(compared.mock.contexts.map((here, i) => `${(here as Resource).logicalId} ${compared.mock.calls[i][0].logicalId}`));
    // Until each kind was seen to follow the other one, both may be tried.
    expect(pairs.size).toBeLessThanOrEqual(11);
  } finally {
    compared.mockRestore();
  }
});

test('of many kinds, a bucket is compared with the last ones only', () => {
  const many = Array.from({ length: 60 }, (_, i) => [`B${i}`, bucket({ BucketName: `bucket-${i}` })] as const);
  const compared = jest.spyOn(Resource.prototype, 'isLike');
  try {
    expect(asked(Object.fromEntries(many))).toHaveLength(60);
    const pairs = new Set(compared.mock.contexts.map((here, i) => `${(here as Resource).logicalId} ${compared.mock.calls[i][0].logicalId}`));
    // Each with each would be 1770.
    expect(pairs.size).toBeLessThanOrEqual(60 * 17);
  } finally {
    compared.mockRestore();
  }
});
