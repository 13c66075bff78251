import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_s3 as s3, Mixins, NestedStack, type PolicyViolation, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import {
  AccessLogDelivery, BucketReplication, CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, LogBucket, LogSource,
  mixins, ReplicationDestination, RuleName, RuleSet, S3EncryptionChecks, SignatureVersion, TlsVersion, UploadEncryption,
} from '../../../src';

interface Reported {
  readonly ruleName: string;
  readonly severity: string;
  readonly violatingConstructs: readonly { readonly constructPath: string; readonly cloudFormationResource?: { readonly propertyPaths: string[] } }[];
}

// CDK prints every report; the tests read it from its file.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

/** Synthesizes as the CDK CLI does, and reads the report. A plugin that finds nothing is not in it. */
function synth(app: App) {
  Validations.of(app).addPlugins(new S3EncryptionChecks(app));
  let failure: string | undefined;
  try { app.synth(); } catch (error) { failure = (error as Error).message; }
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8'));
  const ours = report.pluginReports.find((plugin: { pluginName: string }) => plugin.pluginName === 'S3Encryption');
  const listed = (violations: Reported[] = []) => violations
    .flatMap((violation) => violation.violatingConstructs.map((construct) => `${violation.severity} ${violation.ruleName} ${construct.constructPath}`));
  return { failure, findings: listed(ours?.violations), suppressed: listed(ours?.suppressedViolations), ours };
}

const ALL_FINDINGS_OF_A_PLAIN_BUCKET = [
  'error SecureTransportRequired',
  'info MinimumTlsVersion',
  'info SignatureVersion4Required',
  'info SseCBlocked',
  'warning DefaultEncryptionDeclared',
];
const at = (constructPath: string) => ALL_FINDINGS_OF_A_PLAIN_BUCKET.map((finding) => `${finding} ${constructPath}`);

test('a plain bucket fails synthesis, with what is wrong, where, and how to fix it', () => {
  const app = new App();
  new s3.Bucket(new Stack(app, 'Stack'), 'Bucket');
  const { failure, findings, ours } = synth(app);
  expect(findings.sort()).toEqual(at('Stack/Bucket/Resource'));
  expect(failure).toMatch(/The bucket has no policy, so requests over plain HTTP are not denied\./);
  expect(failure).toMatch(/Suggested fix: Deny s3:\* on the bucket and its objects/);
  expect(failure).toMatch(/S3Encryption::SecureTransportRequired/);
  const declared = ours.violations.find((violation: Reported) => violation.ruleName === 'DefaultEncryptionDeclared');
  expect(declared.violatingConstructs[0].cloudFormationResource).toMatchObject({
    logicalId: 'Bucket83908E77',
    propertyPaths: ['Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault'],
  });
});

test('warnings alone do not stop synthesis', () => {
  const app = new App();
  new s3.Bucket(new Stack(app, 'Stack'), 'Bucket', { encryption: s3.BucketEncryption.KMS, enforceSSL: true });
  const { failure, findings } = synth(app);
  expect(failure).toBeUndefined();
  expect(findings).toContain('warning BucketKeyEnabled Stack/Bucket/Resource');
  expect(findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
});

test('stacks know each other also where the CDK CLI names its folder by a relative path', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'relative-'));
  const app = new App({ outdir: path.relative(process.cwd(), outdir) });
  const [there, here] = ['eu-central-1', 'eu-west-1'].map((region) => new Stack(app, region, { env: { account: '111122223333', region } }));
  const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas'));
  new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [{ destination }] });
  expect(synth(app)).toMatchObject({ failure: undefined, findings: [] });
  fs.rmSync(outdir, { recursive: true });
});

test('property overrides are seen', () => {
  const app = new App();
  const bucket = new EncryptedBucket(new Stack(app, 'Stack'), 'Bucket');
  (bucket.node.defaultChild as s3.CfnBucket).addPropertyOverride('BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled', false);
  expect(synth(app).findings).toEqual(['warning BucketKeyEnabled Stack/Bucket/Resource']);
});

test.each<[string, (app: App) => Stack, string]>([
  ['a nested stack', (app) => new NestedStack(new Stack(app, 'Stack'), 'Nested'), 'Stack/Nested/Bucket/Resource'],
  ['a nested stack in a nested stack', (app) => new NestedStack(new NestedStack(new Stack(app, 'Stack'), 'Outer'), 'Inner'), 'Stack/Outer/Inner/Bucket/Resource'],
  ['a stage', (app) => new Stack(new Stage(app, 'Stage'), 'Stack'), 'Stage/Stack/Bucket/Resource'],
  ['a nested stack in a stage', (app) => new NestedStack(new Stack(new Stage(app, 'Stage'), 'Stack'), 'Nested'), 'Stage/Stack/Nested/Bucket/Resource'],
])('buckets in %s are seen', (_, stack, constructPath) => {
  const app = new App();
  new s3.Bucket(stack(app), 'Bucket');
  expect(synth(app).findings.sort()).toEqual(at(constructPath));
});

test('a policy in another stack than its bucket counts', () => {
  const app = new App();
  const bucket = new s3.CfnBucket(new Stack(app, 'Buckets'), 'Bucket', {
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' }, blockedEncryptionTypes: { encryptionType: ['SSE-C'] } }],
    },
  });
  new s3.CfnBucketPolicy(new Stack(app, 'Policies'), 'Policy', {
    bucket: bucket.ref,
    policyDocument: {
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucket.attrArn, `${bucket.attrArn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    },
  });
  const { failure, findings } = synth(app);
  expect(failure).toBeUndefined();
  expect(findings.filter((finding) => finding.includes('SecureTransportRequired'))).toEqual([]);
});

describe('acknowledgement', () => {
  test('takes a finding out of the way, and keeps it in the report with its reason', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const mirror = new s3.Bucket(stack, 'Mirror');
    Validations.of(mirror).acknowledge({ id: 'S3Encryption::SecureTransportRequired', reason: 'packages are signed' });
    const { failure, findings, suppressed, ours } = synth(app);
    expect(failure).toBeUndefined();
    expect(findings.sort()).toEqual(at('Stack/Mirror/Resource').slice(1));
    expect(suppressed).toEqual(['error SecureTransportRequired Stack/Mirror/Resource']);
    expect(ours.suppressedViolations[0]).toMatchObject({ reason: 'packages are signed' });
  });

  test('of one bucket leaves the other as it is', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new s3.Bucket(stack, 'Other');
    Validations.of(new s3.Bucket(stack, 'Mirror')).acknowledge({ id: 'S3Encryption::SecureTransportRequired', reason: 'packages are signed' });
    const { failure, findings } = synth(app);
    expect(failure).toBeDefined();
    expect(findings).toContain('error SecureTransportRequired Stack/Other/Resource');
    expect(findings).not.toContain('error SecureTransportRequired Stack/Mirror/Resource');
  });

  test('of one rule leaves the others as they are', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    Validations.of(new s3.Bucket(stack, 'Bucket')).acknowledge({ id: 'S3Encryption::DefaultEncryptionDeclared', reason: 'SSE-S3 is meant' });
    const { failure, findings } = synth(app);
    expect(failure).toBeDefined();
    expect(findings.sort()).toEqual(at('Stack/Bucket/Resource').filter((finding) => !finding.includes('DefaultEncryptionDeclared')));
  });
});

describe('what we build passes the strict rules, but for what its user has chosen', () => {
  const encryptions: [string, () => DefaultEncryption, string[]][] = [
    ['SSE-S3', () => DefaultEncryption.sseS3(), ['KmsDefaultEncryption']],
    ['SSE-KMS', () => DefaultEncryption.sseKms(), []],
    ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false }), ['BucketKeyEnabled']],
    ['SSE-KMS with aws/s3', () => DefaultEncryption.sseKmsAwsManaged(), ['CustomerManagedKey']],
    ['DSSE-KMS', () => DefaultEncryption.dsseKms(), []],
    ['DSSE-KMS with aws/s3', () => DefaultEncryption.dsseKmsAwsManaged(), ['CustomerManagedKey']],
  ];
  const choices: [string, EncryptedBucketProps, string[]][] = [
    ['nothing else', {}, []],
    ['TLS 1.3', { minimumTlsVersion: TlsVersion.V1_3 }, []],
    ['an allow list of signatures', { signatureVersion: SignatureVersion.V4_ALLOW_LIST }, []],
    ['any signature', { signatureVersion: SignatureVersion.ANY }, ['SignatureVersion4Required']],
    ['any upload', { uploadEncryption: UploadEncryption.any() }, ['UploadEncryptionEnforced']],
    ['SSE-C', { customerProvidedKeys: CustomerProvidedKeys.ALLOWED }, ['SseCBlocked']],
  ];
  const strict = (stack: Stack) => new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(stack)
    .violations.map((violation) => violation.ruleName).sort();
  // Where access logs go is the caller's decision.
  const LEFT_TO_THE_CALLER = ['AccessLoggingEnabled'];

  const combinations = encryptions.flatMap(([name, encryption, its]) =>
    choices.map(([choice, props, more]) => ({ name, encryption, choice, props, expected: [...its, ...more] })));

  test.each(combinations)('$name and $choice', ({ encryption, props, expected }) => {
    const stack = new Stack(new App(), 'Stack');
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption(), ...props });
    expect(strict(stack)).toEqual([...LEFT_TO_THE_CALLER, ...expected].sort());
  });

  test.each(encryptions)('%s, with access logs in a LogBucket', (_, encryption, expected) => {
    const stack = new Stack(new App(), 'Stack');
    const logs = new LogBucket(stack, 'Logs');
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption(), accessLogs: { bucket: logs, prefix: 'bucket/' } });
    expect(strict(stack)).toEqual(expected);
  });

  test('access logs through CloudWatch', () => {
    const stack = new Stack(new App(), 'Stack');
    new AccessLogDelivery(stack, 'AccessLogs', { bucket: new EncryptedBucket(stack, 'Bucket') });
    expect(strict(stack)).toEqual([]);
  });

  test('a LogBucket that only services write to', () => {
    const stack = new Stack(new App(), 'Stack');
    const logs = new LogBucket(stack, 'Logs', { otherWritersDenied: true });
    logs.acceptLogsFrom(LogSource.s3AccessLogs({ buckets: [new EncryptedBucket(stack, 'Bucket', { accessLogs: { bucket: logs } })] }));
    expect(strict(stack)).toEqual([]);
  });

  test('the mixins on buckets of the L1 and the L2', () => {
    const stack = new Stack(new App(), 'Stack');
    new s3.CfnBucket(stack, 'L1');
    new s3.Bucket(stack, 'L2');
    Mixins.of(stack).apply(
      new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()),
      new mixins.BucketSecureTransport(),
      new mixins.BucketSignatureVersion4(),
      new mixins.BucketUploadEncryption(),
      new mixins.BucketSseCBlocked(),
    );
    expect(strict(stack)).toEqual(LEFT_TO_THE_CALLER);
  });
});

test('what is passed in place of the app is an error, not checks with other rules than meant', () => {
  expect(() => new S3EncryptionChecks({ ruleSet: RuleSet.strict() } as unknown as App)).toThrow('S3EncryptionChecks: the first argument is not a construct. Fix: ');
});

test('packs of cdk-nag stand beside it', () => {
  const app = new App();
  new s3.Bucket(new Stack(app, 'Stack'), 'Bucket');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const { findings } = synth(app);
  expect(findings).toContain('error SecureTransportRequired Stack/Bucket/Resource');
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as { pluginReports: { pluginName: string }[] };
  expect(report.pluginReports.map(({ pluginName }) => pluginName)).toEqual(expect.arrayContaining(['AwsSolutions', 'S3Encryption']));
});

describe('validateScope', () => {
  const rules = (violations: readonly PolicyViolation[]) => violations.map((violation) => violation.ruleName).sort();

  test('checks a stack without a plugin', () => {
    const stack = new Stack(new App(), 'Stack');
    new s3.Bucket(stack, 'Bucket');
    const { success, violations } = new S3EncryptionChecks().validateScope(stack);
    expect(success).toBe(false);
    expect(rules(violations)).toEqual(ALL_FINDINGS_OF_A_PLAIN_BUCKET.map((finding) => finding.split(' ')[1]).sort());
  });

  test('checks what other validations refuse, too', () => {
    const stack = new Stack(new App(), 'Stack');
    new s3.Bucket(stack, 'Bucket');
    stack.node.addValidation({ validate: () => ['the stack has no owner'] });
    expect(rules(new S3EncryptionChecks().validateScope(stack).violations)).toContain('SecureTransportRequired');
  });

  test('of one stack leaves the others out', () => {
    const app = new App();
    new s3.Bucket(new Stack(app, 'Careless'), 'Bucket');
    const good = new Stack(app, 'Good');
    new EncryptedBucket(good, 'Bucket');
    expect(new S3EncryptionChecks().validateScope(good)).toMatchObject({ success: true, violations: [] });
    expect(new S3EncryptionChecks().validateScope(app)).toMatchObject({ success: false });
  });
});

test('it is a plugin with a name, a version and rules', () => {
  const checks = new S3EncryptionChecks();
  expect(checks.name).toBe('S3Encryption');
  expect(checks.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(checks.ruleIds).toEqual(RuleSet.recommended().ruleNames);
  expect(new S3EncryptionChecks(undefined, { ruleSet: RuleSet.recommended().without(RuleName.SSE_C_BLOCKED) }).ruleIds).not.toContain('SseCBlocked');
});

test('a stack under an app fails in unit tests, too', () => {
  const app = new App();
  Validations.of(app).addPlugins(new S3EncryptionChecks(app));
  const stack = new Stack(app, 'Stack');
  new s3.Bucket(stack, 'Bucket');
  expect(() => Template.fromStack(stack)).toThrow(/requests over plain HTTP are not denied/);
});
