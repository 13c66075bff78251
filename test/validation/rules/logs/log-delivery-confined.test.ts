import { knownCaller, Outcome, PolicySearch, Principal, Wanted } from '../../../../src/policy-evaluation';
import type { ValueMap } from '../../../../src/template';
import { logDeliveryConfined as rule } from '../../../../src/validation/rules/logs/log-delivery-confined';
import { bucket, judged, PARAMETERS } from '../support';
import {
  allow, arn, channel, check, cluster, DENY_HTTP, distribution, ENVIRONMENT, flowLog, inventory, loadBalancer, logging, objects, policy, trail,
  vended,
} from './support';

const LOGGING = 'logging.s3.amazonaws.com';
const ELB = 'logdelivery.elasticloadbalancing.amazonaws.com';
const DELIVERY = 'delivery.logs.amazonaws.com';
const CLOUDTRAIL = 'cloudtrail.amazonaws.com';
const sub = (text: string) => ({ 'Fn::Sub': text });
const OF_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
const belowAccount = (prefix = '') => ({ 'Fn::Join': ['', [arn(), `/${prefix}AWSLogs/`, { Ref: 'AWS::AccountId' }, '/*']] });

test.each<[string, object, readonly unknown[]]>([
  ['S3 server access logs of the account', logging(), [allow(LOGGING, 's3:PutObject', objects(), OF_ACCOUNT)]],
  ['S3 server access logs of a bucket', logging(), [allow(LOGGING, 's3:PutObject', objects(), { ArnLike: { 'aws:SourceArn': arn('Source') } })]],
  ['S3 server access logs of an account that is written out', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceAccount': '111122223333' } })]],
  ['S3 server access logs of an account from a parameter', logging(), [
    allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceAccount': { Ref: 'Parameter' } } }),
  ]],
  ['S3 server access logs of an organization', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceOrgID': 'o-ours' } })]],
  ['a deny of other organizations', logging(), [allow(LOGGING), {
    ...DENY_HTTP, Condition: { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-ours' }, Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  }]],
  ['a load balancer below the account', loadBalancer(), [allow(ELB, 's3:PutObject', belowAccount())]],
  ['a load balancer with a prefix below the account', loadBalancer('application', 'web'), [allow(ELB, 's3:PutObject', belowAccount('web/'))]],
  ['a load balancer of the account', loadBalancer(), [allow(ELB, 's3:PutObject', objects(), {
    ArnLike: { 'aws:SourceArn': sub('arn:${AWS::Partition}:elasticloadbalancing:*:${AWS::AccountId}:loadbalancer/*') },
  })]],
  ['CloudTrail of the trail', trail({ TrailName: 'trail' }), [allow(CLOUDTRAIL, 's3:PutObject', belowAccount(), {
    StringEquals: { 'aws:SourceArn': sub('arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/trail') },
  })]],
  ['AWS Config of the account', channel(), [allow('config.amazonaws.com', 's3:PutObject', objects(), OF_ACCOUNT)]],
  ['flow logs below the account', flowLog(), [allow(DELIVERY, 's3:PutObject', belowAccount())]],
  ['deliveries of the account', vended(), [allow(DELIVERY, 's3:PutObject', objects(), OF_ACCOUNT)]],
  ['S3 Inventory of a bucket', inventory(), [allow('s3.amazonaws.com', 's3:PutObject', objects(), { ArnLike: { 'aws:SourceArn': arn('Source') } })]],
  ['S3 server access logs of several accounts', logging(), [
    allow(LOGGING, 's3:PutObject', objects(), { StringEquals: { 'aws:SourceAccount': [{ Ref: 'AWS::AccountId' }, '444455556666'] } }),
  ]],
  ['a deny of other accounts', logging(), [allow(LOGGING), {
    ...DENY_HTTP, Condition: { StringNotEquals: OF_ACCOUNT.StringEquals, Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  }]],
  ['a load balancer below two accounts', loadBalancer(), [allow(ELB, 's3:PutObject', [belowAccount(), objects('AWSLogs/444455556666/*')])]],
  ['a load balancer of another account that a statement names', loadBalancer(), [allow(ELB, 's3:PutObject', objects(), {
    ArnLike: { 'aws:SourceArn': 'arn:aws:elasticloadbalancing:*:444455556666:loadbalancer/*' },
  })]],
])('compliant: %s', (_, Source, statements) => {
  const Resources = { Source, Logs: bucket(), Policy: policy(...statements) };
  expect(check(rule, Resources)).toEqual([]);
  expect(judged(rule, [{ name: 'Stack', json: { Parameters: PARAMETERS, Resources }, environment: ENVIRONMENT }])).toEqual([]);
});

test.each<[string, object, readonly unknown[], string]>([
  ['S3 server access logs', logging(), [allow(LOGGING)], `${LOGGING} to write on behalf of any account, not only S3 server access logs`],
  ['S3 server access logs of a prefix', logging({ LogFilePrefix: 'source/' }), [allow(LOGGING, 's3:PutObject', objects('source/*'))], LOGGING],
  ['every service', logging(), [{ ...allow(LOGGING), Principal: '*' }], LOGGING],
  ['everybody', logging(), [{ ...allow(LOGGING), Principal: { AWS: '*' } }], LOGGING],
  ['any bucket', logging(), [allow(LOGGING, 's3:PutObject', objects(), { ArnLike: { 'aws:SourceArn': 'arn:*:s3:::*' } })], LOGGING],
  ['a load balancer', loadBalancer(), [allow(ELB)], ELB],
  ['a load balancer below any account', loadBalancer(), [allow(ELB, 's3:PutObject', objects('AWSLogs/*/elasticloadbalancing/*'))], ELB],
  ['a network load balancer', loadBalancer('network'), [allow(DELIVERY)], DELIVERY],
  ['CloudTrail below the account, where a prefix may begin as well', trail(), [allow(CLOUDTRAIL, 's3:PutObject', belowAccount(), {
    StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
  })], CLOUDTRAIL],
  ['AWS Config', channel(), [allow('config.amazonaws.com')], 'config.amazonaws.com'],
  ['deliveries below the account, which any destination can name', vended(), [allow(DELIVERY, 's3:PutObject', belowAccount())], DELIVERY],
  ['S3 Inventory', inventory(), [allow('s3.amazonaws.com')], 's3.amazonaws.com'],
])('violating: %s', (_, Source, statements, message) => {
  expect(check(rule, { Source, Logs: bucket(), Policy: policy(...statements) })).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.PolicyDocument',
    message: expect.stringContaining(`The policy of Logs allows ${message}`),
  }]);
});

const ARN_OF = (text: string) => ({ ArnLike: { 'aws:SourceArn': text } });

test.each<[string, object, readonly unknown[], string]>([
  ['buckets whose names anybody can take', logging(), [allow(LOGGING, 's3:PutObject', objects(), ARN_OF('arn:aws:s3:::our-*'))],
    's3:PutObject with aws:SourceArn arn:aws:s3:::our-'],
  ['accounts by a pattern', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringLike: { 'aws:SourceAccount': '1*' } })],
    's3:PutObject with aws:SourceAccount 1…'],
  ['all twelve digits', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringLike: { 'aws:SourceAccount': '????????????' } })],
    's3:PutObject with an aws:SourceAccount that the policy does not name'],
  ['all accounts but one', logging(), [allow(LOGGING, 's3:PutObject', objects(), { StringNotEquals: { 'aws:SourceAccount': '444455556666' } })],
    's3:PutObject with an aws:SourceAccount that the policy does not name'],
  ['trails of any account', trail(), [allow(CLOUDTRAIL, 's3:PutObject', belowAccount(), ARN_OF('arn:aws:cloudtrail:eu-west-1:*:trail/*'))],
    's3:PutObject with aws:SourceArn arn:aws:cloudtrail:eu-west-1:'],
  ['load balancers below accounts by a pattern', loadBalancer(), [allow(ELB, 's3:PutObject', objects('AWSLogs/1*'))],
    's3:PutObject of object AWSLogs/1'],
  ['load balancers below another prefix', loadBalancer('application', 'web'), [allow(ELB, 's3:PutObject', [belowAccount('web/'), objects('test/*')])],
    's3:PutObject of object test/'],
  ['a deny of other accounts in a folder', logging(), [allow(LOGGING), {
    ...DENY_HTTP, Resource: objects('2*'), Condition: { StringNotEquals: OF_ACCOUNT.StringEquals, Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  }], ''],
])('violating: %s', (_, Source, statements, deed) => {
  const Resources = { Source, Logs: bucket({ BucketName: 'logs' }), Policy: policy(...statements) };
  const [finding, ...others] = judged(rule, [{ name: 'Stack', json: { Parameters: PARAMETERS, Resources }, environment: ENVIRONMENT }]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ status: 'violation', message: expect.stringContaining(deed === '' ? ' of Source.' : ` of Source. It allows ${deed}`) });
});

test('violating: one finding for all sources', () => {
  expect(check(rule, { A: logging(), B: logging({ LogFilePrefix: 'b/' }), Logs: bucket(), Policy: policy(allow(LOGGING)) })).toMatchObject([{
    message: expect.stringMatching(/ of A and B\.$/),
  }]);
});

test('cannot tell: a policy from elsewhere', () => {
  expect(check(rule, {
    Source: logging(),
    Logs: bucket(),
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { 'Fn::Transform': { Name: 'Macro' } } } },
  })).toMatchObject([{ on: 'Policy', status: 'unknown', severity: 'info' }]);
});

test.each<[string, object, readonly unknown[]]>([
  ['a service that is not let in', logging(), [DENY_HTTP]],
  ['CloudFront, which goes by ACLs', distribution(), [allow(DELIVERY)]],
  ['Amazon Redshift, for which AWS documents no condition', cluster(), [allow('redshift.amazonaws.com')]],
  ['no logs', bucket(), [allow(LOGGING)]],
])('not applicable: %s', (_, Source, statements) => {
  expect(check(rule, { Source, Logs: bucket(), Policy: policy(...statements) })).toEqual([]);
});

test.each<[string, ValueMap]>([
  ['the account in the ARN of the source', {
    Resource: 'arn:aws:s3:::logs/*', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:elasticloadbalancing:*:111122223333:loadbalancer/*' } },
  }],
  ['the folder of the account', { Resource: ['arn:aws:s3:::logs/AWSLogs/111122223333/*', 'arn:aws:s3:::logs/web/AWSLogs/111122223333/*'] }],
])('what is recognised lets no stranger in: %s', (_, elements) => {
  const search = new PolicySearch({
    Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: ELB }, Action: 's3:PutObject', ...elements }],
  });
  expect(search.find(Wanted.GRANTED, {
    callers: [knownCaller(Principal.service(ELB))],
    actions: [{ name: 's3:PutObject', onObjects: true }],
    resource: 'arn:aws:s3:::logs',
    objectKeys: '*AWSLogs/*/elasticloadbalancing/*/20??/??/??/*',
    exceptObjectKeys: ['*AWSLogs/111122223333/*'],
    condition: {
      StringLike: { 'aws:SourceAccount': '????????????' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:elasticloadbalancing:*:*:loadbalancer/*' },
      ArnNotLike: { 'aws:SourceArn': 'arn:*:*:*:111122223333:*' },
      StringNotEquals: { 'aws:SourceAccount': '111122223333' },
    },
  })).toEqual({ outcome: Outcome.NONE });
});
