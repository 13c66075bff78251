import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogBucket, LogSource, type VendedLogsOptions } from '../../src';
import { Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment, succeeds } from '../support/deployment';
import { aStack, bucketPolicyStatements } from '../support/stacks';

const ENV = { account: ACCOUNT, region: REGION };

/** Whether CloudWatch Logs may write an object for the account. */
function mayWrite(options: VendedLogsOptions, objectKey: string, account = ACCOUNT): boolean {
  const stack = aStack(ENV);
  new LogBucket(stack, 'Logs').acceptLogsFrom(LogSource.vended(options));
  const context = {
    's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': account, 'aws:SourceArn': `arn:aws:logs:${REGION}:${account}:delivery-source:one`,
  };
  return succeeds('PUT', objectKey, { principal: Principal.service('delivery.logs.amazonaws.com'), context }, new Deployment(stack.node.root as App).target('logs'));
}

const FIREWALL = `AWSLogs/${ACCOUNT}/network-firewall/alert/log.gz`;
const BROKERS = `AWSLogs/${ACCOUNT}/KafkaBrokerLogs/${REGION}/log.gz`;

test.each<[VendedLogsOptions, { [objectKey: string]: boolean }]>([
  [{}, { [FIREWALL]: true, [BROKERS]: true, 'AWSLogs/444455556666/network-firewall/log.gz': false, [`logs/${FIREWALL}`]: false, 'bedrock/log.gz': false }],
  [{ prefix: 'logs' }, { [`logs/${FIREWALL}`]: true, [FIREWALL]: false }],
  [{ serviceFolder: 'network-firewall' }, { [FIREWALL]: true, [BROKERS]: false, [`AWSLogs/${ACCOUNT}/network-firewall-2/log.gz`]: false }],
  [{ prefix: 'bedrock', accountFolder: false }, { 'bedrock/knowledge-base/log.gz': true, [FIREWALL]: false, 'bedrock-2/log.gz': false }],
  [{ account: '444455556666' }, { 'AWSLogs/444455556666/network-firewall/log.gz': false, [FIREWALL]: false }],
])('%j', (options, expected) => {
  expect(Object.fromEntries(Object.keys(expected).map((objectKey) => [objectKey, mayWrite(options, objectKey)]))).toEqual(expected);
});

test('logs of another account', () => {
  expect(mayWrite({ account: '444455556666' }, 'AWSLogs/444455556666/network-firewall/log.gz', '444455556666')).toBe(true);
  expect(mayWrite({}, FIREWALL, '444455556666')).toBe(false);
});

test('several services, each in its folder', () => {
  const stack = aStack(ENV);
  const bucket = new LogBucket(stack, 'Logs');
  for (const serviceFolder of ['network-firewall', 'KafkaBrokerLogs']) { bucket.acceptLogsFrom(LogSource.vended({ serviceFolder })); }
  expect(bucketPolicyStatements(stack).AllowVendedLogs.Resource).toHaveLength(2);
  Template.fromStack(Stack.of(bucket)).resourceCountIs('AWS::S3::BucketPolicy', 1);
});

test.each(['*', 'a?', '', '/network-firewall', 'network-firewall/'])('serviceFolder cannot be %j', (serviceFolder) => {
  expect(() => new LogBucket(aStack(), 'Logs').acceptLogsFrom(LogSource.vended({ serviceFolder }))).toThrow(/Stack\/Logs: serviceFolder cannot be .*Fix: /);
});
