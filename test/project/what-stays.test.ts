import { type App, aws_iam as iam, RemovalPolicy, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import * as library from '../../src';
import {
  AccessLogDelivery, BucketReplication, CrossAccountGrantee, DefaultEncryption, DirectoryBucketZone, EncryptedBucket, EncryptedBucketDefaults, type
  EncryptedBucketProps, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket, EncryptionConfigRules, EncryptionHook,
  EncryptionInventory, EncryptionMonitor, LogBucket, LogSource, mixins, ObjectReencryption, OrganizationGuardrail, ReplicationAccess,
  ReplicationDestination, ReplicationHealth, TwoWayReplication, VectorBucketEncryption, VectorDistanceMetric, WatchedBuckets,
} from '../../src';
import { type AccessRequest, type ContextKeys, decide } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, type TemplateJson } from '../support/concrete';
import { Deployment } from '../support/deployment';
import { ALLOWED_EVERYTHING, MODERN, naming, s3Request } from '../support/requests';
import { lessProtected, stopsNextTry } from '../support/retained';
import { aStack } from '../support/stacks';

const HOME = { account: ACCOUNT, region: 'eu-west-1' };
const THEIRS = '444455556666';

/** Stacks in which every construct of the library stands, with names that are given to buckets and without. */
const STACKS: { [what: string]: (stack: Stack, named: (name: string) => { bucketName?: string }) => void } = {
  'buckets': (stack, named) => {
    const logs = new LogBucket(stack, 'Logs', named('logs'));
    logs.acceptLogsFrom(LogSource.cloudTrail({ trailNames: ['trail'] }));
    const data = new EncryptedBucket(stack, 'Data', { ...named('data'), accessLogs: { bucket: logs, prefix: 'data/' }, encryptionAdministrators: [] });
    data.grantCrossAccountRead(CrossAccountGrantee.account(THEIRS));
    data.grantRead(new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
    new AccessLogDelivery(stack, 'Delivery', { bucket: data });
  },
  'mixins': (stack, named) => {
    const features = [
      new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()), new mixins.BucketSecureTransport(), new mixins.BucketSignatureVersion4(),
      new mixins.BucketUploadEncryption(), new mixins.BucketSseCBlocked(), new mixins.BucketEncryptionGuard(),
    ];
    new s3.Bucket(stack, 'L2', named('their-l2')).with(...features);
    const l1 = new s3.CfnBucket(stack, 'L1', named('their-l1'));
    l1.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    l1.with(...features);
  },
  'defaults': (stack, named) => {
    EncryptedBucketDefaults.applyTo(stack, { encryption: DefaultEncryption.sseKms(), l1Encryption: DefaultEncryption.sseKms() });
    new s3.Bucket(stack, 'L2', named('their-l2'));
    const l1 = new s3.CfnBucket(stack, 'L1', named('their-l1'));
    l1.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  },
  'replication': (stack, named) => {
    const [first, second, third] = ['first', 'second', 'third'].map((id) => new EncryptedBucket(stack, id, named(id)));
    new TwoWayReplication(stack, 'TwoWay', { first, second });
    const replication = new BucketReplication(stack, 'Replication', { source: third, rules: [{ destination: ReplicationDestination.bucket(first) }] });
    replication.replicateExisting({ reports: new LogBucket(stack, 'Reports', named('reports')) });
    new ReplicationHealth(stack, 'Health', { replication });
    new ReplicationAccess(stack, 'Access', { bucket: new EncryptedBucket(stack, 'Foreign', named('foreign')), sourceAccount: THEIRS, sourceRole: 'replicates' });
  },
  'existing objects': (stack, named) => {
    const bucket = new EncryptedBucket(stack, 'Bucket', named('bucket'));
    new EncryptionInventory(stack, 'Inventory', { bucket });
    new ObjectReencryption(stack, 'Reencryption', { bucket });
  },
  'other kinds of buckets': (stack, named) => {
    const [zone, { bucketName }] = [DirectoryBucketZone.availabilityZone('euw1-az1'), named('data--euw1-az1--x-s3')];
    new EncryptedDirectoryBucket(stack, 'Directory', { zone, bucketName }).grantRead(new iam.AccountPrincipal(THEIRS));
    const tables = new EncryptedTableBucket(stack, 'Tables', { tableBucketName: 'tables' });
    tables.addTable('Table', { namespaceName: 'sales', tableName: 'orders' });
    const vectors = new EncryptedVectorBucket(stack, 'Vectors', { vectorBucketName: named('vectors').bucketName });
    const index = { dimension: 2, distanceMetric: VectorDistanceMetric.COSINE, encryption: VectorBucketEncryption.sseKms() };
    vectors.addIndex('Index', { ...index, indexName: named('index').bucketName });
  },
  'organization': (stack, named) => {
    new OrganizationGuardrail(stack, 'Guardrail', { exemptBucketNames: ['logs'] });
    new EncryptionConfigRules(stack, 'ConfigRules');
    new EncryptionHook(stack, 'Hook');
    new EncryptedBucket(stack, 'Bucket', named('bucket'));
  },
  'monitoring': (stack, named) => {
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Bucket', named('bucket'))) });
  },
};

function stackOf(what: string, named: boolean): Stack {
  const stack = aStack(HOME);
  STACKS[what](stack, (name) => (named ? { bucketName: name } : {}));
  return stack;
}

const templateOf = (stack: Stack) => Template.fromStack(stack).toJSON() as TemplateJson;

describe.each(Object.keys(STACKS))('%s', (what) => {
  test.each([true, false])('what stays keeps what protects it; names are given: %s', (named) => {
    expect(lessProtected(templateOf(stackOf(what, named)))).toEqual([]);
  });

  // Of the L2 buckets the removal policy is that of their author: Retain, with or without a name.
  test.each([true, false])('the next try of a deployment that failed finds nothing in its way; names are given: %s', (named) => {
    expect(stopsNextTry(templateOf(stackOf(what, named))).filter((name) => !name.startsWith('L2'))).toEqual([]);
  });
});

test('what stays are buckets, their policies, keys and log groups, as the documentation on importing them says', () => {
  const kept = Object.keys(STACKS).flatMap((what) => Object.values(templateOf(stackOf(what, true)).Resources ?? {}))
    .filter((resource) => ((resource as { DeletionPolicy?: string }).DeletionPolicy ?? 'Delete') !== 'Delete');
  expect([...new Set(kept.map(({ Type: type }) => type))].sort()).toEqual([
    'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy',
    'AWS::S3Express::BucketPolicy', 'AWS::S3Express::DirectoryBucket',
    'AWS::S3Tables::Namespace', 'AWS::S3Tables::Table', 'AWS::S3Tables::TableBucket', 'AWS::S3Tables::TableBucketPolicy',
    'AWS::S3Vectors::Index', 'AWS::S3Vectors::VectorBucket', 'AWS::S3Vectors::VectorBucketPolicy',
  ]);
});

test('every construct of the library is among them', () => {
  const constructs = Object.entries(library).filter(([, exported]) => typeof exported === 'function' && (exported.prototype as unknown) instanceof Construct);
  const standing = new Set<unknown>(Object.keys(STACKS).flatMap((what) => stackOf(what, false).node.findAll())
    .map((construct) => construct.constructor));
  expect(constructs.filter(([, exported]) => !standing.has(exported)).map(([name]) => name))
    // The base of the two kinds of replication.
    .toEqual(['Replication']);
});

describe('the removal policy of a bucket, where none is chosen', () => {
  const attributes = (make: (stack: Stack) => s3.Bucket) => {
    const stack = aStack();
    make(stack);
    return Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket')).map((bucket) => [bucket.DeletionPolicy, bucket.UpdateReplacePolicy] as unknown[])[0];
  };
  const kinds: [string, (stack: Stack, props: EncryptedBucketProps) => s3.Bucket][] = [
    ['EncryptedBucket', (stack, props) => new EncryptedBucket(stack, 'Bucket', props)],
    ['LogBucket', (stack, props) => new LogBucket(stack, 'Bucket', props)],
  ];
  test.each(kinds)('%s', (_, make) => {
    const of = (props: EncryptedBucketProps) => attributes((stack) => make(stack, props));
    expect(of({})).toEqual(['Retain', 'Retain']);
    expect(of({ bucketName: 'my-data' })).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(of({ bucketName: 'my-data', removalPolicy: RemovalPolicy.RETAIN })).toEqual(['Retain', 'Retain']);
    expect(of({ bucketName: 'my-data', removalPolicy: RemovalPolicy.DESTROY })).toEqual(['Delete', 'Delete']);
  });

  test('a prefix is a name, too', () => {
    expect(attributes((stack) => new EncryptedBucket(stack, 'Bucket', { bucketNamespace: s3.BucketNamespace.ACCOUNT_REGIONAL, bucketNamePrefix: 'my-data' })))
      .toEqual(['RetainExceptOnCreate', 'Retain']);
  });
});

describe('after the stack is deleted', () => {
  /** What S3 answers when only what is retained is left. */
  function answerWhenGone(stack: Stack, context: ContextKeys): Ternary {
    const template = templateOf(stack);
    const left = Object.entries(template.Resources ?? {}).filter(([, resource]) => /^Retain/.test((resource as { DeletionPolicy?: string }).DeletionPolicy ?? ''));
    const policy = left.find(([, { Type: type }]) => type === 'AWS::S3::BucketPolicy')?.[0];
    const { bucketArn, bucketPolicy } = new Deployment(stack.node.root as App).target();
    const request: AccessRequest = s3Request('PutObject', `${bucketArn}/object`, context);
    return decide(request, { identity: [ALLOWED_EVERYTHING], resource: policy ? bucketPolicy : undefined, resourceAccount: ACCOUNT, kind: 's3' });
  }

  const kinds: [string, (stack: Stack) => void][] = [
    ['EncryptedBucket', (stack) => { new EncryptedBucket(stack, 'Bucket'); }],
    ['EncryptedBucket with a name', (stack) => { new EncryptedBucket(stack, 'Bucket', { bucketName: 'my-data' }); }],
    ['LogBucket', (stack) => { new LogBucket(stack, 'Bucket'); }],
    ['s3.Bucket with mixins', (stack) => {
      new s3.Bucket(stack, 'Bucket').with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()), new mixins.BucketSecureTransport(), new mixins.BucketSignatureVersion4(),
        new mixins.BucketUploadEncryption());
    }],
  ];
  test.each(kinds)('%s denies what it denied before', (_, make) => {
    const answer = (context: ContextKeys) => {
      const stack = aStack(HOME);
      make(stack);
      return answerWhenGone(stack, context);
    };
    expect(answer(MODERN)).toBe(Ternary.YES);
    expect(answer({ ...MODERN, 'aws:SecureTransport': 'false' })).toBe(Ternary.NO);
    expect(answer({ ...MODERN, 's3:signatureversion': 'AWS' })).toBe(Ternary.NO);
    expect(answer({ ...MODERN, ...naming('aws:kms:dsse') })).toBe(Ternary.NO);
  });
});
