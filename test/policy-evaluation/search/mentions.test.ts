import { mentionsOf, partitionIn, withPartition } from '../../../src/policy-evaluation/search/mentions';
import { Hole, NameHole, OneOf, Text, Unknown, type Value, type ValueMap } from '../../../src/template';
import { ACCOUNT, ROLE_ARN, text } from '../support';

const PARTITION = new NameHole('AWS::Partition', '${AWS::Partition}');

function mentioned(...statements: ValueMap[]) {
  const { accounts, callers, services } = mentionsOf({ Statement: statements });
  return { accounts: accounts.map(({ id }) => id), callers: callers.map(String), services: services.map(String) };
}

const NOTHING = { accounts: [], callers: [], services: [] };
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/s`;

test.each<[string, Value, Partial<ReturnType<typeof mentioned>>]>([
  ['everybody', '*', {}],
  ['an account', { AWS: ACCOUNT }, {}],
  ['a role', { AWS: ROLE_ARN }, {}],
  ['a session', { AWS: [ROLE_ARN, SESSION] }, { callers: [SESSION] }],
  ['a federated user', { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/ana` }, {}],
  ['a service', { Service: ['a.amazonaws.com', 'b.amazonaws.com', 'a.amazonaws.com'] }, { services: ['a.amazonaws.com', 'b.amazonaws.com'] }],
  ['an account that is not known', { AWS: text`${'Account'}` }, { accounts: ['Account'], callers: ['{Account}'] }],
  ['one by its ARN', { AWS: text`arn:aws:iam::${'Account'}:root` }, { accounts: ['Account'] }],
  ['one within a name', { AWS: text`arn:aws:iam::1${'Account'}:root` }, {}],
  ['a role that is not known', { AWS: text`${'Role'}/x` }, { callers: ['{Role}/x'] }],
  ['a choice', { AWS: new OneOf([SESSION, text`arn:aws:iam::${'Account'}:root`]) }, { accounts: ['Account'], callers: [SESSION] }],
  ['a choice with a hole', { AWS: new OneOf([SESSION], new Hole('Caller')) }, { accounts: ['Caller'], callers: ['{Caller}'] }],
  ['a choice between elements', new OneOf(['*', { Service: 'a.amazonaws.com' }]), { services: ['a.amazonaws.com'] }],
  ['what is not known', { AWS: new Unknown('imported') }, {}],
  ['what is not known but that it is one text', { AWS: new Unknown('imported', new Hole('Caller')) }, { accounts: ['Caller'], callers: ['{Caller}'] }],
  ['a number', { Service: 7 }, { services: ['7'] }],
  ['what is none', { AWS: true }, {}],
  ['no element', null, {}],
])('%s', (what, element, expected) => {
  for (const name of ['Principal', 'NotPrincipal']) {
    expect([what, mentioned({ [name]: element })]).toEqual([what, { ...NOTHING, ...expected }]);
  }
});

test.each<[string, ValueMap, string[], number]>([
  ['an account', { StringEquals: { 'aws:PrincipalAccount': text`${'Account'}` } }, ['Account'], 0],
  ['an account of a caller of KMS', { StringNotEquals: { 'KMS:CallerAccount': [ACCOUNT, text`${'Account'}`] } }, ['Account'], 0],
  ['an ARN', { ArnLike: { 'aws:PrincipalArn': text`arn:aws:iam::${'Account'}:role/*` } }, ['Account'], 0],
  ['a session', { ArnLike: { 'AWS:PrincipalARN': SESSION } }, [], 1],
  ['something else', { StringEquals: { 'aws:SourceAccount': text`${'Account'}` } }, [], 0],
  ['in a choice', { StringEquals: new OneOf([null, { 'aws:PrincipalAccount': text`${'Account'}` }]) }, ['Account'], 0],
])('a condition on %s', (_, Condition, accounts, callers) => {
  const found = mentioned({ Condition });
  expect([found.accounts, found.callers.length]).toEqual([accounts, callers]);
});

test.each<[Value, string | undefined]>([
  [ROLE_ARN, 'aws'],
  ['arn:aws-cn:s3:::b', 'aws-cn'],
  ['arn:aws-us-gov:s3:::b', 'aws-us-gov'],
  ['arn:*:s3:::b', undefined],
  ['barn:aws:s3:::b', undefined],
  ['arn:aws', undefined],
  [[1, null, { a: ['x', 'arn:aws-cn:s3:::b'] }, ROLE_ARN], 'aws-cn'],
  [new OneOf(['x', ROLE_ARN]), 'aws'],
  [Text.of(new Hole('a'), ' arn:aws-cn:s3:::', new Hole('b')), 'aws-cn'],
  [Text.of('arn:', PARTITION, ':s3:::b'), undefined],
  [new Unknown('arn:aws:s3:::b'), undefined],
])('the partition that %j writes: %s', (document, expected) => {
  expect(partitionIn(document)).toBe(expected);
});

test('a partition that is known is known everywhere', () => {
  const arn = Text.of('arn:', PARTITION, ':s3:::', new NameHole('AWS::PartitionOfOthers'), new Hole('AWS::Partition'));
  const settled = Text.of('arn:aws:s3:::', new NameHole('AWS::PartitionOfOthers'), new Hole('AWS::Partition'));
  const hole = new Hole('Choice');
  expect(withPartition({ a: [arn, 1, null], b: new OneOf([arn, 'x'], hole), c: { d: arn } }, 'aws'))
    .toEqual({ a: [settled, 1, null], b: new OneOf([settled, 'x'], hole), c: { d: settled } });
});
