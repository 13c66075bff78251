import * as fs from 'fs';
import * as path from 'path';
import { App, aws_s3 as s3, CfnStack, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { directoryWith, withBucket } from './support';
import { S3EncryptionChecks } from '../../../src';
import { InputError, readInputs } from '../../../src/validation/assembly';

const inputs = (cwd: string, ...paths: string[]) => readInputs(paths, cwd, 'S3Encryption');
const failuresIn = (cwd: string, ...paths: string[]) => inputs(cwd, ...paths).failures.map(({ message }) => message);

/** The templates, where all can be read. */
function read(cwd: string, ...paths: string[]) {
  const { templates, failures, unseen } = inputs(cwd, ...paths);
  expect([...failures, ...unseen]).toEqual([]);
  return templates;
}

const pathsIn = (cwd: string, ...paths: string[]) => read(cwd, ...paths).map((template) => template.path);

// CDK prints every report.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

describe('templates and folders', () => {
  test('a template is read by whatever name', () => {
    const cwd = directoryWith({ 'a.json': withBucket(), 'b.txt': 'Resources: {}' });
    expect(pathsIn(cwd, 'a.json', 'b.txt')).toEqual(['a.json', 'b.txt']);
  });

  test('a template may be deployed anywhere in the partition that its ARNs name', () => {
    const [template] = read(directoryWith({ 'a.json': withBucket() }), 'a.json');
    expect(template.source.environment).toEqual({ partition: 'aws' });
    expect(template.stack).toBeUndefined();
  });

  test('a folder is searched for templates in order; what is something else is left out', () => {
    const cwd = directoryWith({
      'folder/b.yaml': 'Resources: {B: {Type: "AWS::S3::Bucket"}}',
      'folder/a.template': withBucket(),
      'folder/deeper/c.yml': 'AWSTemplateFormatVersion: 2010-09-09\nResources: {}',
      'folder/package.json': { name: 'x', dependencies: {} },
      'folder/values.yaml': 'Resources: {limits: {cpu: 1}}',
      'folder/list.json': [1, 2],
      'folder/broken.yaml': 'a: {{ b }}\nc: [',
      'folder/notes.txt': 'Resources: {}',
      'folder/node_modules/x/template.json': withBucket(),
      'folder/.git/template.json': withBucket(),
    });
    expect(pathsIn(cwd, 'folder')).toEqual(['folder/a.template', 'folder/b.yaml', 'folder/deeper/c.yml']);
  });

  test('what is given twice is read once', () => {
    const cwd = directoryWith({ 'folder/a.json': withBucket(), 'folder/b/c.json': withBucket() });
    fs.symlinkSync(path.join(cwd, 'folder'), path.join(cwd, 'folder', 'circle'));
    expect(pathsIn(cwd, 'folder/a.json', 'folder', './folder/b', 'folder/b/c.json')).toEqual(['folder/a.json', 'folder/b/c.json']);
  });

  test('a file outside the directory has its whole path', () => {
    const other = directoryWith({ 'a.json': withBucket() });
    expect(pathsIn(directoryWith(), path.join(other, 'a.json'))).toEqual([path.join(other, 'a.json')]);
  });

  test.each<[string, { [name: string]: unknown }, string, string]>([
    ['nothing there', {}, 'x.json', 'x.json: there is no such file or directory'],
    ['an empty folder', { 'folder/readme.md': '' }, 'folder', 'folder: no template found'],
    ['a folder without templates', { 'folder/package.json': {} }, 'folder', 'folder: no template found'],
    ['a named file that is something else', { 'package.json': {} }, 'package.json', 'package.json: it is no template: it has no Resources'],
    ['a template without resources in a folder', { 'folder/a.yaml': 'AWSTemplateFormatVersion: 2010-09-09' }, 'folder', 'folder/a.yaml: it is no template'],
    ['broken JSON', { 'a.json': '{\n "Resources": ' }, 'a.json', 'a.json:2:15: it is no JSON'],
    ['a broken template in a folder', { 'folder/a.yaml': 'Resources:\n  - [' }, 'folder', 'folder/a.yaml:2:6: it is no YAML'],
    ['a binary file', { 'a.bin': '\u0000\u0001\u0002' }, 'a.bin', 'a.bin'],
    ['no assembly, but its mark', { 'folder/cdk.out': '{}' }, 'folder', 'folder/manifest.json: there is no such file'],
    ['a manifest that is broken', { 'folder/manifest.json': '{' }, 'folder', 'folder/manifest.json:1:2: it is no JSON'],
    ['a manifest of a missing template', manifest({ templateFile: 'x.json' }), 'folder', 'folder/x.json: there is no such file'],
    ['a manifest of no template', manifest({}), 'folder', 'folder/manifest.json: stack Stack has no templateFile'],
    ['a manifest of a file elsewhere', manifest({ templateFile: '../../etc/passwd' }), 'folder', 'which is outside the assembly'],
    ['an assembly without stacks', { 'folder/manifest.json': { artifacts: {} } }, 'folder', 'folder: no template found'],
  ])('%s is an error that says which file and why', (_, files, given, message) => {
    const { templates, failures } = inputs(directoryWith(files), given);
    expect(templates).toEqual([]);
    expect(failures).toEqual([expect.any(InputError)]);
    expect(failures[0].message).toContain(message);
  });

  test('a file that is far too large to be a template is refused where it is named, and left out of a folder', () => {
    const cwd = directoryWith({ 'folder/a.json': withBucket(), 'folder/large.yaml': '' });
    fs.truncateSync(path.join(cwd, 'folder', 'large.yaml'), 11 * 1024 * 1024);
    expect(failuresIn(cwd, 'folder/large.yaml')).toEqual([expect.stringContaining('folder/large.yaml:1:1: it has 11,534,336 characters of YAML, and more than 2,000,000 are not read')]);
    expect(pathsIn(cwd, 'folder')).toEqual(['folder/a.json']);
  });

  function manifest(properties: object) {
    return { 'folder/manifest.json': { artifacts: { Stack: { type: 'aws:cloudformation:stack', properties } } } };
  }
});

describe('cloud assemblies', () => {
  function synthesized(build: (app: App) => void, context?: { [key: string]: unknown }): string {
    const cwd = directoryWith();
    const app = new App({ outdir: path.join(cwd, 'cdk.out'), context });
    build(app);
    try { app.synth(); } catch { /* The report of a plugin is written before it stops synthesis. */ }
    return cwd;
  }

  const facts = (cwd: string) => read(cwd, 'cdk.out').map(({ path: file, stack, source: { stackName, environment, nestedIn } }) => ({
    file,
    stack,
    stackName,
    environment,
    nestedIn: nestedIn && path.relative(cwd, nestedIn.template),
  }));

  test('stacks have their environments, as far as they are known', () => {
    const cwd = synthesized((app) => {
      new s3.Bucket(new Stack(app, 'Anywhere'), 'Bucket');
      new s3.Bucket(new Stack(app, 'There', { stackName: 'named', env: { account: '111111111111', region: 'cn-north-1' } }), 'Bucket');
    });
    expect(facts(cwd)).toMatchObject([
      { file: 'cdk.out/Anywhere.template.json', stack: 'Anywhere', stackName: 'Anywhere', environment: { partition: 'aws' } },
      { file: 'cdk.out/There.template.json', stack: 'named', stackName: 'named', environment: { account: '111111111111', region: 'cn-north-1' } },
    ]);
  });

  test('Stages are followed', () => {
    const cwd = synthesized((app) => {
      new s3.Bucket(new Stack(new Stage(app, 'Prod', { env: { account: '111111111111', region: 'eu-west-1' } }), 'Stack'), 'Bucket');
    });
    expect(facts(cwd)).toMatchObject([{ file: expect.stringMatching(/^cdk.out\/assembly-Prod\//), stack: 'Prod-Stack', environment: { region: 'eu-west-1' } }]);
  });

  test('nested stacks are found, with their parents and their construct paths', () => {
    const cwd = synthesized((app) => {
      const stack = new Stack(app, 'Stack');
      new s3.Bucket(stack, 'Bucket');
      const outer = new NestedStack(stack, 'Outer');
      new s3.Bucket(outer, 'Bucket');
      new s3.Bucket(new NestedStack(outer, 'Inner'), 'Bucket');
    });
    expect(facts(cwd)).toMatchObject([
      { stack: 'Stack', stackName: 'Stack', nestedIn: undefined },
      { stack: 'Stack', stackName: undefined, nestedIn: 'cdk.out/Stack.template.json' },
      { stack: 'Stack', stackName: undefined, nestedIn: expect.stringMatching(/^cdk.out\/StackOuter/) },
    ]);
    const bucketPaths = read(cwd, 'cdk.out').map(({ constructPaths }) => [...constructPaths.values()].filter((one) => one.includes('Bucket')));
    expect(bucketPaths).toEqual([['Stack/Bucket/Resource'], ['Stack/Outer/Bucket/Resource'], ['Stack/Outer/Inner/Bucket/Resource']]);
  });

  test('a nested stack of a template elsewhere is not at hand', () => {
    const cwd = synthesized((app) => {
      new CfnStack(new Stack(app, 'Stack'), 'Other', { templateUrl: 'https://example.com/x.json' });
    });
    expect(pathsIn(cwd, 'cdk.out')).toEqual(['cdk.out/Stack.template.json']);
  });

  test('an assembly is found in a folder, and knows more than a template of it', () => {
    const cwd = synthesized((app) => { new s3.Bucket(new Stack(app, 'Stack'), 'Bucket'); });
    expect(pathsIn(cwd, '.')).toEqual(['cdk.out/Stack.template.json']);
    expect(read(cwd, 'cdk.out/Stack.template.json', 'cdk.out').map(({ stack }) => stack)).toEqual(['Stack']);
  });

  describe('acknowledgements', () => {
    const RULE = 'S3Encryption::SecureTransportRequired';
    const acknowledge = (scope: App | Stack | s3.Bucket) => Validations.of(scope).acknowledge({ id: RULE, reason: 'packages are signed' });
    const reasons = (cwd: string) => read(cwd, 'cdk.out').map(({ acknowledgements, constructPaths, file }) => {
      const [logicalId, constructPath] = [...constructPaths].find(([, one]) => one.endsWith('Bucket/Resource'))!;
      return acknowledgements.find([RULE], file, logicalId, constructPath)?.reason;
    });

    test.each<[string, (app: App, stack: Stack, bucket: s3.Bucket) => void, (string | undefined)[]]>([
      ['of a bucket', (_, __, bucket) => acknowledge(bucket), ['packages are signed', undefined]],
      ['of a stack', (_, stack) => acknowledge(stack), ['packages are signed', undefined]],
      ['of nothing', () => undefined, [undefined, undefined]],
      ['of an app that has the plugin', (app) => {
        acknowledge(app);
        Validations.of(app).addPlugins(new S3EncryptionChecks(app));
      }, ['packages are signed', 'packages are signed']],
    ])('%s are known', (_, prepare, expected) => {
      expect(reasons(synthesized((app) => {
        const stack = new Stack(app, 'Stack');
        const bucket = new s3.Bucket(stack, 'Bucket');
        new s3.Bucket(new Stack(app, 'Other'), 'Bucket');
        prepare(app, stack, bucket);
      }))).toEqual(expected);
    });
  });
});
