import type { RequestSpace } from '../../../src/policy-evaluation';
import { App, Text } from '../../../src/template';
import { ObservedDeliveries, type Others, Posture, strangersSpace, unnamedStrangersRequest, unnamedStrangersSpace } from '../../../src/validation/posture';

const OURS = '111122223333';
const PRESENT = { 'aws:SourceAccount': 'false', 'aws:SourceArn': 'false' };
const NOBODY: Others = { accounts: [], sources: [] };

function delivery(Source: object) {
  const Logs = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } };
  const posture = Posture.of(App.of([{ name: 'Stack', json: { Resources: { Logs, Source } }, environment: { account: OURS, region: 'eu-west-1', partition: 'aws' } }]));
  const [one, ...others] = posture.buckets.flatMap((bucket) => ObservedDeliveries.of(posture).to(bucket));
  expect(others).toEqual([]);
  return one;
}

const logging = delivery({ Type: 'AWS::S3::Bucket', Properties: { BucketName: 'source', LoggingConfiguration: { DestinationBucketName: 'logs', LogFilePrefix: 'web/' } } });
const balancer = delivery({
  Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { LoadBalancerName: 'web', AccessLoggingPolicy: { Enabled: true, S3BucketName: 'logs', S3BucketPrefix: 'classic' } },
});
const trail = delivery({ Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'trail', S3BucketName: 'logs', S3KeyPrefix: 'audit' } });
const cluster = delivery({ Type: 'AWS::Redshift::Cluster', Properties: { ClusterIdentifier: 'dwh', LoggingProperties: { BucketName: 'logs' } } });
const vended = delivery({ Type: 'AWS::Logs::DeliveryDestination', Properties: { DestinationResourceArn: 'arn:aws:s3:::logs' } });

/** With texts as messages show them. */
const shown = (value: unknown): unknown => (value instanceof Text ? String(value)
  : Array.isArray(value) ? value.map(shown)
    : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shown(one)])) : value);
const conditionOf = ({ condition }: Omit<RequestSpace, 'resource'>) => shown(condition);

describe('a stranger writes on behalf of another account', () => {
  test('as the service writes, over TLS, and for another organization', () => {
    const { actions, callers, context } = strangersSpace(trail, NOBODY);
    expect(actions).toEqual([{ name: 's3:PutObject', onObjects: true }]);
    expect(JSON.stringify(callers)).toContain('cloudtrail.amazonaws.com');
    expect(context).toMatchObject({
      'aws:SecureTransport': 'true', 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceOrgID': 'o-somebodyelses', 'aws:SourceOrgPaths': ['o-somebodyelses/r-0000/'],
    });
    expect(Object.keys(context!).filter((name) => /^aws:Source(?:Account|Arn)$/.test(name))).toEqual([]);
  });

  test.each<[string, Omit<RequestSpace, 'resource'>, object]>([
    ['any but the own one and its source', strangersSpace(logging, NOBODY), {
      StringLike: { 'aws:SourceAccount': '????????????' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' },
      StringNotEquals: { 'aws:SourceAccount': [OURS], 'aws:SourceArn': ['arn:aws:s3:::source'] },
      ArnNotLike: { 'aws:SourceArn': [`arn:*:*:*:${OURS}:*`] },
      Null: PRESENT,
    }],
    ['any but those that are meant, too', strangersSpace(trail, { accounts: ['444455556666'], sources: ['arn:aws:cloudtrail:eu-west-1:777788889999:trail/t'] }), {
      StringLike: { 'aws:SourceAccount': '????????????' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' },
      StringNotEquals: {
        'aws:SourceAccount': [OURS, '444455556666'],
        'aws:SourceArn': [`arn:aws:cloudtrail:eu-west-1:${OURS}:trail/trail`, 'arn:aws:cloudtrail:eu-west-1:777788889999:trail/t'],
      },
      ArnNotLike: { 'aws:SourceArn': [`arn:*:*:*:${OURS}:*`, 'arn:*:*:*:444455556666:*'] },
      Null: PRESENT,
    }],
  ])('%s', (_, space, expected) => {
    expect(conditionOf(space)).toEqual(expected);
  });

  test('of a service whose sources are not documented, from wherever', () => {
    expect(conditionOf(strangersSpace(cluster, NOBODY))).toMatchObject({ ArnLike: {} });
    expect(Object.keys((strangersSpace(cluster, NOBODY).condition as { ArnLike: object }).ArnLike)).toEqual([]);
  });

  test.each<[string, Parameters<typeof strangersSpace>[0], unknown, unknown]>([
    ['under any prefix', logging, '*20??-??-??-??-??-??-*', []],
    ['under any prefix, the folder of the owner included', trail, '*AWSLogs/*/CloudTrail/*/20??/??/??/*', []],
    ['outside of the folder of the owner, where no prefix leads into it', balancer, '*AWSLogs/*/elasticloadbalancing/*/20??/??/??/*', [`*AWSLogs/${OURS}/*`]],
    ['anywhere, where the prefix takes the place of the folders', vended, '**', []],
  ])('%s', (_, one, keys, except) => {
    const { objectKeys, exceptObjectKeys } = strangersSpace(one, NOBODY);
    expect([shown(objectKeys), shown(exceptObjectKeys)]).toEqual([keys, except]);
  });

  test('and outside of the folders of the others that are meant', () => {
    expect(strangersSpace(balancer, { accounts: ['444455556666'], sources: [] }).exceptObjectKeys).toEqual([`*AWSLogs/${OURS}/*`, '*AWSLogs/444455556666/*']);
  });
});

describe('an account that no policy names', () => {
  const account = (space: Omit<RequestSpace, 'resource'>) => (space.condition as { StringEquals: { 'aws:SourceAccount': string } }).StringEquals['aws:SourceAccount'];

  test('is one text wherever it is meant, and not the own one', () => {
    const space = unnamedStrangersSpace(trail);
    const theirs = account(space);
    expect(theirs).toHaveLength(12);
    expect(theirs).not.toBe(OURS);
    expect(conditionOf(space)).toMatchObject({ ArnLike: { 'aws:SourceArn': expect.stringMatching(new RegExp(`^arn:aws:cloudtrail:\\*:${theirs}:trail/.$`)) }, Null: PRESENT });
    expect(shown(space.objectKeys)).toMatch(new RegExp(`^\\*AWSLogs/${theirs}/CloudTrail/\\*/20`));
    expect(space.exceptObjectKeys ?? []).toEqual([]);
  });

  test('writes into its own folder below the prefix of the delivery, where no other prefix leads there', () => {
    const space = unnamedStrangersSpace(balancer);
    expect(shown(space.objectKeys)).toMatch(new RegExp(`^classic/AWSLogs/${account(space)}/elasticloadbalancing/\\*/20`));
    expect(shown(unnamedStrangersSpace(logging).objectKeys)).toMatch(/^\*20/);
  });

  test('sends one request that stands for all', () => {
    const { principal, action, resource, context } = unnamedStrangersRequest(trail);
    const theirs = String(context['aws:SourceAccount']);
    expect([principal.names[0], action]).toEqual(['cloudtrail.amazonaws.com', 's3:PutObject']);
    expect(theirs).toBe(account(unnamedStrangersSpace(trail)));
    expect(String(resource)).toContain(`arn:aws:s3:::logs/audit/AWSLogs/${theirs}/CloudTrail/`);
    expect(String(context['aws:SourceArn'])).toMatch(new RegExp(`^arn:aws:cloudtrail:.:${theirs}:trail/.$`));
    expect(context).toMatchObject({ 'aws:SecureTransport': 'true', 'aws:SourceOrgID': 'o-somebodyelses' });
    expect(String(unnamedStrangersRequest(cluster).context['aws:SourceArn'])).toHaveLength(1);
  });
});
