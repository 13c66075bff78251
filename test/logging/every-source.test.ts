import type { Stack } from 'aws-cdk-lib';
import { BUCKET, EXPECTED, type Expected, NAME, STRANGER } from './sources';
import { DefaultEncryption, EncryptedBucket, LogBucket } from '../../src';
import { SERVICE_BY_FACTORY } from '../../src/logging/log-services';
import { decide, Principal, type AccessRequest } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf } from '../support/concrete';
import { ALLOWED_EVERYTHING, MODERN, naming, policyOf, ROLE, s3Request } from '../support/requests';
import { aStack, bySid, resourcesOf, type StatementJson, theResource } from '../support/stacks';

const SSE_S3 = 'SSE-S3';
const OWN_KEY_BUCKET_KEY = 'SSE-KMS with a customer managed key and an S3 Bucket Key';
const OWN_KEY = 'SSE-KMS with a customer managed key';

const ENCRYPTIONS: [string, () => DefaultEncryption][] = [
  [SSE_S3, () => DefaultEncryption.sseS3()],
  [OWN_KEY_BUCKET_KEY, () => DefaultEncryption.sseKms()],
  [OWN_KEY, () => DefaultEncryption.sseKms({ bucketKey: false })],
  ['SSE-KMS with the AWS managed key aws/s3', () => DefaultEncryption.sseKmsAwsManaged()],
  ['DSSE-KMS with a customer managed key', () => DefaultEncryption.dsseKms()],
  ['DSSE-KMS with the AWS managed key aws/s3', () => DefaultEncryption.dsseKmsAwsManaged()],
];

const KEY = arnOf('AWS::KMS::Key', 'LogsKey');

const sources = Object.entries(EXPECTED).map(([factory, expected]) => [factory, expected] as const);

test('every producer is in the table', () => {
  expect(Object.keys(EXPECTED)).toEqual(Object.keys(SERVICE_BY_FACTORY));
});

function accepting(expected: Expected, encryption: () => DefaultEncryption) {
  const stack = aStack();
  const bucket = new EncryptedBucket(stack, 'Logs', { bucketName: NAME, defaultEncryption: encryption() });
  bucket.acceptLogsFrom(expected.source(stack));
  return stack;
}

const bucketStatements = (stack: Stack) => (theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument as { Statement: StatementJson[] }).Statement;

/** The statements that are there because of the source: actions, resources and conditions by Sid. */
function ofSource(statements: StatementJson[], service: string) {
  const own = statements.filter(({ Principal: principal }) => (principal as { Service?: string }).Service === service);
  return Object.fromEntries(Object.entries(bySid({ Statement: own })).map(([sid, { Action, Resource, Condition }]) => [
    sid, [Action, ...[Resource].flat(), ...(Condition === undefined ? [] : [Condition])],
  ]));
}

describe.each(sources)('%s', (_, expected) => {
  const { service, title, withKey, needsKey } = expected;
  const isAccepted = (encryption: string) => {
    if (encryption === SSE_S3) { return needsKey !== true && expected !== EXPECTED.cloudFrontLegacy; }
    return withKey !== undefined && (encryption === OWN_KEY || encryption === OWN_KEY_BUCKET_KEY);
  };

  const accepted = (name: string, encryption: () => DefaultEncryption) => {
    const stack = accepting(expected, encryption);
    const without = aStack();
    new EncryptedBucket(without, 'Logs', { bucketName: NAME, defaultEncryption: encryption() });
    const added = bucketStatements(stack).slice(bucketStatements(without).length);
    expect(added.map(({ Sid }) => Sid)).toEqual(Object.keys(expected.statements));
    if (service === undefined) { return; }
    const statements = ofSource(added, service);
    expect(statements).toEqual(Object.fromEntries(Object.entries(expected.statements).map(([sid, elements]) => [
      // The bucket is named by reference.
      sid, JSON.parse(JSON.stringify(elements).split(BUCKET).join('arn:aws:s3:::logs6819bb44')),
    ])));
    if (name === SSE_S3) { return; }
    const [actions, withBucketKey, condition] = withKey!;
    const keyPolicy = theResource(stack, 'AWS::KMS::Key').KeyPolicy as { Statement: StatementJson[] };
    expect(Object.values(ofSource(keyPolicy.Statement, service))).toEqual([[name === OWN_KEY ? actions : withBucketKey, '*', condition]]);
  };

  const refused = (name: string, encryption: () => DefaultEncryption) => {
    const attempt = () => accepting(expected, encryption);
    expect(attempt).toThrow(`Stack/Logs: ${title} cannot be delivered to `);
    expect(attempt).toThrow(expected === EXPECTED.cloudFrontLegacy ? /ACLs/ : new RegExp(`the default encryption ${name}: \\w+.*\\.`));
    expect(attempt).toThrow(/Fix: .*(LogBucket|DefaultEncryption\.sseKms\(\))/);
  };

  const outcomes = ENCRYPTIONS.map(([name, encryption]) => (isAccepted(name)
    ? { name, outcome: 'accepted, with these statements and no others', check: () => accepted(name, encryption) }
    : { name, outcome: 'refused, saying what, why and what to do', check: () => refused(name, encryption) }));

  test.each(outcomes)('$name: $outcome', ({ check }) => check());

  if (needsKey) { return; }

  test('a LogBucket accepts it', () => {
    const stack = aStack();
    new LogBucket(stack, 'Logs', { bucketName: NAME }).acceptLogsFrom(expected.source(stack));
    expect(bucketStatements(stack).map(({ Sid }) => Sid)).toEqual(expect.arrayContaining(Object.keys(expected.statements)));
  });
});

describe('requests', () => {
  const own = (arn: string) => arn.replace(BUCKET, 'arn:aws:s3:::logs6819bb44');
  const encryptionOf = ({ needsKey }: Expected) => (needsKey ? () => DefaultEncryption.sseKms() : () => DefaultEncryption.sseS3());
  const services = sources.filter(([, { service }]) => service !== undefined);

  function may(expected: Expected, request: AccessRequest): Ternary {
    const resource = policyOf(theResource(accepting(expected, encryptionOf(expected)), 'AWS::S3::BucketPolicy').PolicyDocument);
    return decide(request, { resource, resourceAccount: ACCOUNT, kind: 's3' });
  }

  test.each(services)('%s: its service writes for the account, and for no other', (_, expected) => {
    const principal = Principal.service(expected.service!);
    const write = (key: string, account: string) => s3Request('PutObject', own(`${BUCKET}/${key}`), { ...MODERN, ...expected.context(account) }, principal);
    expect(may(expected, write(expected.key(ACCOUNT), ACCOUNT))).toBe(Ternary.YES);
    // In its own folder, in ours, and below ours, which a prefix of its choice would give.
    for (const key of [expected.key(STRANGER), `AWSLogs/${ACCOUNT}/${expected.key(STRANGER)}`]) {
      expect([key, may(expected, write(key, STRANGER))]).toEqual([key, Ternary.NO]);
    }
    if (expected !== EXPECTED.redshift) { expect(may(expected, write(expected.key(ACCOUNT), STRANGER))).toBe(Ternary.NO); }
  });

  test.each(services)('%s: another service does not, nor may this one read or delete', (_, expected) => {
    const object = own(`${BUCKET}/${expected.key(ACCOUNT)}`);
    const context = { ...MODERN, ...expected.context(ACCOUNT) };
    expect(may(expected, s3Request('PutObject', object, context, Principal.service('sns.amazonaws.com')))).toBe(Ternary.NO);
    for (const action of ['GetObject', 'DeleteObject', 'PutObjectAcl']) {
      expect(may(expected, s3Request(action, object, context, Principal.service(expected.service!)))).toBe(Ternary.NO);
    }
  });

  test.each(services.filter(([, { statements }]) => Object.keys(statements).some((sid) => sid.endsWith('BucketCheck'))))(
    '%s: its service may look at the bucket, for the account alone', (factory, expected) => {
      const [, [actions]] = Object.entries(expected.statements).find(([sid]) => sid.endsWith('BucketCheck'))!;
      const look = (action: string, account: string) => (
        { principal: Principal.service(expected.service!), action, resource: own(BUCKET), context: { ...MODERN, ...expected.context(account) } });
      for (const action of [actions].flat()) {
        expect(may(expected, look(action, ACCOUNT))).toBe(Ternary.YES);
        // Of Amazon Redshift AWS documents no condition; the ACL of this bucket tells nothing.
        if (factory !== 'redshift') { expect(may(expected, look(action, STRANGER))).toBe(Ternary.NO); }
      }
    });

  test.each(services.filter(([, { withKey }]) => withKey))('%s: the key lets its service encrypt for the account, and for no other', (_, expected) => {
    for (const bucketKey of [true, false]) {
      const stack = accepting(expected, () => DefaultEncryption.sseKms({ bucketKey }));
      const { KeyPolicy } = theResource(stack, 'AWS::KMS::Key');
      const asks = (action: string, account: string, principal = Principal.service(expected.service!)) => decide(
        { principal, action, resource: KEY, context: { ...expected.context(account), 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
        { resource: policyOf(KeyPolicy), resourceAccount: ACCOUNT, kind: 'kms' });
      for (const action of ['kms:GenerateDataKey', ...(bucketKey ? ['kms:Decrypt'] : [])]) {
        expect(asks(action, ACCOUNT)).toBe(Ternary.YES);
        expect(asks(action, STRANGER)).toBe(Ternary.NO);
        expect(asks(action, ACCOUNT, Principal.service('sns.amazonaws.com'))).toBe(Ternary.NO);
      }
      expect(asks('kms:CreateGrant', ACCOUNT)).toBe(Ternary.NO);
    }
  });

  test('what GuardDuty says of its encryption is what the bucket wants', () => {
    const { guardDuty } = EXPECTED;
    const stack = accepting(guardDuty, () => DefaultEncryption.sseKms());
    const policy = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    const [key] = Object.keys(resourcesOf(stack, 'AWS::KMS::Key')).map((id) => arnOf('AWS::KMS::Key', id));
    const write = (named: string) => policy.denies(s3Request('PutObject', own(`${BUCKET}/${guardDuty.key(ACCOUNT)}`),
      { ...MODERN, ...guardDuty.context(ACCOUNT), ...naming('aws:kms', named) }, Principal.service(guardDuty.service!)));
    expect(write(key)).toBe(Ternary.NO);
    expect(write(`${key}x`)).toBe(Ternary.YES);
  });
});

describe('where writers other than log services are denied', () => {
  const reports = EXPECTED.batchOperationsReports;
  const logs = EXPECTED.vpcFlowLogs;

  function may(request: AccessRequest, otherWritersDenied = true): Ternary {
    const stack = aStack();
    const bucket = new LogBucket(stack, 'Logs', { bucketName: NAME, otherWritersDenied });
    bucket.acceptLogsFrom(reports.source(stack));
    bucket.acceptLogsFrom(logs.source(stack));
    const resource = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    return decide(request, { identity: [ALLOWED_EVERYTHING], resource, resourceAccount: ACCOUNT, kind: 's3' });
  }

  const object = 'arn:aws:s3:::logs6819bb44/reports/job-0123/results/report.csv';
  const by = (principal: Principal, action = 'PutObject', key = object) => s3Request(action, key, { ...MODERN, ...logs.context(ACCOUNT) }, principal);
  const named = Principal.role(`arn:aws:iam::${ACCOUNT}:role/Reports`);

  test.each<[string, AccessRequest, Ternary]>([
    ['a role of the account may not write', by(ROLE), Ternary.NO],
    ['nor replicate into the bucket', by(ROLE, 'ReplicateObject'), Ternary.NO],
    ['nor may the root user', by(Principal.account(ACCOUNT, 'aws')), Ternary.NO],
    ['nor a user', by(Principal.user(`arn:aws:iam::${ACCOUNT}:user/Somebody`)), Ternary.NO],
    ['a role may read', by(ROLE, 'GetObject'), Ternary.YES],
    ['the role that was named may write', by(named), Ternary.YES],
    ['a log service may write', by(Principal.service('delivery.logs.amazonaws.com'), 'PutObject',
      `arn:aws:s3:::logs6819bb44/${logs.key(ACCOUNT)}`), Ternary.YES],
  ])('%s', (_, request, expected) => {
    expect(may(request)).toBe(expected);
  });

  test('they may where the option is off', () => {
    expect(may(by(ROLE), false)).toBe(Ternary.YES);
  });

  test('without any role that is named nobody but services writes', () => {
    const stack = aStack();
    new LogBucket(stack, 'Logs', { otherWritersDenied: true });
    const policy = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    expect(policy.denies(by(named))).toBe(Ternary.YES);
    expect(policy.denies(by(Principal.service('logging.s3.amazonaws.com')))).toBe(Ternary.NO);
  });
});
