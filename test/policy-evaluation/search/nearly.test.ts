import { ANONYMOUS, type ContextValue, Effect, Outcome, PolicySearch, Principal, Wanted } from '../../../src/policy-evaluation';
import { allowanceInWords, denialInWords, Part } from '../../../src/policy-evaluation/search/nearly';
import { FRESH } from '../../../src/policy-evaluation/tokens';
import { Hole, Text, Unknown, type Value, type ValueMap } from '../../../src/template';
import { cpuSeconds } from '../../support/cpu-time';

const BUCKET = 'arn:aws:s3:::b';
const HTTP: ValueMap = { Bool: { 'aws:SecureTransport': 'false' } };
const H: ValueMap = { Sid: 'Guard', Effect: Effect.DENY, Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`], Condition: HTTP };
const CONTEXT = { 'aws:SecureTransport': 'false' };

const and = (condition: ValueMap): ValueMap => ({ ...H, Condition: { ...HTTP, ...condition } });

function nearlyDenied(...statements: ValueMap[]): readonly string[] {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: statements });
  const { outcome, request } = search.find(Wanted.NOT_DENIED, {
    callers: search.identities, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET, context: CONTEXT,
  });
  expect(outcome).toBe(Outcome.FOUND);
  return search.nearlyDeniedBy(request!, { context: CONTEXT });
}

test.each<[string, ValueMap[], string[]]>([
  ['a value that is left out', [and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })], ['Statement Guard denies it, but not with aws:SourceVpc vpc-1.']],
  ['a key that has to be there', [and({ Null: { 'aws:SourceVpc': 'false' } })], ['Statement Guard denies it, but not without aws:SourceVpc.']],
  ['the wrong value', [{ ...H, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }], ['Statement Guard denies it only with aws:SecureTransport true.']],
  ['one of two values', [and({ StringEquals: { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] } })], ['Statement Guard denies it only with aws:SourceVpc vpc-1 or vpc-2.']],
  ['another caller', [{ ...H, Principal: { AWS: '111122223333' } }], ['Statement Guard denies it to other principals only.']],
  ['another action', [{ ...H, Action: 's3:PutObject' }], ['Statement Guard denies other actions only.']],
  ['another resource', [{ ...H, Sid: null, Resource: BUCKET }], ['Statement 1 denies it on other resources only.']],
  ['two statements, each of them for another reason',
    [and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), { ...and({ StringNotEquals: { 'aws:SourceAccount': '1', 'aws:PrincipalOrgID': 'o-1' } }), Sid: null }],
    ['Statement Guard denies it, but not with aws:SourceVpc vpc-1.', 'Statement 2 denies it, but not with aws:PrincipalOrgID o-1.']],
  ['two things that it lacks', [{ ...H, Action: 's3:PutObject', Resource: BUCKET }], []],
  ['a statement about something else', [{ ...H, Action: 's3:DeleteBucket', Resource: '*', Condition: null }], []],
  ['an Allow', [{ ...H, Effect: Effect.ALLOW, Action: 's3:PutObject' }], []],
])('a Deny: %s', (_, statements, sentences) => {
  expect(nearlyDenied(...statements)).toEqual(sentences);
});

test.each<[string, ValueMap, string[]]>([
  ['a circumstance that is left out', and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), ['Statement Guard denies it, but not with aws:SourceVpc vpc-1.']],
  ['a circumstance that two operators leave out', and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' }, StringNotLike: { 'AWS:SourceVPC': 'vpc-*' } }),
    ['Statement Guard denies it, but not with AWS:SourceVPC vpc-1.']],
  ['other resources', { ...H, Resource: BUCKET }, ['Statement Guard denies it on other resources only.']],
  ['the wrong value of what is essential', { ...H, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, []],
  ['other actions', { ...H, Action: 's3:PutObject' }, []],
  ['a statement that does not look at what is essential', { ...H, Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } }, []],
])('a Deny, where some condition key is essential: %s', (_, statement, sentences) => {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: [statement] });
  const request = {
    principal: Principal.role('arn:aws:iam::111122223333:role/r'), action: 's3:GetObject', resource: `${BUCKET}/a`, context: { ...CONTEXT, 'aws:SourceVpc': 'vpc-1' },
  };
  expect(search.nearlyDeniedBy(request, { context: CONTEXT, essential: new Set(['aws:securetransport']) })).toEqual(sentences);
});

const ALLOW: ValueMap = {
  Sid: 'Trail',
  Effect: Effect.ALLOW,
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${BUCKET}/AWSLogs/*`,
  Condition: { StringEquals: { 'aws:SourceArn': BUCKET }, StringLike: { 'aws:SourceAccount': '1' } },
};

test.each<[string, ValueMap, string[]]>([
  ['one condition', ALLOW, ['Statement Trail would allow it, but for its condition on aws:SourceArn: it names arn:aws:s3:::b, and the request has arn:aws:cloudtrail:eu-west-1:1:trail/a.']],
  ['a condition on something that is not sent', { ...ALLOW, Condition: { StringLike: { 's3:x-amz-acl': 'private' } } },
    ['Statement Trail would allow it, but for its condition on s3:x-amz-acl: it names private, and the request has nothing.']],
  ['a condition that leaves out a value', { ...ALLOW, Condition: { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-1:1:trail/a' } } },
    ['Statement Trail would allow it, but for its condition on aws:SourceArn: the request has arn:aws:cloudtrail:eu-west-1:1:trail/a.']],
  ['the action', { ...ALLOW, Condition: null, Action: 's3:GetObject' }, ['Statement Trail allows other actions only.']],
  ['the object', { ...ALLOW, Condition: null, Resource: `${BUCKET}/logs/*` }, ['Statement Trail allows it on other resources only.']],
  ['the caller, for whom it is not meant', { ...ALLOW, Condition: null, Principal: { Service: 'logging.s3.amazonaws.com' } }, []],
])('an Allow: %s', (_, statement, sentences) => {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: [statement] });
  const request = {
    principal: Principal.service('cloudtrail.amazonaws.com'),
    action: 's3:PutObject',
    resource: `${BUCKET}/AWSLogs/a`,
    context: { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-1:1:trail/a', 'aws:SourceAccount': '1' },
  };
  expect(search.nearlyAllowedBy(request)).toEqual(sentences);
});

test('what is known at deployment only is called as the caller calls it, or as it is written', () => {
  const [named, other] = ['log', 'source'].map((name) => Text.of(`arn:aws:s3:::${name}-`, new Hole('End', '${End}')));
  const search = new PolicySearch({ Version: '2012-10-17', Statement: [{ ...ALLOW, Condition: { ArnEquals: { 'aws:SourceArn': named } } }] });
  const request = {
    principal: Principal.service('cloudtrail.amazonaws.com'), action: 's3:PutObject', resource: `${BUCKET}/AWSLogs/a`, context: { 'aws:SourceArn': other },
  };
  const start = 'Statement Trail would allow it, but for its condition on aws:SourceArn: ';
  expect(search.nearlyAllowedBy(request)).toEqual([`${start}the request has arn:aws:s3:::source-\${End}.`]);
  expect(search.nearlyAllowedBy(request, (value) => (value === other ? 'the source' : 'the log bucket')))
    .toEqual([`${start}it names the log bucket, and the request has the source.`]);
});

test('of a policy that is one of two, nothing is said', () => {
  const search = new PolicySearch(JSON.stringify({ Statement: [H] }));
  const request = { principal: ANONYMOUS.principal!, action: 's3:GetObject', resource: `${BUCKET}/a`, context: { 'aws:SecureTransport': 'true' } };
  expect(search.nearlyDeniedBy(request, {})).toEqual(['Statement Guard denies it only with aws:SecureTransport false.']);
});

test('of a statement with very many comparisons, nothing is said, soon', () => {
  const keys = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`aws:PrincipalTag/t${i}`, 'x']));
  const search = (n: number) => new PolicySearch({ Statement: [{ ...H, Condition: { StringNotEquals: keys(n), StringNotLike: { ...keys(n), 'aws:SourceVpc': '*' } } }] });
  const request = { principal: ANONYMOUS.principal!, action: 's3:GetObject', resource: `${BUCKET}/a`, context: { 'aws:SourceVpc': 'vpc-1' } };
  expect(search(40).nearlyDeniedBy(request, {})).toEqual(['Statement Guard denies it, but not with aws:SourceVpc vpc-1.']);
  expect(cpuSeconds(() => { expect(search(2_000).nearlyDeniedBy(request, {})).toEqual([]); })).toBeLessThan(10);
});

describe('what a condition asks for is said where a request has to have one of its values', () => {
  const missed = (operator: string, values: Value, value: ContextValue = 'had') => (
    { name: 'statement 1', part: Part.CONDITION, comparison: { operator, conditionKey: 'a:b', values, value } }
  );

  test.each([
    'StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike', 'Bool', 'IpAddress', 'NumericEquals', 'DateEquals',
    'stringequals', 'StringEqualsIfExists', 'ForAnyValue:StringLike', 'ForAllValues:StringEquals', 'forallvalues:StringLikeIfExists',
  ])('%s', (operator) => {
    expect(denialInWords(missed(operator, 'x'))).toBe('Statement 1 denies it only with a:b x.');
    expect(allowanceInWords(missed(operator, ['x', 1, true]))).toBe('Statement 1 would allow it, but for its condition on a:b: it names x or 1 or true, and the request has had.');
  });

  test.each([
    'StringNotEquals', 'StringNotLike', 'ArnNotLike', 'NumericLessThan', 'DateGreaterThan', 'NotIpAddress', 'Null', 'BinaryEquals', '',
    'xStringEquals', 'StringEqualsx', 'ForNoValue:StringEquals',
  ])('%j', (operator) => {
    expect(denialInWords(missed(operator, 'x'))).toBe('Statement 1 denies it, but not with a:b had.');
    expect(allowanceInWords(missed(operator, 'x'))).toBe('Statement 1 would allow it, but for its condition on a:b: the request has had.');
  });

  test.each<[string, Value, ContextValue, string, string]>([
    ['more than three values', ['a', 'b', 'c', 'd'], 'had', ', but not with a:b had.', ': the request has had.'],
    ['no values', [], 'had', ', but not with a:b had.', ': the request has had.'],
    ['a value that is not written out', ['a', new Unknown('a parameter')], 'had', ', but not with a:b had.', ': the request has had.'],
    ['nothing in the request', new Unknown('a parameter'), null, ', but not without a:b.', ': the request has nothing.'],
    ['several in the request', new Unknown('a parameter'), ['x', `y${FRESH}`], ', but not with a:b x, y….', ': the request has x, y….'],
    ['any in the request', new Unknown('a parameter'), FRESH, ', but not with every a:b.', '.'],
    ['one of several in the request, which is any', new Unknown('a parameter'), ['x', FRESH], ', but not with every a:b.', '.'],
    ['none of several in the request', new Unknown('a parameter'), [], ', but not with every a:b.', '.'],
    ['what is not known', new Unknown('a parameter'), new Unknown('a parameter'), ', but not with every a:b.', '.'],
  ])('%s', (_, values, value, denial, allowance) => {
    expect(denialInWords(missed('StringEquals', values, value))).toBe(`Statement 1 denies it${denial}`);
    expect(allowanceInWords(missed('StringEquals', values, value))).toBe(`Statement 1 would allow it, but for its condition on a:b${allowance}`);
  });

  test('other parts', () => {
    const words = (part: Part) => [denialInWords({ name: 'statement A', part }), allowanceInWords({ name: 'statement A', part })];
    expect([Part.ACTION, Part.RESOURCE, Part.PRINCIPAL].flatMap(words)).toEqual([
      'Statement A denies other actions only.', 'Statement A allows other actions only.',
      'Statement A denies it on other resources only.', 'Statement A allows it on other resources only.',
      'Statement A denies it to other principals only.', 'Statement A allows it to other principals only.',
    ]);
  });
});
