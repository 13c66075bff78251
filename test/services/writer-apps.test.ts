import { App, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { type Bucket, type Service, SERVICES } from './writer-apps';
import { DefaultEncryption, EncryptedBucket } from '../../src';
import { type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { NamedEncryption } from '../../src/services';
import { Ternary } from '../../src/template';
import { writersMatchEncryption as rule } from '../../src/validation/rules/uploads/writers-match-encryption';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment } from '../support/deployment';
import { kmsThroughS3, MODERN, naming } from '../support/requests';
import { judged } from '../validation/rules/support';

const encryptedBucket = (stack: Stack): Bucket => new EncryptedBucket(stack, 'Target');
const l2 = (stack: Stack): Bucket => new s3.Bucket(stack, 'Target', { encryption: s3.BucketEncryption.KMS, enforceSSL: true });
const sseS3 = (stack: Stack): Bucket => new s3.Bucket(stack, 'Target', { encryption: s3.BucketEncryption.S3_MANAGED });

/** Whether the documented requests are allowed by role, bucket policy and key policy, and what the rule says. */
function tried(build: Service['withKey'], makeBucket: (stack: Stack) => Bucket): { allowed: Ternary[]; severities: unknown[]; messages: string[] } {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } });
  const { request, role, service } = build(stack, makeBucket(stack));
  const deployed = new Deployment(app);
  const { bucketAccount, bucketArn, bucketPolicy, keyArn, keyPolicy } = deployed.target('Target');
  const managed = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
  // S3 adds the key that it is going to use.
  const key = request.key ?? (request.named === NamedEncryption.NONE ? 'own' : undefined);
  const shown = key === 'own' ? keyArn : key && managed;
  const { policies, principal } = role === undefined ? { policies: [], principal: Principal.service(service!) } : deployed.identity(role);
  const source: ContextKeys = service === undefined ? {} : { 'aws:SourceAccount': ACCOUNT };
  const context = { ...MODERN, ...naming(request.named === NamedEncryption.NONE ? undefined : request.named, shown), ...source };
  const put = decide(
    { principal, action: 's3:PutObject', resource: `${bucketArn}/results/object`, context },
    { identity: policies, resource: bucketPolicy, resourceAccount: bucketAccount, kind: 's3' },
  );
  const ofKey = keyArn === undefined || shown !== keyArn ? [] : ['GenerateDataKey', 'Decrypt'].map((action) => {
    const through = kmsThroughS3(action, keyArn, `${bucketArn}/results/object`, principal);
    return decide({ ...through, context: { ...through.context, ...source } }, { identity: policies, resource: keyPolicy, resourceAccount: ACCOUNT, kind: 'kms' });
  });
  const template = app.synth().getStackByName('Stack').template as object;
  const findings = judged(rule, [{ name: 'Stack', json: template, environment: { account: ACCOUNT, region: REGION } }]);
  return { allowed: [put, ...ofKey], severities: findings.map(({ severity }) => severity), messages: findings.map(({ message }) => message) };
}

describe.each(Object.entries(SERVICES))('%s', (_, { byDefault, withKey }) => {
  test('as docs/services.md says, what AWS documents is allowed, and the rule finds nothing', () => {
    const { allowed, messages } = tried(withKey, encryptedBucket);
    expect(new Set(allowed)).toEqual(new Set([Ternary.YES]));
    expect(messages).toEqual([]);
  });

  test('the same with the L2', () => {
    const { allowed, messages } = tried(withKey, l2);
    expect(allowed[0]).toBe(Ternary.YES);
    expect(messages).toEqual([]);
  });

  if (byDefault) {
    test('by default an EncryptedBucket denies what it names, and the rule says so', () => {
      const { allowed: [put], messages, severities } = tried(byDefault, encryptedBucket);
      expect(put).toBe(Ternary.NO);
      expect(severities).toEqual(['error']);
      expect(messages[0]).toContain('Fix: ');
    });

    test('by default the L2 stores it without its key, and the rule says so', () => {
      const { allowed: [put], severities } = tried(byDefault, l2);
      expect(put).toBe(Ternary.YES);
      expect(severities).toEqual(['warning']);
    });

    test('nothing is said of a bucket without a key', () => {
      expect(tried(byDefault, sseS3).severities).toEqual([]);
    });
  }
});

test('DSSE-KMS takes services that name nothing', () => {
  const dsse = (stack: Stack): Bucket => new EncryptedBucket(stack, 'Target', { defaultEncryption: DefaultEncryption.dsseKms() });
  expect(tried(SERVICES['Firehose, which names nothing'].withKey, dsse)).toMatchObject({ messages: [], allowed: [Ternary.YES, Ternary.YES, Ternary.YES] });
  expect(tried(SERVICES.Firehose.withKey, dsse)).toMatchObject({ severities: ['error'], allowed: [Ternary.NO, Ternary.YES, Ternary.YES] });
});
