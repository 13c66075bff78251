import { App, aws_iam as iam, aws_kms as kms, CfnOutput, CfnResource, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { deploymentOrder, unsaidNeeds } from './deployment-order';
import { World } from './world';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const THEIRS = { account: '222222222222', region: 'eu-west-1' };

function twoStacks() {
  const app = new App();
  return { app, first: new Stack(app, 'First', { env: ENV }), second: new Stack(app, 'Second', { env: THEIRS }) };
}

test('a key that names a role which needs the key', () => {
  const { app, first } = twoStacks();
  const key = new kms.Key(first, 'Key');
  const role = new iam.Role(first, 'Role', { roleName: 'role', assumedBy: new iam.ServicePrincipal('s3.amazonaws.com') });
  key.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.ArnPrincipal('arn:aws:iam::111111111111:role/role')], actions: ['kms:*'], resources: ['*'] }));
  expect(deploymentOrder(World.of(app))).toContain('First end');
  (role.node.defaultChild as iam.CfnRole).addPropertyOverride('Description', key.keyArn);
  expect(() => deploymentOrder(World.of(app))).toThrow(/wait for each other: First\/\w+ -> First\/\w+ -> First\/\w+/);
});

test('a role that nobody makes', () => {
  const { app, first } = twoStacks();
  new kms.Key(first, 'Key').addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.ArnPrincipal('arn:aws:iam::111111111111:role/nobody')], actions: ['kms:*'], resources: ['*'] }));
  expect(() => deploymentOrder(World.of(app))).toThrow(/names arn:aws:iam::111111111111:role\/nobody, which nobody makes/);
});

test('a role of a stack that comes later', () => {
  const { app, first, second } = twoStacks();
  second.addStackDependency(first);
  new iam.Role(second, 'Role', { roleName: 'role', assumedBy: new iam.ServicePrincipal('s3.amazonaws.com') });
  new kms.Key(first, 'Key').addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.ArnPrincipal('arn:aws:iam::222222222222:role/role')], actions: ['kms:*'], resources: ['*'] }));
  const world = World.of(app);
  expect(() => deploymentOrder(world)).toThrow(/wait for each other/);
  expect(unsaidNeeds(world)).toEqual([expect.stringMatching(/^First\/Key\w+ needs Second\/Role\w+$/)]);
});

test('values of a stack that the other does not say it depends on', () => {
  const { app, first, second } = twoStacks();
  const resource = new CfnResource(second, 'Resource', { type: 'AWS::Other::Thing' });
  new CfnOutput(first, 'Output', { value: Stack.consumeReference(resource.getAtt('Value').toString(), ReferenceStrength.WEAK) });
  expect(unsaidNeeds(World.of(app))).toEqual(['First needs values of Second']);
  first.addStackDependency(second);
  expect(unsaidNeeds(World.of(app))).toEqual([]);
});
