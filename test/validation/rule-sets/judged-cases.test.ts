import { algorithm, equals, found, NOTHING, whether, YES_NO } from './support';
import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { RuleSet } from '../../../src/validation/rule-sets';
import { RuleName } from '../../../src/validation/rules';
import { bucket, encrypted } from '../rules/support';

const KEYS = ['BucketKeyEnabled', 'BucketKeyNotApplicable'];
const WITHOUT_KEY = 'The bucket encrypts with SSE-KMS and has no S3 Bucket Key.';
const WITH_KEY = 'The bucket enables an S3 Bucket Key, which has no effect with SSE-S3.';

describe('what hangs together stays together', () => {
  const SECTIONS = {
    Parameters: { Kms: YES_NO, Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] }, KeyArn: { Type: 'String', Default: '' } },
    Mappings: { Stages: { dev: { Algorithm: 'AES256', Key: false }, prod: { Algorithm: 'aws:kms', Key: true } } },
    Conditions: {
      UseKms: equals({ Ref: 'Kms' }, 'yes'),
      NoKms: { 'Fn::Not': [{ Condition: 'UseKms' }] },
      HasKey: { 'Fn::Not': [equals({ Ref: 'KeyArn' }, '')] },
      IsProd: equals({ Ref: 'Stage' }, 'prod'),
      KmsInProd: { 'Fn::And': [{ Condition: 'UseKms' }, { Condition: 'IsProd' }] },
      SseS3: { 'Fn::Or': [{ Condition: 'NoKms' }, { 'Fn::Not': [{ Condition: 'IsProd' }] }] },
    },
  };
  const inMap = (name: string) => ({ 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, name] });
  const RULE = { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };
  const AES256 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };

  test.each<[string, object]>([
    ['one value each', algorithm(whether('UseKms', 'aws:kms', 'AES256'), whether('UseKms', true, false))],
    ['one value each, under opposite conditions', algorithm(whether('UseKms', 'aws:kms', 'AES256'), whether('NoKms', NOTHING, true))],
    ['a rule in a list', bucket({ BucketEncryption: { ServerSideEncryptionConfiguration: [whether('HasKey', RULE, AES256)] } })],
    ['a whole property', bucket({ BucketEncryption: whether('UseKms', { ServerSideEncryptionConfiguration: [RULE] }, NOTHING) })],
    ['a whole resource', { ...algorithm('aws:kms', whether('UseKms', true, false)), Condition: 'UseKms' }],
    ['And and Or', algorithm(whether('KmsInProd', 'aws:kms', 'AES256'), whether('SseS3', false, true))],
    ['a map', algorithm(inMap('Algorithm'), inMap('Key'))],
    ['a map and a condition', algorithm(inMap('Algorithm'), whether('IsProd', true, false))],
  ])('%s', (_, Bucket) => {
    expect(found(KEYS, { ...SECTIONS, Resources: { Bucket } })).toEqual([]);
  });

  test('a bucket and the logs that it gets', () => {
    const Logs = algorithm(whether('UseKms', 'aws:kms', 'AES256'));
    const logging = (condition: string) => bucket({ LoggingConfiguration: whether(condition, { DestinationBucketName: { Ref: 'Logs' } }, NOTHING) });
    expect(found(['LogDestinationSseS3'], { ...SECTIONS, Resources: { Logs, Data: logging('NoKms') } })).toEqual([]);
    expect(found(['LogDestinationSseS3'], { ...SECTIONS, Resources: { Logs, Data: { ...logging('UseKms'), Condition: 'NoKms' } } })).toEqual([]);
    expect(found(['LogDestinationSseS3'], { ...SECTIONS, Resources: { Logs, Data: logging('UseKms') } })).toEqual([
      'Logs warning: The bucket receives S3 server access logs of Data, which require SSE-S3, but encrypts with AWS KMS. This applies if UseKms is true.',
    ]);
  });

  test('policies, one of which is always there', () => {
    const policy = (Condition: string) => ({
      Type: 'AWS::S3::BucketPolicy',
      Condition,
      Properties: {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': '${Bucket.Arn}/*' }],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        },
      },
    });
    const rules = ['SecureTransportRequired', 'OnePolicyPerBucket'];
    expect(found(rules, { ...SECTIONS, Resources: { Bucket: bucket(), First: policy('UseKms'), Second: policy('NoKms') } })).toEqual([]);
    expect(found(rules, { ...SECTIONS, Resources: { Bucket: bucket(), First: policy('UseKms'), Second: policy('IsProd') } })).toEqual([
      'Bucket error: The bucket has no policy, so requests over plain HTTP are not denied. This applies if UseKms is false and IsProd is false.',
      'Second warning: The bucket already has a policy, First, and S3 keeps only one of them. This applies if UseKms is true.',
    ]);
  });

  test('a trail, its prefix, and the policy that lets it write', () => {
    const Statement = [
      { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:GetBucketAcl', Resource: { 'Fn::GetAtt': ['Logs', 'Arn'] } },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: whether('HasKey', { 'Fn::Sub': '${Logs.Arn}/${KeyArn}/AWSLogs/*' }, { 'Fn::Sub': '${Logs.Arn}/AWSLogs/*' }),
      },
    ];
    const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { Version: '2012-10-17', Statement } } };
    const trail = (S3KeyPrefix: unknown) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Logs' }, S3KeyPrefix } });
    const check = (S3KeyPrefix: unknown) => found(['LogDeliveryAllowed'], { ...SECTIONS, Resources: { Logs: bucket(), Policy, Trail: trail(S3KeyPrefix) } });
    expect(check(whether('HasKey', { Ref: 'KeyArn' }, NOTHING))).toEqual([]);
    expect(check(NOTHING)).toEqual([expect.stringMatching(/^Policy warning: It cannot be determined whether .* This applies if HasKey is true\.$/)]);
  });

  test('a key and the bucket that it encrypts', () => {
    const Resources = {
      Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: whether('UseKms', true, false) } },
      Bucket: bucket({
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: whether('UseKms', { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, { SSEAlgorithm: 'AES256' }) },
          ],
        },
      }),
    };
    expect(found(['KmsKeyRotation'], { ...SECTIONS, Resources })).toEqual([]);
  });
});

describe('the words of the template', () => {
  const check = (Parameters: object, Conditions: object, Bucket: object, more: object = {}) =>
    found(KEYS, { Parameters, Conditions, ...more, Resources: { Bucket } });
  const Alg = { Type: 'String', AllowedValues: ['AES256', 'aws:kms'] };
  const BK = { Type: 'String', AllowedValues: ['true', 'false'] };

  test('parameters', () => {
    expect(check({ Alg, BK }, {}, algorithm({ Ref: 'Alg' }, { Ref: 'BK' }))).toEqual([
      `Bucket warning: ${WITHOUT_KEY} This applies if Alg is aws:kms and BK is false.`,
      `Bucket warning: ${WITH_KEY} This applies if Alg is AES256 and BK is true.`,
    ]);
  });

  test('only those that make a difference', () => {
    const Tagged = { ...BK, Default: 'false' };
    const Bucket = algorithm({ Ref: 'Alg' }, { Ref: 'BK' }, { VersioningConfiguration: { Status: { Ref: 'Tagged' } } });
    expect(check({ Alg: { ...Alg, AllowedValues: ['aws:kms'] }, BK, Tagged }, {}, Bucket)).toEqual([`Bucket warning: ${WITHOUT_KEY} This applies if BK is false.`]);
  });

  test('several values', () => {
    const Stage = { Type: 'String', AllowedValues: ['dev', 'test', 'prod', 'demo'] };
    const Mappings = { Key: { dev: { On: false }, test: { On: false }, prod: { On: true }, demo: { On: false } } };
    expect(check({ Stage }, {}, algorithm('aws:kms', { 'Fn::FindInMap': ['Key', { Ref: 'Stage' }, 'On'] }), { Mappings })).toEqual([
      `Bucket warning: ${WITHOUT_KEY} This applies if Stage is dev, test or demo.`,
    ]);
  });

  test('several conditions', () => {
    const Conditions = { A: equals({ Ref: 'X' }, 'yes'), B: equals({ Ref: 'Y' }, 'yes') };
    expect(check({ X: { Type: 'String' }, Y: { Type: 'String' } }, Conditions, algorithm('aws:kms', whether('A', whether('B', true, false), whether('B', false, true))))).toEqual([
      `Bucket warning: ${WITHOUT_KEY} This applies if A is true and B is false, or if B is true and A is false.`,
    ]);
  });

  test('a parameter that is compared, and is nothing of that', () => {
    const Conditions = { A: equals({ Ref: 'X' }, ''), B: equals({ Ref: 'X' }, 'none') };
    const Bucket = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: whether('A', 'AES256', whether('B', 'AES256', 'aws:kms')), KMSMasterKeyID: { Ref: 'X' } } });
    expect(found(['DefaultEncryptionValid', 'BucketKeyEnabled'], { Parameters: { X: { Type: 'String', Default: '' } }, Conditions, Resources: { Bucket } })).toEqual([
      'Bucket warning: The default encryption is AES256, but specifies the KMS key none, which S3 rejects. This applies if B is true.',
      `Bucket info: ${WITHOUT_KEY} This applies if X is neither empty nor none.`,
    ]);
  });

  test('what differs from case to case in the value of a parameter is said once', () => {
    const Stage = { Type: 'String', AllowedValues: ['dev', 'prod'] };
    const Bucket = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::Sub': 'alias/${Stage}-key' } } });
    expect(found(['KmsKeyArn'], { Parameters: { Stage }, Resources: { Bucket } })).toEqual([expect.stringContaining('alias/${Stage}-key')]);
  });
});

describe('severity', () => {
  const check = (X: object, rules = KEYS) => found(rules, {
    Parameters: { X },
    Conditions: { A: equals({ Ref: 'X' }, 'yes') },
    Resources: { Bucket: algorithm('aws:kms', whether('A', false, true), { ObjectLockEnabled: true }) },
  });

  test.each([
    ['with the default', { Type: 'String', Default: 'yes' }, 'warning'],
    ['with another value than the default', { Type: 'String', Default: 'no' }, 'info'],
    ['where there is no default', { Type: 'String' }, 'warning'],
  ])('%s', (_, parameter, severity) => {
    expect(check(parameter)).toEqual([`Bucket ${severity}: ${WITHOUT_KEY} This applies if A is true.`]);
  });

  test('of a resource that is not created with the defaults, as if it were', () => {
    expect(found(KEYS, {
      Parameters: { Make: YES_NO, Key: YES_NO },
      Conditions: { Makes: equals({ Ref: 'Make' }, 'yes'), HasKey: equals({ Ref: 'Key' }, 'yes') },
      Resources: { Whole: { ...algorithm('aws:kms'), Condition: 'Makes' }, Part: { ...algorithm('aws:kms', whether('HasKey', true, false)), Condition: 'Makes' } },
    })).toEqual([`Part warning: ${WITHOUT_KEY} This applies if HasKey is false.`, `Whole warning: ${WITHOUT_KEY}`].sort((a, b) => b.localeCompare(a)));
  });

  test('in every case, whatever is said', () => {
    const Parameters = { X: YES_NO };
    const Conditions = { A: equals({ Ref: 'X' }, 'yes') };
    const Bucket = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: whether('A', 'one', 'two') } });
    expect(found(['DefaultEncryptionValid'], { Parameters, Conditions, Resources: { Bucket } })).toEqual([
      'Bucket error: The default encryption specifies the algorithm "one", which S3 does not support. This applies if A is true.',
      'Bucket error: The default encryption specifies the algorithm "two", which S3 does not support. This applies if A is false.',
    ]);
  });

  test('that a user gives', () => {
    const rules = RuleSet.recommended().withSeverity(RuleName.BUCKET_KEY_ENABLED, 'error' as never);
    const json = { Parameters: { X: YES_NO }, Conditions: { A: equals({ Ref: 'X' }, 'yes') }, Resources: { Bucket: algorithm('aws:kms', whether('A', false, true)) } };
    expect(rules._judge(Posture.of(App.of([{ name: 'Stack', json }]))).find(({ rule }) => rule.name === 'BucketKeyEnabled')).toMatchObject({ severity: 'warning' });
  });
});

describe('nested stacks', () => {
  const parent = (stack: object, more: object = {}): TemplateSource => ({
    name: '/somewhere/Parent.template.json',
    json: {
      Parameters: { Kms: YES_NO },
      Conditions: { UseKms: equals({ Ref: 'Kms' }, 'yes') },
      Resources: { Child: { Type: 'AWS::CloudFormation::Stack', ...stack }, ...more },
    },
  });
  const child = (Resources: object): TemplateSource => ({
    name: '/somewhere/Child.template.json',
    nestedIn: { template: '/somewhere/Parent.template.json', logicalId: 'Child' },
    json: { Parameters: { Kms: { Type: 'String' }, Logs: { Type: 'String', Default: '' } }, Conditions: { InKms: equals({ Ref: 'Kms' }, 'yes') }, Resources },
  });
  const Bucket = algorithm(whether('InKms', 'aws:kms', 'AES256'), false);

  test.each([
    ['a parameter', { Ref: 'Kms' }, [`Bucket info: ${WITHOUT_KEY} This applies if InKms is true.`]],
    ['a choice', whether('UseKms', 'yes', 'no'), [`Bucket info: ${WITHOUT_KEY} This applies if InKms is true.`]],
    ['one value', 'yes', [`Bucket warning: ${WITHOUT_KEY}`]],
    ['another value', 'no', []],
  ])('that get %s', (_, Kms, expected) => {
    expect(found(KEYS, parent({ Properties: { Parameters: { Kms } } }), child({ Bucket }))).toEqual(expected);
  });

  test('that log to a bucket of their parent', () => {
    const Logs = algorithm(whether('UseKms', 'aws:kms', 'AES256'));
    const logging = (yes: unknown, no: unknown) => bucket({ LoggingConfiguration: whether('InKms', yes, no) });
    const there = { DestinationBucketName: { Ref: 'Logs' } };
    const stack = (Kms: unknown) => parent({ Properties: { Parameters: { Kms, Logs: { Ref: 'Logs' } } } }, { Logs });
    expect(found(['LogDestinationSseS3'], stack({ Ref: 'Kms' }), child({ Data: logging(NOTHING, there) }))).toEqual([]);
    expect(found(['LogDestinationSseS3'], stack({ Ref: 'Kms' }), child({ Data: logging(there, NOTHING) }))).toEqual([
      expect.stringMatching(/^Logs warning: .* This applies if UseKms is true\.$/),
    ]);
    // What is in another template is named with it, and without the path of its file.
    expect(found(['LogDestinationSseS3'], stack({ 'Fn::ImportValue': 'kms' }), child({ Data: logging(there, NOTHING) }))).toEqual([
      expect.stringMatching(/^Logs warning: .* This applies if UseKms is true and InKms of Child is true\.$/),
    ]);
  });

  test('that are not created in a case', () => {
    const stack = { Condition: 'UseKms', Properties: { Parameters: { Kms: { Ref: 'Kms' } } } };
    expect(found(KEYS, parent(stack), child({ Bucket }))).toEqual([`Bucket warning: ${WITHOUT_KEY}`]);
    expect(found(KEYS, parent(stack), child({ Bucket: algorithm(whether('InKms', 'aws:kms', 'aws:kms'), whether('InKms', true, false)) }))).toEqual([]);
  });
});

describe('bounds', () => {
  const conditions = (count: number) => ({
    Parameters: Object.fromEntries(Array.from({ length: count }, (_, i) => [`P${i}`, { Type: 'String' }])),
    Conditions: Object.fromEntries(Array.from({ length: count }, (_, i) => [`C${i}`, equals({ Ref: `P${i}` }, 'yes')])),
  });

  test('beyond 64 cases, what can be is judged all at once', () => {
    const P = (count: number) => ({ Type: 'String', AllowedValues: Array.from({ length: count }, (_, i) => (i === 0 ? 'true' : `value-${i}`)) });
    const Resources = { Bucket: algorithm('aws:kms', { Ref: 'P' }) };
    expect(found(KEYS, { Parameters: { P: P(2) }, Resources })).toEqual([`Bucket warning: ${WITHOUT_KEY} This applies if P is value-1.`]);
    expect(found(KEYS, { Parameters: { P: P(64) }, Resources })).toEqual([expect.stringContaining('This applies if P is value-1,')]);
    expect(found(KEYS, { Parameters: { P: P(65) }, Resources })).toEqual([`Bucket warning: ${WITHOUT_KEY}`]);
  });

  test('where too many choices hang together, those that are near count', () => {
    const Resources = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`Bucket${i}`, {
      ...algorithm(whether(`C${i}`, 'aws:kms', 'AES256'), whether(`C${i}`, true, i === 3)),
      ...{ DependsOn: [] },
    }]));
    const Role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [{
          PolicyName: 'All',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: Object.keys(Resources).map((id) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Sub': `\${${id}.Arn}/*` } })),
          },
        }],
      },
    };
    expect(found([...KEYS, 'AccessWithoutKey'], { ...conditions(10), Resources: { ...Resources, Role } }).filter((text) => !text.startsWith('Role')))
      .toEqual([`Bucket3 warning: ${WITH_KEY} This applies if C3 is false.`]);
  });

  test('choices that have nothing to do with each other do not multiply', () => {
    const Resources = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`Bucket${i}`, algorithm('aws:kms', whether(`C${i}`, true, false))]));
    const interpreted = jest.spyOn(App.prototype, 'under');
    expect(found(KEYS, { ...conditions(100), Resources })).toHaveLength(100);
    expect(interpreted).toHaveBeenCalledTimes(2);
    interpreted.mockRestore();
  });

  test('a template that leaves no choice is interpreted once', () => {
    const interpreted = jest.spyOn(App.prototype, 'under');
    const BootstrapVersion = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' };
    expect(found(KEYS, { Parameters: { BootstrapVersion }, Resources: { Bucket: algorithm('aws:kms') } })).toHaveLength(1);
    expect(found(KEYS, { ...conditions(1), Resources: { Bucket: algorithm('aws:kms'), Other: { Type: 'AWS::SQS::Queue', Condition: 'C0' } } })).toHaveLength(1);
    expect(interpreted).not.toHaveBeenCalled();
    expect(App.of([{ name: 'Stack', json: { Parameters: { BootstrapVersion } } }]).uses).toBeUndefined();
    interpreted.mockRestore();
  });
});

test('buckets that are alike are judged like each other', () => {
  const alike = () => algorithm(whether('UseKms', 'aws:kms', 'AES256'), false);
  expect(found(KEYS, {
    Parameters: { Kms: YES_NO }, Conditions: { UseKms: equals({ Ref: 'Kms' }, 'yes') }, Resources: { A: alike(), B: alike(), C: alike() },
  })).toEqual(['A', 'B', 'C'].map((id) => `${id} info: ${WITHOUT_KEY} This applies if UseKms is true.`));
});
