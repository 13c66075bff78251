import { App, CfnResource, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, Stack } from 'aws-cdk-lib';
import { type Action, everyAction } from './actions';
import { Attack } from './attack';
import { Who } from './attackers';
import { Estate, type Kind } from './estate';
import { unpromised } from './promises';
import { report } from './report';
import { DefaultEncryption, EncryptedBucket, EncryptionContext, EncryptionKey } from '../../src';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, REGION } from '../support/concrete';

/** The attack itself is alive: it finds faults that are put there for it. */
interface World { readonly stack: Stack; readonly bucket: EncryptedBucket; readonly key: EncryptionKey; readonly role: iam.Role }
interface Fault {
  readonly plant: (world: World) => void;
  /** Who finds it, where, and an action that it lets through. */
  readonly found: readonly (readonly [Who, Kind, string])[];
}

let actions: readonly Action[];

beforeAll(async () => { actions = await everyAction(); });

const allow = (properties: iam.PolicyStatementProps) => new iam.PolicyStatement({ resources: ['*'], ...properties });
const everybody = [new iam.AnyPrincipal()];
const service = (name: string) => [new iam.ServicePrincipal(name)];
const onObjects = (properties: Omit<iam.PolicyStatementProps, 'resources'>) => ({ bucket }: World) => { bucket.addToResourcePolicy(allow({ ...properties, resources: [bucket.arnForObjects('*')] })); };
const onKey = (properties: iam.PolicyStatementProps) => ({ key }: World) => { key.addToResourcePolicy(allow(properties)); };
const onRole = (properties: iam.PolicyStatementProps) => ({ role }: World) => { role.addToPolicy(allow(properties)); };
const viaS3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };

const FAULTS: { readonly [title: string]: Fault } = {
  'objects that everybody reads': {
    plant: onObjects({ principals: everybody, actions: ['s3:GetObject'] }),
    found: [[Who.STRANGER, 'bucket', 's3:GetObject'], [Who.NOBODY, 'bucket', 's3:GetObject'], [Who.SERVICE, 'bucket', 's3:GetObject'], [Who.ROLE, 'bucket', 's3:GetObject']],
  },
  'objects that everybody of an organization reads, the own account included': {
    plant: onObjects({ principals: everybody, actions: ['s3:GetObject'], conditions: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
    found: [[Who.PARTNER, 'bucket', 's3:GetObject'], [Who.NOBODY, 'bucket', 's3:GetObject']],
  },
  'objects that a role of that name reads, in whatever account': {
    plant: onObjects({ principals: everybody, actions: ['s3:GetObject'], conditions: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } } }),
    found: [[Who.STRANGER, 'bucket', 's3:GetObject'], [Who.NOBODY, 'bucket', 's3:GetObject']],
  },
  'a condition that only negates': {
    plant: onObjects({ principals: everybody, actions: ['s3:PutObject'], conditions: { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } } }),
    found: [[Who.STRANGER, 'bucket', 's3:PutObject'], [Who.SERVICE, 'bucket', 's3:PutObject']],
  },
  'a condition that the caller can choose': {
    plant: onObjects({ principals: everybody, actions: ['s3:PutObject'], conditions: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } }),
    found: [[Who.STRANGER, 'bucket', 's3:PutObject']],
  },
  'an account that gets more than it should': {
    plant: onObjects({ principals: [new iam.AccountPrincipal('444455556666')], actions: ['s3:GetObject'] }),
    found: [[Who.PARTNER, 'bucket', 's3:GetObject']],
  },
  'a service without conditions': {
    plant: onObjects({ principals: service('logging.s3.amazonaws.com'), actions: ['s3:PutObject'] }),
    found: [[Who.SERVICE, 'bucket', 's3:PutObject']],
  },
  'a service for a bucket whose name anybody can take': {
    plant: onObjects({ principals: service('s3.amazonaws.com'), actions: ['s3:PutObject'], conditions: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::source' } } }),
    found: [[Who.SERVICE, 'bucket', 's3:PutObject']],
  },
  'a service for resources of any account': {
    plant: onObjects({ principals: service('cloudtrail.amazonaws.com'), actions: ['s3:PutObject'], conditions: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } } }),
    found: [[Who.SERVICE, 'bucket', 's3:PutObject']],
  },
  'a service that may be told the account, if it is told any': {
    plant: onObjects({ principals: service('config.amazonaws.com'), actions: ['s3:PutObject'], conditions: { StringEqualsIfExists: { 'aws:SourceAccount': ACCOUNT } } }),
    found: [[Who.SERVICE, 'bucket', 's3:PutObject']],
  },
  'folders of every account': {
    plant: ({ bucket }) => { bucket.addToResourcePolicy(allow({ principals: service('redshift.amazonaws.com'), actions: ['s3:PutObject'], resources: [bucket.arnForObjects('AWSLogs/*')] })); },
    found: [[Who.SERVICE, 'bucket', 's3:PutObject']],
  },
  'a key that is open to everybody through S3': {
    plant: onKey({ principals: everybody, actions: ['kms:Decrypt'], conditions: { StringEquals: viaS3 } }),
    found: [[Who.STRANGER, 'key', 'kms:Decrypt'], [Who.NOBODY, 'key', 'kms:Decrypt']],
  },
  'a key that the own account uses through S3, whatever IAM says': {
    plant: onKey({ principals: everybody, actions: ['kms:Decrypt'], conditions: { StringEquals: { ...viaS3, 'kms:CallerAccount': ACCOUNT } } }),
    found: [[Who.NOBODY, 'key', 'kms:Decrypt']],
  },
  'a key that is open to a service': {
    plant: onKey({ principals: service('logging.s3.amazonaws.com'), actions: ['kms:GenerateDataKey*'] }),
    found: [[Who.SERVICE, 'key', 'kms:GenerateDataKey']],
  },
  'a key that leaves everything to IAM': {
    plant: onKey({ principals: [new iam.AccountRootPrincipal()], actions: ['kms:*'] }),
    found: [[Who.ADMIN, 'key', 'kms:CreateGrant'], [Who.ADMIN, 'key', 'kms:Decrypt']],
  },
  'a key that is used through another Region': {
    plant: onKey({ principals: [new iam.AccountRootPrincipal()], actions: ['kms:Decrypt'], conditions: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } } }),
    found: [[Who.ADMIN, 'key', 'kms:Decrypt']],
  },
  'a key that is used through another service': {
    plant: onKey({ principals: [new iam.AccountRootPrincipal()], actions: ['kms:Decrypt'], conditions: { StringEquals: { 'kms:ViaService': `sqs.${REGION}.amazonaws.com` } } }),
    found: [[Who.ADMIN, 'key', 'kms:Decrypt']],
  },
  'a role that uses a key for whatever bucket': {
    plant: ({ role, key }) => { role.addToPolicy(allow({ actions: ['kms:Decrypt'], resources: [key.keyArn], conditions: { StringEquals: viaS3 } })); },
    found: [[Who.ROLE, 'key', 'kms:Decrypt']],
  },
  'a role that uses every key': { plant: onRole({ actions: ['kms:Decrypt'] }), found: [[Who.ROLE, 'key', 'kms:Decrypt']] },
  'a role that reads every bucket': { plant: onRole({ actions: ['s3:Get*'] }), found: [[Who.ROLE, 'bucket', 's3:GetObject']] },
  'a role that changes a bucket': {
    plant: ({ role, bucket }) => { role.addToPolicy(allow({ actions: ['s3:Put*'], resources: [bucket.bucketArn] })); },
    found: [[Who.ROLE, 'bucket', 's3:PutBucketPolicy']],
  },
  'a role that starts any job': { plant: onRole({ actions: ['s3:CreateJob'] }), found: [[Who.ROLE, 'account', 's3:CreateJob']] },
  'a role that cancels any job': {
    plant: onRole({ actions: ['s3:UpdateJobStatus'], resources: [`arn:aws:s3:${REGION}:${ACCOUNT}:job/*`] }), found: [[Who.ROLE, 'account', 's3:UpdateJobStatus']],
  },
  'a role that hands over every role': { plant: onRole({ actions: ['iam:PassRole'] }), found: [[Who.ROLE, 'role', 'iam:PassRole']] },
  'a role that becomes every other': { plant: onRole({ actions: ['sts:AssumeRole'] }), found: [[Who.ROLE, 'role', 'sts:AssumeRole']] },
  'a role that everybody becomes': {
    plant: ({ stack }) => { new iam.Role(stack, 'Open', { assumedBy: new iam.AnyPrincipal() }); },
    found: [[Who.STRANGER, 'role', 'sts:AssumeRole'], [Who.NOBODY, 'role', 'sts:AssumeRole']],
  },
  'a role that administrators become': {
    plant: ({ stack }) => { new iam.Role(stack, 'Trusting', { assumedBy: new iam.AccountRootPrincipal() }); }, found: [[Who.ADMIN, 'role', 'sts:AssumeRole']],
  },
  'a topic and a queue that are open': {
    plant: ({ stack }) => {
      const [topic, queue] = [new sns.Topic(stack, 'Topic'), new sqs.Queue(stack, 'Queue')];
      topic.addToResourcePolicy(allow({ principals: everybody, actions: ['sns:Publish'], resources: [topic.topicArn] }));
      queue.addToResourcePolicy(allow({ principals: everybody, actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    },
    found: [[Who.STRANGER, 'topic', 'sns:Publish'], [Who.STRANGER, 'queue', 'sqs:SendMessage'], [Who.NOBODY, 'queue', 'sqs:SendMessage']],
  },
  'a bucket that serves plain HTTP, and uploads with whatever encryption': {
    plant: ({ stack }) => { new s3.Bucket(stack, 'Plain'); }, found: [[Who.ADMIN, 'bucket', 's3:GetObject'], [Who.ADMIN, 'bucket', 's3:PutObject'], [Who.ADMIN, 'bucket', 's3:ListBucket']],
  },
  'a service that uses a key of some buckets for another': {
    plant: ({ stack }) => {
      const confined = new EncryptionKey(stack, 'Confined', { encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::reports')] });
      confined.addToResourcePolicy(allow({ principals: service('config.amazonaws.com'), actions: ['kms:GenerateDataKey'], conditions: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }));
    },
    found: [[Who.OWN_SERVICE, 'key', 'kms:GenerateDataKey']],
  },
};

function attacked(plant: (world: World) => void) {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } });
  const key = new EncryptionKey(stack, 'Key');
  const bucket = new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
  const role = new iam.Role(stack, 'Application', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  plant({ stack, bucket, key, role });
  const estate = new Estate(app);
  // Keys that are confined to buckets are promised less.
  return { estate, findings: new Attack('a confined fault', estate, actions).findings };
}

test('without a fault nothing is found', () => {
  expect(report(unpromised(attacked(() => {}).findings))).toEqual([]);
});

test.each(Object.keys(FAULTS))('%s', (title) => {
  const { plant, found } = FAULTS[title];
  const faults = unpromised(attacked(plant).findings);
  const isFound = (who: Who, kind: Kind, action: string) =>
    faults.some((fault) => fault.attacker.who === who && fault.target.kind === kind && fault.action === action);
  expect(found.filter(([who, kind, action]) => !isFound(who, kind, action))).toEqual([]);
});

test('every kind of attacker finds something', () => {
  const finders = new Set(Object.values(FAULTS).flatMap(({ found }) => found.map(([who]) => who)));
  expect([...finders].sort()).toEqual(Object.values(Who).sort());
});

test('what cannot be determined is found, and promised by nobody', () => {
  const { findings } = attacked(onObjects({ principals: everybody, actions: ['s3:GetObject'], conditions: { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } } }));
  const untold = findings.filter(({ attacker, answer }) => attacker.who === Who.STRANGER && answer === Ternary.UNKNOWN);
  expect(untold).not.toEqual([]);
  expect(unpromised(untold)).toEqual(untold);
  expect(report(untold)[0]).toContain('may be allowed s3:GetObject');
});

test('a report says who, what, and by which statement', () => {
  const [text] = report(unpromised(attacked(onKey({ sid: 'Open', principals: everybody, actions: ['kms:Decrypt'], conditions: { StringEquals: viaS3 } })).findings));
  expect(text).toBe([
    'a confined fault: a stranger (a role, arn:aws:iam::666666666666:role/Attacker)',
    '  is allowed kms:Decrypt',
    `  on arn:aws:kms:${REGION}:${ACCOUNT}:key/Stack-Key961B73FD`,
    `  with {"kms:ViaService":"s3.${REGION}.amazonaws.com"}, among others`,
    '  by policy of the key: Open',
  ].join('\n'));
});

describe('what is not read is told', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['a policy of another kind', (stack) => {
      new CfnResource(stack, 'Endpoint', { type: 'AWS::EC2::VPCEndpoint', properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] } } });
    }],
    ['a managed policy', (stack) => {
      new iam.Role(stack, 'Reader', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonS3ReadOnlyAccess')] });
    }],
    ['a user', (stack) => { new iam.User(stack, 'User'); }],
    ['a permission of a function', (stack) => { new lambda.CfnPermission(stack, 'Permission', { action: 'lambda:InvokeFunction', functionName: 'function', principal: 's3.amazonaws.com' }); }],
  ])('%s', (_, add) => {
    expect(attacked(({ stack }) => add(stack)).estate.unread).toHaveLength(1);
  });

  test('nothing else', () => {
    expect(attacked(({ stack }) => { new kms.Key(stack, 'Other'); }).estate.unread).toEqual([]);
  });

  test('ACLs', () => {
    const plant = ({ stack }: World) => { new s3.Bucket(stack, 'Open', { objectOwnership: s3.ObjectOwnership.OBJECT_WRITER }); };
    expect(attacked(plant).estate.openedByAcl).toHaveLength(1);
  });
});
