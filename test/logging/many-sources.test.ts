import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { EXPECTED, type Expected, NAME } from './sources';
import { DefaultEncryption, EncryptedBucket, LogBucket, LogSource, RuleSet, S3EncryptionChecks } from '../../src';
import { decide, type Policy, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { certainly } from '../support/deployment';
import { MODERN, policyOf, s3Request } from '../support/requests';
import { bucketPolicyStatements, type StatementJson, theResource } from '../support/stacks';

const ENVIRONMENT = { account: ACCOUNT, region: REGION };
const UNLISTED = '999988887777';

/** The account of the bucket first, then others. */
const account = (i: number) => (i === 0 ? ACCOUNT : String(444455550000 + i));
const prefix = (i: number) => `the-rather-long-prefix-of-number-${i}`;

interface Listed { readonly account: string; readonly prefix: string }

/** The policy of a bucket that accepts logs of one kind from accounts, each with its prefix. */
function accepting({ from, needsKey }: Expected, listed: readonly Listed[]): { policy: Policy; text: string } {
  const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
  const defaultEncryption = needsKey ? DefaultEncryption.sseKms() : DefaultEncryption.sseS3();
  const bucket = new EncryptedBucket(stack, 'Logs', { bucketName: NAME, defaultEncryption });
  for (const options of listed) { bucket.acceptLogsFrom(from!(options)); }
  // No Sid twice.
  expect(Object.keys(bucketPolicyStatements(stack)).length).toBeGreaterThan(3);
  const { PolicyDocument } = theResource(stack, 'AWS::S3::BucketPolicy');
  return { policy: policyOf(PolicyDocument), text: JSON.stringify(PolicyDocument) };
}

function mayWrite(policy: Policy, expected: Expected, key: string, owner: string): boolean {
  const request = s3Request('PutObject', `arn:aws:s3:::logs6819bb44/${key}`, { ...MODERN, ...expected.context(owner) }, Principal.service(expected.service!));
  return certainly(decide(request, { resource: policy, resourceAccount: ACCOUNT, kind: 's3' }));
}

/** The first, the last, and one between them: every list is made in one way. */
function someOf<T>(all: readonly T[]): T[] {
  return [...new Set([all[0], all[Math.floor(all.length / 2)], all[all.length - 1]])].filter((one) => one !== undefined);
}

const SERVICES = Object.entries(EXPECTED).filter(([, { service }]) => service !== undefined);
const COUNTS = [1, 2, 11, 25];

test('every service can be tried with any account and prefix', () => {
  expect(SERVICES.filter(([, { from }]) => from === undefined)).toEqual([]);
});

describe.each(SERVICES)('%s', (_, expected) => {
  /** Where S3 is told on whose behalf the service writes, any key can be tried; else the key says it. */
  const byKeysAlone = !Object.keys(expected.context(ACCOUNT)).some((key) => key.startsWith('aws:Source'));
  const keyIn = (one: Listed, owner = one.account) => `${one.prefix}/${expected.key(owner)}`;

  /** What an account that is not listed could try. */
  function expectUnlistedDenied(policy: Policy, listed: readonly Listed[]) {
    for (const one of someOf(listed)) {
      const keys = [
        keyIn(one, UNLISTED), expected.key(UNLISTED),
        // Below the folder of a listed account, which a prefix of its choice would give.
        `${one.prefix}/AWSLogs/${one.account}/${expected.key(UNLISTED)}`, `AWSLogs/${one.account}/${expected.key(UNLISTED)}`,
        `${keyIn(one)}/${expected.key(UNLISTED)}`,
        ...(byKeysAlone ? [] : [keyIn(one), expected.key(one.account)]),
      ];
      expect(keys.filter((key) => mayWrite(policy, expected, key, UNLISTED))).toEqual([]);
    }
  }

  test.each(COUNTS)('%d accounts with a prefix each: every account writes its own logs below its own prefix', (count) => {
    const listed = range(count).map((i) => ({ account: account(i), prefix: prefix(i) }));
    const { policy, text } = accepting(expected, listed);
    expect(text.length).toBeLessThan(20_480);
    expect(listed.filter((one) => !mayWrite(policy, expected, keyIn(one), one.account))).toEqual([]);
    expectUnlistedDenied(policy, listed);
    for (const one of listed) {
      const others = someOf(listed.filter((other) => other !== one));
      const keys = [
        expected.key(one.account), `elsewhere/${expected.key(one.account)}`,
        ...others.map((other) => keyIn(other, one.account)),
        ...others.map((other) => `${other.prefix}/AWSLogs/${other.account}/${expected.key(one.account)}`),
      ];
      expect(keys.filter((key) => mayWrite(policy, expected, key, one.account))).toEqual([]);
    }
  });

  test.each(COUNTS)('%d accounts with one prefix', (count) => {
    const listed = range(count).map((i) => ({ account: account(i), prefix: 'all' }));
    const { policy, text } = accepting(expected, listed);
    expect(text.length).toBeLessThan(20_480);
    expect(listed.filter((one) => !mayWrite(policy, expected, keyIn(one), one.account))).toEqual([]);
    expectUnlistedDenied(policy, listed);
    expect(listed.filter((one) => mayWrite(policy, expected, `elsewhere/${expected.key(one.account)}`, one.account))).toEqual([]);
  });

  test.each(COUNTS)('%d prefixes of another account: none beside them', (count) => {
    const listed = range(count).map((i) => ({ account: account(1), prefix: prefix(i) }));
    const { policy } = accepting(expected, listed);
    expect(listed.filter((one) => !mayWrite(policy, expected, keyIn(one), one.account))).toEqual([]);
    expectUnlistedDenied(policy, listed);
    const keys = [expected.key(account(1)), `elsewhere/${expected.key(account(1))}`];
    expect(keys.filter((key) => mayWrite(policy, expected, key, account(1)))).toEqual([]);
    expect(mayWrite(policy, expected, keyIn(listed[0], ACCOUNT), ACCOUNT)).toBe(false);
  });

  test.each(COUNTS)('%d prefixes of the account that owns the bucket, beside another account: nothing is wider for that one', (count) => {
    const other = { account: account(1), prefix: 'other' };
    const listed = range(count).map((i) => ({ account: ACCOUNT, prefix: prefix(i) }));
    const { policy, text } = accepting(expected, [...listed, other]);
    expect([...listed, other].filter((one) => !mayWrite(policy, expected, keyIn(one), one.account))).toEqual([]);
    expectUnlistedDenied(policy, [...listed, other]);
    const keys = [
      expected.key(other.account), `elsewhere/${expected.key(other.account)}`, ...listed.map((one) => keyIn(one, other.account)),
      ...listed.map((one) => `${one.prefix}/AWSLogs/${ACCOUNT}/${expected.key(other.account)}`),
    ];
    expect(keys.filter((key) => mayWrite(policy, expected, key, other.account))).toEqual([]);
    // Without a condition that names the account, no key is wider even for that of the bucket.
    if (byKeysAlone) { expect(mayWrite(policy, expected, `elsewhere/${expected.key(ACCOUNT)}`, ACCOUNT)).toBe(false); }
    if (count > 10 && !byKeysAlone) { expect(text).not.toContain(prefix(count - 1)); }
  });
});

describe('sources of the account that owns the bucket', () => {
  /** What the statement about objects lists. */
  function listed(sources: readonly LogSource[], sid: string): { places: string[]; arns: string[] } {
    const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
    const logs = new LogBucket(stack, 'Logs', { bucketName: NAME });
    for (const source of sources) { logs.acceptLogsFrom(source); }
    const { Resource, Condition } = bucketPolicyStatements(stack)[sid] as { Resource: unknown; Condition: { ArnLike: { 'aws:SourceArn': unknown } } };
    const [places, arns] = [Resource, Condition.ArnLike['aws:SourceArn']].map((value) => [value].flat() as string[]);
    return { places, arns };
  }

  test.each([[1, 1], [9, 9], [10, 10], [11, 1], [12, 1]])('%d prefixes are %d patterns of keys', (count, patterns) => {
    const { places } = listed(range(count).map((i) => LogSource.cloudTrail({ prefix: prefix(i), trailNames: ['trail'] })), 'AllowCloudTrailLogs');
    expect(places).toHaveLength(patterns);
  });

  test.each([[1, 1], [10, 10], [11, 1]])('%d trails are %d patterns of ARNs', (count, patterns) => {
    const { arns } = listed(range(count).map((i) => LogSource.cloudTrail({ trailNames: [`trail-${i}`] })), 'AllowCloudTrailLogs');
    expect(arns).toHaveLength(patterns);
  });

  test('what is listed twice counts once', () => {
    const { arns } = listed([...range(10), ...range(10)].map((i) => LogSource.cloudTrail({ trailNames: [`trail-${i}`] })), 'AllowCloudTrailLogs');
    expect(arns).toHaveLength(10);
  });
});

describe('a policy that S3 would refuse', () => {
  function redshiftOf(count: number) {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    const logs = new LogBucket(stack, 'Logs', { bucketName: 'central-logs-of-the-organization' });
    for (let i = 0; i < count; i++) { logs.acceptLogsFrom(LogSource.redshift({ account: account(i) })); }
    return { app, stack };
  }

  test('is refused at synthesis, with the numbers and what to do', () => {
    expect(() => redshiftOf(400).app.synth()).toThrow(
      /\[Stack\/Logs\] the bucket policy has at least \d{5} bytes, but S3 accepts at most 20480\. .*Amazon Redshift audit logs \(400 accounts, 400 key patterns\)\. Fix: split the log sources across several LogBuckets/);
  });

  test('and one that it takes is not', () => {
    const { stack } = redshiftOf(200);
    const text = JSON.stringify(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    expect(text.length).toBeGreaterThan(10_000);
  });

  test('says how much it lists of every kind', () => {
    const app = new App();
    const logs = new LogBucket(new Stack(app, 'Stack'), 'Logs');
    for (let i = 0; i < 60; i++) { logs.acceptLogsFrom(LogSource.s3Inventory({ account: account(i + 1), prefix: prefix(i) })); }
    logs.acceptLogsFrom(LogSource.config());
    expect(() => app.synth()).toThrow(/S3 Inventory reports \(60 accounts, 60 key patterns\), AWS Config history and snapshots \(1 account, 1 key pattern\)/);
  });

  test('buckets that are named by CloudFormation count with a short name', () => {
    // 20480 bytes are exceeded by names of 63 characters only.
    const app = new App();
    const logs = new LogBucket(new Stack(app, 'S'), 'L');
    for (let i = 0; i < 230; i++) { logs.acceptLogsFrom(LogSource.redshift({ account: account(i + 1) })); }
    expect(() => app.synth()).not.toThrow();
  });
});

describe('lists', () => {
  const resourcesOf = (stack: Stack, sid: string) => (bucketPolicyStatements(stack)[sid].Resource as string[])
    .map((arn) => arn.replace('arn:aws:s3:::logs6819bb44/', ''));

  test('leave out what another pattern covers already', () => {
    const of = (...prefixes: (string | undefined)[]) => {
      const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
      const logs = new LogBucket(stack, 'Logs');
      for (const one of prefixes) { logs.acceptLogsFrom(LogSource.s3Inventory({ prefix: one })); }
      return resourcesOf(stack, 'AllowS3Inventory');
    };
    expect(of('a/b', 'a', 'ab', 'a/c/d')).toEqual(['a/*', 'ab/*']);
    expect(of('a', undefined, 'b')).toEqual(['*']);
  });

  test('of the bucket\'s own account get shorter from the eleventh on, and keep the folder that the service adds', () => {
    const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
    const logs = new LogBucket(stack, 'Logs');
    for (let i = 0; i < 11; i++) { logs.acceptLogsFrom(LogSource.vpcFlowLogs({ prefix: `flows/${i}` })); }
    expect(resourcesOf(stack, 'AllowVpcFlowLogs')).toEqual([`flows/*AWSLogs/${ACCOUNT}/*`]);
  });

  test('an account whose id is known at synthesis time is another one where that of the bucket is not', () => {
    const stack = new Stack(new App(), 'Stack');
    const logs = new LogBucket(stack, 'Logs');
    for (let i = 0; i < 12; i++) { logs.acceptLogsFrom(LogSource.vpcFlowLogs({ prefix: `flows/${i}`, account: ACCOUNT })); }
    expect(resourcesOf(stack, 'AllowVpcFlowLogs')).toHaveLength(12);
  });

  test.each<[string, () => LogSource]>([
    ['*', () => LogSource.redshift({ account: '*' })],
    ['????????????', () => LogSource.vpcFlowLogs({ account: '????????????' })],
    ['1234', () => LogSource.s3AccessLogs({ account: '1234' })],
  ])('have no place for account %s, which would stand for others', (text, source) => {
    const logs = new LogBucket(new Stack(new App(), 'Stack'), 'Logs');
    expect(() => logs.acceptLogsFrom(source())).toThrow(`Stack/Logs: account cannot be ${JSON.stringify(text)}: an account ID has 12 digits. Fix: `);
  });

  test.each<[string, () => LogSource]>([
    ['trailNames cannot be "*"', () => LogSource.cloudTrail({ trailNames: ['*'] })],
    ['trailNames cannot include "audit-?"', () => LogSource.cloudTrail({ trailNames: ['audit', 'audit-?'] })],
    ['logGroupNames cannot be "/app/*"', () => LogSource.cloudWatchLogsExport({ logGroupNames: ['/app/*'] })],
    ['dashboardId cannot be "${aws:SourceAccount}"', () => LogSource.storageLens({ dashboardId: '${aws:SourceAccount}' })],
    ['region cannot be "*"', () => LogSource.vpcFlowLogs({ region: '*' })],
  ])('nor for names that are patterns: %s', (message, source) => {
    const logs = new LogBucket(new Stack(new App(), 'Stack'), 'Logs');
    expect(() => logs.acceptLogsFrom(source())).toThrow(`Stack/Logs: ${message}`);
  });

  test('a detector is one, and a name may hold a token', () => {
    const stack = new Stack(new App(), 'Stack');
    const findings = new EncryptedBucket(stack, 'Findings');
    expect(() => findings.acceptLogsFrom(LogSource.guardDuty({ detectorId: '?' }))).toThrow(/^Stack\/Findings: detectorId cannot be "\?".* Fix: pass the exact name/);
    findings.acceptLogsFrom(LogSource.guardDuty({ detectorId: new CfnParameter(stack, 'Detector').valueAsString }));
    new LogBucket(stack, 'Logs').acceptLogsFrom(LogSource.cloudWatchLogsExport({ logGroupNames: [`/app/${stack.region}`] }));
  });

  test.each<[() => LogSource]>([
    [() => LogSource.cloudTrail({ organizationId: '*' })], [() => LogSource.storageLens({ organizationId: 'o-?' })],
  ])('%#: nor for an organization that is a pattern', (source) => {
    const logs = new LogBucket(new Stack(new App(), 'Stack'), 'Logs');
    expect(() => logs.acceptLogsFrom(source())).toThrow(/^Stack\/Logs: organizationId cannot be "(\*|o-\?)"\. Fix: /);
  });
});

test('the checks agree with a bucket that serves many accounts', () => {
  const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
  const logs = new LogBucket(stack, 'Logs');
  for (let i = 0; i < 12; i++) {
    const options = { account: account(i) };
    logs.acceptLogsFrom(LogSource.applicationLoadBalancer(options));
    logs.acceptLogsFrom(LogSource.vpcFlowLogs(options));
    logs.acceptLogsFrom(LogSource.config(options));
  }
  const { violations } = new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(stack);
  expect(violations.map(({ ruleName }) => ruleName).filter((name) => name !== 'KmsDefaultEncryption' && name !== 'AccessLoggingEnabled')).toEqual([]);
  const statements = bucketPolicyStatements(stack) as { [sid: string]: StatementJson };
  expect(Object.keys(statements)).toEqual(expect.arrayContaining(['DenyNestedApplicationLoadBalancerLogs', 'DenyNestedVpcFlowLogs', 'DenyNestedConfig']));
});

test('two tokens for one account are one account', () => {
  const stack = new Stack(new App(), 'Stack');
  const logs = new LogBucket(stack, 'Logs');
  for (const [i, owner] of [undefined, Fn.ref('AWS::AccountId'), Fn.ref('AWS::AccountId')].entries()) {
    logs.acceptLogsFrom(LogSource.s3Inventory({ prefix: prefix(i), account: owner }));
  }
  const allowed = Object.values(bucketPolicyStatements(stack)).filter(({ Effect }: StatementJson) => Effect === 'Allow');
  expect(allowed.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([['AllowS3Inventory', range(3).map((i) => `arn:aws:s3:::logs6819bb44/${prefix(i)}/*`)]]);
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
