import { App, type CfnResource, aws_kms as kms, aws_logs as logs, RemovalPolicy, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccessLogDelivery, type AccessLogDeliveryProps, EncryptedBucket, SignatureVersion } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf, REGION } from '../support/concrete';
import { policyOf, ROLE } from '../support/requests';
import { foundLessProtected } from '../support/retained';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const ENVIRONMENT = { account: ACCOUNT, region: REGION };

function delivery(stack: Stack, props: Partial<AccessLogDeliveryProps> = {}) {
  return new AccessLogDelivery(stack, 'AccessLogs', { bucket: s3.Bucket.fromBucketName(stack, 'Data', 'data'), ...props });
}

test('delivers the access logs of a bucket to a log group with a key of its own', () => {
  const stack = aStack();
  const bucket = new EncryptedBucket(stack, 'Data');
  const { logGroup } = new AccessLogDelivery(stack, 'AccessLogs', { bucket });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Logs::DeliverySource', {
    LogType: 'S3_SERVER_ACCESS_LOGS',
    ResourceArn: { 'Fn::GetAtt': ['Data666C94C7', 'Arn'] },
  });
  template.hasResourceProperties('AWS::Logs::DeliveryDestination', {
    DeliveryDestinationType: 'CWL',
    DestinationResourceArn: stack.resolve(logGroup.logGroupArn),
  });
  const [[source]] = Object.entries(template.findResources('AWS::Logs::DeliverySource'));
  const [[destination]] = Object.entries(template.findResources('AWS::Logs::DeliveryDestination'));
  template.hasResourceProperties('AWS::Logs::Delivery', {
    DeliverySourceName: { Ref: source },
    DeliveryDestinationArn: { 'Fn::GetAtt': [destination, 'Arn'] },
  });
  template.hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { LogGroupName: Match.stringLikeRegexp('^/aws/vendedlogs/s3/'), RetentionInDays: 400, KmsKeyId: Match.anyValue() },
  });
  template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
});

test('names stay within the 60 characters of CloudWatch Logs', () => {
  const stack = new Stack(new App(), 'AStackWithAVeryLongNameIndeedThatGoesOnAndOnForMoreThanSixtyCharacters');
  delivery(stack);
  const { Name } = theResource(stack, 'AWS::Logs::DeliverySource') as { Name: string };
  expect(Name.length).toBeLessThanOrEqual(60);
  expect(Name).toMatch(/^[\w-]+$/);
});

describe('its key', () => {
  const may = (action: string, logGroupArn: string, principal: Principal) => {
    const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
    const { logGroup } = delivery(stack);
    const own = logGroupArn === 'its own' ? `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${stack.resolve((logGroup.node.defaultChild as logs.CfnLogGroup).logGroupName)}` : logGroupArn;
    const resource = policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy);
    return decide({ principal, action: `kms:${action}`, resource: arnOf('AWS::KMS::Key', 'Key'), context: { 'kms:EncryptionContext:aws:logs:arn': own } },
      { resource, resourceAccount: ACCOUNT, kind: 'kms' });
  };
  const service = Principal.service(`logs.${REGION}.amazonaws.com`);

  test.each(['Encrypt', 'Decrypt', 'GenerateDataKey', 'ReEncryptFrom'])('%s: CloudWatch Logs for this log group, and nobody else', (action) => {
    expect(may(action, 'its own', service)).toBe(Ternary.YES);
    expect(may(action, `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:another`, service)).toBe(Ternary.NO);
    expect(may(action, 'its own', Principal.service('logs.us-east-1.amazonaws.com'))).toBe(Ternary.NO);
    expect(may(action, 'its own', Principal.service('delivery.logs.amazonaws.com'))).toBe(Ternary.NO);
  });

  test('no grants', () => {
    expect(may('CreateGrant', 'its own', service)).toBe(Ternary.NO);
  });

  test('in China CloudWatch Logs has another name', () => {
    const stack = new Stack(new App(), 'Stack', { env: { ...ENVIRONMENT, region: 'cn-north-1' } });
    delivery(stack);
    expect(JSON.stringify(theResource(stack, 'AWS::KMS::Key').KeyPolicy)).toContain('"Service":"logs.cn-north-1.amazonaws.com.cn"');
  });
});

test('a key that is given allows CloudWatch Logs; of one that is imported a warning says what it lacks', () => {
  const stack = aStack();
  delivery(stack, { encryptionKey: new kms.Key(stack, 'Key'), retention: logs.RetentionDays.ONE_WEEK });
  const { KeyPolicy } = theResource(stack, 'AWS::KMS::Key');
  expect(KeyPolicy.Statement.map(({ Sid }: { Sid?: string }) => Sid)).toContain('AllowLogGroup');
  Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });

  const other = aStack();
  delivery(other, { encryptionKey: kms.Key.fromKeyArn(other, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234`) });
  Annotations.fromStack(other).hasWarning('/Stack/AccessLogs', Match.stringLikeRegexp('The key Stack/Key is imported.*"kms:EncryptionContext:aws:logs:arn"'));
});

test('a key that serves several log groups names all of them in one statement', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
  const encryptionKey = new kms.Key(stack, 'Key');
  const names = ['One', 'Two', 'Three'].map((id) => {
    const { logGroup } = new AccessLogDelivery(stack, id, { bucket: s3.Bucket.fromBucketName(stack, `Data${id}`, id.toLowerCase()), encryptionKey });
    return (logGroup.node.defaultChild as logs.CfnLogGroup).logGroupName!;
  });
  const { KeyPolicy } = theResource(stack, 'AWS::KMS::Key');
  const sids = KeyPolicy.Statement.map(({ Sid }: { Sid?: string }) => Sid).filter((sid: string | undefined) => sid !== undefined);
  expect(sids).toEqual([...new Set(sids)]);
  const may = (name: string) => decide({
    principal: Principal.service(`logs.${REGION}.amazonaws.com`),
    action: 'kms:Decrypt',
    resource: arnOf('AWS::KMS::Key', 'Key'),
    context: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}` },
  }, { resource: policyOf(KeyPolicy), resourceAccount: ACCOUNT, kind: 'kms' });
  expect(names.map(may)).toEqual([Ternary.YES, Ternary.YES, Ternary.YES]);
  expect(may('/aws/vendedlogs/s3/another')).toBe(Ternary.NO);
});

test('a log group that is given gets the logs', () => {
  const stack = aStack();
  const logGroup = new logs.LogGroup(stack, 'Group', { encryptionKey: new kms.Key(stack, 'Key') });
  expect(delivery(stack, { logGroup }).logGroup).toBe(logGroup);
  Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 1);
});

test.each<[string, (stack: Stack) => Partial<AccessLogDeliveryProps>, RegExp]>([
  ['a log group without a key', (stack) => ({ logGroup: new logs.LogGroup(stack, 'Group') }), /^Stack\/AccessLogs: the log group Stack\/Group has no KMS key\. Fix: /],
  ['a key beside a log group', (stack) => ({ logGroup: logs.LogGroup.fromLogGroupName(stack, 'Group', 'group'), encryptionKey: new kms.Key(stack, 'Key') }),
    /encryptionKey and retention cannot be set for the existing log group Stack\/Group\. Fix: /],
  ['a bucket in another Region', (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Far', { bucketName: 'far', region: 'us-east-1' }) }),
    /^Stack\/AccessLogs: the bucket Stack\/Far is in region us-east-1 instead of eu-west-1\. Fix: /],
  ['a log group in another account', (stack) => ({
    logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Far', 'arn:aws:logs:eu-west-1:444455556666:log-group:far'),
  }), /the log group Stack\/Far is in account 444455556666 instead of 111122223333/],
])('refuses %s', (_, props, message) => {
  const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
  expect(() => delivery(stack, props(stack))).toThrow(message);
});

describe('a key that is given', () => {
  const warnings = (change: (key: kms.Key, delivery: AccessLogDelivery) => void) => {
    const stack = aStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    change(encryptionKey, new AccessLogDelivery(stack, 'AccessLogs', { bucket: s3.Bucket.fromBucketName(stack, 'Data', 'data'), encryptionKey }));
    const found = Annotations.fromStack(stack).findWarning('/Stack/AccessLogs', Match.stringLikeRegexp('logGroupKeyNotRetained'));
    foundLessProtected.splice(0);
    return found;
  };

  test.each<[string, number, (key: kms.Key, delivery: AccessLogDelivery) => void]>([
    ['it stays with the log group', 0, () => {}],
    ['it is deleted while the log group stays', 1, (key) => key.applyRemovalPolicy(RemovalPolicy.DESTROY)],
    ['an override deletes it', 1, (key) => (key.node.defaultChild as CfnResource).addDeletionOverride('DeletionPolicy')],
    ['both go', 0, (key, { logGroup }) => {
      key.applyRemovalPolicy(RemovalPolicy.DESTROY);
      (logGroup as logs.LogGroup).applyRemovalPolicy(RemovalPolicy.DESTROY);
    }],
  ])('%s: %s warnings', (_, expected, change) => {
    expect(warnings(change)).toHaveLength(expected);
  });
});

test.each([[SignatureVersion.V4_ALLOW_LIST, true], [SignatureVersion.V4, false]])('a bucket with SignatureVersion.%s: warns %s', (signatureVersion, warns) => {
  const stack = aStack();
  delivery(stack, { bucket: new EncryptedBucket(stack, 'Bucket', { signatureVersion }) });
  const text = Match.stringLikeRegexp('Stack/Bucket/Resource allows only listed signature versions, and S3 documents no signature version for s3:AllowVendedLogDeliveryForResource, so it denies the delivery .* Fix: ');
  Annotations.fromStack(stack)[warns ? 'hasWarning' : 'hasNoWarning']('/Stack/AccessLogs', text);
});

test('the action that it needs is denied by a bucket with an allow list, and by no other', () => {
  const answer = (signatureVersion: SignatureVersion) => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Bucket', { signatureVersion });
    const policy = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    const resource = arnOf('AWS::S3::Bucket', Object.keys(resourcesOf(stack, 'AWS::S3::Bucket'))[0]);
    // Over TLS, and without a signature version, which S3 does not document for it.
    return policy.denies({ principal: ROLE, action: 's3:AllowVendedLogDeliveryForResource', resource, context: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' } });
  };
  expect([answer(SignatureVersion.V4_ALLOW_LIST), answer(SignatureVersion.V4)]).toEqual([Ternary.YES, Ternary.NO]);
});
