import { App, aws_iam as iam, aws_organizations as organizations, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrganizationGuardrail, type OrganizationGuardrailProps, TlsVersion } from '../../src';
import { type ContextKeys, Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template';
import { LOGGING, MODERN, naming, ROLE, s3Request } from '../support/requests';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY = 'arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OBJECT = 'arn:aws:s3:::data/key';
const ANONYMOUS = Principal.anonymous();
const ADMINISTRATOR = Principal.role('arn:aws:iam::111122223333:role/Administrator');
const OFF = { requireSecureTransport: false, denySignatureVersion2: false, denySseC: false };

function guardrail(props: OrganizationGuardrailProps = {}, env = { region: 'us-east-1' }): OrganizationGuardrail {
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  return new OrganizationGuardrail(new Stack(app, 'Stack', { env }), 'Guardrail', props);
}

function policyOf(construct: OrganizationGuardrail): { [property: string]: any } {
  return Object.values(Template.fromStack(Stack.of(construct)).findResources('AWS::Organizations::Policy'))[0].Properties;
}

function denies(props: OrganizationGuardrailProps, action: string, context: ContextKeys, principal = ROLE, resource = OBJECT): boolean {
  const answer = Policy.of(policyOf(guardrail(props)).Content).denies(s3Request(action, resource, context, principal));
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES;
}

describe('by default', () => {
  test.each<[string, boolean, ContextKeys, Principal?]>([
    ['an upload as SDKs send it', false, MODERN],
    ['plain HTTP', true, { ...MODERN, 'aws:SecureTransport': 'false', 's3:TlsVersion': null }],
    ['plain HTTP by nobody', true, { 'aws:SecureTransport': 'false' }, ANONYMOUS],
    ['TLS 1.1', true, { ...MODERN, 's3:TlsVersion': '1.1' }],
    ['TLS 1.1 by nobody', true, { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.1' }, ANONYMOUS],
    ['Signature Version 2', true, { ...MODERN, 's3:signatureversion': 'AWS' }],
    ['SSE-C', true, { ...MODERN, 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' }],
    ['SSE-S3', false, { ...MODERN, ...naming('AES256') }],
    ['another key', false, { ...MODERN, ...naming('aws:kms', OTHER_KEY) }],
    ['a log delivery, of which S3 shows nothing', false, {}, LOGGING],
  ])('%s: denied %s', (_, denied, context, ...[principal]) => {
    expect(denies({}, 'PutObject', context, principal)).toBe(denied);
  });

  test('replicas with SSE-C are denied, others are not', () => {
    expect(denies({}, 'ReplicateObject', MODERN)).toBe(false);
    expect(denies({}, 'ReplicateObject', { ...MODERN, 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' })).toBe(true);
  });

  test('everybody with permissions changes default encryption', () => {
    expect(denies({}, 'PutEncryptionConfiguration', MODERN, ROLE, 'arn:aws:s3:::data')).toBe(false);
  });
});

test.each<[keyof OrganizationGuardrailProps, OrganizationGuardrailProps, ContextKeys]>([
  ['requireSecureTransport', { requireSecureTransport: false }, { ...MODERN, 'aws:SecureTransport': 'false', 's3:TlsVersion': null }],
  ['requireSecureTransport', { requireSecureTransport: false }, { ...MODERN, 's3:TlsVersion': '1.1' }],
  ['denySignatureVersion2', { denySignatureVersion2: false }, { ...MODERN, 's3:signatureversion': 'AWS' }],
  ['denySseC', { denySseC: false }, { ...MODERN, 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' }],
])('%s turns a demand off', (_, props, context) => {
  expect(denies(props, 'PutObject', context)).toBe(false);
});

test('TLS 1.3 can be the minimum', () => {
  expect(denies({ minimumTlsVersion: TlsVersion.V1_3 }, 'GetObject', { ...MODERN, 's3:TlsVersion': '1.2' })).toBe(true);
  expect(denies({ minimumTlsVersion: TlsVersion.V1_3 }, 'GetObject', MODERN)).toBe(false);
});

describe('KMS only', () => {
  const props = { ...OFF, requireKms: true };

  test.each<[string, boolean, string, ContextKeys, Principal?]>([
    ['a key by name', false, 'PutObject', naming('aws:kms', KEY)],
    ['the key of default encryption', false, 'PutObject', naming(undefined, KEY)],
    ['SSE-S3 by name', true, 'PutObject', naming('AES256')],
    ['SSE-S3 by default encryption', true, 'PutObject', {}],
    ['SSE-S3 by nobody', true, 'PutObject', {}, ANONYMOUS],
    ['a log delivery', false, 'PutObject', { 'aws:PrincipalIsAWSService': 'true' }, LOGGING],
    ['a replica', false, 'ReplicateObject', {}],
    ['a download', false, 'GetObject', {}],
  ])('%s: denied %s', (_, denied, action, context, ...[principal]) => {
    expect(denies(props, action, context, principal)).toBe(denied);
  });
});

describe('allowed keys', () => {
  test.each<[string, boolean, string, ContextKeys]>([
    ['one of them', false, 'PutObject', naming('aws:kms', KEY)],
    ['one of them, by default encryption', false, 'PutObject', naming(undefined, KEY)],
    ['another', true, 'PutObject', naming('aws:kms', OTHER_KEY)],
    ['another, in place', true, 'UpdateObjectEncryption', naming('aws:kms', OTHER_KEY)],
    ['a bare key ID', true, 'PutObject', naming('aws:kms', '1234abcd-12ab-34cd-56ef-1234567890ab')],
    ['SSE-S3', false, 'PutObject', naming('AES256')],
  ])('%s: denied %s', (_, denied, action, context) => {
    expect(denies({ ...OFF, allowedKeyArns: [KEY] }, action, context)).toBe(denied);
    expect(denies({ ...OFF, allowedKeyArns: ['arn:aws:kms:*:111122223333:key/*'] }, action, context)).toBe(denied);
  });
});

describe('encryption administrators', () => {
  const props = { ...OFF, encryptionAdministratorArns: ['arn:aws:iam::*:role/Admin*'] };

  test.each<[string, boolean, Principal]>([
    ['one of them', false, ADMINISTRATOR],
    ['another role', true, ROLE],
    ['nobody', true, ANONYMOUS],
  ])('%s: denied %s', (_, denied, principal) => {
    expect(denies(props, 'PutEncryptionConfiguration', {}, principal, 'arn:aws:s3:::data')).toBe(denied);
    expect(denies(props, 'PutBucketPolicy', {}, principal, 'arn:aws:s3:::data')).toBe(false);
  });

  test('exempt principals are some, too', () => {
    const others = { ...props, exemptPrincipalArns: ['arn:aws:iam::*:role/Application'] };
    expect(denies(others, 'PutEncryptionConfiguration', {}, ROLE, 'arn:aws:s3:::data')).toBe(false);
    expect(denies(others, 'PutEncryptionConfiguration', {}, ADMINISTRATOR, 'arn:aws:s3:::data')).toBe(false);
  });
});

describe('exempt', () => {
  const http = { ...MODERN, 'aws:SecureTransport': 'false' };
  const demands = { requireKms: true, allowedKeyArns: [KEY], encryptionAdministratorArns: ['arn:aws:iam::*:role/Nobody'] };

  test('principals', () => {
    const props = { ...demands, exemptPrincipalArns: ['arn:aws:iam::111122223333:role/Admin*'] };
    expect(denies(props, 'GetObject', http, ADMINISTRATOR)).toBe(false);
    expect(denies(props, 'PutObject', http, ADMINISTRATOR)).toBe(false);
    expect(denies(props, 'GetObject', http, ROLE)).toBe(true);
    expect(denies(props, 'GetObject', http, ANONYMOUS)).toBe(true);
  });

  test.each([['data'], ['da*']])('buckets by name: %s', (name) => {
    const props = { ...demands, exemptBucketNames: [name] };
    expect(denies(props, 'PutObject', http)).toBe(false);
    expect(denies(props, 'PutEncryptionConfiguration', http, ROLE, 'arn:aws:s3:::data')).toBe(false);
    expect(denies(props, 'PutObject', http, ROLE, 'arn:aws:s3:::other/key')).toBe(true);
  });

  test('buckets by tag', () => {
    const props = { ...demands, exemptBucketTag: { key: 'encryption', value: 'exempt' } };
    expect(denies(props, 'PutObject', { ...http, 'aws:ResourceTag/encryption': 'exempt' })).toBe(false);
    expect(denies(props, 'PutObject', { ...http, 'aws:ResourceTag/encryption': 'demanded' })).toBe(true);
    expect(denies(props, 'PutObject', http)).toBe(true);
    expect(denies(props, 'PutEncryptionConfiguration', { ...http, 'aws:ResourceTag/encryption': 'exempt' }, ROLE, 'arn:aws:s3:::data')).toBe(false);
  });
});

describe('the form of resource control policies', () => {
  const everything = {
    targetIds: ['r-ab12', 'ou-ab12-34567890', '111122223333'],
    requireKms: true,
    allowedKeyArns: [KEY],
    encryptionAdministratorArns: ['arn:aws:iam::*:role/a'],
    exemptPrincipalArns: ['arn:aws:iam::*:role/b'],
    exemptBucketNames: ['logs-*'],
    exemptBucketTag: { key: 'k', value: 'v' },
  };

  test.each<[string, OrganizationGuardrailProps]>([['default', {}], ['everything', everything]])('%s', (_, props) => {
    for (const statement of policyOf(guardrail(props)).Content.Statement) {
      const { Sid, Effect, Principal: principal, Action, Resource, NotResource, Condition, ...others } = statement;
      expect([Effect, principal, others]).toEqual(['Deny', '*', {}]);
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect([Action].flat().every((action: string) => action.startsWith('s3:'))).toBe(true);
      expect((Resource === undefined) !== (NotResource === undefined)).toBe(true);
      expect(Object.keys(Condition).length).toBeGreaterThan(0);
    }
  });

  test('the resource', () => {
    const { Content, ...properties } = policyOf(guardrail(everything));
    expect(properties).toEqual({
      Type: 'RESOURCE_CONTROL_POLICY',
      Name: 'StackGuardrail2843DE38',
      Description: 'Encryption of S3 data in transit and at rest',
      TargetIds: ['r-ab12', 'ou-ab12-34567890', '111122223333'],
    });
    expect(Content.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      'DenyInsecureTransport', 'DenyOutdatedTls', 'DenySignatureVersion2', 'DenyCustomerProvidedKeys', 'DenyUploadsWithoutKms', 'DenyOtherEncryptionKeys',
      'DenyChangesOfEncryption',
    ]);
  });

  test('the text is the policy', () => {
    const construct = guardrail(everything);
    expect(JSON.parse(construct.policyText)).toEqual(policyOf(construct).Content);
    expect(construct.policyText).not.toMatch(/\s/);
  });

  test('the partition is that of the stack', () => {
    const props = { exemptBucketNames: ['logs'] };
    expect(guardrail(props, { region: 'us-gov-west-1' }).policyText).toContain('arn:aws-us-gov:s3:::logs/*');
    const anywhere = new OrganizationGuardrail(new Stack(), 'Guardrail', props);
    expect(JSON.stringify(Stack.of(anywhere).resolve(anywhere.policyText))).toContain('AWS::Partition');
  });
});

describe('refused', () => {
  test.each<[string, OrganizationGuardrailProps, string]>([
    ['a target', { targetIds: ['o-ab12345678'] }, 'targetIds[0] cannot be "o-ab12345678"'],
    ['an alias', { allowedKeyArns: ['arn:aws:kms:eu-west-1:111122223333:alias/a'] }, 'allowedKeyArns[0] cannot be "arn:aws:kms:eu-west-1:111122223333:alias/a"'],
    ['all keys', { allowedKeyArns: ['*'] }, 'allowedKeyArns[0] cannot be "*"'],
    ['no key', { allowedKeyArns: [] }, 'allowedKeyArns cannot be []'],
    ['no administrator', { encryptionAdministratorArns: [] }, 'encryptionAdministratorArns cannot be []'],
    ['everybody', { exemptPrincipalArns: ['*'] }, 'exemptPrincipalArns[0] cannot be "*"'],
    ['a session', { exemptPrincipalArns: ['arn:aws:sts::111122223333:assumed-role/a/b'] }, 'exemptPrincipalArns[0] cannot be "arn:aws:sts'],
    ['all buckets', { exemptBucketNames: ['*'] }, 'exemptBucketNames[0] cannot be "*"'],
    ['an ARN of a bucket', { exemptBucketNames: ['arn:aws:s3:::data'] }, 'exemptBucketNames[0] cannot be "arn:aws:s3:::data"'],
    ['TLS without TLS', { requireSecureTransport: false, minimumTlsVersion: TlsVersion.V1_2 }, 'minimumTlsVersion cannot be set while requireSecureTransport is false'],
    ['nothing', OFF, 'the policy has no statement'],
  ])('%s', (_, props, message) => {
    expect(() => guardrail(props)).toThrow(new RegExp(`^Stack/Guardrail: .*${message.replace(/[.*[\]()]/g, '\\$&')}.*Fix: `));
  });

  test('a policy that is too long, with the numbers', () => {
    const construct = guardrail({ exemptBucketNames: Array.from({ length: 20 }, (_, i) => `a-bucket-with-a-long-name-${i}`) });
    expect(() => Template.fromStack(Stack.of(construct))).toThrow(/Stack\/Guardrail.* has at least \d+ characters, but AWS Organizations accepts at most 5120\. Fix: /);
  });

  test('not one that has more bytes than characters', () => {
    const tag = { key: 'é'.repeat(128), value: 'é'.repeat(256) };
    const document = JSON.parse(guardrail({ exemptBucketTag: tag, requireKms: true, allowedKeyArns: [KEY] }).policyText);
    expect(Buffer.byteLength(JSON.stringify(document))).toBeGreaterThan(5120);
    expect(JSON.stringify(document).length).toBeLessThan(5120);
    expect(policyOf(guardrail({ exemptBucketTag: tag, requireKms: true, allowedKeyArns: [KEY] })).Content).toEqual(document);
  });
});

test('tokens are accepted', () => {
  const stack = new Stack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const unit = new organizations.CfnOrganizationalUnit(stack, 'Unit', { name: 'a', parentId: 'r-ab12' });
  new OrganizationGuardrail(stack, 'Guardrail', { targetIds: [unit.attrId], exemptPrincipalArns: [role.roleArn] });
  expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain('aws:PrincipalArn');
});
