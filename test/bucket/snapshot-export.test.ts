import { App, aws_iam as iam, CfnResource } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, type EncryptedBucketProps } from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, OPERATION_NAMES, succeeds } from '../support/deployment';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

function exporting(props: EncryptedBucketProps = {}, pattern?: string) {
  const stack = aStack({ account: ACCOUNT, region: REGION });
  const bucket = new EncryptedBucket(stack, 'Bucket', props);
  const role = new iam.Role(stack, 'Export', { roleName: 'export', assumedBy: new iam.ServicePrincipal('export.rds.amazonaws.com') });
  const starter = new iam.Role(stack, 'Starter', { roleName: 'starter', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const grant = bucket.grantSnapshotExport(role, { starter, objectKeyPattern: pattern });
  const app = stack.node.root as App;
  const deployment = new Deployment(app);
  return { app, grant, target: deployment.target(), role: deployment.identity('export'), starter: deployment.identity('starter') };
}

const THROUGH_RDS: ContextKeys = { 'kms:ViaService': `rds.${REGION}.amazonaws.com`, 'kms:GrantIsForAWSResource': 'true' };

test('the role writes the export, at its place only', () => {
  const { role, target } = exporting({}, 'exports/*');
  expect(OPERATION_NAMES.filter((operation) => succeeds(operation, 'exports/part-0', role, target))).toEqual(OPERATION_NAMES);
  expect(OPERATION_NAMES.filter((operation) => succeeds(operation, 'others/part-0', role, target))).toEqual([]);
  expect(mayUseKey('GenerateDataKey', {}, role, target)).toBe(false);
});

test('whoever starts it has Amazon RDS create a grant, and can look at the key', () => {
  const { starter, target } = exporting();
  expect(mayUseKey('CreateGrant', THROUGH_RDS, starter, target)).toBe(true);
  expect(mayUseKey('DescribeKey', {}, starter, target)).toBe(true);
});

test.each<[string, ContextKeys]>([
  ['by itself', {}],
  ['for somebody who is no AWS resource', { ...THROUGH_RDS, 'kms:GrantIsForAWSResource': 'false' }],
  ['through another service', { ...THROUGH_RDS, 'kms:ViaService': `ec2.${REGION}.amazonaws.com` }],
  ['in another Region', { ...THROUGH_RDS, 'kms:ViaService': 'rds.us-east-1.amazonaws.com' }],
])('nobody creates a grant %s, whatever IAM allows', (_, context) => {
  const { target } = exporting();
  const admin: Caller = { principal: Principal.role(`arn:aws:iam::${ACCOUNT}:role/Admin`), policies: [ALLOWED_EVERYTHING] };
  expect(mayUseKey('CreateGrant', context, admin, target)).toBe(false);
  expect(mayUseKey('CreateGrant', THROUGH_RDS, admin, target)).toBe(true);
});

test('nor does who starts it use the key, or the role create grants', () => {
  const { role, starter, target } = exporting();
  expect(mayUseKey('Decrypt', THROUGH_RDS, starter, target)).toBe(false);
  expect(mayUseKey('CreateGrant', THROUGH_RDS, role, target)).toBe(false);
  const stranger: Caller = { principal: Principal.role('arn:aws:iam::444455556666:role/Admin'), policies: [ALLOWED_EVERYTHING] };
  expect(mayUseKey('CreateGrant', THROUGH_RDS, stranger, target)).toBe(false);
});

test('the grant holds what was added to the role, to the starter and to the key policy', () => {
  const { grant } = exporting();
  const actionsOf = (statements: iam.PolicyStatement[]) => statements.flatMap(({ actions }) => actions);
  expect(grant.success).toBe(true);
  expect(actionsOf(grant.principalStatements)).toEqual(expect.arrayContaining(['s3:PutObject*', 'kms:GenerateDataKey*', 'kms:CreateGrant', 'kms:DescribeKey']));
  expect(actionsOf(grant.resourceStatements)).toEqual(['kms:CreateGrant']);
});

test('what is made after the grant waits for the policies of the role and of the starter', () => {
  const stack = aStack({ account: ACCOUNT, region: REGION });
  const [role, starter] = ['Export', 'Starter'].map((id) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('export.rds.amazonaws.com') }));
  const task = new CfnResource(stack, 'Task', { type: 'Custom::Export' });
  new EncryptedBucket(stack, 'Bucket').grantSnapshotExport(role, { starter }).applyBefore(task);
  const { DependsOn } = Object.values(Template.fromStack(stack).findResources('Custom::Export'))[0] as { DependsOn: string[] };
  expect(DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^ExportDefaultPolicy/), expect.stringMatching(/^StarterDefaultPolicy/)]));
});

test('passes the strict rules', () => {
  expect(strictFindings(exporting().app)).toEqual([]);
});

test.each([
  ['SSE-S3', 'AES256', () => DefaultEncryption.sseS3()],
  ['SSE-KMS with aws/s3', 'aws:kms', () => DefaultEncryption.sseKmsAwsManaged()],
  ['DSSE-KMS', 'aws:kms:dsse', () => DefaultEncryption.dsseKms()],
])('a bucket with %s is refused', (_, algorithm, encryption) => {
  expect(() => exporting({ defaultEncryption: encryption() }))
    .toThrow(new RegExp(`^Stack/Bucket: snapshot exports of Amazon RDS require SSE-KMS with a customer managed key.*${algorithm}.* Fix: encrypt with DefaultEncryption\\.sseKms`));
});
