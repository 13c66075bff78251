import { found, ruleThat, viewOf } from './support';
import { Answer, type BucketView, CustomFinding, KmsKeyType, RequestCaller, RuleSet } from '../../../src';
import { bucket, encrypted } from '../rules/support';

const SECTIONS = {
  Parameters: { Open: { Type: 'String' } },
  Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } },
};
const { YES, NO, UNKNOWN } = Answer;
const whether = (yes: unknown, no: unknown = { Ref: 'AWS::NoValue' }) => ({ 'Fn::If': ['Prod', yes, no] });
const ARNS = [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': '${Bucket.Arn}/*' }];
const allowing = (Principal: unknown, more: object = {}) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: ARNS, ...more }] } },
});
const logging = (configuration: unknown) => bucket({ LoggingConfiguration: configuration });
const HERE = { DestinationBucketName: { Ref: 'Bucket' } };
const view = (resources: object) => viewOf('Bucket', { ...SECTIONS, Resources: { Bucket: bucket(), ...resources } });
const LOGGING = { Service: 'logging.s3.amazonaws.com' };

describe('logs', () => {
  test.each<[string, object, Answer, Answer]>([
    ['to this bucket', { Source: logging(HERE) }, YES, YES],
    ['to another one', { Source: logging({ DestinationBucketName: 'other' }) }, NO, NO],
    ['to one of the same account', { Source: logging({ DestinationBucketName: { 'Fn::Sub': 'logs-${AWS::AccountId}' } }) }, NO, NO],
    ['to a bucket that a parameter names', { Source: logging({ DestinationBucketName: { Ref: 'Open' } }) }, UNKNOWN, UNKNOWN],
    ['to a bucket whose name is an import', { Source: logging({ DestinationBucketName: { 'Fn::ImportValue': 'logs' } }) }, UNKNOWN, UNKNOWN],
    ['to one of two', { Source: logging({ DestinationBucketName: whether({ Ref: 'Bucket' }, 'other') }) }, UNKNOWN, UNKNOWN],
    ['if a condition holds', { Source: logging(whether(HERE)) }, UNKNOWN, UNKNOWN],
    ['of a bucket that may not be created', { Source: { ...logging(HERE), Condition: 'Prod' } }, UNKNOWN, UNKNOWN],
    ['of a bucket that may not be created, and of one that is', { Source: { ...logging(HERE), Condition: 'Prod' }, Other: logging(HERE) }, YES, YES],
    ['of a bucket that is created with this one', { Bucket: { ...bucket(), Condition: 'Prod' }, Source: { ...logging(HERE), Condition: 'Prod' } }, YES, YES],
    ['of a trail that a condition creates', { Trail: { Type: 'AWS::CloudTrail::Trail', Condition: 'Prod', Properties: { S3BucketName: { Ref: 'Bucket' }, IsLogging: true } } }, UNKNOWN, NO],
    ['which an ACL allows', { Bucket: bucket({ AccessControl: 'LogDeliveryWrite' }) }, NO, YES],
    ['which an ACL may allow', { Bucket: bucket({ AccessControl: whether('LogDeliveryWrite', 'Private') }) }, NO, UNKNOWN],
    ['which a policy allows', { Policy: allowing(LOGGING) }, NO, YES],
    ['which a policy allows to an account', { Policy: allowing({ AWS: ['111122223333', 'arn:aws:iam::127311923021:root'] }) }, NO, YES],
    ['which a policy denies', { Policy: allowing(LOGGING, { Effect: 'Deny' }) }, NO, NO],
    ['which a policy may allow', { Policy: { ...allowing(LOGGING), Condition: 'Prod' } }, NO, UNKNOWN],
    ['which a statement may allow', { Policy: allowing(whether(LOGGING, { Service: 'cloudtrail.amazonaws.com' })) }, NO, UNKNOWN],
    ['which a statement allows or denies', { Policy: allowing(LOGGING, { Effect: whether('Allow', 'Deny') }) }, NO, UNKNOWN],
    ['which a policy allows somebody', { Policy: allowing({ AWS: { Ref: 'Open' } }) }, NO, UNKNOWN],
    ['which a policy allows a role, and the account', {
      Role: { Type: 'AWS::IAM::Role', Properties: {} },
      Policy: allowing({ AWS: [{ 'Fn::GetAtt': ['Role', 'Arn'] }, { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }, { 'Fn::Sub': 'arn:aws:iam::${Open}:role/x' }] }),
    }, NO, NO],
    ['of which it is not known what the policy says', { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Ref: 'Open' } } } }, NO, UNKNOWN],
    ['of which it is not known whose policy it is', { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Open' }, PolicyDocument: {} } } }, NO, UNKNOWN],
  ])('%s', (_, resources, receives, requires) => {
    const { receivesLogs, requiresSseS3 } = view(resources);
    expect([receivesLogs, requiresSseS3]).toEqual([receives, requires]);
  });

  test('a destination that is not known is that of no bucket of another template', () => {
    const Source = logging({ DestinationBucketName: { Ref: 'Open' } });
    expect(viewOf('Bucket', { Resources: { Bucket: bucket() } }, { ...SECTIONS, Resources: { Source } }).receivesLogs).toBe(NO);
  });

  test('conditions are judged case by case', () => {
    const none = (answer: (one: BucketView) => Answer) => ruleThat((one) => {
      if (one.logicalId !== 'Bucket' || answer(one) === NO) { return []; }
      return [answer(one) === YES ? CustomFinding.violation('Logs.') : CustomFinding.undetermined('Perhaps.')];
    });
    const Resources = { Bucket: bucket(), Source: logging({ DestinationBucketName: whether({ Ref: 'Bucket' }, 'other') }) };
    for (const answer of [(one: BucketView) => one.receivesLogs, (one: BucketView) => one.requiresSseS3]) {
      expect(found([none(answer)], { ...SECTIONS, Resources })).toEqual(['Bucket AcmeRule error violation Properties: Logs. This applies if Prod is true.']);
    }
  });
});

describe('the alias of a key', () => {
  const typeOf = (key: unknown) => view({ Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }) }).key.type;
  test.each<[string, KmsKeyType]>([
    ['alias/${Open}', KmsKeyType.UNKNOWN],
    ['alias/a${Open}', KmsKeyType.UNKNOWN],
    ['arn:aws:kms:eu-west-1:111122223333:alias/${Open}', KmsKeyType.UNKNOWN],
    ['alias/aws/${Open}', KmsKeyType.AWS_MANAGED],
    ['alias/ours-${Open}', KmsKeyType.CUSTOMER_MANAGED],
    ['alias/${AWS::StackName}', KmsKeyType.CUSTOMER_MANAGED],
    ['arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/ours', KmsKeyType.CUSTOMER_MANAGED],
    ['arn:aws:kms:eu-west-1:111122223333:key/${Open}', KmsKeyType.CUSTOMER_MANAGED],
  ])('%s', (alias, type) => {
    expect(typeOf({ 'Fn::Sub': alias })).toBe(type);
  });
});

describe('a tag that conditions decide about', () => {
  const tag = (...tags: unknown[]) => view({ Bucket: bucket({ Tags: tags }) }).readTag('Team');
  const team = (Value: unknown, Key: unknown = 'Team') => ({ Key, Value });

  test('is one of two', () => {
    const two = tag(whether(team('a'), team('b')));
    expect([two.isOneOf('a', 'b'), two.isOneOf('a'), two.isOneOf('c'), two.reason]).toEqual([YES, UNKNOWN, NO, 'conditions or parameters determine it']);
  });

  test('is there or not', () => {
    const one = tag(whether(team('a')));
    expect([one.isOneOf('a'), one.isOneOf('b')]).toEqual([UNKNOWN, NO]);
  });

  test('is in two places', () => {
    const places = tag(whether(team('a'), team('x', 'Other')), whether(team('x', 'Other'), team('b')));
    expect([places.isOneOf('a'), places.isOneOf('b'), places.isOneOf('c')]).toEqual([UNKNOWN, UNKNOWN, NO]);
  });

  test('is perhaps another one', () => {
    expect(tag(whether(team('a')), team('b', { Ref: 'Open' })).isOneOf('b')).toBe(UNKNOWN);
    expect(tag(team('a'), team('b', { Ref: 'Open' })).isOneOf('b')).toBe(NO);
  });
});

describe('text that is known at deployment only cannot be asked about', () => {
  const TOKEN = '${Token[Key.Arn.12]}';
  const form = (where: string, text = TOKEN) => `${where} cannot be ${JSON.stringify(text)}, whose value is known at deployment only. Fix: pass a text without tokens.`;
  test.each<[string, () => unknown, string]>([
    ['a condition key', () => view({}).policyDeniesEvery({ conditionKeys: { 'aws:PrincipalOrgID': TOKEN } }), form('RequestQuery: the value of aws:PrincipalOrgID')],
    ['keys of objects', () => view({}).policyAllowsAny({ objectKeys: `${TOKEN}/*` }), form('RequestQuery: objectKeys', `${TOKEN}/*`)],
    ['an account', () => RequestCaller.account(TOKEN), form('RequestCaller: the ID of an account')],
    ['a role', () => RequestCaller.role(`arn:aws:iam::111122223333:role/${TOKEN}`), form('RequestCaller: the ARN of a role', `arn:aws:iam::111122223333:role/${TOKEN}`)],
    ['a property', () => view({}).readProperty('BucketName').isOneOf('a', TOKEN), form('isOneOf: a text')],
  ])('%s', (_, ask, message) => {
    expect(ask).toThrow(message);
  });
});

describe('questions about nothing', () => {
  const HTTP = 'aws:SecureTransport';
  test.each<[string, Parameters<BucketView['policyDeniesEvery']>[0], string]>([
    ['a condition key with two values', { conditionKeys: { [HTTP]: 'false', 'aws:securetransport': 'true' } }, 'RequestQuery: aws:securetransport is specified twice.'],
    ['a condition key with a value that is absent', { conditionKeys: { [HTTP]: 'false' }, absentConditionKeys: [HTTP] }, `RequestQuery: ${HTTP} is specified twice.`],
    ['no key of an object', { objectKeys: '' }, 'RequestQuery: objectKeys cannot be ""'],
  ])('%s', (_, query, message) => {
    expect(() => view({}).policyDeniesEvery(query)).toThrow(message);
  });

  test('nothing is no rule', () => {
    expect(() => RuleSet.recommended().withCustomRules(undefined as never)).toThrow('CustomRule: undefined isn\'t a rule. Fix: ');
  });
});
