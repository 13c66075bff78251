import { aws_iam as iam } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, type EncryptionKeyProps } from '../../src';
import { type AccessRequest, type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf, REGION } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsDirectly, kmsThroughS3, policyOf } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const KEY = arnOf('AWS::KMS::Key', 'Key961B73FD');
const PARTNER = '444455556666';
const ADMIN = Principal.role(`arn:aws:iam::${ACCOUNT}:role/Admin`);
const THROUGH_RDS: ContextKeys = { 'kms:ViaService': `rds.${REGION}.amazonaws.com`, 'kms:GrantIsForAWSResource': 'true', 'kms:CallerAccount': ACCOUNT };

// docs/decisions/0093
/** The policy of a key to which somebody has added the right to create grants, for everybody. */
function keyPolicy(props: EncryptionKeyProps) {
  const stack = aStack({ account: ACCOUNT, region: REGION });
  const key = new EncryptionKey(stack, 'Key', props);
  const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
  const [role, starter] = ['Export', 'Starter'].map((id) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('export.rds.amazonaws.com') }));
  bucket.grantSnapshotExport(role, { starter });
  key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.AccountRootPrincipal(), new iam.AccountPrincipal(PARTNER), new iam.ServicePrincipal('some-service.amazonaws.com')],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
  }));
  return theResource(stack, 'AWS::KMS::Key').KeyPolicy as { Statement: { Sid?: string }[] };
}

function answer(props: EncryptionKeyProps, request: AccessRequest): Ternary {
  const identity = request.principal.toString().includes('amazonaws.com') ? [] : [ALLOWED_EVERYTHING];
  return decide(request, { identity, resource: policyOf(keyPolicy(props)), resourceAccount: ACCOUNT, kind: 'kms' });
}

const grant = (context: ContextKeys, principal = ADMIN): AccessRequest => ({ ...kmsDirectly('CreateGrant', KEY, principal), context });
const SERVICE = Principal.service('some-service.amazonaws.com');

test.each<[string, AccessRequest, Ternary]>([
  ['an administrator directly', grant({}), Ternary.NO],
  ['an administrator directly, as AWS KMS may say it', grant({ 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' }), Ternary.NO],
  ['a role of another account', grant({ 'kms:CallerAccount': PARTNER }, Principal.role(`arn:aws:iam::${PARTNER}:role/Admin`)), Ternary.NO],
  ['the root user', grant({}, Principal.account(ACCOUNT, 'aws')), Ternary.NO],
  ['an administrator, who has a service do it for no resource of AWS', grant({ ...THROUGH_RDS, 'kms:GrantIsForAWSResource': 'false' }), Ternary.NO],
  ['Amazon RDS for who starts an export', grant({ ...THROUGH_RDS, 'aws:PrincipalIsAWSService': 'false' }), Ternary.YES],
  ['Amazon RDS, without a word of who calls', grant(THROUGH_RDS), Ternary.YES],
  ['another service, for its own resource', grant({ 'kms:ViaService': `ec2.${REGION}.amazonaws.com`, 'kms:GrantIsForAWSResource': 'true' }), Ternary.YES],
  ['a service for itself', grant({ 'aws:PrincipalIsAWSService': 'true' }, SERVICE), Ternary.YES],
  ['a service for itself, which is for no resource', grant({ 'aws:PrincipalIsAWSService': 'true', 'kms:GrantIsForAWSResource': 'false' }, SERVICE), Ternary.YES],
])('%s creates a grant, although a statement allows everybody to', (_, request, expected) => {
  expect(answer({ grantsForAwsResourcesOnly: true }, request)).toBe(expected);
  // Without the prop, the statement that was added decides.
  expect(answer({}, request)).toBe(Ternary.YES);
});

test.each(['Decrypt', 'GenerateDataKey'])('%s through S3 stays as it is', (action) => {
  for (const props of [{}, { grantsForAwsResourcesOnly: true }]) {
    const request = kmsThroughS3(action, KEY, 'arn:aws:s3:::bucket');
    expect(answer(props, { ...request, context: { ...request.context, 'kms:CallerAccount': ACCOUNT } })).toBe(Ternary.YES);
    expect(answer(props, kmsDirectly(action, KEY))).toBe(Ternary.NO);
  }
});

test('grants are listed, retired and revoked as before', () => {
  for (const action of ['ListGrants', 'RevokeGrant']) {
    expect(answer({ grantsForAwsResourcesOnly: true }, kmsDirectly(action, KEY, ADMIN))).toBe(answer({}, kmsDirectly(action, KEY, ADMIN)));
  }
});

test('the statement has the form that CT.KMS.PR.3 looks for, with administrators and without', () => {
  const expected = {
    Sid: 'DenyGrantsExceptForAwsResources',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'kms:CreateGrant',
    Resource: '*',
    Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
  };
  for (const props of [{}, { administrators: [new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/Custodian`)] }]) {
    expect(keyPolicy({ ...props, grantsForAwsResourcesOnly: true }).Statement.filter(({ Sid }) => Sid === expected.Sid)).toEqual([expected]);
  }
});

test.each([undefined, false])('with %p, the policy has no such statement', (grantsForAwsResourcesOnly) => {
  expect(keyPolicy({ grantsForAwsResourcesOnly }).Statement.filter(({ Sid }) => Sid === 'DenyGrantsExceptForAwsResources')).toEqual([]);
  expect(keyPolicy({ grantsForAwsResourcesOnly })).toEqual(keyPolicy({}));
});
