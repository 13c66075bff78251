import * as fs from 'fs';
import * as path from 'path';
import { sitePage } from '../../scripts/site/markdown';
import { navigationOf, pagesInNavigation } from '../../scripts/site/navigation';
import { placeOf } from '../../scripts/site/place';
import { pagesOf, sourcesOf } from '../../scripts/site/sources';
import { boostDocument, processTerm } from '../../site/.vitepress/search';
import { slugify } from '../../site/.vitepress/slugify';

// docs/decisions/0124
const ROOT = path.join(__dirname, '..', '..');
const textOf = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const pages = pagesOf(ROOT);
const navigation = navigationOf(textOf);

describe('a page', () => {
  const page = (file: string, text: string) => sitePage(ROOT, file, text);

  test.each([
    ['docs/cli.md', '[a guide](guides/checks.md#rules)', '[a guide](./guides/checks.md#rules)'],
    ['docs/guides/checks.md', '[`S3EncryptionChecks`](../api/checks.md#s3encryptionchecks)', '[`S3EncryptionChecks`](../api/checks.md#s3encryptionchecks)'],
    ['docs/guides/checks.md', '[index](../README.md)', '[index](../documentation.md)'],
    ['docs/guides/checks.md', '[API](../../API.md)', '[API](../api/index.md)'],
    ['README.md', '[rules](https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/docs/rules/README.md)', '[rules](./rules/index.md)'],
    ['README.md', '[decisions](https://github.com/cdk-s3-encryption/cdk-s3-encryption/tree/main/docs/decisions)', '[decisions](./decisions/index.md)'],
    ['README.md', '![map](https://raw.githubusercontent.com/cdk-s3-encryption/cdk-s3-encryption/main/docs/images/encryption-map.webp)', '![map](./images/encryption-map.webp)'],
    ['docs/guides/checks.md', '[below](#costs)', '[below](#costs)'],
  ])('of %s links %s to the page of the site', (file, text, expected) => {
    expect(page(file, text)).toBe(expected);
  });

  test('links to sources on GitHub, and leaves other sites alone', () => {
    expect(page('docs/one-bucket.md', '[code](../src/index.ts) and [folder](../src/bucket)')).toBe(
      '[code](https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/src/index.ts) and [folder](https://github.com/cdk-s3-encryption/cdk-s3-encryption/tree/main/src/bucket)');
    expect(page('docs/cli.md', '<https://docs.aws.amazon.com/> [AWS](https://aws.amazon.com)')).toBe('<https://docs.aws.amazon.com/> [AWS](https://aws.amazon.com)');
  });

  test('keeps code as it is, and braces of text from being read as expressions', () => {
    const code = '```yaml\nrun: ${{ inputs.x }} [a](../API.md)\n```\n\nand `{{ x }}`';
    expect(page('docs/cli.md', code)).toBe(code);
    expect(page('docs/cli.md', 'a {{ x }}')).toBe('a &#123;&#123; x }}');
  });
});

test('every page of the documentation has a place of its own', () => {
  const sources = sourcesOf(ROOT);
  expect(sources.length).toBeGreaterThan(200);
  expect(pages.size).toBe(sources.length);
  expect(sources).toEqual(expect.arrayContaining(['README.md', 'API.md', 'CHANGELOG.md', 'docs/guides/checks.md', 'docs/api/buckets.md', 'docs/decisions/0003-one-bucket-policy.md']));
});

test('no page has tags that a browser would take for elements, beside those that are meant', () => {
  const tags = [...pages].flatMap(([page, text]) => [...text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').replace(/`[^`]*`/g, '').matchAll(/<\/?([a-z][\w-]*)[^>]*>/gi)]
    .map(([tag, name]) => ({ page, tag, name })));
  expect(tags.filter(({ name, tag }) => !/^<https:/.test(tag) && !['br', 'details', 'summary', 'img', 'sup', 'sub', 'picture', 'source'].includes(name))).toEqual([]);
});

describe('the navigation', () => {
  const named = pagesInNavigation(navigation);

  test('leads to pages that exist', () => {
    expect(named.size).toBeGreaterThan(200);
    expect([...named].filter((page) => !pages.has(page))).toEqual([]);
  });

  test('leads to every page but the home page, what it links to, and files for GitHub', () => {
    const elsewhere = ['index.md', 'documentation.md', 'architecture.md', 'security.md', 'one-bucket.md', 'promises.md'];
    expect([...pages.keys()].filter((page) => !named.has(page) && !elsewhere.includes(page))).toEqual([]);
  });

  test('has what readers look for before what contributors read', () => {
    expect(navigation.sidebar['/'].map(({ text }) => text)).toEqual(['Guides', 'Coming from', 'Reference', 'More']);
    expect(Object.keys(navigation.sidebar)).toEqual(['/rules/', '/api/', '/decisions/', '/']);
  });

  test('names pages as their headings do', () => {
    expect(JSON.stringify(navigation.sidebar['/'])).toContain('{"text":"From cdk-nag","link":"/coming-from/cdk-nag"}');
  });
});

describe('search', () => {
  test.each([
    ['Moving', 'move'], ['buckets', 'bucket'], ['encrypted', 'encrypts'], ['BucketKeyEnabled', 'bucket'], ['KMSKeyArn', 'arn'], ['SES', 'ses'],
  ])('finds %s by "%s"', (word, asked) => {
    const found = processTerm(word) || [];
    expect((processTerm(asked) || []).filter((one) => found.includes(one))).not.toEqual([]);
  });

  test('leaves out words that are everywhere', () => {
    expect(processTerm('my')).toBe(false);
    expect(processTerm('The')).toBe(false);
  });

  test('prefers the guide or rule that has the name, then guides, and has decisions last', () => {
    const of = (page: string, term = 'key') => boostDocument(`/cdk-s3-encryption/${page}.html#x`, term);
    const boosts = [of('rules/KmsKeyRotation', 'kmskeyrotation'), of('guides/checks'), of('cli'), of('api/buckets'), of('decisions/0001-x')];
    expect(boosts).toEqual([...boosts].sort((a, b) => b - a));
    expect(new Set(boosts).size).toBe(boosts.length);
    expect(of('guides/replication', 'replication')).toBeGreaterThan(of('api/replication', 'replication'));
  });
});

test('anchors are those of GitHub', () => {
  expect(slugify("What can't work")).toBe('what-cant-work');
  expect(slugify('`mixins.BucketSecureTransport`, and more')).toBe('mixinsbucketsecuretransport-and-more');
});

test('pages of other folders are none of the site', () => {
  expect(['examples/go/README.md', 'src/README.md', 'LICENSE', 'docs/images/dashboard.svg'].map(placeOf)).toEqual([undefined, undefined, undefined, undefined]);
});
