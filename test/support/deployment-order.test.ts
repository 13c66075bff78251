import { App, aws_iam as iam, aws_kms as kms, CfnOutput, CfnResource, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { deploymentOrder, foundUnsaid, type Stacked, unsaidNeeds, unsaidReads } from './deployment-order';
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
  // Every app that a test synthesizes is searched for it, this one too.
  expect(unsaidNeeds(World.of(app))).toEqual(['First needs values of Second']);
  expect(foundUnsaid.splice(0)).toEqual(['First needs values of Second']);
  first.addStackDependency(second);
  expect(unsaidNeeds(World.of(app))).toEqual([]);
});

describe('what stacks read of each other', () => {
  const reader = (template: object, dependencies: string[] = []): Stacked => ({ name: 'Reader', template, dependencies });
  const writer = (template: object, dependencies: string[] = []): Stacked => ({ name: 'Writer', template, dependencies });

  const READS: { [way: string]: [object, object] } = {
    'an output': [{ 'Fn::GetStackOutput': { StackName: 'Writer', OutputName: 'Output' } }, {}],
    'an export': [{ 'Fn::ImportValue': 'Writer:Value' }, { Outputs: { Output: { Value: '', Export: { Name: 'Writer:Value' } } } }],
    'an export whose name is computed': [
      { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::Region}-Value' } },
      { Outputs: { Output: { Value: '', Export: { Name: { 'Fn::Sub': '${AWS::Region}-Value' } } } } },
    ],
    'what a writer left in its Region': [
      { Resources: { Reader: { Properties: { ReaderProps: { imports: { '/cdk/exports/Reader/Value': '{{resolve:ssm:/cdk/exports/Reader/Value}}' } } } } } },
      { Resources: { Writer: { Properties: { WriterProps: { exports: { '/cdk/exports/Reader/Value': '' } } } } } },
    ],
  };

  test.each(Object.entries(READS))('%s', (_way, [reading, writing]) => {
    expect(unsaidReads([reader(reading), writer(writing)])).toEqual(['Reader needs values of Writer']);
    expect(unsaidReads([{ ...reader({}), nested: [reading] }, writer(writing)])).toEqual(['Reader needs values of Writer']);
    expect(unsaidReads([reader(reading), writer(writing, ['Reader'])])).toEqual(['Reader needs values of Writer, which waits for it']);
    expect(unsaidReads([reader(reading, ['Writer']), writer(writing)])).toEqual([]);
    expect(unsaidReads([reader(reading, ['Between']), writer(writing), { name: 'Between', template: {}, dependencies: ['Writer'] }])).toEqual([]);
    expect(unsaidReads([reader(reading)])).toEqual([]);
  });
});
