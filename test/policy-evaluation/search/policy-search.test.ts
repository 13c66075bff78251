import { BUCKET } from './random/universe';
import {
  ANONYMOUS, BUCKET_POLICY_ACTIONS, type CallerClass, type ContextKeys, knownCaller, Outcome, PolicySearch, Principal, textThatNoPolicyNames, Wanted,
} from '../../../src/policy-evaluation';
import { Hole, NameHole, ParameterHole, Text, type Value, type ValueMap } from '../../../src/template';

const deny = (rest: ValueMap): ValueMap => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...rest });
const when = (Condition: ValueMap): ValueMap => deny({ Condition });
const notResource = (pattern: Value): ValueMap => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: pattern });

interface Space {
  readonly callers?: (search: PolicySearch) => readonly CallerClass[];
  readonly actions?: readonly string[];
  readonly context?: ContextKeys;
}

function find(statements: readonly ValueMap[], { callers, actions, context = {} }: Space = {}) {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: [...statements] });
  return search.find(Wanted.NOT_DENIED, {
    callers: callers?.(search) ?? [...search.identities, ANONYMOUS, ...search.services],
    actions: BUCKET_POLICY_ACTIONS.filter(({ name }) => actions?.includes(name) ?? true),
    resource: BUCKET,
    context,
  });
}

describe('keys that requests for an action cannot have', () => {
  const exceptPrivate = when({ StringNotEquals: { 's3:x-amz-acl': 'private' } });

  test('make no request', () => {
    expect(find([exceptPrivate], { actions: ['s3:GetObject'] }).outcome).toBe(Outcome.NONE);
  });

  test('tell an action from others', () => {
    const { outcome, request } = find([exceptPrivate]);
    expect([outcome, request?.action, request?.context]).toEqual([Outcome.FOUND, 's3:PutObject', { 's3:x-amz-acl': 'private' }]);
  });

  test('are not told of an action that is not known', () => {
    expect(find([exceptPrivate, deny({ Action: ['s3:Put*', 's3:*Object*', 's3:*Bucket*'] })]).outcome).toBe(Outcome.FOUND);
  });
});

describe('a resource that is handed in', () => {
  const handedIn = new ParameterHole('parameter Scope', []);

  test.each<[string, ValueMap, Outcome]>([
    ['may be all of them', deny({ Resource: Text.of(handedIn) }), Outcome.UNTOLD],
    ['may be none of them', notResource(Text.of(handedIn)), Outcome.UNTOLD],
    ['is a name where it is a part of an ARN', deny({ Resource: Text.of(BUCKET, '/', handedIn) }), Outcome.FOUND],
    ['may be any value of a condition', when({ StringLike: { 'aws:UserAgent': Text.of(handedIn) } }), Outcome.FOUND],
  ])('%s', (_, statement, expected) => {
    expect(find([statement], { actions: ['s3:GetObject'] }).outcome).toBe(expected);
  });

  // Whatever it is called, a pattern that is handed in may match it.
  test.each<[string, Wanted, ValueMap]>([
    ['may allow', Wanted.GRANTED, { ...deny({ Resource: Text.of(handedIn) }), Effect: 'Allow' }],
    ['may spare', Wanted.NOT_DENIED, notResource(Text.of(handedIn))],
  ])('%s what no policy names', (_, wanted, statement) => {
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [statement] });
    const { outcome } = search.find(wanted, {
      callers: [knownCaller(Principal.role('arn:aws:iam::111122223333:role/a'))],
      actions: BUCKET_POLICY_ACTIONS.filter(({ name }) => name === 's3:GetObject'),
      resource: `arn:aws:s3:::${textThatNoPolicyNames(3)}`,
      context: {},
    });
    expect(outcome).toBe(Outcome.UNTOLD);
  });
});

describe('keys that only have to be there', () => {
  test.each(['s3:max-keys', 's3:object-lock-retain-until-date', 's3:prefix', 'aws:SourceIp', 'aws:MultiFactorAuthPresent', 's3:RequestObjectTagKeys'])('%s', (key) => {
    const { outcome, request } = find([when({ Null: { [key]: 'true' } })]);
    expect([outcome, Object.keys(request?.context ?? {})]).toEqual([Outcome.FOUND, [key.toLowerCase()]]);
  });
});

describe('keys that tell where a request comes from', () => {
  const noAddress = when({ Null: { 'aws:SourceIp': 'true' } });
  const identities: Space = { callers: (search) => search.identities };

  test.each<[string, ValueMap[]]>([
    ['an address and a VPC', [noAddress, when({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })]],
    ['neither an address nor a VPC', [when({ Null: { 'aws:SourceIp': 'false' } }), when({ Null: { 'aws:SourceVpc': 'false' } })]],
    ['a VPC, but no endpoint', [when({ Null: { 'aws:SourceVpc': 'true' } }), when({ Null: { 'aws:SourceVpce': 'false' } })]],
    ['an address, and one within a VPC', [noAddress, when({ NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } })]],
  ])('a request cannot have %s', (_, statements) => {
    expect(find(statements, identities).outcome).toBe(Outcome.NONE);
  });

  test.each<[string, ValueMap[]]>([
    ['an address', [noAddress]],
    ['a VPC and its endpoint', [when({ Null: { 'aws:SourceVpc': 'true' } }), when({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })]],
    ['an address within a VPC', [when({ NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }), when({ Null: { 'aws:SourceIp': 'false' } })]],
  ])('a request can have %s', (_, statements) => {
    expect(find(statements, identities).outcome).toBe(Outcome.FOUND);
  });

  test('a request from an address that is given comes through no endpoint', () => {
    expect(find([when({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })], { ...identities, context: { 'aws:SourceIp': '10.0.0.1' } }).outcome)
      .toBe(Outcome.NONE);
  });

  test('a service tells none of them', () => {
    expect(find([when({ Null: { 'aws:SourceIp': 'false' } }), when({ Null: { 'aws:SourceVpc': 'false' } })], { callers: (search) => search.services }).outcome)
      .toBe(Outcome.FOUND);
  });
});

describe('policy variables', () => {
  test('are what the caller is called', () => {
    const { outcome, request } = find([notResource(`${BUCKET}/\${aws:username}/*`)]);
    expect(outcome).toBe(Outcome.FOUND);
    expect(request?.principal.kind).toBe('user');
    expect(String(request?.resource)).toMatch(new RegExp(`^${BUCKET}/[^/]+/`));
  });

  test('match nothing for callers without that name', () => {
    const roles: Space = { callers: (search) => search.identities.filter(({ kind }) => kind === 'role') };
    expect(find([notResource(`${BUCKET}/\${aws:username}/*`)], roles).outcome).toBe(Outcome.NONE);
  });

  test('are one value wherever they stand', () => {
    const ofTeam = notResource(`${BUCKET}/\${aws:PrincipalTag/team}/*`);
    const { outcome, request } = find([ofTeam, deny({ Resource: `${BUCKET}/a/*` }), when({ StringNotLike: { 'aws:PrincipalTag/team': '?b' } })]);
    expect(outcome).toBe(Outcome.FOUND);
    expect(String(request?.resource)).toContain(`/${String(request?.context['aws:principaltag/team'])}/`);
    expect(find([ofTeam, deny({ Resource: `${BUCKET}/a/*` }), when({ StringNotEquals: { 'aws:PrincipalTag/team': 'a' } })]).outcome)
      .not.toBe(Outcome.FOUND);
  });

  test('have a default where the key is absent', () => {
    const { outcome, request } = find([notResource(`${BUCKET}/\${aws:PrincipalTag/team, 'all'}/*`), when({ Null: { 'aws:PrincipalTag/team': 'false' } })]);
    expect(outcome).toBe(Outcome.FOUND);
    expect(String(request?.resource)).toContain('/all/');
  });

  test('may be what requests have of another key', () => {
    const sameVpc = when({ StringEquals: { 'aws:SourceVpc': '${aws:PrincipalTag/vpc}' } });
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [sameVpc] });
    const space = { callers: search.identities, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET };
    for (const context of [{ 'aws:SourceVpc': 'vpc-1' }, {}] as ContextKeys[]) {
      expect(search.find(Wanted.DENIED, { ...space, context }).outcome).not.toBe(Outcome.NONE);
      expect(search.find(Wanted.NOT_DENIED, { ...space, context }).outcome).toBe(Outcome.FOUND);
    }
    expect(search.find(Wanted.DENIED, { ...space, context: { 'aws:SourceVpc': null } }).outcome).toBe(Outcome.NONE);
  });

  const objectsOf = (...variables: string[]) => notResource([BUCKET, ...variables].join('/'));
  const tags = (count: number) => Array.from({ length: count }, (_, i) => `\${aws:PrincipalTag/t${i}}`);

  test('two of them have values, more are left as they are', () => {
    expect([1, 2].map((count) => find([objectsOf(...tags(count))]).outcome)).toEqual([Outcome.FOUND, Outcome.FOUND]);
    const { outcome, reason } = find([objectsOf(...tags(12))]);
    expect([outcome, reason]).toEqual([Outcome.UNTOLD, undefined]);
  });

  test.each<[string, string, Outcome]>([
    ['is absent', "${aws:PrincipalTag/team, 'x'}", Outcome.FOUND],
    // Whether it is just that cannot be told, and every role has one.
    ['is always there', "${aws:userid, 'x'}", Outcome.UNTOLD],
    ['is never there', "${aws:username, 'x'}", Outcome.FOUND],
  ])('have a default where the key %s', (_, variable, expected) => {
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [objectsOf(variable)] });
    const callers = search.identities.filter(({ kind }) => kind === 'role');
    const { outcome } = search.find(Wanted.NOT_DENIED, { callers, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET, objectKeys: 'x' });
    expect(outcome).toBe(expected);
  });

  test('have values that conditions compare them with', () => {
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [objectsOf('${aws:PrincipalTag/team}'), when({ StringNotLike: { 'aws:PrincipalTag/team': 'a*' } })] });
    const { outcome, request } = search.find(Wanted.NOT_DENIED, { callers: search.identities, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET });
    expect([outcome, String(request?.resource), request?.context]).toEqual([Outcome.FOUND, `${BUCKET}/a\u0003`, { 'aws:principaltag/team': 'a\u0003' }]);
  });

  test('stand for nothing in a policy without a version', () => {
    const search = new PolicySearch({ Statement: [notResource(`${BUCKET}/\${aws:username}`)] });
    const { request } = search.find(Wanted.NOT_DENIED, { callers: search.identities, actions: BUCKET_POLICY_ACTIONS, resource: BUCKET });
    expect(request?.resource).toBe(`${BUCKET}/\${aws:username}`);
  });
});

describe('the account of those who call AWS KMS', () => {
  const ofOrganization = when({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } });
  const identities: Space = { callers: (search) => search.identities, actions: ['s3:GetObject'] };

  test.each<[string, ValueMap, Outcome]>([
    ['is like any text', when({ StringLike: { 'kms:CallerAccount': '*' } }), Outcome.FOUND],
    ['is there', when({ Null: { 'kms:CallerAccount': 'false' } }), Outcome.FOUND],
    ['is not there', when({ Null: { 'kms:CallerAccount': 'true' } }), Outcome.NONE],
    ['is another one', when({ StringNotEquals: { 'kms:CallerAccount': '111122223333' } }), Outcome.NONE],
    ['is not what the object is called', notResource(`${BUCKET}/\${kms:CallerAccount}`), Outcome.NONE],
  ])('no request to Amazon S3 has it: a Deny where it %s', (_, statement, expected) => {
    expect(find([statement, ofOrganization], identities).outcome).toBe(expected);
  });

  test('requests to AWS KMS have it', () => {
    const statement = deny({ Action: 'kms:*', Condition: { StringNotEquals: { 'kms:CallerAccount': '111122223333' } } });
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [statement] });
    const { request } = search.find(Wanted.NOT_DENIED, {
      callers: search.identities, actions: [{ name: 'kms:Decrypt', onObjects: false }], resource: 'arn:aws:kms:eu-west-1:111122223333:key/1',
    });
    expect(request?.principal.account).toBe('111122223333');
  });
});

describe('services', () => {
  const exceptTrail = when({ StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } });

  test('that only a condition names are meant to be exempt', () => {
    expect(find([exceptTrail]).outcome).toBe(Outcome.NONE);
    const { outcome, request } = find([exceptTrail], { callers: () => [knownCaller(Principal.service('cloudtrail.amazonaws.com'))] });
    expect([outcome, request?.principal.names]).toEqual([Outcome.FOUND, ['cloudtrail.amazonaws.com']]);
  });
});

test('a clause that is fulfilled without consequences leaves the others as they are', () => {
  const statements = [
    { ...when({ NumericNotEqualsIfExists: { 's3:max-keys': '5' } }), Resource: `${BUCKET}/b*a` },
    when({ NumericLessThan: { 's3:max-keys': '10' }, NumericNotEquals: { 's3:max-keys': '5' } }),
  ];
  expect(find(statements).outcome).toBe(Outcome.FOUND);
});

describe('where the name of the bucket is not known', () => {
  const BUCKET_HERE = Text.of('arn:aws:s3:::', new NameHole('Template/Bucket'));
  const objects = (pattern: string) => Text.of(BUCKET_HERE, `/${pattern}`);
  const allow = (rest: ValueMap): ValueMap => ({ Effect: 'Allow', Principal: '*', Action: 's3:*', ...rest });
  const search = (wanted: Wanted, ...Statement: ValueMap[]) => {
    const found = new PolicySearch({ Version: '2012-10-17', Statement });
    return found.find(wanted, { callers: found.identities, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET_HERE });
  };

  test.each<[string, ValueMap[]]>([
    ['by their beginnings', [allow({ Resource: objects('a*') }), allow({ NotResource: [objects('a*')] })]],
    ['by overlapping patterns', [allow({ Resource: objects('*a*') }), allow({ NotResource: [objects('a*'), objects('b/*a')] })]],
    ['by length', [allow({ Resource: objects('?') }), allow({ Resource: objects('??*') })]],
  ])('two Allows that split its objects %s leave none out', (_, statements) => {
    expect(search(Wanted.REFUSED, ...statements).outcome).toBe(Outcome.NONE);
  });

  test('two that leave something out between them are told', () => {
    const { outcome, request } = search(Wanted.REFUSED, allow({ Resource: objects('a*') }), allow({ NotResource: [objects('a*'), objects('b/*')] }));
    expect([outcome, String(request?.resource)]).toEqual([Outcome.FOUND, String(objects('b/'))]);
  });

  test('objects of two folders are never the same', () => {
    expect(search(Wanted.GRANTED, allow({ Resource: objects('a/*') }), deny({ NotResource: [objects('b/*')], Resource: null })).outcome).toBe(Outcome.NONE);
  });

  test('a key may have the name in it', () => {
    const named = Text.of(BUCKET_HERE, '/', new NameHole('Template/Bucket'), '/*');
    const { outcome, request } = search(Wanted.GRANTED, allow({ Resource: named }));
    expect([outcome, String(request?.resource)]).toEqual([Outcome.FOUND, String(named).slice(0, -1)]);
  });
});

test('requests that the space excludes are not found', () => {
  const search = new PolicySearch({ Statement: [] });
  const space = { callers: search.identities, actions: BUCKET_POLICY_ACTIONS, resource: BUCKET };
  const condition = { StringEquals: { 's3:x-amz-acl': 'public-read' } };
  expect(search.find(Wanted.NOT_DENIED, { ...space, condition }).request).toMatchObject({ action: 's3:PutObject', context: { 's3:x-amz-acl': 'public-read' } });
  const both = { ...condition, StringNotLike: { 's3:x-amz-acl': 'public-*' } };
  expect(search.find(Wanted.NOT_DENIED, { ...space, condition: both }).outcome).toBe(Outcome.NONE);
  const ofPrefix = search.find(Wanted.NOT_DENIED, { ...space, actions: [{ name: 's3:GetObject', onObjects: true }], objectKeys: Text.of(new Hole('Prefix'), '/*') });
  expect(String(ofPrefix.request?.resource)).toContain('Prefix');
});
