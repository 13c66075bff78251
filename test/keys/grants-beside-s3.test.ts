import {
  App, aws_codebuild as codebuild, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_dynamodb as dynamodb, aws_iam as iam,
  aws_kms as kms, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, mixins } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { policiesOf } from '../replication/requests';
import { ACCOUNT, REGION } from '../support/concrete';
import { policyOf } from '../support/requests';
import { World } from '../support/world';

const aRole = (stack: Stack, id = 'Role') => new iam.Role(stack, id, { roleName: id, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
const sseKms = (key: kms.IKey) => DefaultEncryption.sseKms({ key });

function used(use: (stack: Stack, key: EncryptionKey) => void) {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: REGION } });
  const key = new EncryptionKey(stack, 'Key');
  use(stack, key);
  const warnings = () => Annotations.fromStack(stack).findWarning('/Stack/Key', Match.anyValue()).map(({ entry }) => String(entry.data));
  return { stack, key, warnings };
}

const DENIED = /^Stack\/Role is granted use of this key, but the key policy allows use through Amazon S3 only \(kms:ViaService\): direct calls to AWS KMS.* are denied\. Fix: .*grantReadWrite\(\).*grantClientSideEncryption\(\).*kms\.Key/;
const OPENED = /^The policy of this key now allows .* to use the key other than through Amazon S3\. Fix: /;

test.each<[string, RegExp, (stack: Stack, key: EncryptionKey) => void]>([
  ['grantEncryptDecrypt()', DENIED, (stack, key) => { key.grantEncryptDecrypt(aRole(stack)); }],
  ['grants.decrypt()', DENIED, (stack, key) => { key.grants.decrypt(aRole(stack)); }],
  ['grant()', DENIED, (stack, key) => { key.grant(aRole(stack), 'kms:Decrypt'); }],
  ['grant() of what hands on the key', DENIED, (stack, key) => { key.grant(aRole(stack), 'kms:CreateGrant'); }],
  ['a queue', DENIED, (stack, key) => { new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key }).grantConsumeMessages(aRole(stack)); }],
  ['a topic', DENIED, (stack, key) => { new sns.Topic(stack, 'Topic', { masterKey: key }).grantPublish(aRole(stack)); }],
  ['a table', DENIED, (stack, key) => {
    new dynamodb.Table(stack, 'Table', { encryptionKey: key, partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(aRole(stack));
  }],
  ['beside a bucket of the L2, whose grants are others', DENIED, (stack, key) => {
    new s3.Bucket(stack, 'Bucket', { encryptionKey: key });
    key.grantDecrypt(aRole(stack));
  }],
  ['a service', OPENED, (_, key) => { key.grantDecrypt(new iam.ServicePrincipal('transcribe.amazonaws.com')); }],
  ['another account', OPENED, (_, key) => { key.grantDecrypt(new iam.AccountPrincipal('444455556666')); }],
])('a grant that is not about objects is explained: %s', (_, text, use) => {
  const { warnings } = used(use);
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toMatch(text);
});

test('a secret opens the key for itself, which is said', () => {
  const { warnings } = used((stack, key) => { new secretsmanager.Secret(stack, 'Secret', { encryptionKey: key }).grantRead(aRole(stack)); });
  for (const warning of warnings()) { expect(warning).toMatch(OPENED); }
  expect(warnings()).toHaveLength(2);
});

test.each<[string, (stack: Stack, key: EncryptionKey) => void]>([
  ['an EncryptedBucket', (stack, key) => { new EncryptedBucket(stack, 'Bucket', { defaultEncryption: sseKms(key) }).grantRead(aRole(stack)); }],
  ['an EncryptedBucket, and the key as well', (stack, key) => {
    const role = aRole(stack);
    key.grantDecrypt(role);
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: sseKms(key) }).grantRead(role);
  }],
  ['an s3.Bucket', (stack, key) => { new s3.Bucket(stack, 'Bucket', { encryptionKey: key }).grantReadWrite(aRole(stack)); }],
  ['an s3.Bucket with a mixin', (stack, key) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.with(new mixins.BucketDefaultEncryption(sseKms(key)));
    bucket.grantRead(aRole(stack));
  }],
  ['the roles of a pipeline whose artifacts are in an EncryptedBucket', (stack, key) => {
    const artifactBucket = new EncryptedBucket(stack, 'Artifacts', { defaultEncryption: sseKms(key) });
    const [output, bucket] = [new codepipeline.Artifact(), new EncryptedBucket(stack, 'Source')];
    new codepipeline.Pipeline(stack, 'Pipeline', {
      artifactBucket,
      stages: [
        { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket, bucketKey: 'source.zip', output })] },
        { stageName: 'Build', actions: [new actions.CodeBuildAction({ actionName: 'Build', input: output, project: new codebuild.PipelineProject(stack, 'Project') })] },
      ],
    });
  }],
  ['administration', (stack, key) => {
    key.grantAdmin(aRole(stack));
    key.grant(aRole(stack, 'Auditor'), 'kms:DescribeKey');
  }],
  ['client-side encryption', (stack, key) => { key.grantClientSideEncryption(aRole(stack)); }],
])('a grant that holds has no warning: %s', (_, use) => {
  expect(used(use).warnings()).toEqual([]);
});

test('what the warning says is so: the role decrypts through S3, and in no other way', () => {
  const { stack, key } = used((scope, made) => { made.grantDecrypt(aRole(scope)); });
  const world = World.of(stack.node.root as App);
  const role = world.ofType('AWS::IAM::Role')[0];
  const { arn, properties } = world.resourceOf(key);
  const may = (service?: string) => decide(
    { principal: Principal.role(role.arn), action: 'kms:Decrypt', resource: arn, context: service === undefined ? {} : { 'kms:ViaService': `${service}.${REGION}.amazonaws.com` } },
    { identity: policiesOf(world, role), resource: policyOf(properties.KeyPolicy), resourceAccount: ACCOUNT, kind: 'kms' }) === Ternary.YES;
  expect([may('s3'), may('sqs'), may()]).toEqual([true, false, false]);
});

test.each<[string, (key: EncryptionKey, role: iam.IRole) => void]>([
  ['sign', (key, role) => key.grantSign(role)],
  ['generateMac', (key, role) => key.grants.generateMac(role)],
])('what symmetric keys do not do is refused: %s', (method, grant) => {
  const { key, stack } = used(() => undefined);
  expect(() => grant(key, aRole(stack))).toThrow(`Stack/Key: an EncryptionKey cannot ${method}: S3 encrypts with symmetric keys`);
});
