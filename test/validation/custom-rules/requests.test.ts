import { found, postureOf, ruleThat, saying, viewOf } from './support';
import { Answer, type BucketView, RequestCaller, RequestCallerKind } from '../../../src';
import { viewsOf } from '../../../src/validation/custom-rules/private/views';
import { bucket, encrypted } from '../rules/support';

const ARNS = (id: string) => [{ 'Fn::GetAtt': [id, 'Arn'] }, { 'Fn::Sub': `\${${id}.Arn}/*` }];
const DENY_HTTP = (id = 'Bucket') => ({
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ARNS(id), Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const policy = (statements: unknown, more: object = {}, id = 'Bucket') => ({
  Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: id }, PolicyDocument: { Version: '2012-10-17', Statement: statements } }, ...more,
});
const PARAMETERS = { Open: { Type: 'String' } };
const view = (resources: object, more: object = {}) => viewOf('Bucket', { Parameters: PARAMETERS, ...more, Resources: { Bucket: bucket(), ...resources } });
const PLAIN_HTTP = { conditionKeys: { 'aws:SecureTransport': 'false' } };

describe('whether every request is denied', () => {
  test('yes, for all callers', () => {
    const callers = [RequestCaller.anyIdentity(), RequestCaller.anyService(), RequestCaller.anonymous()];
    const answer = view({ Policy: policy([DENY_HTTP()]) }).policyDeniesEvery({ ...PLAIN_HTTP, callers });
    expect(answer).toMatchObject({ answer: Answer.YES });
    expect([answer.request, answer.reason]).toEqual([undefined, undefined]);
  });

  test('no, with one that is not denied', () => {
    const but = { ...DENY_HTTP(), Resource: { 'Fn::Sub': '${Bucket.Arn}/private/*' } };
    expect(view({ Policy: policy(but) }).policyDeniesEvery(PLAIN_HTTP)).toMatchObject({ answer: Answer.NO, request: expect.stringContaining('s3:') as unknown });
    const someone = { ...DENY_HTTP(), Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } };
    const { answer, request } = view({ Policy: policy(someone) }).policyDeniesEvery({ ...PLAIN_HTTP, callers: [RequestCaller.account('444455556666')] });
    expect([answer, request]).toEqual([Answer.NO, expect.stringContaining('444455556666')]);
  });

  test('those that are asked about, and no others', () => {
    const but = view({ Policy: policy({ ...DENY_HTTP(), Action: 's3:Get*', Resource: { 'Fn::Sub': '${Bucket.Arn}/private/*' } }) });
    const asked = (more: object) => but.policyDeniesEvery({ ...PLAIN_HTTP, ...more }).answer;
    expect(asked({ actions: ['s3:GetObject'], objectKeys: 'private/*' })).toBe(Answer.YES);
    expect(asked({ actions: ['s3:getobject', 's3:GetObjectV*'], objectKeys: 'private/a.txt' })).toBe(Answer.YES);
    expect(asked({ actions: ['s3:GetObject'], objectKeys: 'p*' })).toBe(Answer.NO);
    expect(asked({ actions: ['s3:GetObject'] })).toBe(Answer.NO);
    expect(asked({ actions: ['s3:GetObject', 's3:PutObject'], objectKeys: 'private/*' })).toBe(Answer.NO);
    expect(asked({ actions: ['s3:GetObject'], objectKeys: 'private/*', conditionKeys: {} })).toBe(Answer.NO);
  });

  test('requests that lack a condition key', () => {
    const header = 's3:x-amz-server-side-encryption';
    const named = view({ Policy: policy({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: ARNS('Bucket'), Condition: { Null: { [header]: 'true' } } }) });
    expect(named.policyDeniesEvery({ actions: ['s3:PutObject'], absentConditionKeys: [header] }).answer).toBe(Answer.YES);
    expect(named.policyDeniesEvery({ actions: ['s3:PutObject'] })).toMatchObject({ answer: Answer.NO, request: expect.stringContaining(header) as unknown });
  });

  test('no policy denies nothing', () => {
    expect(view({}).policyDeniesEvery(PLAIN_HTTP)).toMatchObject({ answer: Answer.NO, request: 'any of them' });
  });

  test('not known: whose policy it is, whether it is there, what it says', () => {
    const Unattached = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Open' }, PolicyDocument: {} } };
    const Conditions = { Prod: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } };
    expect(view({ Unattached }).policyDeniesEvery(PLAIN_HTTP)).toMatchObject({ answer: Answer.UNKNOWN, reason: 'it is not known to which bucket the policy Unattached belongs' });
    expect(view({ Policy: policy([DENY_HTTP()], { Condition: 'Prod' }) }, { Conditions }).policyDeniesEvery(PLAIN_HTTP)).toMatchObject({ answer: Answer.UNKNOWN, reason: 'the bucket policy is created under the condition Prod' });
    expect(view({ Policy: policy([{ ...DENY_HTTP(), Condition: { Bool: { 'aws:SecureTransport': { Ref: 'Open' } } } }]) }).policyDeniesEvery(PLAIN_HTTP))
      .toMatchObject({ answer: Answer.UNKNOWN, reason: expect.stringMatching(/./) as unknown });
  });

  test('two policies, of which S3 keeps one', () => {
    const Other = policy([]);
    const both = view({ Policy: policy([DENY_HTTP()]), Other });
    const reason = 'of several policies, S3 keeps the one that is deployed last';
    expect(both.policyDeniesEvery(PLAIN_HTTP)).toMatchObject({ answer: Answer.UNKNOWN, reason });
  });
});

describe('whether a request is allowed', () => {
  const allow = (principal: unknown, more: object = {}) => policy([{ Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: ARNS('Bucket'), ...more }]);
  const READ = { actions: ['s3:GetObject'] };

  test('yes, with one that is', () => {
    expect(view({ Policy: allow('*') }).policyAllowsAny({ ...READ, callers: [RequestCaller.anonymous()] })).toMatchObject({ answer: Answer.YES, request: 's3:GetObject without a signature' });
    expect(view({ Policy: allow({ Service: 'logging.s3.amazonaws.com' }) }).policyAllowsAny({ callers: [RequestCaller.service('logging.s3.amazonaws.com')] }))
      .toMatchObject({ answer: Answer.YES });
    expect(view({ Policy: allow({ AWS: 'arn:aws:iam::111122223333:user/anna' }) }).policyAllowsAny({ callers: [RequestCaller.user('arn:aws:iam::111122223333:user/anna')] }).answer)
      .toBe(Answer.YES);
  });

  test('no', () => {
    const only = view({ Policy: allow({ AWS: 'arn:aws:iam::111122223333:role/a' }) });
    const asked = (...callers: RequestCaller[]) => only.policyAllowsAny({ ...READ, callers }).answer;
    expect(asked(RequestCaller.role('arn:aws:iam::111122223333:role/a'))).toBe(Answer.YES);
    expect(asked(RequestCaller.role('arn:aws:iam::111122223333:role/b'))).toBe(Answer.NO);
    expect(asked(RequestCaller.otherAccounts('111122223333'), RequestCaller.anonymous(), RequestCaller.anyService())).toBe(Answer.NO);
    expect(only.policyAllowsAny({ actions: ['s3:PutObject'] }).answer).toBe(Answer.NO);
    expect(view({}).policyAllowsAny(READ).answer).toBe(Answer.NO);
  });

  test('by other accounts than that of the bucket', () => {
    const asked = (principal: unknown, environment: object, ...except: string[]) => viewOf('Bucket', {
      name: 'Stack', environment, json: { Resources: { Bucket: bucket(), Policy: allow(principal) } },
    }).policyAllowsAny({ ...READ, callers: [RequestCaller.otherAccounts(...except)] }).answer;
    const [own, theirs] = [{ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, { AWS: '444455556666' }];
    for (const environment of [{ account: '111122223333' }, {}]) {
      expect(asked(own, environment)).toBe(Answer.NO);
      expect(asked('*', environment, '444455556666')).toBe(Answer.YES);
      expect(asked({ AWS: [own.AWS, theirs.AWS] }, environment, '444455556666')).toBe(Answer.NO);
    }
    expect(asked(theirs, { account: '111122223333' })).toBe(Answer.YES);
    // It can be the account of the bucket.
    expect(asked(theirs, {})).toBe(Answer.UNKNOWN);
  });

  test('not known', () => {
    const Conditions = { Prod: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } };
    const Policy = { ...allow('*'), Condition: 'Prod' };
    expect(view({ Policy }, { Conditions }).policyAllowsAny(READ)).toMatchObject({ answer: Answer.UNKNOWN, reason: expect.stringContaining('Prod') as unknown });
    const perhaps = view({ Policy: allow('*', { Condition: { StringEquals: { 'aws:SourceVpce': { Ref: 'Open' } } } }) });
    expect(perhaps.policyAllowsAny({ ...READ, conditionKeys: { 'aws:SourceVpce': 'vpce-1' } })).toMatchObject({ answer: Answer.UNKNOWN, reason: expect.stringContaining('may allow s3:GetObject') as unknown });
  });

  test('a statement that denies takes it back', () => {
    const both = policy([{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: ARNS('Bucket') }, { ...DENY_HTTP(), Condition: undefined }]);
    expect(view({ Policy: both }).policyAllowsAny(READ).answer).toBe(Answer.NO);
  });
});

describe('the key policy', () => {
  const key = (statement: object | undefined) => ({
    Type: 'AWS::KMS::Key',
    Properties: { EnableKeyRotation: true, ...(statement === undefined ? {} : { KeyPolicy: { Version: '2012-10-17', Statement: [statement] } }) },
  });
  const Bucket = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } });
  const DECRYPT = { actions: ['kms:Decrypt'], callers: [RequestCaller.role('arn:aws:iam::444455556666:role/theirs')] };
  const allow = (Principal: unknown, Action: unknown = 'kms:*') => ({ Effect: 'Allow', Principal, Action, Resource: '*' });

  test('allows or does not', () => {
    const asked = (statement: object) => view({ Bucket, Key: key(statement) }).key.policyAllowsAny(DECRYPT).answer;
    expect(asked(allow({ AWS: 'arn:aws:iam::444455556666:role/theirs' }))).toBe(Answer.YES);
    expect(asked(allow({ AWS: '444455556666' }))).toBe(Answer.YES);
    expect(asked(allow({ AWS: '111122223333' }))).toBe(Answer.NO);
    expect(asked(allow('*', 'kms:Encrypt'))).toBe(Answer.NO);
    expect(asked(allow({ AWS: { Ref: 'Open' } }))).toBe(Answer.UNKNOWN);
  });

  test('that a custom resource may change at deployment is not known', () => {
    const Changer = { Type: 'Custom::KeyPolicy', Properties: { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f', KeyId: { Ref: 'Key' } } };
    const statement = allow({ AWS: 'arn:aws:iam::444455556666:role/theirs' });
    expect(view({ Bucket, Key: key(statement), Changer }).key.policyAllowsAny(DECRYPT))
      .toMatchObject({ answer: Answer.UNKNOWN, reason: 'Changer may change the key policy at deployment' });
  });

  test('of a key that is not in the app is not known, nor are its properties', () => {
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/a';
    const other = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn } });
    const { key: named } = view({ Bucket: other });
    expect(named.policyAllowsAny()).toMatchObject({ answer: Answer.UNKNOWN, reason: 'no template of the app creates the key' });
    expect(named.readProperty('EnableKeyRotation')).toMatchObject({ state: 'unknown', reason: 'no template of the app creates the key' });
    expect([named.logicalId, named.account, named.region]).toEqual([undefined, '111122223333', 'eu-west-1']);
  });

  test('its properties', () => {
    const { key: named } = view({ Bucket, Key: key(undefined) });
    expect([named.logicalId, named.readProperty('EnableKeyRotation').text]).toEqual(['Key', 'true']);
  });
});

describe('alike buckets', () => {
  const resources = (...ids: string[]) => Object.fromEntries(ids.flatMap((id) => [
    [id, bucket()],
    [`${id}Policy`, policy([{ ...DENY_HTTP(id), Principal: { AWS: { 'Fn::Sub': `\${${id}.Arn}` } } }], {}, id)],
  ]));

  test('each is told by its own names', () => {
    const look = (one: BucketView) => `${one.logicalId} ${one.policyStatements[0].json}`;
    const messages = found([ruleThat(saying(look))], { Resources: resources('One', 'Two') });
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('One'); expect(messages[0]).not.toContain('Two');
    expect(messages[1]).toContain('Two'); expect(messages[1]).not.toContain('One');
  });

  test('a request that names one of them is not that of another', () => {
    const one = (id: string) => policy([{ ...DENY_HTTP(id), Condition: { StringNotEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [id, 'Arn'] } } } }], {}, id);
    const answers = ['One', 'Two'].map((id) => [id, bucket()] as const);
    const posture = postureOf({ Resources: { ...Object.fromEntries(answers), OnePolicy: one('One'), TwoPolicy: one('Two') } });
    const [first, second] = posture.buckets.map((it) => viewsOf(posture)(it).policyDeniesEvery({ callers: [RequestCaller.service('sns.amazonaws.com')] }).request);
    expect([first, second]).toEqual([expect.stringContaining('${One}'), expect.stringContaining('${Two}')]);
    expect(second).not.toContain('${One}');
  });

  test('the same question is asked of the policy of one of them', () => {
    const alike = ['One', 'Two'].flatMap((id) => [[id, bucket()], [`${id}Policy`, policy([DENY_HTTP(id)], {}, id)]] as const);
    const posture = postureOf({ Resources: Object.fromEntries(alike) });
    const searches = posture.buckets.map(({ policies }) => jest.spyOn(policies[0].search, 'find'));
    const query = { ...PLAIN_HTTP, callers: [RequestCaller.anyIdentity()] };
    const answers = posture.buckets.map((one) => viewsOf(posture)(one).policyDeniesEvery(query).answer);
    expect(answers).toEqual([Answer.YES, Answer.YES]);
    expect(searches.map((search) => search.mock.calls.length)).toEqual([1, 0]);
    // Another question is another one.
    viewsOf(posture)(posture.buckets[1]).policyDeniesEvery({ ...PLAIN_HTTP, callers: [RequestCaller.account('111122223333')] });
    expect(searches[1].mock.calls.length + searches[0].mock.calls.length).toBe(2);
  });
});

describe('what nobody can ask', () => {
  const Policy = policy([DENY_HTTP()]);
  test.each<[string, object]>([
    ['RequestQuery: Amazon S3 has no action "s3:Fly"', { actions: ['s3:Fly'] }],
    ['RequestQuery: Amazon S3 has no action "kms:Decrypt"', { actions: ['kms:Decrypt'] }],
    ['RequestQuery: Amazon S3 has no condition key "SecureTransport"', { conditionKeys: { SecureTransport: 'false' } }],
    ['RequestQuery: Amazon S3 has no condition key "TlsVersion"', { absentConditionKeys: ['TlsVersion'] }],
    ['RequestCaller: there is no caller of the kind "nobody"', { callers: [{ kind: 'nobody', values: [] }] }],
    ['RequestQuery: actions is an empty list', { actions: [] }],
    ['RequestQuery: callers is an empty list', { callers: [] }],
    ['RequestQuery: none of the actions .* is on objects', { actions: ['s3:ListBucket'], objectKeys: 'a/*' }],
    ['RequestQuery: aws:PrincipalAccount is determined by the caller of a request', { conditionKeys: { 'aws:PrincipalAccount': '111122223333' } }],
    ['RequestQuery: aws:username is determined by the caller of a request', { absentConditionKeys: ['aws:username'] }],
  ])('%s', (message, query) => {
    for (const one of [view({ Policy }), view({})]) {
      expect(() => one.policyDeniesEvery(query)).toThrow(new RegExp(`^${message}.*\\. Fix: .*\\.$`));
      expect(() => one.policyAllowsAny(query)).toThrow(/ Fix: /);
    }
  });

  const OF_CALLERS = [
    'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalType', 'aws:PrincipalIsAWSService', 'aws:PrincipalServiceName', 'aws:PrincipalServiceNamesList',
    'aws:userid', 'aws:username', 'kms:CallerAccount', 'AWS:USERNAME',
  ];
  test.each(OF_CALLERS)('%s follows from who sends a request', (key) => {
    const message = `RequestQuery: ${key} is determined by the caller of a request. Fix: use callers.`;
    expect(() => view({}).policyDeniesEvery({ conditionKeys: { [key]: 'x' } })).toThrow(new Error(message));
    expect(() => view({}).policyDeniesEvery({ absentConditionKeys: [key] })).toThrow(new Error(message));
  });

  test.each(['aws:PrincipalOrgID', 'aws:PrincipalTag/username', 'aws:SourceAccount', 's3:x-amz-acl'])('%s does not', (key) => {
    expect(() => view({}).policyDeniesEvery({ conditionKeys: { [key]: 'x' } })).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['an action', { actions: ['s3:Fly'] }, 'Amazon S3 has no action "s3:Fly". Fix: write actions as in policies, for example s3:'],
    ['a condition key', { conditionKeys: { ':x': 'false' } }, 'Amazon S3 has no condition key ":x". Fix: write it with its prefix, for example aws:SecureTransport.'],
    ['a condition key without a prefix', { conditionKeys: { ':aws:x': 'false' } }, 'Amazon S3 has no condition key ":aws:x". Fix: '],
    ['a condition key without a name', { conditionKeys: { 'aws:': 'false' } }, 'Amazon S3 has no condition key "aws:". Fix: write it with its prefix, for example aws:'],
    ['a list of actions', { actions: [] }, 'actions is an empty list. Fix: omit it, or specify at least one element.'],
    ['a list of callers', { callers: [] }, 'callers is an empty list. Fix: omit it, or specify at least one element.'],
    ['keys of objects for a bucket', { actions: ['s3:ListBucket'], objectKeys: 'a/*' },
      'none of the actions ["s3:ListBucket"] is on objects. Fix: omit objectKeys, or specify an action on objects.'],
    ['the key of no object', { objectKeys: '' }, 'objectKeys cannot be "", because no object has an empty key. Fix: omit it, or use *.'],
    ['a condition key twice', { absentConditionKeys: ['aws:x', 'AWS:X'] }, 'AWS:X is specified twice. Fix: specify it once, in conditionKeys or in absentConditionKeys.'],
  ])('%s that is wrong is named, with how to write it', (_, query, message) => {
    const thrown = () => view({ Policy }).policyDeniesEvery(query);
    expect(thrown).toThrow(`RequestQuery: ${message}`);
  });

  test.each<[string, () => RequestCaller]>([
    ['is not the ID of an account', () => RequestCaller.account('1111')],
    ['is not the ARN of a role', () => RequestCaller.role('arn:aws:iam::111122223333:user/a')],
    ['is not the ARN of a role', () => RequestCaller.role('arn:aws:iam::111122223333:role/*')],
    ['is not the ARN of a user', () => RequestCaller.user('anna')],
    ['is not a service principal', () => RequestCaller.service('s3')],
  ])('a caller that %s', (message, make) => {
    expect(make).toThrow(new RegExp(`^RequestCaller: ".*" ${message}\\. Fix: .*\\.$`));
  });

  test('callers show what they are', () => {
    expect(RequestCaller.account('111122223333')).toMatchObject({ kind: RequestCallerKind.ACCOUNT, values: ['111122223333'] });
  });
});
