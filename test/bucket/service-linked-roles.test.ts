import { type App, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { CrossAccountAccess, CrossAccountGrantee, EncryptedBucket, type EncryptedBucketProps, EncryptionKey, LogBucket } from '../../src';
import { Principal } from '../../src/policy-evaluation';
import { Deployment, succeeds } from '../support/deployment';
import { aStack } from '../support/stacks';

describe('service-linked roles', () => {
  const NAME = 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
  const ARN = (account: string) => `arn:aws:iam::${account}:role/${NAME}`;
  const OWN = { account: '111111111111', region: 'eu-west-1' };
  const bucketIn = (stack: Stack, props: EncryptedBucketProps = {}) => new EncryptedBucket(stack, 'Bucket', props);
  const WHY = 'only AWS can change the policies of a service-linked role';

  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['by its ARN', (stack) => iam.Role.fromRoleArn(stack, 'Role', ARN(OWN.account))],
    ['by its name', (stack) => iam.Role.fromRoleName(stack, 'Role', NAME)],
    ['of another account', (stack) => iam.Role.fromRoleArn(stack, 'Role', ARN('222222222222'))],
  ])('%s: a grant says what works instead', (_how, role) => {
    const stack = aStack(OWN);
    const fix = 'use acceptLogsFrom() if the service delivers logs; if it calls S3 under its own name, pass an iam.ServicePrincipal for autoscaling.amazonaws.com with a condition, ';
    for (const grant of ['grantRead', 'grantPut', 'grantReadWrite'] as const) {
      expect(() => bucketIn(new Stack(stack, grant))[grant](role(new Stack(stack, `${grant}Role`)))).toThrow(`${WHY}. Fix: ${fix}`);
    }
    expect(() => new LogBucket(stack, 'Logs').grantRead(role(stack))).toThrow(WHY);
  });

  test('and that does work: the policies of bucket and key name the role', () => {
    const stack = aStack(OWN);
    bucketIn(stack, { bucketName: 'named' }).grantRead(new iam.ArnPrincipal(ARN(OWN.account)));
    const deployment = new Deployment(stack.node.root as App);
    const caller = { principal: Principal.role(ARN(OWN.account)), policies: [] };
    expect(succeeds('GET', 'x', caller, deployment.target('named'))).toBe(true);
    expect(succeeds('PUT', 'x', caller, deployment.target('named'))).toBe(false);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['CrossAccountGrantee.role', () => CrossAccountGrantee.role(ARN('222222222222'))],
    ['CrossAccountGrantee.rolesMatching', () => CrossAccountGrantee.rolesMatching('arn:aws:iam::222222222222:role/aws-service-role/*')],
    ['CrossAccountAccess.grantTo', (stack) => CrossAccountAccess.read({ bucketArn: 'arn:aws:s3:::bucket' }).grantTo(iam.Role.fromRoleArn(stack, 'Role', ARN(OWN.account)))],
    ['EncryptionKey.grantClientSideEncryption', (stack) => new EncryptionKey(stack, 'Key').grantClientSideEncryption(iam.Role.fromRoleArn(stack, 'Role', ARN(OWN.account)))],
  ])('%s refuses one, too', (_method, grant) => {
    expect(() => grant(aStack(OWN))).toThrow(WHY);
  });
});
