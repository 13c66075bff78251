import { App, Aws, aws_s3 as s3, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { elementsOf, environmentOf, manifestPathOf, sourceOf, stacksBelow, templatePathOf } from '../../../src/validation/checks/synthesized-stacks';

const HOME = { account: '111122223333', region: 'eu-west-1' };

describe('the source of a stack', () => {
  test('has its file, its name, and where it is deployed', () => {
    const app = new App({ outdir: '/out' });
    const { constructPathOf: _, ...source } = sourceOf(new Stack(app, 'Data', { env: HOME, stackName: 'data-prod' }), { Resources: {} });
    expect(source).toEqual({
      name: '/out/Data.template.json', json: { Resources: {} }, stackName: 'data-prod', environment: { ...HOME, partition: undefined, stage: undefined }, nestedIn: undefined,
    });
  });

  test('in a Stage has its path, unless that is the app itself', () => {
    const app = new App({ outdir: '/out' });
    const stack = new Stack(new Stage(new Stage(app, 'Prod'), 'Europe'), 'Data');
    expect(sourceOf(stack, {}).environment!.stage).toBe('Prod/Europe');
    expect(sourceOf(new Stack(app, 'Data'), {}).environment!.stage).toBeUndefined();
  });

  test('of a nested stack has the resource that makes it, and no name', () => {
    const parent = new Stack(new App({ outdir: '/out' }), 'Data');
    const nested = new NestedStack(parent, 'Nested');
    const { nestedIn, stackName } = sourceOf(nested, {});
    expect(nestedIn).toEqual({ template: '/out/Data.template.json', logicalId: parent.resolve(nested.nestedStackResource!.logicalId) as string });
    expect(stackName).toBeUndefined();
  });

  test('has the constructs of resources, and none of what no construct has written', () => {
    const stack = new Stack(new App(), 'Data');
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    new s3.CfnBucket(new NestedStack(stack, 'Nested'), 'Inner');
    const { constructPathOf } = sourceOf(stack, {});
    expect(constructPathOf!(stack.resolve(bucket.logicalId) as string)).toBe('Data/Bucket');
    expect(constructPathOf!('Inner')).toBeUndefined();
    expect(constructPathOf!('Fn::Transform')).toBeUndefined();
  });
});

describe('an environment', () => {
  test.each<[string | undefined, string | undefined, object]>([
    ['111122223333', 'eu-west-1', { account: '111122223333', region: 'eu-west-1', partition: undefined }],
    [Aws.ACCOUNT_ID, Aws.REGION, { account: undefined, region: undefined, partition: 'aws' }],
    ['111122223333', Aws.REGION, { account: '111122223333', region: undefined, partition: 'aws' }],
    [Aws.ACCOUNT_ID, 'cn-north-1', { account: undefined, region: 'cn-north-1', partition: undefined }],
    [undefined, undefined, { account: undefined, region: undefined, partition: 'aws' }],
  ])('of account %s and Region %s', (account, region, environment) => { expect(environmentOf(account, region)).toEqual(environment); });
});

test('files are in the assembly of their Stage', () => {
  const app = new App({ outdir: '/out' });
  const stage = new Stage(app, 'Prod');
  const stack = new Stack(stage, 'Data');
  expect(templatePathOf(stack)).toBe(`/out/assembly-Prod/${stack.templateFile}`);
  expect(manifestPathOf(stage)).toBe('/out/assembly-Prod/manifest.json');
  expect(manifestPathOf(app)).toBe('/out/manifest.json');
});

test('stacks are those of the scope, nested ones and those of Stages included', () => {
  const app = new App();
  const outer = new Stack(app, 'Outer');
  const nested = new NestedStack(outer, 'Nested');
  const inStage = new Stack(new Stage(app, 'Prod'), 'Data');
  expect(stacksBelow(app)).toEqual([outer, nested, inStage]);
  expect(stacksBelow(nested)).toEqual([nested]);
});

test('elements are those of the stack itself, with their logical IDs as the template has them', () => {
  const stack = new Stack(new App(), 'Data');
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  bucket.overrideLogicalId('Renamed');
  new CfnOutput(stack, 'Name', { value: bucket.ref });
  new s3.CfnBucket(new NestedStack(stack, 'Nested'), 'Inner');
  const elements = elementsOf(stack);
  expect(elements.get('Renamed')).toBe(bucket);
  expect([elements.has('Bucket'), elements.has('Name'), elements.has('Inner')]).toEqual([false, true, false]);
});
