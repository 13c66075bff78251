import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import type { TemplateSource } from '../../../src/template';
import { withAssetTemplates } from '../../../src/validation/checks/asset-templates';
import { directoryWith, withBucket } from '../assembly/support';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const urlOf = (hash: string) => ({ 'Fn::Sub': `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/cdk-assets/${hash}.json` });
const stack = (TemplateURL: unknown) => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } });
const stackSet = (TemplateURL: unknown) => ({ Type: 'AWS::CloudFormation::StackSet', Properties: { StackSetName: 'set', PermissionModel: 'SELF_MANAGED', TemplateURL } });
const HOME = { account: '111122223333', region: 'eu-west-1' };

interface Read {
  readonly folder: string;
  readonly outer: TemplateSource;
  readonly found: readonly TemplateSource[];
  readonly names: readonly string[];
}

/** What is read beside a template with these resources, where the folder of assets has these files. */
function read(resources: unknown, files: { readonly [name: string]: unknown }, others: readonly TemplateSource[] = []): Read {
  const folder = directoryWith(files);
  const [outer, ...rest] = withAssetTemplates([{ name: '/out/outer.json', json: { Resources: resources }, environment: HOME }, ...others], () => folder);
  const found = rest.slice(others.length);
  return { folder, outer, found, names: found.map(({ name }) => path.relative(folder, name)) };
}

describe('the template of a nested stack', () => {
  test('is that of the asset that its URL names, where the stack around it is', () => {
    const { found, folder, outer } = read({ Nested: stack(urlOf(A)) }, { [`asset.${A}.json`]: withBucket() });
    expect(found).toEqual([{
      name: path.join(folder, `asset.${A}.json`), json: withBucket(), environment: HOME, nestedIn: { template: '/out/outer.json', logicalId: 'Nested' },
    }]);
    expect(outer).not.toHaveProperty('handsOn');
  });

  test.each(['', '.json', '.yaml', '.yml', '.template', '.txt'])('can be in a file that ends in "%s"', (ending) => {
    const name = `asset.${A}${ending}`;
    expect(read({ Nested: stack(urlOf(A)) }, { [name]: 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n' }).names).toEqual([name]);
  });

  test.each([`asset.${A}.zip`, `my.asset.${A}.json`, `asset.${A}.json.bak`, `asset.${A}a.json`, `asset.${'A'.repeat(64)}.json`, `${A}.json`])('is no file called %s', (name) => {
    expect(read({ Nested: stack(urlOf(A)) }, { [name]: withBucket() }).names).toEqual([]);
  });

  test.each([['no template', 'a: [b'], ['a list', '[]'], ['text', '"text"']])('is no file that is %s', (_, text) => {
    expect(read({ Nested: stack(urlOf(A)) }, { [`asset.${A}.json`]: text }).found).toEqual([]);
  });

  test('is the last that the URL names and that is there', () => {
    const files = { [`asset.${A}.json`]: withBucket(), [`asset.${B}.json`]: withBucket() };
    expect(read({ Nested: stack(`https://example.com/${A}/${B}.json`) }, files).names).toEqual([`asset.${B}.json`]);
    expect(read({ Nested: stack(`https://example.com/${A}/${'c'.repeat(64)}.json`) }, files).names).toEqual([`asset.${A}.json`]);
  });

  test.each<[string, unknown]>([
    ['another type', { ...stack(urlOf(A)), Type: 'AWS::CloudFormation::Module' }],
    ['no properties', { Type: 'AWS::CloudFormation::Stack' }],
    ['no URL', stack(undefined)],
    ['another URL', stack('https://example.com/template.json')],
    ['nothing', null],
    ['text', 'text'],
  ])('is nothing for a resource of %s', (_, resource) => {
    expect(read({ Nested: resource }, { [`asset.${A}.json`]: withBucket() }).found).toEqual([]);
  });

  test.each([null, undefined, 'text', []])('is nothing for resources that are %j', (resources) => { expect(read(resources, { [`asset.${A}.json`]: withBucket() }).found).toEqual([]); });

  test('is not read where a construct has written it', () => {
    const written = (template: string, logicalId: string) => ({ name: '/out/nested.json', json: {}, nestedIn: { template, logicalId } });
    const files = { [`asset.${A}.json`]: withBucket() };
    expect(read({ Nested: stack(urlOf(A)) }, files, [written('/out/outer.json', 'Nested')]).found).toEqual([]);
    expect(read({ Nested: stack(urlOf(A)) }, files, [written('/out/outer.json', 'Other')]).names).toEqual([`asset.${A}.json`]);
    expect(read({ Nested: stack(urlOf(A)) }, files, [written('/out/other.json', 'Nested')]).names).toEqual([`asset.${A}.json`]);
  });

  test('of several stacks has a name for each', () => {
    const { names, found } = read({ One: stack(urlOf(A)), Two: stack(urlOf(A)), Three: stack(urlOf(A)) }, { [`asset.${A}.json`]: withBucket() });
    expect(names).toEqual([`asset.${A}.json`, `asset.${A}.json (2)`, `asset.${A}.json (3)`]);
    expect(found.map(({ nestedIn }) => nestedIn!.logicalId)).toEqual(['One', 'Two', 'Three']);
  });

  test('can have nested stacks itself, and ends where it is nested in itself', () => {
    const { names, found, folder } = read({ Nested: stack(urlOf(A)) }, {
      [`asset.${A}.json`]: { Resources: { Inner: stack(urlOf(B)), Self: stack(urlOf(A)) } }, [`asset.${B}.json`]: { Resources: { Back: stack(urlOf(A)), Self: stack(urlOf(B)) } },
    });
    expect(names).toEqual([`asset.${A}.json`, `asset.${B}.json`]);
    expect(found[1]).toMatchObject({ environment: HOME, nestedIn: { template: path.join(folder, `asset.${A}.json`), logicalId: 'Inner' } });
  });

  test('is not read where it is nested too deeply', () => {
    const hash = (i: number) => i.toString(16).padStart(64, '0');
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`asset.${hash(i)}.json`, { Resources: { Inner: stack(urlOf(hash(i + 1))) } }]));
    expect(read({ Nested: stack(urlOf(hash(0))) }, files).found).toHaveLength(51);
  });

  test('is looked for in the assets of its own template', () => {
    const folder = directoryWith({ [`asset.${A}.json`]: withBucket() });
    const sources = ['/out/one.json', '/out/two.json', '/out/gone.json'].map((name) => ({ name, json: { Resources: { Nested: stack(urlOf(A)) } } }));
    const folders: { readonly [name: string]: string } = { '/out/one.json': directoryWith(), '/out/two.json': folder, '/out/gone.json': path.join(folder, 'missing') };
    expect(withAssetTemplates(sources, (name) => folders[name]).slice(3).map(({ nestedIn }) => nestedIn!.template)).toEqual(['/out/two.json']);
  });
});

describe('a template that is handed on to others', () => {
  test('is deployed nobody knows where, and the resource says that it was read', () => {
    const { found, folder, outer } = read({ Set: stackSet(urlOf(A)) }, { [`asset.${A}.json`]: withBucket() });
    expect(found).toEqual([{
      name: path.join(folder, `asset.${A}.json`), json: withBucket(), environment: { partition: 'aws' }, handedOnBy: { template: '/out/outer.json', logicalId: 'Set' },
    }]);
    expect(outer.handsOn).toEqual(new Map([['Set', new Set(['Properties.TemplateURL'])]]));
  });

  test('is read once, and each version of a product is told', () => {
    const versions = [A, B, A].map((hash) => ({ Info: { LoadTemplateFromURL: urlOf(hash) } }));
    const product = { Type: 'AWS::ServiceCatalog::CloudFormationProduct', Properties: { ProvisioningArtifactParameters: versions } };
    const { names, outer } = read({ Product: product, Set: stackSet(urlOf(A)) }, { [`asset.${A}.json`]: withBucket() });
    expect(names).toEqual([`asset.${A}.json`]);
    const versionOf = (i: number) => `Properties.ProvisioningArtifactParameters.${i}.Info.LoadTemplateFromURL`;
    expect(outer.handsOn).toEqual(new Map([['Product', new Set([versionOf(0), versionOf(2)])], ['Set', new Set(['Properties.TemplateURL'])]]));
  });

  test('can hand on templates itself, and have nested stacks', () => {
    const C = 'c'.repeat(64);
    const { names, found } = read({ Set: stackSet(urlOf(A)) }, {
      [`asset.${A}.json`]: { Resources: { Inner: stackSet(urlOf(B)), Nested: stack(urlOf(C)) } }, [`asset.${B}.json`]: withBucket(), [`asset.${C}.json`]: withBucket(),
    });
    expect(names).toEqual([`asset.${A}.json`, `asset.${C}.json`, `asset.${B}.json`]);
    expect(found.map(({ handsOn }) => handsOn?.size)).toEqual([1, undefined, undefined]);
    expect(found[1].environment).toEqual({ partition: 'aws' });
  });

  test('that is no template, or not there, was not read', () => {
    for (const files of [{}, { [`asset.${A}.json`]: 'a: [b' }, { [`asset.${A}.json`]: '[]' }]) {
      const { found, outer } = read({ Set: stackSet(urlOf(A)) }, files);
      expect([found, outer.handsOn]).toEqual([[], undefined]);
    }
  });

  test('that a construct has written was read, and is not read twice', () => {
    const file = path.join(directoryWith({ 'product.json': withBucket() }), 'product.json');
    const hash = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    const written = { name: file, json: withBucket() };
    expect(read({ Set: stackSet(urlOf(hash)) }, {}, [written])).toMatchObject({ found: [], outer: { handsOn: new Map([['Set', new Set(['Properties.TemplateURL'])]]) } });
    expect(read({ Set: stackSet(urlOf(A)) }, {}, [written]).outer).not.toHaveProperty('handsOn');
  });
});
