import { aws_kms as kms, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import { everyResource, formerKey, HOME, KEY_ARN, listed, matching, reencrypted, REPORT, requestOf } from './support';
import { CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptionKey, ObjectSelection, ReencryptionMethod, UploadEncryption } from '../../src';
import { type ContextKeys, decide, type Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { callersOf, expectStartedByItsOwnRole, inputOf, mayOf, requesting } from '../batch/support';
import { policiesOf } from '../replication/requests';
import { ACCOUNT, REGION } from '../support/concrete';
import { MODERN, naming, policyOf } from '../support/requests';
import { aStack } from '../support/stacks';
import type { Deployed, World } from '../support/world';

const { UPDATE_IN_PLACE, COPY } = ReencryptionMethod;

interface StatementJson { readonly Sid?: string; readonly Resource: string | string[] }

/** The statements of all policies that a role has. */
function statementsOf(world: World, role: Deployed): StatementJson[] {
  const own = (role.properties.Policies as { PolicyDocument: unknown }[] | undefined)?.map(({ PolicyDocument }) => PolicyDocument) ?? [];
  const attached = world.ofType('AWS::IAM::Policy').filter(({ properties }) => (properties.Roles as string[]).includes(role.name)).map(({ properties }) => properties.PolicyDocument);
  return [...own, ...attached].flatMap((document) => (document as { Statement: StatementJson[] }).Statement);
}

describe('the role may do what the job does', () => {
  const FORMER: Policy = policyOf({
    Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
  });

  /** What a role is allowed on the bucket and the keys, by all policies together. */
  function asRole(stack: Stack) {
    const { world, bucketArn, policy, role, reports, keyArn, key } = everyResource(stack);
    const identity = policiesOf(world, role);
    const ask = (kind: 's3' | 'kms', action: string, resource: string, context: ContextKeys, resourcePolicy?: Policy) =>
      Ternary.YES === decide({ principal: Principal.role(role.arn), action, resource, context },
        { identity, resource: resourcePolicy, resourceAccount: ACCOUNT, kind });
    const documentOf = (owner: Deployed | undefined, property: string) => owner && policyOf(owner.properties[property]);
    return {
      bucketArn,
      keyArn,
      reports: reports.arn,
      s3: (action: string, resource: string, context: ContextKeys = {}) =>
        ask('s3', `s3:${action}`, resource, { ...MODERN, ...context }, resource.startsWith(`${bucketArn}`) ? documentOf(policy, 'PolicyDocument') : undefined),
      kms: (action: string, arn: string, about: string, via = `s3.${REGION}.amazonaws.com`) =>
        ask('kms', `kms:${action}`, arn, { 'kms:ViaService': via, 'kms:EncryptionContext:aws:s3:arn': about, 'kms:CallerAccount': ACCOUNT },
          arn === KEY_ARN ? FORMER : documentOf(key, 'KeyPolicy')),
    };
  }
  const CONTEXTS = (bucketArn: string) => [bucketArn, `${bucketArn}/reports/1.csv`];

  test('in place', () => {
    const stack = aStack(HOME);
    const objects = ObjectSelection.matching({ prefix: 'reports/', encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack) })] });
    reencrypted({ objects }, stack);
    const { bucketArn, keyArn, reports, s3: may, kms: mayUse } = asRole(stack);
    const object = `${bucketArn}/reports/1.csv`;
    const denied: unknown[] = [];
    for (const [action, resource, context] of [
      ['GetObject', object], ['GetObjectVersion', object], ['UpdateObjectEncryption', object, naming('aws:kms', keyArn)],
      ['PutInventoryConfiguration', bucketArn], ['PutObject', `${reports}/reencryption/job-1/results/1.csv`],
    ] as const) { if (!may(action, resource, context)) { denied.push([action, resource]); } }
    for (const about of CONTEXTS(bucketArn)) {
      for (const action of ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo']) {
        if (!mayUse(action, keyArn!, about)) { denied.push([action, about]); }
      }
      for (const action of ['Decrypt', 'ReEncryptFrom']) { if (!mayUse(action, KEY_ARN, about)) { denied.push([action, KEY_ARN, about]); } }
    }
    expect(denied).toEqual([]);
  });

  test('by copy', () => {
    const stack = aStack(HOME);
    reencrypted({ objects: matching(CurrentEncryption.notEncrypted(), CurrentEncryption.dsseKms({ key: formerKey(stack) })) }, stack);
    const { bucketArn, keyArn, reports, s3: may, kms: mayUse } = asRole(stack);
    const object = `${bucketArn}/reports/1.csv`;
    const reads = ['GetObject', 'GetObjectAcl', 'GetObjectTagging', 'GetObjectVersion', 'GetObjectVersionAcl', 'GetObjectVersionTagging'];
    const denied = [
      // A copy names no encryption; the key is that of default encryption.
      ...['PutObject', 'PutObjectAcl', 'PutObjectTagging'].filter((action) => !may(action, object, naming(undefined, keyArn))),
      ...reads.filter((action) => !may(action, object)),
      ...['ListBucket', 'PutInventoryConfiguration'].filter((action) => !may(action, bucketArn)),
      ...['PutObject'].filter((action) => !may(action, `${reports}/reencryption/job-1/results/1.csv`)),
      ...CONTEXTS(bucketArn).flatMap((about) => [
        ...['GenerateDataKey', 'Decrypt'].filter((action) => !mayUse(action, keyArn!, about)),
        ...['Decrypt'].filter((action) => !mayUse(action, KEY_ARN, about)),
      ]),
    ];
    expect(denied).toEqual([]);
  });

  test.each<[string, ReencryptionMethod]>([['in place', UPDATE_IN_PLACE], ['by copy', COPY]])('and nothing else, %s', (_, method) => {
    const stack = aStack(HOME);
    const objects = ObjectSelection.matching({ prefix: 'reports/', encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack) })] });
    reencrypted({ objects, method }, stack);
    const { bucketArn, keyArn, reports, s3: may, kms: mayUse } = asRole(stack);
    const object = `${bucketArn}/reports/1.csv`;
    const write = method === COPY ? 'PutObject' : 'UpdateObjectEncryption';
    const context = method === COPY ? {} : naming('aws:kms', keyArn);
    expect(may(write, object, context)).toBe(true);
    const allowed = [
      [write, 'arn:aws:s3:::another/reports/1.csv'], [write, `${bucketArn}/others/1.csv`], ['GetObject', `${bucketArn}/others/1.csv`],
      [method === COPY ? 'UpdateObjectEncryption' : 'PutObject', object],
      ['DeleteObject', object], ['DeleteObjectVersion', object], ['PutBucketPolicy', bucketArn], ['PutEncryptionConfiguration', bucketArn],
      ['PutInventoryConfiguration', 'arn:aws:s3:::another'], ['PutObject', `${reports}/others/1.csv`], ['GetObject', `${reports}/reencryption/1.csv`],
    ].filter(([action, resource]) => may(action, resource, action === 'UpdateObjectEncryption' ? naming('aws:kms', keyArn) : {}));
    expect(allowed).toEqual([]);
    const used = [
      ['Decrypt', keyArn!, 'arn:aws:s3:::another'], ['GenerateDataKey', keyArn!, `${bucketArn}/others/1.csv`], ['CreateGrant', keyArn!, bucketArn],
      ['Encrypt', KEY_ARN, bucketArn], ['GenerateDataKey', KEY_ARN, bucketArn], ['ReEncryptTo', KEY_ARN, bucketArn],
      ['Decrypt', `arn:aws:kms:${REGION}:${ACCOUNT}:key/another`, bucketArn],
    ].filter(([action, arn, about]) => mayUse(action, arn, about));
    expect(used).toEqual([]);
    expect(mayUse('Decrypt', KEY_ARN, bucketArn, `dynamodb.${REGION}.amazonaws.com`)).toBe(false);
  });

  // A grant of decryption that names the new key would be the same right twice.
  test.each<[string, (key: kms.IKey) => CurrentEncryption]>([
    ['with another key', () => CurrentEncryption.sseS3()],
    ['with the new key, but no Bucket Key', (key) => CurrentEncryption.sseKms({ key, bucketKey: false })],
  ])('the new key is named once, where objects are encrypted %s', (_, current) => {
    const stack = aStack(HOME);
    const key = new EncryptionKey(stack, 'Key');
    reencrypted({ defaultEncryption: DefaultEncryption.sseKms({ key }), objects: matching(current(key)) }, stack);
    const { world, role, keyArn } = everyResource(stack);
    const ofKey = statementsOf(world, role).filter(({ Resource }) => [Resource].flat().includes(keyArn!));
    expect(ofKey.map(({ Sid }) => Sid)).toEqual(['EncryptWithNewKey']);
  });

  // Of what is selected by its algorithm alone, or by a report, any key of the bucket can be the former one.
  test.each<[string, ObjectSelection | ((stack: Stack) => ObjectSelection), boolean]>([
    ['SSE-KMS with any key', matching(CurrentEncryption.sseKms()), true],
    ['DSSE-KMS with any key', matching(CurrentEncryption.dsseKms()), true],
    ['SSE-KMS with one key', (stack) => matching(CurrentEncryption.sseKms({ key: formerKey(stack) })), false],
    ['SSE-S3', matching(CurrentEncryption.sseS3()), false],
    ['what a report lists', (stack) => listed(stack), true],
  ])('the keys that the bucket accepts can be used where objects are %s: %#', (_, objects, used) => {
    const stack = aStack(HOME);
    const accepted = kms.Key.fromKeyArn(stack, 'Accepted', KEY_ARN.replace(/.$/, 'c'));
    const bucket = new EncryptedBucket(stack, 'Data', { versioned: false, uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [accepted] }) });
    reencrypted({ bucket, neverVersioned: true, objects: typeof objects === 'function' ? objects(stack) : objects }, stack);
    const { world, role } = everyResource(stack);
    const named = statementsOf(world, role).flatMap(({ Resource }) => Resource);
    expect(named.includes(accepted.keyArn)).toBe(used);
  });

  test('the report of an inventory can be read, with its lists and under its key', () => {
    const stack = aStack(HOME);
    const encryptionKey = formerKey(stack);
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Inventories', { bucketName: REPORT.bucket, encryptionKey });
    reencrypted({ objects: ObjectSelection.listedIn({ ...REPORT, bucket }) }, stack);
    const { bucketArn, s3: may, kms: mayUse } = asRole(stack);
    const at = (objectKey: string) => `arn:aws:s3:::${REPORT.bucket}/${objectKey}`;
    expect([REPORT.manifestObjectKey, 'inventory/data/encryption/data/1.csv.gz', 'inventory/other/encryption/data/1.csv.gz'].map((one) => may('GetObject', at(one))))
      .toEqual([true, true, false]);
    expect(['Decrypt', 'GenerateDataKey'].map((action) => mayUse(action, KEY_ARN, `arn:aws:s3:::${REPORT.bucket}`))).toEqual([true, true]);
    expect(mayUse('Decrypt', KEY_ARN, bucketArn)).toBe(false);
    // Nothing is to be found: the report lists it.
    expect(may('PutInventoryConfiguration', bucketArn)).toBe(false);
    expect(requestOf(stack).Manifest).toEqual({
      Spec: { Format: 'S3InventoryReport_CSV_20161130' }, Location: { ObjectArn: at(REPORT.manifestObjectKey), ETag: REPORT.manifestEtag },
    });
  });

  test.each<[prefix: string, others: string[]]>([
    ['what?/', ['whats/1', 'what/1', 'other']],
    ['all*/', ['all/1', 'alls/1', 'other']],
    ['a${b}*/', ['a/1', 'a${$}{b}/1', 'a${b}/1', 'other']],
  ])('a prefix with special characters means what it says in policies: %s', (prefix, others) => {
    const stack = aStack(HOME);
    const encryptedWith = [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack) })];
    reencrypted({ objects: ObjectSelection.matching({ prefix, encryptedWith }) }, stack);
    const { bucketArn, keyArn, s3: may, kms: mayUse } = asRole(stack);
    const allowed = (objectKey: string) => {
      const object = `${bucketArn}/${objectKey}`;
      return [may('GetObject', object), mayUse('GenerateDataKey', keyArn!, object), mayUse('Decrypt', KEY_ARN, object)];
    };
    expect(allowed(`${prefix}1`)).toEqual([true, true, true]);
    expect(others.filter((other) => allowed(other).includes(true))).toEqual([]);
  });

  test('a prefix with wildcards means what it says to S3', () => {
    const { stack } = reencrypted({ objects: ObjectSelection.matching({ prefix: 'what?/' }) });
    expect(requestOf(stack).ManifestGenerator!.S3JobManifestGenerator!.Filter!.KeyNameConstraint).toEqual({ MatchAnyPrefix: ['what?/'] });
  });
});

test.each([[UPDATE_IN_PLACE, 'S3UpdateObjectEncryption'], [COPY, 'S3PutObjectCopy']])('%s: a role of its own starts and cancels the job', (method, operation) => {
  const { stack } = reencrypted({ method });
  const { world } = everyResource(stack);
  const [job] = world.ofType('Custom::S3BatchOperationsJob');
  expectStartedByItsOwnRole(world, job);
  const { starter } = callersOf(world, job);
  const started = Object.keys(inputOf(job).Operation!);
  expect(started).toEqual([operation]);
  const may = mayOf(world, starter);
  expect(['LambdaInvoke', 'S3PutObjectAcl', method === COPY ? 'S3UpdateObjectEncryption' : 'S3PutObjectCopy'].filter((other) => may('s3:CreateJob', '*', requesting(job, other)))).toEqual([]);
});
