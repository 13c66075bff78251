import { bucketKindDefaultNotDenied as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-default-not-denied';
import { ENCRYPTING, encryptedWithPolicy, type Kind, statement } from '../bucket-kinds-policies';
import { KEY_ARN } from '../bucket-kinds-support';
import { findings, merging } from '../support';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER = KEY.replace('1234abcd', '9999abcd');
const WITH_KEY = { algorithm: 'aws:kms', key: KEY };
const TITLE = { directory: 'directory bucket', table: 'table bucket', vector: 'vector bucket' };
const KINDS = Object.keys(ENCRYPTING) as Kind[];

describe.each(KINDS)('a %s bucket', (kind) => {
  const { actions, resources, algorithm, key } = ENCRYPTING[kind];
  const deny = (Condition: object) => statement('Deny', actions, resources, { Condition });
  const others = (name: string, values: unknown) => deny({ Null: { [name]: 'false' }, StringNotEquals: { [name]: values } });
  const found = (declared: object, ...statements: readonly unknown[]) => findings(rule, encryptedWithPolicy(kind, declared, ...statements));

  test.each<[string, object, readonly unknown[]]>([
    ['what specifies another encryption', WITH_KEY, [others(algorithm, 'aws:kms'), others(key, KEY)]],
    ['another key than several', WITH_KEY, [others(key, [OTHER, KEY])]],
    ['what specifies KMS, with SSE-S3 as the default', { algorithm: 'AES256' }, [others(algorithm, 'AES256')]],
    ['plain HTTP', WITH_KEY, [deny({ Bool: { 'aws:SecureTransport': 'false' } })]],
    ['the default to one role', WITH_KEY, [deny({ StringEquals: { [algorithm]: 'aws:kms' }, ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/one' } })]],
  ])('compliant: it denies %s', (_, declared, statements) => {
    expect(found(declared, ...statements)).toEqual([]);
  });

  test.each<[string, object, readonly unknown[]]>([
    ['demands another key', WITH_KEY, [others(key, OTHER)]],
    ['demands SSE-S3', WITH_KEY, [others(algorithm, 'AES256')]],
    ['demands KMS, and the default is SSE-S3', { algorithm: 'AES256' }, [others(algorithm, 'aws:kms')]],
    ['demands the ID of the key', WITH_KEY, [others(key, '1234abcd-12ab-34cd-56ef-1234567890ab')]],
    ['demands another key of everything', WITH_KEY, [deny({ StringNotEquals: { [key]: OTHER } })]],
  ])('violating: the policy %s', (_, declared, statements) => {
    expect(found(declared, ...statements)).toEqual([{
      on: 'Policy',
      status: 'violation',
      severity: 'error',
      property: `Properties.${{ directory: 'PolicyDocument', table: 'ResourcePolicy', vector: 'Policy' }[kind]}`,
      message: `The policy denies every ${actions.join(', ')} that specifies the default encryption of the ${TITLE[kind]}.`,
    }]);
  });

  test.each<[string, object]>([
    ['the key is missing, as in AWS\'s example for directory buckets', { Null: { [key]: 'true' } }],
    ['the algorithm is missing', { Null: { [algorithm]: 'true' } }],
    ['the algorithm is not KMS, whether it is there or not', { StringNotEquals: { [algorithm]: 'aws:kms' } }],
  ])('cannot tell: it denies requests if %s', (_, condition) => {
    expect(found(WITH_KEY, deny(condition))).toEqual([{
      on: 'Policy',
      status: 'unknown',
      severity: 'warning',
      property: expect.any(String),
      message: `The policy denies every ${actions.join(', ')} that specifies no encryption. It cannot be determined whether this includes requests with the default encryption: `
        + 'AWS does not document whether the condition keys then have its values.',
    }]);
  });

  const UNDETERMINED = 'It cannot be determined whether the policy denies ';

  test.each<[string, () => ReturnType<typeof found>]>([
    ['the accepted key is a parameter', () => found(WITH_KEY, others(key, { Ref: 'Parameter' }))],
    ['the algorithm is a parameter', () => found({ algorithm: { Ref: 'Parameter' }, key: KEY }, others(key, KEY))],
    ['the policy has a condition of its own', () => {
      const template = encryptedWithPolicy(kind, WITH_KEY, others(key, OTHER));
      return merging(() => findings(rule, { ...template, Resources: { ...template.Resources, Policy: { ...template.Resources.Policy, Condition: 'Condition' } } }));
    }],
  ])('cannot tell: %s', (_, judgedNow) => {
    expect(judgedNow()).toMatchObject([{ on: 'Policy', status: 'unknown', severity: 'warning', message: expect.stringContaining(UNDETERMINED) }]);
  });

  test.each<[string, object, readonly unknown[]]>([
    ['everything is denied anyway', WITH_KEY, [statement('Deny', actions, resources)]],
    ['the default is not known, and the policy looks at no encryption', { algorithm: { Ref: 'Parameter' }, key: KEY }, [deny({ Bool: { 'aws:SecureTransport': 'false' } })]],
    ['KMS has no key, which the service rejects', { algorithm: 'aws:kms' }, [others(key, OTHER)]],
  ])('not applicable: %s', (_, declared, statements) => {
    expect(found(declared, ...statements)).toEqual([]);
  });

  test('the key of the template is the one that the policy names', () => {
    const template = encryptedWithPolicy(kind, { algorithm: 'aws:kms', key: KEY_ARN }, others(key, KEY_ARN));
    const found2 = (policyOfKey: unknown) => findings(rule, { ...template, Resources: { ...template.Resources, Key: { Type: 'AWS::KMS::Key', Properties: {} }, Other: policyOfKey as object } });
    expect(found2({ Type: 'AWS::KMS::Key', Properties: {} })).toEqual([]);
  });
});
