import { Principal } from '../../../src/policy-evaluation';
import { LOG_SERVICES } from '../../../src/services';
import { App, isUnknown, OneOf, Text, textKey } from '../../../src/template';
import {
  deliveryConditions, deliveryKeys, deliveryRequests, deliveryRequestsBy, keyRequests, type LogRequests, ObservedDeliveries, Posture,
} from '../../../src/validation/posture';
import { PARAMETERS } from '../rules/support';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const NAME = 'logs';
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const kms = (more: object = {}) => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY }, ...more }] },
});

/** What is delivered to a bucket, by one resource. */
function delivery(Source: object, { properties = {}, more = {}, environment = HERE as object } = {}) {
  const posture = Posture.of(App.of([{
    name: 'Stack',
    json: {
      Parameters: PARAMETERS,
      Resources: { Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME, ...properties } }, Key: { Type: 'AWS::KMS::Key' }, Source, ...more },
    },
    environment,
  }]));
  const [one, ...others] = posture.buckets.flatMap((bucket) => ObservedDeliveries.of(posture).to(bucket));
  expect(others).toEqual([]);
  return { one, key: posture.keys[0] };
}

/** What a request says, with holes as messages show them. */
function shown(value: unknown): unknown {
  if (value instanceof Text) { return String(value); }
  if (value instanceof OneOf) { return value.options.map(shown); }
  if (Array.isArray(value)) { return value.map(shown); }
  return isUnknown(value as never) ? `unknown: ${(value as unknown as { reason: string }).reason}` : value;
}

function words({ requests }: LogRequests) {
  return requests.map(({ principal, action, resource, context }) => ({
    caller: String(principal.names[0]),
    action,
    resource: String(resource),
    context: Object.fromEntries(Object.entries(context).map(([name, value]) => [name, shown(value)])),
  }));
}

const requestsOf = (source: object, more = {}) => [...deliveryRequests(delivery(source, more).one)];

const logging = (more: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: 'source', LoggingConfiguration: { DestinationBucketName: NAME, ...more } } });
const trail = (more: object = {}) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'trail', S3BucketName: NAME, ...more } });
const channel = (more: object = {}) => ({ Type: 'AWS::Config::DeliveryChannel', Properties: { S3BucketName: NAME, ...more } });
const classic = { Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { LoadBalancerName: 'web', AccessLoggingPolicy: { Enabled: true, S3BucketName: NAME } } };
const flowLog = { Type: 'AWS::EC2::FlowLog', Properties: { LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::logs' } };
const cluster = { Type: 'AWS::Redshift::Cluster', Properties: { ClusterIdentifier: 'dwh', LoggingProperties: { BucketName: NAME } } };
const lens = (more: object = {}) => ({
  Type: 'AWS::S3::StorageLens',
  Properties: { StorageLensConfiguration: { Id: 'lens', IsEnabled: true, DataExport: { S3BucketDestination: { Arn: 'arn:aws:s3:::logs', ...more } } } },
});

describe('a service asks the bucket', () => {
  test('to write an object, over TLS and signed with Signature Version 4, on behalf of the account and the source', () => {
    const [{ principal, requests }] = requestsOf(logging());
    expect(principal).toBe('logging.s3.amazonaws.com');
    expect(words({ principal, requests })).toEqual([{
      caller: 'logging.s3.amazonaws.com',
      action: 's3:PutObject',
      resource: expect.stringMatching(/^arn:aws:s3:::logs\/20/),
      context: {
        'aws:SecureTransport': 'true',
        's3:TlsVersion': '1.3',
        's3:signatureversion': 'AWS4-HMAC-SHA256',
        's3:authType': 'REST-HEADER',
        's3:x-amz-acl': 'unknown: AWS does not document what the service sends',
        's3:x-amz-server-side-encryption-aws-kms-key-id': null,
        'aws:SourceArn': 'arn:aws:s3:::source',
        'aws:SourceAccount': '111122223333',
        'aws:SourceOrgID': 'unknown: it is not known to which organization the account belongs',
        'aws:SourceOrgPaths': ['unknown: it is not known where in its organization the account is'],
      },
    }]);
  });

  test('for what it reads of the bucket, without what only objects have', () => {
    const [put, acl, ...others] = words(requestsOf(trail())[0]);
    expect(others).toEqual([]);
    expect(put).toMatchObject({ action: 's3:PutObject', resource: expect.stringContaining('arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/eu-west-1/'), context: { 's3:x-amz-acl': 'bucket-owner-full-control' } });
    expect(acl).toMatchObject({ caller: 'cloudtrail.amazonaws.com', action: 's3:GetBucketAcl', resource: 'arn:aws:s3:::logs' });
    const kept = Object.entries(put.context).filter(([name]) => !/^s3:x-amz-(?:acl|server-side-encryption)/.test(name));
    expect(acl.context).toEqual(Object.fromEntries(kept));
    expect(Object.keys(acl.context)).toContain('aws:SourceArn');
    expect(Object.keys(acl.context).length).toBeLessThan(Object.keys(put.context).length);
  });

  test.each<[string, object, string]>([
    ['a bucket', logging(), 'arn:aws:s3:::source'],
    ['a trail', trail(), 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/trail'],
    ['S3 Storage Lens', lens(), 'arn:aws:s3:eu-west-1:111122223333:storage-lens/lens'],
    ['AWS Config', channel(), 'arn:aws:config:eu-west-1:111122223333:{what the service calls it, of Source}'],
    ['Amazon Redshift, which documents none', cluster, '{what the service calls it, of Source}'],
  ])('with the ARN of the source: %s', (_, source, arn) => {
    const [one] = requestsOf(source, { environment: { ...HERE, partition: 'aws' } });
    expect(words(one)[0].context['aws:SourceArn']).toBe(arn);
  });

  test.each<[string, unknown, unknown]>([
    ['that the policy of the bucket names', 'o-ours', 'o-ours'],
    ['the first of those that it names', ['o-ours', 'o-theirs'], 'o-ours'],
    ['that is not known', { Ref: 'Parameter' }, 'unknown: it is not known to which organization the account belongs'],
  ])('on behalf of an organization %s', (_, organization, expected) => {
    const Policy = {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Logs' },
        PolicyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringEquals: { 'aws:sourceOrgId': organization } } } },
      },
    };
    expect(words(requestsOf(logging(), { more: { Policy } })[0])[0].context['aws:SourceOrgID']).toBe(expected);
  });
});

describe('who asks', () => {
  const callers = (source: object, environment: object = HERE) => requestsOf(source, { environment }).map((one) => [one.principal, words(one)[0].context['s3:x-amz-acl']]);
  const UNTOLD = 'unknown: AWS does not document what the service sends';

  test('one principal', () => {
    expect(callers(trail())).toEqual([['cloudtrail.amazonaws.com', 'bucket-owner-full-control']]);
  });

  test('Elastic Load Balancing: its service, on Outposts with an ACL, or its account in the Region', () => {
    expect(callers(classic)).toEqual([
      ['logdelivery.elasticloadbalancing.amazonaws.com', UNTOLD], ['logdelivery.elb.amazonaws.com', 'bucket-owner-full-control'], ['156460612806', UNTOLD],
    ]);
    expect(callers(classic, { account: HERE.account, region: 'us-east-1' })[2][0]).toBe('127311923021');
    expect(callers(classic, { account: HERE.account, region: 'mx-central-1' })).toHaveLength(2);
    const { legacyAccounts } = LOG_SERVICES.find(({ id }) => id === 'ClassicLoadBalancerLogs')!;
    expect(callers(classic, {}).slice(2).map(([name]) => name)).toEqual([...legacyAccounts!.values()]);
  });

  test('an account of Elastic Load Balancing tells of no source', () => {
    const [service, , account] = requestsOf(classic);
    const sources = (one: LogRequests) => Object.keys(one.requests[0].context).filter((name) => name.startsWith('aws:Source'));
    expect(sources(service)).toEqual(['aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceOrgPaths']);
    expect(sources(account)).toEqual([]);
    expect(account.requests[0].principal.account).toBe('156460612806');
  });

  test('Amazon Redshift: the service of a Region that is to be opted into, or the one of all', () => {
    expect(callers(cluster).map(([name]) => name)).toEqual(['redshift.amazonaws.com', 'redshift.eu-west-1.amazonaws.com']);
  });

  test('a role that AWS Config is given tells of no source, either', () => {
    const { one } = delivery(channel());
    const asked = deliveryRequestsBy(one, Principal.role('arn:aws:iam::111122223333:role/config'));
    expect(asked.principal).toBe('the role');
    expect(words(asked).map(({ action, caller }) => [action, caller])).toEqual([
      ['s3:PutObject', expect.stringContaining('role/config')], ['s3:GetBucketAcl', expect.stringContaining('role/config')],
    ]);
    expect(words(asked)[0].context).toMatchObject({ 'aws:SecureTransport': 'true', 's3:x-amz-acl': 'bucket-owner-full-control' });
    expect(Object.keys(asked.requests[0].context).filter((name) => name.startsWith('aws:Source'))).toEqual([]);
  });
});

describe('the encryption that a request names is', () => {
  const ALGORITHM = 's3:x-amz-server-side-encryption';
  const ID = `${ALGORITHM}-aws-kms-key-id`;
  const named = (source: object, properties: object = {}) => {
    const { context } = words(requestsOf(source, { properties })[0])[0];
    return [ALGORITHM, ID].map((name) => (name in context ? context[name] : 'not told'));
  };
  const KEY_ARN = expect.stringMatching(/^arn:.*:kms:.*Key/);
  const UNTOLD = 'unknown: AWS does not document what the service sends';
  const literal = 'arn:aws:kms:eu-west-1:111122223333:key/0';
  test.each<[string, object, object, unknown[]]>([
    ['none, or that of the bucket', flowLog, kms(), [[null, 'aws:kms'], KEY_ARN]],
    ['none, or SSE-S3 where the bucket declares nothing', flowLog, {}, [[null, 'AES256'], null]],
    ['not known where that of the bucket is not', flowLog, {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } }] },
    }, [UNTOLD, null]],
    ['none of server access logs, which have the key of the bucket', logging(), kms(), ['not told', KEY_ARN]],
    ['the key that a trail is given', trail({ KMSKeyId: literal }), {}, ['aws:kms', literal]],
    ['the key that a trail is given, whatever that of the bucket is', trail({ KMSKeyId: literal }), kms(), ['aws:kms', literal]],
    ['the key of the app that a trail is given', trail({ KMSKeyId: KEY }), {}, ['aws:kms', KEY_ARN]],
    ['a key that is known at deployment', trail({ KMSKeyId: { 'Fn::ImportValue': 'key' } }), {}, ['aws:kms', expect.stringMatching(/key/)]],
    ['none, where the key of a trail is taken away', trail({ KMSKeyId: { Ref: 'AWS::NoValue' } }), {}, [[null, 'AES256'], null]],
    ['a key that is no text', trail({ KMSKeyId: ['key'] }), {}, ['aws:kms', UNTOLD]],
  ])('%s', (_, source, properties, expected) => {
    expect(named(source, properties)).toEqual(expected);
  });
});

describe('a service asks a customer managed key', () => {
  const asked = (source: object, bucketKey?: boolean, principal?: Principal) => {
    const { one, key } = delivery(source, { properties: kms() });
    return { key, ...keyRequests(one, key, bucketKey, principal) };
  };
  const actions = (one: LogRequests) => one.requests.map(({ action }) => action);

  test.each<[string, object, string[], string[]]>([
    ['flow logs', flowLog, ['kms:GenerateDataKey', 'kms:Decrypt'], ['kms:GenerateDataKey']],
    ['CloudTrail', trail(), ['kms:GenerateDataKey', 'kms:DescribeKey', 'kms:Decrypt'], ['kms:GenerateDataKey', 'kms:DescribeKey']],
    ['S3 Storage Lens', lens(), ['kms:GenerateDataKey'], ['kms:GenerateDataKey']],
  ])('%s: to decrypt only if an S3 Bucket Key is known to be on', (_, source, withBucketKey, without) => {
    expect([true, false, undefined].map((bucketKey) => actions(asked(source, bucketKey)))).toEqual([withBucketKey, without, without]);
  });

  test('with the ARN of the bucket as encryption context if there is a Bucket Key, and else with that of the object', () => {
    const arns = [true, false, undefined].map((bucketKey) => words(asked(flowLog, bucketKey))[0].context['kms:EncryptionContext:aws:s3:arn']);
    const [bucket, object] = [expect.stringMatching(/:s3:::logs$/), expect.stringMatching(/:s3:::logs\/AWSLogs\//)];
    expect(arns).toEqual([bucket, object, [bucket, object]]);
  });

  test('with what the service adds to the encryption context, and none to describe the key', () => {
    const requests = words(asked(trail(), false));
    expect(requests.map(({ context }) => context['kms:EncryptionContext:aws:cloudtrail:arn'])).toEqual([
      expect.stringMatching(/:cloudtrail:eu-west-1:111122223333:trail\/trail$/), undefined,
    ]);
    expect(Object.keys(requests[1].context).filter((name) => name.startsWith('kms:EncryptionContext'))).toEqual([]);
    expect(requests[1].context).toMatchObject({ 'aws:SecureTransport': 'true', 'aws:SourceAccount': '111122223333', 'kms:ViaService': expect.stringMatching(/^unknown: /) });
    expect(Object.keys(words(asked(flowLog, false))[0].context).filter((name) => name.startsWith('kms:EncryptionContext'))).toEqual(['kms:EncryptionContext:aws:s3:arn']);
  });

  test('about the key, on behalf of the account and the source; a role on its own behalf', () => {
    const own = asked(trail(), true);
    expect(own.principal).toBe('cloudtrail.amazonaws.com');
    expect(own.requests.map(({ resource }) => resource)).toEqual(own.requests.map(() => own.key.arn));
    expect(own.requests.map(({ principal }) => principal.names[0])).toEqual(own.requests.map(() => 'cloudtrail.amazonaws.com'));
    expect(words(own)[0].context).toMatchObject({ 'aws:SourceAccount': '111122223333' });
    const role = Principal.role('arn:aws:iam::111122223333:role/config');
    const byRole = asked(channel(), true, role);
    expect(byRole.requests.map(({ principal }) => principal)).toEqual(byRole.requests.map(() => role));
    expect(Object.keys(byRole.requests[0].context).filter((name) => name.startsWith('aws:Source'))).toEqual([]);
  });
});

describe('keys of objects', () => {
  const keys = (source: object) => String(deliveryKeys(delivery(source).one));
  test('are told apart by the day, of which only the century is known', () => {
    expect(keys(logging({ LogFilePrefix: 'web/' }))).toBe('web/20??-??-??-??-??-??-*');
    expect(keys(trail({ S3KeyPrefix: 'audit' }))).toBe('audit/AWSLogs/111122223333/CloudTrail/eu-west-1/20??/??/??/*');
    expect(keys(channel())).toBe('AWSLogs/111122223333/Config/eu-west-1/20??/?/?/*');
    expect(keys(cluster)).toBe('AWSLogs/111122223333/redshift/eu-west-1/20??/??/??/111122223333_redshift_eu-west-1_dwh_userlog_20??-??-??T??:??.gz');
  });

  test('without a day are as the service documents them', () => {
    expect(keys(lens())).toBe('StorageLens/111122223333/V_1/*');
  });

  test('of two sources are not the same, whatever the service calls them', () => {
    const posture = Posture.of(App.of([{ name: 'Stack', json: { Resources: { Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME } }, A: flowLog, B: flowLog } }, environment: HERE }]));
    const [one, other] = ObservedDeliveries.of(posture).to(posture.buckets[0]).map((each) => [...deliveryRequests(each)][0].requests[0]);
    expect(textKey(one.resource)).not.toBe(textKey(other.resource));
  });

  test('of a request have a day that is not known', () => {
    const [{ requests: [{ resource }] }] = requestsOf(trail());
    expect(resource).toBeInstanceOf(Text);
    expect(String(resource)).toMatch(/^arn:.*:s3:::logs\/AWSLogs\/111122223333\/CloudTrail\/eu-west-1\/20[^0-9]/);
    expect(String(resource)).not.toMatch(/2026|\?/);
  });
});

test('statements that allow a delivery name the account and the source', () => {
  const { StringEquals, ArnEquals } = deliveryConditions(delivery(trail()).one) as { [operator: string]: object };
  expect(StringEquals).toEqual({ 'aws:SourceAccount': '111122223333' });
  expect(Object.entries(ArnEquals).map(([name, value]) => [name, String(value)])).toEqual([
    ['aws:SourceArn', expect.stringMatching(/:cloudtrail:eu-west-1:111122223333:trail\/trail$/)],
  ]);
});
