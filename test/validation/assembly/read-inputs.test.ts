import * as fs from 'fs';
import * as path from 'path';
import {
  App, aws_s3 as s3, aws_servicecatalog as servicecatalog, CfnStack, LegacyStackSynthesizer, Names, NestedStack, Stack, Stage, Validations,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { directoryWith, withBucket } from './support';
import { S3EncryptionChecks } from '../../../src';
import { InputError, readInputs } from '../../../src/validation/assembly';
import { uniqueId } from '../../../src/validation/assembly/unique-id';

const inputs = (cwd: string, ...paths: string[]) => readInputs(paths, cwd, 'S3Encryption');
const failuresIn = (cwd: string, ...paths: string[]) => inputs(cwd, ...paths).failures.map(({ message }) => message);

/** The templates, where all can be read. */
function read(cwd: string, ...paths: string[]) {
  const { templates, failures } = inputs(cwd, ...paths);
  expect([...failures, ...templates.filter(({ source }) => source.unseen)]).toEqual([]);
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

  describe('what cannot be read in a folder is said, and the rest is read', () => {
    test.each<[string, (folder: string) => void, string]>([
      ['a link to nothing', (folder) => { fs.symlinkSync('gone', path.join(folder, 'there')); }, 'folder/there: it is a broken symbolic link'],
      ['a link to itself', (folder) => { fs.symlinkSync('x', path.join(folder, 'x')); }, 'folder/x: it links to itself'],
      ['links to each other', (folder) => {
        fs.symlinkSync('z.json', path.join(folder, 'y.json'));
        fs.symlinkSync('y.json', path.join(folder, 'z.json'));
      }, 'folder/y.json: it links to itself'],
      ['a template that is broken', (folder) => { fs.writeFileSync(path.join(folder, 'b.json'), '{"Resources": '); }, 'folder/b.json:1:15: it isn\'t valid JSON'],
      ['an assembly that is broken', (folder) => {
        fs.mkdirSync(path.join(folder, 'cdk.out'));
        fs.writeFileSync(path.join(folder, 'cdk.out', 'manifest.json'), '{');
      }, 'folder/cdk.out/manifest.json:1:2: it isn\'t valid JSON'],
    ])('%s', (_, prepare, message) => {
      const cwd = directoryWith({ 'folder/a.json': withBucket(), 'folder/zz/c.json': withBucket() });
      prepare(path.join(cwd, 'folder'));
      const { templates, failures } = inputs(cwd, 'folder');
      expect(templates.map(({ path: shown }) => shown)).toEqual(['folder/a.json', 'folder/zz/c.json']);
      expect(failures[0].message).toContain(message);
    });

    test('but for the hidden links by which editors mark open files', () => {
      const cwd = directoryWith({ 'folder/a.json': withBucket() });
      fs.symlinkSync('me@here.1', path.join(cwd, 'folder', '.#a.json'));
      expect(pathsIn(cwd, 'folder')).toEqual(['folder/a.json']);
    });

    test('a path that is not there keeps no other from being read', () => {
      const { templates, failures } = inputs(directoryWith({ 'a.json': withBucket() }), 'x.json', 'a.json', 'y');
      expect(templates).toHaveLength(1);
      expect(failures.map(({ message }) => message)).toEqual(['x.json: no such file or directory', 'y: no such file or directory']);
    });
  });

  test('a file outside the directory has its whole path', () => {
    const other = directoryWith({ 'a.json': withBucket() });
    expect(pathsIn(directoryWith(), path.join(other, 'a.json'))).toEqual([path.join(other, 'a.json')]);
  });

  test.each<[string, { [name: string]: unknown }, string, string]>([
    ['nothing there', {}, 'x.json', 'x.json: no such file or directory'],
    ['an empty folder', { 'folder/readme.md': '' }, 'folder', 'folder: no template found'],
    ['a folder without templates', { 'folder/package.json': {} }, 'folder', 'folder: no template found'],
    ['a named file that is something else', { 'package.json': {} }, 'package.json', 'package.json: it isn\'t a template: it has no Resources section'],
    ['a template without resources in a folder', { 'folder/a.yaml': 'AWSTemplateFormatVersion: 2010-09-09' }, 'folder', 'folder/a.yaml: it isn\'t a template'],
    ['broken JSON', { 'a.json': '{\n "Resources": ' }, 'a.json', 'a.json:2:15: it isn\'t valid JSON'],
    ['a broken template in a folder', { 'folder/a.yaml': 'Resources:\n  - [' }, 'folder', 'folder/a.yaml:2:6: it isn\'t valid YAML'],
    ['a binary file', { 'a.bin': '\u0000\u0001\u0002' }, 'a.bin', 'a.bin'],
    ['no assembly, but its mark', { 'folder/cdk.out': '{}' }, 'folder', 'folder/manifest.json: no such file'],
    ['a manifest that is broken', { 'folder/manifest.json': '{' }, 'folder', 'folder/manifest.json:1:2: it isn\'t valid JSON'],
    ['a manifest of a missing template', manifest({ templateFile: 'x.json' }), 'folder', 'folder/x.json: no such file'],
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

  const nestedIn = (scope: Stack, id = 'Nested') => {
    const stack = new NestedStack(scope, id);
    new s3.Bucket(stack, 'Bucket');
    return stack;
  };
  const edit = (cwd: string, name: string, change: (json: any) => void) => {
    const file = path.join(cwd, 'cdk.out', name);
    const json = JSON.parse(fs.readFileSync(file, 'utf8'));
    change(json);
    fs.writeFileSync(file, JSON.stringify(json));
  };
  const theStack = (json: any) => Object.values<any>(json.Resources).find(({ Type }) => Type === 'AWS::CloudFormation::Stack');

  describe('the template of a nested stack is found', () => {
    const WITH_METADATA = { 'aws:cdk:enable-asset-metadata': true };
    const synthesizedWith = (context?: object) => synthesized((app) => { nestedIn(new Stack(app, 'Stack')); }, { ...context });
    const withoutConstructs = (json: any) => { for (const entries of Object.values<any>(json)) { entries.length = 0; } };

    test.each<[string, object, (cwd: string) => void]>([
      ['by what CDK notes of its asset', WITH_METADATA, (cwd) => {
        edit(cwd, 'Stack.metadata.json', withoutConstructs);
        edit(cwd, 'Stack.template.json', (json) => { theStack(json).Properties.TemplateURL = 'https://example.com/x.json'; });
      }],
      ['by its construct', {}, (cwd) => { edit(cwd, 'Stack.template.json', (json) => { theStack(json).Properties.TemplateURL = { Ref: 'Url' }; }); }],
      ['by the hash in its URL', {}, (cwd) => { edit(cwd, 'Stack.metadata.json', withoutConstructs); }],
      ['by the name that it is uploaded under', {}, (cwd) => {
        edit(cwd, 'Stack.metadata.json', withoutConstructs);
        edit(cwd, 'Stack.template.json', (json) => { theStack(json).Properties.TemplateURL = { 'Fn::Sub': 'https://${Bucket}/a/nested.json?v=1' }; });
        edit(cwd, 'Stack.assets.json', ({ files }) => {
          const nested = Object.values<any>(files).find(({ source }) => source.path.endsWith('.nested.template.json'));
          nested.destinations = { there: { bucketName: 'b', objectKey: 'other/nested.json' } };
        });
      }],
    ])('%s', (_, context, prepare) => {
      const cwd = synthesizedWith(context);
      prepare(cwd);
      expect(facts(cwd)).toMatchObject([{ nestedIn: undefined }, { file: 'cdk.out/StackNested94489670.nested.template.json', nestedIn: 'cdk.out/Stack.template.json' }]);
    });

    test('by the parameter that it is passed in', () => {
      const cwd = synthesized((app) => { nestedIn(new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() })); });
      edit(cwd, 'Stack.metadata.json', (json) => {
        for (const entries of Object.values<any>(json)) { entries.splice(0, entries.length, ...entries.filter(({ type }: any) => type === 'aws:cdk:asset')); }
      });
      expect(facts(cwd)).toHaveLength(2);
    });

    test('not where it is outside of the assembly', () => {
      const outside = directoryWith({ 'a.json': withBucket() });
      const cwd = synthesizedWith(WITH_METADATA);
      edit(cwd, 'Stack.template.json', (json) => {
        theStack(json).Metadata['aws:asset:path'] = path.join(outside, 'a.json');
        theStack(json).Properties.TemplateURL = 'https://example.com/x.json';
      });
      edit(cwd, 'Stack.metadata.json', withoutConstructs);
      expect(facts(cwd).map(({ nestedIn: parent }) => parent)).toEqual([undefined, undefined]);
    });
  });

  test('names of constructs are made as CDK makes them', () => {
    const id = fc.oneof(fc.constantFrom('Default', 'Resource', 'A', 'AA', 'a-b', 'é', 'Long'.repeat(70)), fc.string({ minLength: 1, maxLength: 5 }))
      .filter((one) => !one.includes('/') && one.trim() !== '' && one !== '..');
    fc.assert(fc.property(fc.array(id, { minLength: 1, maxLength: 4 }), (ids) => {
      fc.pre(ids.some((one) => one !== 'Default'));
      const construct = ids.reduce<Construct>((scope, one) => new Construct(scope, one), new App());
      expect(uniqueId(construct.node.path)).toBe(Names.uniqueId(construct));
    }));
  });

  test('templates that the app hands on are read, with nothing known of where they are deployed', () => {
    const cwd = synthesized((app) => {
      const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
      const product = new servicecatalog.ProductStack(stack, 'Product');
      new s3.Bucket(product, 'Bucket');
      const cloudFormationTemplate = servicecatalog.CloudFormationTemplate.fromProductStack(product);
      new servicecatalog.CloudFormationProduct(stack, 'Offer', { productName: 'data', owner: 'us', productVersions: [{ cloudFormationTemplate }] });
    });
    const [, product] = facts(cwd);
    expect(product).toEqual({ file: expect.stringMatching(/\.product\.template\.json$/), environment: { partition: 'aws' } });
  });

  test('a stack without resources is a template without buckets', () => {
    const cwd = synthesized((app) => {
      new s3.Bucket(new Stack(app, 'Stack'), 'Bucket');
      new Stack(app, 'Empty');
    });
    fs.writeFileSync(path.join(cwd, 'cdk.out', 'Empty.template.json'), '{"Outputs": {}}');
    expect(pathsIn(cwd, 'cdk.out')).toEqual(['cdk.out/Stack.template.json', 'cdk.out/Empty.template.json']);
  });

  describe('what cannot be read is said, and the rest is read', () => {
    const two = () => synthesized((app) => {
      nestedIn(new Stack(new Stage(app, 'Prod'), 'Stack'));
      nestedIn(new Stack(app, 'Stack'));
    });
    const rest = ['cdk.out/Stack.template.json', 'cdk.out/StackNested94489670.nested.template.json'];

    test.each<[string, (out: string, cwd: string) => void, string | RegExp, string[]]>([
      ['a template that is missing', (out) => { removeTemplates(path.join(out, 'assembly-Prod')); },
        /ProdStack\w+\.template\.json: no such file/, rest],
      ['a template that is no map', (out) => { fs.writeFileSync(path.join(out, 'Stack.template.json'), '[]'); }, 'Stack.template.json: it isn\'t a template: it isn\'t a map', []],
      ['a nested assembly that is missing', (out) => { fs.rmSync(path.join(out, 'assembly-Prod'), { recursive: true }); }, 'assembly-Prod/manifest.json: no such file', rest],
      ['a nested assembly that is the assembly', (_, cwd) => { edit(cwd, 'manifest.json', ({ artifacts }) => { artifacts['assembly-Prod'].properties.directoryName = '.'; }); },
        'cdk.out/manifest.json: this assembly is part of several, or of itself', rest],
      ['a nested template that is broken', (out) => { fs.writeFileSync(path.join(out, 'StackNested94489670.nested.template.json'), '{'); },
        'StackNested94489670.nested.template.json:1:2: it isn\'t valid JSON', ['cdk.out/Stack.template.json']],
      ['a stack that is nested in itself', (_, cwd) => {
        edit(cwd, 'StackNested94489670.nested.template.json', (json) => {
          json.Resources.Self = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'StackNested94489670.nested.template.json' } };
        });
      }, 'the stack is nested in itself', rest],
      ['a manifest of assets that is broken', (out) => { fs.writeFileSync(path.join(out, 'Stack.assets.json'), '{'); }, 'Stack.assets.json:1:2: it isn\'t valid JSON', rest],
      ['metadata that are missing', (out) => { fs.rmSync(path.join(out, 'Stack.metadata.json')); }, 'Stack.metadata.json: no such file', rest],
      ['a report that is broken', (out) => { fs.writeFileSync(path.join(out, 'validation-report.json'), '{'); }, 'validation-report.json:1:2: it isn\'t valid JSON', rest],
    ])('%s', (_, spoil, message, expected) => {
      const cwd = two();
      spoil(path.join(cwd, 'cdk.out'), cwd);
      const { templates, failures } = inputs(cwd, 'cdk.out');
      expect(failures).toHaveLength(1);
      expect(failures[0].message).toEqual(typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message));
      expect(templates.map((template) => template.path)).toEqual(expect.arrayContaining(expected));
    });

    test('artifacts of a kind that nobody knows may hold templates', () => {
      const cwd = two();
      edit(cwd, 'manifest.json', ({ artifacts }) => { artifacts.Other = { type: 'other:stack' }; });
      const { templates, failures } = inputs(cwd, 'cdk.out');
      expect(failures).toEqual([]);
      expect(templates.flatMap(({ path: shown, source: { unseen = [] } }) => unseen.map(({ text }) => `${shown}: ${text}`)))
        .toEqual(['cdk.out/manifest.json: What artifact Other of the assembly holds is not seen: artifacts of type "other:stack" are not read.']);
      expect(templates).toHaveLength(5);
    });

    test('stacks nested in each other come to an end', () => {
      const nested = (file: string) => ({ Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': file } });
      const levels = Array.from({ length: 40 }, (_, i) => [`folder/${i}.json`, { Resources: { A: nested(`${i + 1}.json`), B: nested(`${i + 1}.json`) } }]);
      const cwd = directoryWith({
        'folder/manifest.json': { artifacts: { Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: '0.json' } } } },
        'folder/40.json': withBucket(),
        ...Object.fromEntries(levels),
      });
      const { templates, failures } = inputs(cwd, 'folder');
      expect(templates).toHaveLength(10_001);
      expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining('more than 10000 nested stacks are not read')]);
    });

    function removeTemplates(directory: string): void {
      for (const name of fs.readdirSync(directory)) { if (/^ProdStack\w{8}\.template\.json$/.test(name)) { fs.rmSync(path.join(directory, name)); } }
    }
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
