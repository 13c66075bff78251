import { App } from '../../../src/template';

function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const named = (count: number, make: (i: number) => unknown) => Object.fromEntries(many(count, (i) => [`N${i}`, make(i)]));

function template(Resources: object, Globals?: object) {
  return App.ofOne('T', { Transform: 'AWS::Serverless-2016-10-31', Globals, Resources });
}

const FUNCTION = 'AWS::Serverless::Function';
const S3 = { Type: 'S3', Properties: { Bucket: { Ref: 'Bucket' }, Events: 'x' } };
const VARIABLES = { Environment: { Variables: named(5_000, String) } };

test.each<[string, { readonly resources: object; readonly globals?: object }]>([
  ['policies', { resources: { F: { Type: FUNCTION, Properties: { Policies: many(20_000, (i) => `Policy${i}`) } } } }],
  ['policy templates', { resources: { F: { Type: FUNCTION, Properties: { Policies: many(20_000, (i) => ({ S3ReadPolicy: { BucketName: `b${i}` } })) } } } }],
  ['events of a bucket', { resources: { Bucket: { Type: 'AWS::S3::Bucket' }, F: { Type: FUNCTION, Properties: { Events: named(20_000, () => S3) } } } }],
  ['functions of a bucket', { resources: { Bucket: { Type: 'AWS::S3::Bucket' }, ...named(10_000, () => ({ Type: FUNCTION, Properties: { Events: { E: S3 } } })) } }],
  ['functions with large globals', { resources: named(5_000, () => ({ Type: FUNCTION, Properties: VARIABLES })), globals: { Function: VARIABLES } }],
])('many %s', (_, { resources, globals }) => {
  expect(cpuSeconds(() => { expect([...template(resources, globals).resources].length).toBeGreaterThan(1); })).toBeLessThan(10);
});

test('where globals are written too often, it is said for each resource that does without', () => {
  const t = template(named(150, () => ({ Type: FUNCTION, Properties: VARIABLES })), { Function: { ...VARIABLES, KmsKeyArn: 'key' } });
  expect(t.resource('N0')!.read('KmsKeyArn')).toBe('key');
  expect(t.resource('N149')!.read('KmsKeyArn')).toBeUndefined();
  expect(t.unseen.at(-1)).toMatchObject({
    logicalId: 'N149', isRefused: false, text: 'What Globals gives to N149 is not seen: the section is too large for so many resources.',
  });
});
