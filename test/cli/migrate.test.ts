import * as fs from 'fs';
import * as path from 'path';
import { App, aws_iam as iam, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { mixins } from '../../src/index';
import {
  ALGORITHM_HEADER as ALGORITHM, CUSTOMER_HEADER, deny, documentOf, harm, KEY, KEY_HEADER, SSE_KMS, SSE_S3, TLS_ONLY,
} from '../legacy-policy/support';
import { directoryWith } from '../validation/assembly/support';

const NO_HEADER = deny({ Null: { [ALGORITHM]: 'true' } }, { Sid: 'NoHeader' });
const NOT = (algorithm: string, more: object = {}) => deny({ StringNotEquals: { [ALGORITHM]: algorithm } }, { Sid: 'Other', ...more });
const OTHER_KEY = deny({ StringNotEquals: { [KEY_HEADER]: KEY } }, { Sid: 'OtherKey' });
const byDefault = (ServerSideEncryptionByDefault: object) => (
  { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault }] } }
);

function template(statements: unknown[], properties: object = {}, policy: object = {}) {
  return {
    Parameters: { Algorithm: { Type: 'String' } },
    Conditions: { Condition: { 'Fn::Equals': [{ Ref: 'Algorithm' }, 'x'] } },
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data', ...properties } },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: documentOf(...statements) }, ...policy },
    },
  };
}

interface Plan {
  templates: object[];
  migrations: {
    status: string;
    when: string | null;
    defaultEncryption: object;
    replaced: { name: string; by: object[] }[];
    policyDocument: object;
    leftAlone: { name: string; reason: string }[];
    clients: { kind: string; denied: string }[];
    steps: { title: string; details: string[] }[];
    bucket: object | null;
    policy: object;
  }[];
  summary: object;
}

function planOf(json: object): Plan {
  const { stdout, code } = ran(directoryWith({ 'a.json': json }), 'migrate', 'a.json', '--format', 'json');
  const plan = JSON.parse(stdout) as Plan;
  expect(code).toBe(plan.migrations.length > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN);
  return plan;
}

describe('the code says whether there is something to migrate', () => {
  test.each<[string, object, ExitCode, string]>([
    ['no policy', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, ExitCode.CLEAN, '1 template: 0 bucket policies to migrate, 0 left unchanged\n'],
    ['a policy as it should be', template([TLS_ONLY]), ExitCode.CLEAN, '1 template: 0 bucket policies to migrate, 0 left unchanged\n'],
    ['a legacy policy', template([NO_HEADER]), ExitCode.FINDINGS, '1 template: 1 bucket policy to migrate, 0 left unchanged\n'],
    ['one that is left alone', template([{ ...NO_HEADER, Action: 's3:*' }]), ExitCode.FINDINGS, '1 template: 0 bucket policies to migrate, 1 left unchanged\n'],
  ])('%s', (_, json, code, summary) => {
    const result = ran(directoryWith({ 'a.json': json }), 'migrate', 'a.json');
    expect(result).toMatchObject({ code, stderr: '' });
    expect(result.stdout.endsWith(summary)).toBe(true);
  });
});

describe('the plan for people', () => {
  test('has the steps in order, and shows what takes the place of what', () => {
    const { stdout } = ran(directoryWith({ 'a.json': template([TLS_ONLY, NOT('aws:kms'), OTHER_KEY]) }), 'migrate', 'a.json');
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual(['Bucket', '  policy Policy in a.json']);
    expect(lines.filter((line) => /^ {2}\d\./.test(line))).toEqual([
      '  1. Prepare the clients',
      '  2. Set the default encryption',
      '  3. Save the policy and replace its statements',
      '  4. Test the uploads that your clients send',
      '  5. Monitor for requests that fail after the change',
    ]);
    expect(lines).toContain(`     Change it from SSE-S3 (AES256) to aws:kms with key ${KEY}, which the policy requires.`);
    expect(lines).toContain('     Clients with plain HTTP: none, because the policy already denies them.');
    expect(lines).toContain('     Clients with Signature Version 2: search CloudTrail for data events of the bucket where additionalEventData.SignatureVersion is SigV2.');
    expect(lines.filter((line) => /^ {7}[-+]/.test(line)).map((line) => line.trim().slice(0, 2) + (JSON.parse(line.trim().slice(2)) as { Sid: string }).Sid))
      .toEqual(['- Other', '+ Other', '+ OtherCustomerKey']);
    expect(lines).toContain('     statement OtherKey remains: with the new default encryption, it doesn\'t deny uploads that specify no encryption.');
  });

  test('says that SSE-S3 asks nothing of clients', () => {
    const { stdout } = ran(directoryWith({ 'a.json': template([NO_HEADER]) }), 'migrate', 'a.json');
    expect(stdout).toContain('     Nothing to do: SSE-S3 works with every client.\n');
    expect(stdout).toContain('     It remains SSE-S3 (AES256), which the policy allows uploads to specify.');
    expect(stdout).not.toContain('CloudTrail');
  });

  const printed = (...statements: object[]) => ran(directoryWith({ 'a.json': template(statements) }), 'migrate', 'a.json').stdout.split('\n');

  test('says what to look for in CloudTrail, for each kind of client', () => {
    expect(printed(NOT('aws:kms')).filter((line) => line.startsWith('     Clients with'))).toEqual([
      ['plain HTTP', 'tlsDetails is missing'], ['Signature Version 2', 'additionalEventData.SignatureVersion is SigV2'], ['no signature', 'userIdentity names no caller'],
    ].map(([kind, condition]) => `     Clients with ${kind}: search CloudTrail for data events of the bucket where ${condition}.`));
  });

  test('says which statements to replace, and how', () => {
    expect(printed(NO_HEADER)).toEqual(expect.arrayContaining([
      '     Keep a copy of the policy Policy, then replace statement NoHeader as shown.',
      '     In a CDK app, the mixin BucketLegacyPolicyMigration on bucket Bucket does this and the previous step.',
    ]));
  });

  test('says where nothing takes the place of a statement', () => {
    const nothing = '       No replacement: other statements deny the requests that must remain denied.';
    const noCustomerKeys = deny({ Null: { [CUSTOMER_HEADER]: 'false' } }, { Sid: 'NoCustomerKeys' });
    expect(printed(NO_HEADER, TLS_ONLY, noCustomerKeys)).toContain(nothing);
    expect(printed(NO_HEADER, TLS_ONLY)).not.toContain(nothing);
  });

  test('names a key as the template does', () => {
    const key = { 'Fn::GetAtt': ['Key', 'Arn'] };
    const json = template([NOT('aws:kms'), deny({ StringNotEquals: { [KEY_HEADER]: key } }, { Sid: 'OtherKey' })]);
    const withKey = { ...json, Resources: { ...json.Resources, Key: { Type: 'AWS::KMS::Key' } } };
    expect(ran(directoryWith({ 'a.json': withKey }), 'migrate', 'a.json').stdout.split('\n'))
      .toContain(`     Change it from SSE-S3 (AES256) to aws:kms with key ${JSON.stringify(key)}, which the policy requires.`);
  });

  test('says what is left alone and why', () => {
    const { stdout } = ran(directoryWith({ 'a.json': template([{ ...NO_HEADER, Action: 's3:*' }]) }), 'migrate', 'a.json');
    expect(stdout).toContain('  left unchanged: it denies or may deny uploads that specify no encryption');
    expect(stdout).toContain('    statement NoHeader: it denies more than uploads (Action "s3:*")\n');
  });

  test('a template cannot write to the terminal', () => {
    const { stdout } = ran(directoryWith({ 'a.json': template([{ ...NO_HEADER, Sid: 'x\u001b[2J' }]) }), 'migrate', 'a.json');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('the plan for programs', () => {
  test('has everything, and its policy is the one to deploy', () => {
    const before = documentOf(NOT('aws:kms'), OTHER_KEY);
    const { migrations: [migration], ...rest } = planOf(template([NOT('aws:kms'), OTHER_KEY]));
    expect(rest).toEqual({ version: 1, templates: [{ path: 'a.json', stack: null }], summary: { toMigrate: 1, leftAlone: 0 } });
    expect(migration).toMatchObject({
      bucket: { template: 'a.json', stack: null, logicalId: 'Bucket', constructPath: null },
      policy: { template: 'a.json', stack: null, logicalId: 'Policy', constructPath: null },
      status: 'toMigrate',
      defaultEncryption: { now: { algorithm: 'AES256', key: null }, then: { algorithm: 'aws:kms', key: KEY } },
      replaced: [{ index: 0, name: 'statement Other', statement: NOT('aws:kms') }, { index: 1, name: 'statement OtherKey', statement: OTHER_KEY }],
      leftAlone: [],
    });
    expect(harm(before, migration.policyDocument, SSE_S3, SSE_KMS).slice(0, 5)).toEqual([]);
    expect(migration.steps.map(({ title }) => title)).toHaveLength(5);
    expect(migration.clients.map(({ kind, denied }) => [kind, denied])).toEqual([['plain HTTP', 'no'], ['Signature Version 2', 'no'], ['no signature', 'no']]);
  });

  test('clients are shut out already only where both their uploads and their downloads are denied', () => {
    const httpDownloads = { ...TLS_ONLY, Action: 's3:GetObject' };
    const httpUploads = { ...TLS_ONLY, Action: 's3:PutObject' };
    const denied = (...statements: unknown[]) => planOf(template([NOT('aws:kms'), ...statements])).migrations[0].clients[0].denied;
    expect([denied(), denied(httpDownloads), denied(httpUploads), denied(httpDownloads, httpUploads)]).toEqual(['no', 'no', 'no', 'yes']);
  });

  test.each<[string, object, boolean[]]>([
    ['all of them', TLS_ONLY, [true, false, false]],
    ['but for a network', { ...TLS_ONLY, Condition: { ...TLS_ONLY.Condition, StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } }, [false, false, false]],
    ['but for a folder', { ...TLS_ONLY, Resource: undefined, NotResource: 'arn:aws:s3:::data/public/*' }, [false, false, false]],
    ['but for who sends no signature', { ...TLS_ONLY, Condition: { ...TLS_ONLY.Condition, StringLike: { 'aws:PrincipalArn': '*' } } }, [false, false, false]],
    ['Signature Version 2', { ...TLS_ONLY, Condition: { StringEquals: { 's3:signatureversion': 'AWS' } } }, [false, true, false]],
    ['Signature Version 2, but for one role', {
      ...TLS_ONLY, Condition: { StringEquals: { 's3:signatureversion': 'AWS' }, ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } },
    }, [false, false, false]],
    ['who sends no signature', { ...TLS_ONLY, Condition: { StringEquals: { 'aws:PrincipalType': 'Anonymous' } } }, [false, false, true]],
  ])('clients are shut out already if the policy denies %s', (_, statement, shutOut) => {
    const [{ clients }] = planOf(template([NOT('aws:kms'), statement])).migrations;
    expect(clients.map(({ denied }) => denied)).toEqual(shutOut.map((is) => (is ? 'yes' : 'no')));
  });

  test('keeps the functions of the template', () => {
    const Resource = { 'Fn::Sub': '${Bucket.Arn}/*' };
    const { migrations: [{ policyDocument }] } = planOf(template([{ ...NO_HEADER, Resource }]));
    expect(policyDocument).toEqual(documentOf(
      { ...NO_HEADER, Sid: 'NoHeaderCustomerKey', Resource, Condition: { Null: { [ALGORITHM]: 'true', [CUSTOMER_HEADER]: 'false' } } },
      { ...NO_HEADER, Sid: 'NoHeaderPlainHttp', Resource, Condition: { Null: { [ALGORITHM]: 'true' }, Bool: { 'aws:SecureTransport': 'false' } } },
    ));
  });

  test.each<[string, object, string]>([
    ['a default encryption that is not known', template([NO_HEADER], byDefault({ SSEAlgorithm: { Ref: 'Algorithm' } })), 'parameter Algorithm has no default'],
    ['a bucket of elsewhere', { Resources: { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'data', PolicyDocument: documentOf(NO_HEADER) } } } }, 'its bucket is not in the templates'],
    ['a policy that is not always made', template([NOT('aws:kms')], {}, { Condition: 'Condition' }), 'created only if condition Condition is true'],
    ['a statement that is chosen', template([{ 'Fn::If': ['Condition', NO_HEADER, { Ref: 'AWS::NoValue' }] }]), 'it depends on a CloudFormation intrinsic function'],
    ['two policies', { Resources: { ...template([NO_HEADER]).Resources, Second: template([TLS_ONLY]).Resources.Policy } }, 'several policies'],
  ])('%s is left alone', (_, json, reason) => {
    const { migrations, summary } = planOf(json);
    expect(summary).toEqual({ toMigrate: 0, leftAlone: 1 });
    expect(migrations).toMatchObject([{ status: 'leftAlone', replaced: [], policyDocument: null, steps: [], clients: [] }]);
    expect(migrations[0].leftAlone).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
  });

  test('a policy under a condition is migrated where the default encryption stays, or is that of a bucket under the condition', () => {
    const json = template([NOT('aws:kms')], {}, { Condition: 'Condition' });
    const { Bucket, Policy } = json.Resources;
    for (const one of [
      template([NO_HEADER], {}, { Condition: 'Condition' }),
      { ...json, Resources: { Bucket: { ...Bucket, Condition: 'Condition' }, Policy } },
    ]) { expect(planOf(one).migrations).toMatchObject([{ status: 'toMigrate', leftAlone: [] }]); }
  });

  test('a default encryption that a condition chooses is planned for in each case', () => {
    const chosen = byDefault({ 'Fn::If': ['Condition', { SSEAlgorithm: 'AES256' }, { SSEAlgorithm: 'aws:kms' }] });
    const { migrations, summary } = planOf(template([NO_HEADER], chosen));
    expect(summary).toEqual({ toMigrate: 1, leftAlone: 0 });
    expect(migrations).toMatchObject([
      { status: 'toMigrate', when: 'Condition is true', defaultEncryption: { now: { algorithm: 'AES256' } } },
      { status: 'toMigrate', when: 'Condition is false', defaultEncryption: { now: { algorithm: 'aws:kms' } } },
    ]);
    const { stdout } = ran(directoryWith({ 'a.json': template([NO_HEADER], chosen) }), 'migrate', 'a.json');
    expect(stdout).toContain('policy Policy in a.json, if Condition is true\n');
    expect(stdout).toContain('1 bucket policy to migrate, 0 left unchanged');
  });

  test('what a condition chooses elsewhere makes no difference', () => {
    const { migrations } = planOf(template([NO_HEADER], { Tags: [{ Key: 'a', Value: { 'Fn::If': ['Condition', 'b', 'c'] } }] }));
    expect(migrations).toMatchObject([{ status: 'toMigrate', when: null }]);
  });

  test('a default encryption that cannot be determined in one of the cases is left alone there', () => {
    const chosen = byDefault({ 'Fn::If': ['Condition', { SSEAlgorithm: 'AES256' }, { SSEAlgorithm: { 'Fn::ImportValue': 'Algorithm' } }] });
    const { migrations, summary } = planOf(template([NO_HEADER], chosen));
    expect(summary).toEqual({ toMigrate: 0, leftAlone: 1 });
    expect(migrations.map(({ status }) => status)).toEqual(['toMigrate', 'leftAlone']);
  });

  test('what spares uploads without a header is nothing to migrate, even if the default encryption is not known', () => {
    const spares = deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } });
    expect(planOf(template([spares], byDefault({ SSEAlgorithm: { Ref: 'Algorithm' } }))).migrations).toEqual([]);
  });
});

test('it reads cdk.out where no path is given, and what the mixin has migrated is migrated', () => {
  const codes = [false, true].map((apply) => {
    const cwd = directoryWith();
    const app = new App({ outdir: path.join(cwd, 'cdk.out') });
    const bucket = new s3.Bucket(new Stack(app, 'Stack'), 'Bucket');
    bucket.addToResourcePolicy(iam.PolicyStatement.fromJson({ ...NOT('aws:kms'), Resource: bucket.arnForObjects('*') }));
    if (apply) { bucket.with(new mixins.BucketLegacyPolicyMigration()); }
    app.synth();
    const { code, stdout } = ran(cwd, 'migrate');
    if (!apply) { expect(stdout).toMatch(/^Stack\/Bucket\/Resource \(Bucket83908E77\)\n {2}policy Stack\/Bucket\/Policy\/Resource \(BucketPolicyE9A3008A\) in cdk\.out\/Stack\.template\.json\n/); }
    return code;
  });
  expect(codes).toEqual([ExitCode.FINDINGS, ExitCode.CLEAN]);
});

test('--output writes the plan to a file, and templates stay as they are', () => {
  const cwd = directoryWith({ 'a.json': template([NO_HEADER]) });
  const before = fs.readFileSync(path.join(cwd, 'a.json'), 'utf8');
  expect(ran(cwd, 'migrate', 'a.json', '--format', 'json', '--output', 'plan.json')).toEqual({ code: ExitCode.FINDINGS, stdout: '', stderr: '' });
  expect(JSON.parse(fs.readFileSync(path.join(cwd, 'plan.json'), 'utf8'))).toMatchObject({ version: 1, summary: { toMigrate: 1 } });
  expect(fs.readFileSync(path.join(cwd, 'a.json'), 'utf8')).toBe(before);
});

test.each<[string, string[], string]>([
  ['a path that is not there', ['x.json'], 'x.json: no such file or directory'],
  ['no path and no cdk.out', [], 'cdk.out doesn\'t exist in this directory. Fix: run "cdk synth" first'],
  ['an empty folder', ['.'], '.: no template found'],
  ['a format that does not exist', ['--format', 'sarif'], "option '--format <format>' argument 'sarif' is invalid. Allowed choices are text, json."],
])('%s is a failure that says what is wrong', (_, args, message) => {
  const { code, stdout, stderr } = ran(directoryWith(), 'migrate', ...args);
  expect({ code, stdout }).toEqual({ code: ExitCode.FAILURE, stdout: '' });
  expect(stderr).toContain(message);
});

test('what a template keeps from the plan is said beside it', () => {
  const { stderr } = ran(directoryWith({ 'a.json': { Resources: { 'Fn::Transform': { Name: 'Company::Buckets' } } } }), 'migrate', 'a.json');
  expect(stderr).toBe('cdk-s3-encryption: a.json: What Fn::Transform creates is not seen: Company::Buckets is run at deployment.\n');
});
