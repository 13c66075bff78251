import * as fs from 'fs';
import * as path from 'path';
import type { Assembly } from '../../scripts/api-docs/assembly';
import { linked, written } from '../../scripts/api-docs/links';
import { pagesOf } from '../../scripts/api-docs/pages';
import { TOPICS, topicOf } from '../../scripts/api-docs/topics';
import * as library from '../../src';

const ROOT = path.join(__dirname, '..', '..');
const pages = new Map(TOPICS.map(({ page }) => [page, fs.readFileSync(path.join(ROOT, 'docs', 'api', `${page}.md`), 'utf8')]));
const all = [...pages.values()].join('\n');
const index = fs.readFileSync(path.join(ROOT, 'API.md'), 'utf8');

/** Classes and enums, of which something remains at run time. */
const NAMES = Object.entries(library).flatMap(([name, value]) => (name === 'mixins' ? Object.keys(value).map((mixin) => `mixins.${mixin}`) : [name]));

// docs/decisions/0123
test('every class and enum has a section on one page, and a link to it in the index', () => {
  expect(NAMES.length).toBeGreaterThan(90);
  const headings = [...all.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(NAMES.filter((name) => headings.filter((heading) => heading === name).length !== 1)).toEqual([]);
  expect(headings.filter((heading) => !index.includes(`[${heading}](docs/api/`))).toEqual([]);
});

test('no page is one that nobody can read', () => {
  expect([...pages].filter(([, text]) => text.length > 80_000).map(([page]) => page)).toEqual([]);
});

test('every folder of src with something public belongs to a topic, the longest one deciding', () => {
  expect(topicOf('src/validation/custom-rules/bucket-view.ts').page).toBe('custom-rules');
  expect(topicOf('src/bucket-kinds/table/encrypted-table-bucket.ts').page).toBe('bucket-kinds');
  expect(topicOf('src/bucket/encrypted-bucket.ts').page).toBe('buckets');
  expect(() => topicOf('src/elsewhere/thing.ts')).toThrow(/no topic has a folder with src\/elsewhere\/thing.ts. Fix: /);
});

test('a page names the guides to read first by their titles', () => {
  const generated = pagesOf({ name: 'lib', types: {} });
  expect(generated.get('docs/api/bucket-kinds.md')).toContain('See also: [Directory, table and vector buckets](../guides/other-buckets.md).');
  expect(generated.get('docs/api/checks.md')).toContain('[Rules](../rules/README.md)');
});

describe('a section', () => {
  const struct = { fqn: 'lib.ThingProps', kind: 'interface', name: 'ThingProps', datatype: true, locationInModule: { filename: 'src/keys/thing.ts', line: 1 } } as const;
  const assembly: Assembly = {
    name: 'lib',
    types: {
      'lib.BaseProps': {
        ...struct,
        fqn: 'lib.BaseProps',
        name: 'BaseProps',
        locationInModule: { filename: 'src/logging/base.ts', line: 1 },
        properties: [{ name: 'inherited', type: { primitive: 'boolean' }, docs: { summary: 'From the base.' } }],
      },
      'lib.ThingProps': {
        ...struct,
        interfaces: ['lib.BaseProps'],
        properties: [{ name: 'size', optional: true, type: { primitive: 'number' }, docs: { summary: 'Its size.', default: '7', remarks: 'In bytes.' } }],
      },
      'lib.Thing': {
        ...struct,
        fqn: 'lib.Thing',
        kind: 'class',
        name: 'Thing',
        datatype: undefined,
        base: 'aws-cdk-lib.aws_s3.Bucket',
        docs: { summary: 'A thing.', example: 'new Thing(this, \'Thing\');' },
        initializer: { parameters: [{ name: 'scope', type: { fqn: 'constructs.Construct' } }], docs: { custom: { throws: 'if it is too big' } } },
        properties: [{ name: 'ALL', static: true, const: true, type: { fqn: 'lib.Thing' } }],
        methods: [{ name: 'list', parameters: [{ name: 'props', optional: true, type: { fqn: 'lib.ThingProps' } }], docs: { deprecated: 'Use another one.' } }],
      },
    },
  };
  const page = pagesOf(assembly).get('docs/api/keys.md')!;

  test('has constructs, followed by their props, with their own and inherited properties, required ones first', () => {
    expect([...page.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading)).toEqual(['Thing', 'Thing.list()', 'ThingProps']);
    expect(page.indexOf('- `inherited`: `boolean`. From the base.')).toBeGreaterThan(page.indexOf('## ThingProps'));
    expect(page).toContain('- `inherited`: `boolean`. From the base.\n- `size?`: `number`. Its size.\n\n  In bytes.\n\n  *Default:* 7\n');
  });

  test('says what is thrown, what is deprecated, and how it is used', () => {
    expect(page).toContain('*Construct*, extends [`s3.Bucket`](https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html)');
    expect(page).toContain('```ts\nnew Thing(scope: Construct)\n```');
    expect(page).toContain('*Throws:* if it is too big');
    expect(page).toContain('**Deprecated.** Use another one.');
    expect(page).toContain('**Constants**\n\n- `ALL`: [`Thing`](keys.md#thing)');
    expect(page).toContain('```ts\nlist(props?: ThingProps): void\n```');
  });

  test('links types to their pages, also in lists, maps and unions', () => {
    const list = { collection: { kind: 'array', elementtype: { fqn: 'lib.BaseProps' } } } as const;
    expect(linked(assembly, list)).toBe('list of [`BaseProps`](logging.md#baseprops)');
    expect(linked(assembly, { collection: { kind: 'map', elementtype: { primitive: 'json' } } })).toBe('map of text to `object`');
    expect(written(assembly, { collection: { kind: 'array', elementtype: { union: { types: [{ primitive: 'string' }, { fqn: 'aws-cdk-lib.aws_s3.IBucket' }] } } } })).toBe('(string | s3.IBucket)[]');
  });
});
