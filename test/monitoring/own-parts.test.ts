import { aws_kms as kms, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { EncryptedBucket, EncryptionMonitor, LogBucket, ObjectTrail, WatchedBuckets } from '../../src';
import { type AccessRequest, type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, REGION } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsThroughS3, policyOf, ROLE } from '../support/requests';
import { aStack, resourcesOf, theResource } from '../support/stacks';
import { strictFindings } from '../support/strict';

function monitored(): Stack {
  const stack = aStack();
  new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Data')) });
  return stack;
}

test('they pass the strict rules', () => {
  expect(strictFindings(monitored())).toEqual([]);
});

test('they pass AwsSolutions of cdk-nag, but for access logs, and the log streams of the trail', () => {
  const rules = new AwsSolutionsChecks().validateScope(monitored()).violations.map(({ ruleName }) => ruleName);
  expect(rules).toEqual(expect.arrayContaining(['AwsSolutions-S1']));
  expect(rules.filter((rule) => rule !== 'AwsSolutions-S1')).toEqual([expect.stringMatching(/^AwsSolutions-IAM5\[Resource::.*:log-group:\/s3-encryption\/.*:log-stream:.*_CloudTrail_.*\*\]$/)]);
});

test('logs stay when the stack goes, and the keys to read them', () => {
  const kept = (type: string) => Object.values(resourcesOf(monitored(), type))
    .map((resource) => (resource as { DeletionPolicy?: string }).DeletionPolicy);
  expect([...kept('AWS::KMS::Key'), ...kept('AWS::S3::Bucket')]).toEqual(Array(5).fill('Retain'));
  // It has a fixed name, which would stop the next try of a deployment that failed.
  expect(kept('AWS::Logs::LogGroup')).toEqual(['RetainExceptOnCreate']);
});

/** What a policy says to a request of a service. */
function answer(document: unknown, service: string, action: string, resource: string, context: ContextKeys): Ternary {
  const request: AccessRequest = { principal: Principal.service(service), action, resource, context };
  return decide(request, { resource: policyOf(document), resourceAccount: ACCOUNT, kind: action.startsWith('kms:') ? 'kms' : 's3' });
}

const keyPolicy = (stack: Stack, idPart: string) => {
  const [[id, { Properties: properties }], ...more] = Object.entries(resourcesOf(stack, 'AWS::KMS::Key')).filter(([name]) => name.includes(idPart));
  expect(more).toEqual([]);
  return { arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`, document: properties!.KeyPolicy };
};

describe('the key of topic and log group', () => {
  const topic = (account = ACCOUNT) => ({ 'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:${REGION}:${account}:Alerts` });
  const logGroup = (name: string) => ({ 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}` });
  const OWN = '/s3-encryption/Stack-Monitor-Trail-43C2B2FC';

  test.each<[string, string, string, ContextKeys, Ternary]>([
    ['EventBridge publishes to a topic', 'events.amazonaws.com', 'GenerateDataKey', topic(), Ternary.YES],
    ['CloudWatch publishes to a topic', 'cloudwatch.amazonaws.com', 'GenerateDataKey', topic(), Ternary.YES],
    ['EventBridge opens the data key', 'events.amazonaws.com', 'Decrypt', topic(), Ternary.YES],
    ['EventBridge publishes to a topic of another account', 'events.amazonaws.com', 'GenerateDataKey', topic('444455556666'), Ternary.NO],
    ['EventBridge encrypts something else', 'events.amazonaws.com', 'GenerateDataKey', {}, Ternary.NO],
    ['another service publishes', 's3.amazonaws.com', 'GenerateDataKey', topic(), Ternary.NO],
    ['CloudWatch Logs encrypts the log group', `logs.${REGION}.amazonaws.com`, 'Encrypt', logGroup(OWN), Ternary.YES],
    ['CloudWatch Logs encrypts another log group', `logs.${REGION}.amazonaws.com`, 'Encrypt', logGroup(`${OWN}-2`), Ternary.NO],
  ])('%s', (_, service, action, context, expected) => {
    const { arn, document } = keyPolicy(monitored(), 'Topic');
    expect(answer(document, service, `kms:${action}`, arn, context)).toBe(expected);
  });
});

describe('the topic', () => {
  const publish = (service: string, context: ContextKeys) => {
    const policy = theResource(monitored(), 'AWS::SNS::TopicPolicy');
    return answer(policy.PolicyDocument, service, 'sns:Publish', (policy.Topics as string[])[0], { 'aws:SecureTransport': 'true', ...context });
  };
  const alarm = (account: string) => ({ 'aws:SourceAccount': account, 'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:${account}:alarm:Monitor` });

  test.each<[string, string, ContextKeys, Ternary]>([
    ['EventBridge publishes', 'events.amazonaws.com', {}, Ternary.YES],
    ['an alarm of the account publishes', 'cloudwatch.amazonaws.com', alarm(ACCOUNT), Ternary.YES],
    ['an alarm of another account publishes', 'cloudwatch.amazonaws.com', alarm('444455556666'), Ternary.NO],
    ['EventBridge publishes over plain HTTP', 'events.amazonaws.com', { 'aws:SecureTransport': 'false' }, Ternary.NO],
    ['another service publishes', 's3.amazonaws.com', {}, Ternary.NO],
  ])('%s', (_, service, context, expected) => {
    expect(publish(service, context)).toBe(expected);
  });
});

describe('the trail', () => {
  const trailArn = (name: string) => `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${name}`;
  const NAME = 'Stack-Monitor-Trail-43C2B2FC';
  const delivered = (stack: Stack, name: string, keyOfUpload?: string) => {
    const policy = Object.values(resourcesOf(stack, 'AWS::S3::BucketPolicy')).map(({ Properties: properties }) => properties!)
      .find(({ Bucket: bucket }) => String(bucket).includes('logbucket'))!;
    return answer(policy.PolicyDocument, 'cloudtrail.amazonaws.com', 's3:PutObject', `arn:aws:s3:::${String(policy.Bucket)}/AWSLogs/${ACCOUNT}/CloudTrail/file`, {
      'aws:SecureTransport': 'true',
      's3:TlsVersion': '1.3',
      'aws:PrincipalIsAWSService': 'true',
      's3:x-amz-acl': 'bucket-owner-full-control',
      'aws:SourceArn': trailArn(name),
      'aws:SourceAccount': ACCOUNT,
      ...keyOfUpload === undefined ? {} : { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': keyOfUpload },
    });
  };

  test('it is delivered, encrypted with the key of its bucket, and no other trail is', () => {
    const stack = monitored();
    const { KMSKeyId: key } = theResource(stack, 'AWS::CloudTrail::Trail');
    const { arn, document } = keyPolicy(stack, 'LogBucket');
    expect(key).toBe(arn);
    expect(delivered(stack, NAME, arn)).toBe(Ternary.YES);
    expect(delivered(stack, NAME, arn.replace('LogBucket', 'Other'))).toBe(Ternary.NO);
    expect(delivered(stack, 'another', arn)).toBe(Ternary.NO);
    const mayEncrypt = (account: string) => answer(document, 'cloudtrail.amazonaws.com', 'kms:GenerateDataKey', arn, {
      'aws:SourceArn': trailArn(NAME).replace(ACCOUNT, account),
    });
    expect([mayEncrypt(ACCOUNT), mayEncrypt('444455556666')]).toEqual([Ternary.YES, Ternary.NO]);
    expect(decide(kmsThroughS3('Decrypt', arn, 'arn:aws:s3:::monitortraillogbucket', ROLE), {
      identity: [ALLOWED_EVERYTHING], resource: policyOf(document), resourceAccount: ACCOUNT, kind: 'kms',
    })).toBe(Ternary.YES);
  });

  test('it logs uploads to the buckets watched, and changes', () => {
    const trail = theResource(monitored(), 'AWS::CloudTrail::Trail');
    expect(trail.AdvancedEventSelectors).toEqual([
      {
        Name: 'Object events of the watched buckets',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'readOnly', Equals: ['false'] },
          { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::data666c94c7/'] },
        ],
      },
      { Name: 'Changes', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'readOnly', Equals: ['false'] }] },
    ]);
    expect(trail).toMatchObject({ EnableLogFileValidation: true, IsLogging: true, IsMultiRegionTrail: false });
  });

  test('it can log reads as well, and leave changes to another trail', () => {
    const stack = aStack();
    new ObjectTrail(stack, 'Trail', { readEvents: true, managementEvents: false }).watch(new EncryptedBucket(stack, 'Data'));
    const selectors = theResource(stack, 'AWS::CloudTrail::Trail').AdvancedEventSelectors as { FieldSelectors: { Field: string }[] }[];
    expect(selectors.map(({ FieldSelectors: fields }) => fields.map(({ Field }) => Field))).toEqual([['eventCategory', 'resources.type', 'resources.ARN']]);
  });

  test('in a LogBucket, which is SSE-S3, it is encrypted as the bucket is', () => {
    const stack = aStack();
    const trail = new ObjectTrail(stack, 'Trail', { logBucket: new LogBucket(stack, 'Logs') });
    trail.watch(new EncryptedBucket(stack, 'Data'));
    expect(theResource(stack, 'AWS::CloudTrail::Trail').KMSKeyId).toBeUndefined();
    expect(strictFindings(stack).filter((finding) => finding.includes('Logs'))).toEqual([]);
  });

  test('it waits for the policies that let it in', () => {
    const stack = monitored();
    const [trail] = Object.values(resourcesOf(stack, 'AWS::CloudTrail::Trail')) as unknown as { DependsOn: string[] }[];
    expect(trail.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/LogBucketPolicy/), expect.stringMatching(/LogBucketKey/), expect.stringMatching(/TrailRole/)]));
  });

  test('a key that is imported has to let CloudWatch Logs in', () => {
    const stack = aStack();
    const key = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
    new ObjectTrail(stack, 'Trail', { encryptionKey: key }).watch(new EncryptedBucket(stack, 'Data'));
    expect(Annotations.fromStack(stack).findWarning('/Stack/Trail', Match.stringLikeRegexp('keyPolicyLacksLogGroup'))).toHaveLength(1);
  });

  test('its own log bucket is not watched', () => {
    const stack = aStack();
    const trail = new ObjectTrail(stack, 'Trail');
    expect(() => trail.watch(trail.logBucket)).toThrow('Stack/Trail: bucket Stack/Trail/LogBucket receives the log files of this trail, so the trail would log its own writes in an endless loop. Fix: ');
  });

  test('without buckets it would log those of all', () => {
    const stack = aStack();
    new ObjectTrail(stack, 'Trail');
    expect(() => Template.fromStack(stack)).toThrow(/the trail has no buckets, .* Fix: add buckets with watch\(\)/);
  });
});
