import { arnOf, bucket, bucketPolicy, key, lines, NO_RULES, objectsOf, policyDocument, type Resources, ROOT_MAY_ALL, sideAt } from './support';
import { diffOf, type PostureDiff } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

/** Templates that have a condition which may hold or not. */
function compared(before: Resources, after: Resources): PostureDiff {
  const template = (Resources_: Resources) => ({
    Parameters: { Which: { Type: 'String' } }, Conditions: { Either: { 'Fn::Equals': [{ Ref: 'Which' }, 'one'] } }, Resources: Resources_,
  });
  const directory = directoryWith({ 'before/a.json': template(before), 'after/a.json': template(after) });
  return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES);
}
const requests = (before: Resources, after: Resources) => compared(before, after).changes.filter(({ aspect }) => aspect === 'requests')
  .map(({ effect, subject, request, note }) => `${effect} ${subject.logicalId}: ${request ?? note}`);

const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['Either', one, other] });
const READER = 'arn:aws:iam::111122223333:role/reader';
const read = (id: string, more: object = {}) => ({ Effect: 'Allow', Principal: { AWS: READER }, Action: 's3:GetObject', Resource: objectsOf(id), ...more });

describe('a policy under a condition', () => {
  const policy = bucketPolicy('A', read('A'));
  const conditional = { ...policy, Condition: 'Either' };
  const other = { ...bucketPolicy('A'), Condition: 'Either' };
  const UNDETERMINED = ['undetermined A: It can\'t be determined: a condition determines whether the policy P exists.'];

  test.each<[string, object, object, string[]]>([
    ['that stays as it is changes nothing', conditional, conditional, []],
    ['which it had not is undetermined', policy, conditional, UNDETERMINED],
    ['which it has no longer is undetermined', conditional, policy, UNDETERMINED],
    ['that says something else is undetermined', conditional, other, UNDETERMINED],
  ])('%s', (_, before, after, expected) => {
    expect(requests({ A: bucket(), P: before }, { A: bucket(), P: after })).toEqual(expected);
  });

  test('that its bucket is under, too, is there whenever the bucket is', () => {
    const both = (one: object) => ({ A: bucket({}, { Condition: 'Either' }), P: { ...one, Condition: 'Either' } });
    expect(requests(both(bucketPolicy('A')), both(policy))).toEqual([`weaker A: s3:GetObject by ${READER}`]);
  });

  test('of a bucket that is not in the app is undetermined, too', () => {
    const elsewhere = (...statements: object[]) => ({
      Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'elsewhere', PolicyDocument: policyDocument(...statements) }, Condition: 'Either',
    });
    const allow = { ...read('A'), Resource: 'arn:aws:s3:::elsewhere/*' };
    expect(requests({ P: elsewhere() }, { P: elsewhere(allow) })).toEqual(['undetermined P: It can\'t be determined: a condition determines whether the policy P exists.']);
    expect(requests({ P: elsewhere(allow) }, { P: elsewhere(allow) })).toEqual([]);
  });
});

describe('several policies of one bucket', () => {
  const two = (...statements: object[]) => ({ A: bucket(), P: bucketPolicy('A'), Q: bucketPolicy('A', ...statements) });

  test('are the same, if they say the same', () => {
    expect(requests(two(read('A')), two(read('A')))).toEqual([]);
  });

  test('are undetermined, if one of them says something else', () => {
    expect(requests(two(), two(read('A')))).toEqual(['undetermined A: It can\'t be determined: the bucket has several policies.']);
  });

  test('have no fate that could be compared', () => {
    const [, kept] = [two(), { ...two(), P: { ...bucketPolicy('A'), DeletionPolicy: 'Retain' } }];
    expect(compared(kept, two()).changes).toEqual([]);
  });
});

describe('a bucket whose logical ID changes', () => {
  const at = (path: string) => ({ Metadata: { 'aws:cdk:path': path } });
  const moved = (from: string, to: string, statement: (id: string) => object) => {
    const side = (id: string) => ({ [id]: bucket({}, at('S/A')), P: bucketPolicy(id, statement(id)) });
    return compared(side(from), side(to)).changes.map(({ aspect }) => aspect);
  };

  test.each<[string, (id: string) => object]>([
    ['by an attribute', (id) => read(id, { Resource: arnOf(id), Action: 's3:ListBucket' })],
    ['by Ref', (id) => read(id, { Resource: { 'Fn::Sub': `arn:aws:s3:::\${${id}}/*` } })],
    ['in a list', (id) => read(id, { Resource: [objectsOf(id), { 'Fn::Sub': `arn:aws:s3:::\${${id}}/logs/*` }] })],
    ['in a choice', (id) => read(id, { Resource: either(objectsOf(id), { 'Fn::Sub': `\${${id}.Arn}/a/*` }) })],
    ['by a parameter with a few values', (id) => read(id, { Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::111122223333:role/${Which}' } } })],
    ['in a condition', (id) => read(id, { Condition: { StringEquals: { 's3:prefix': { Ref: id } } }, Action: 's3:ListBucket', Resource: arnOf(id) })],
  ])('is the same for a policy that names it %s', (_, statement) => {
    expect(moved('A', 'B', statement)).toEqual(['replacement']);
  });

  test('is a name in conditions, and no pattern', () => {
    const like = (id: string) => read(id, { Condition: { StringLike: { 's3:prefix': { Ref: id } } }, Action: 's3:ListBucket', Resource: arnOf(id) });
    const side = (id: string, ...statements: object[]) => ({ [id]: bucket({}, at('S/A')), P: bucketPolicy(id, ...statements) });
    expect(requests(side('A'), side('B', like('B')))).toEqual([`weaker B: s3:ListBucket by ${READER} with s3:prefix \${B}`]);
  });

  test('goes by its own name in requests, and not by that of another that changes in the same way', () => {
    const named = (id: string) => read(id, { Condition: { StringEquals: { 's3:prefix': { Ref: id } } }, Action: 's3:ListBucket', Resource: arnOf(id) });
    const side = (ids: readonly string[], ...statements: ((id: string) => object)[]) => Object.fromEntries(ids.flatMap((id, i) => [
      [id, bucket({}, at(`S/${i}`))], [`Policy${i}`, bucketPolicy(id, ...statements.map((statement) => statement(id)))],
    ])) as Resources;
    expect(requests(side(['A', 'B']), side(['Y', 'Z'], named))).toEqual(['Y', 'Z'].map((id) => `weaker ${id}: s3:ListBucket by ${READER} with s3:prefix \${${id}}`));
    expect(requests(side(['A', 'B'], named), side(['Y', 'Z']))).toEqual(['Y', 'Z'].map((id, i) => `stronger ${id}: s3:ListBucket by ${READER} with s3:prefix \${${'AB'[i]}}`));
  });
});

test('a policy that passes to another bucket outside of the app is about something else', () => {
  const of = (Bucket: string, ...statements: object[]) => ({ P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: policyDocument(...statements) } } });
  expect(requests(of('one'), of('two', { ...read('A'), Resource: 'arn:aws:s3:::two/*' }))).toEqual([
    'undetermined P: It can\'t be determined: the name of the resource changes, so requests can\'t be compared.',
  ]);
});

test('a bucket whose name changes has requests that cannot be compared', () => {
  const side = (BucketName: string, ...statements: object[]) => ({ A: bucket({ BucketName }), P: bucketPolicy('A', ...statements) });
  expect(requests(side('one'), side('two', read('A')))).toEqual([
    'undetermined A: It can\'t be determined: the name of the resource changes, so requests can\'t be compared.',
  ]);
});

describe('the policy of a key', () => {
  const usedBy = (AWS: unknown) => ({ ...ROOT_MAY_ALL, Principal: { AWS } });
  const withoutPolicy = { Type: 'AWS::KMS::Key', Properties: {} };

  test('that is not there leaves all to the policies of the account, as the one that CDK writes', () => {
    const root = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] };
    expect(requests({ K: withoutPolicy }, { K: key({ KeyPolicy: policyDocument(usedBy(root)) }) })).toEqual([]);
  });

  test('that allows nobody anything more takes from the account what it has without a policy', () => {
    expect(requests({ K: withoutPolicy }, { K: key({ KeyPolicy: policyDocument() }) })).toEqual(['stronger K: kms:Decrypt by a role of account ${AWS::AccountId}']);
  });

  test('that is not known is undetermined', () => {
    const imported = key({ KeyPolicy: { 'Fn::ImportValue': 'Policy' } });
    const effects = (before: object, after: object) => new Set(requests({ K: before }, { K: after }).map((line) => line.split(':')[0]));
    expect(effects(key(), imported)).toEqual(new Set(['undetermined K']));
    expect(effects(imported, imported)).toEqual(new Set());
  });

  test('that a custom resource may change is undetermined', () => {
    const changer = { C: { Type: 'Custom::KeyPolicy', Properties: { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f', Key: { Ref: 'K' } } } };
    const without = key({ KeyPolicy: policyDocument() });
    const UNDETERMINED = ['undetermined K: It can\'t be determined: C may change the key policy at deployment.'];
    expect(requests({ K: key(), ...changer }, { K: without, ...changer })).toEqual(UNDETERMINED);
    expect(requests({ K: key() }, { K: key(), ...changer })).toEqual(UNDETERMINED);
    expect(requests({ K: key(), ...changer }, { K: key(), ...changer })).toEqual([]);
  });
});

test('what is allowed to two keys that are alike is asked of both', () => {
  const keys = (...statements: object[]) => {
    const one = key({ KeyPolicy: policyDocument(ROOT_MAY_ALL, ...statements) });
    return { K: one, L: one };
  };
  const decrypt = { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'kms:Decrypt', Resource: '*' };
  expect(lines(compared(keys(), keys(decrypt)))).toEqual(['K', 'L'].map((id) => (
    `weaker ${id} requests: not allowed -> allowed (kms:Decrypt by a role of account 444455556666)`
  )));
});
