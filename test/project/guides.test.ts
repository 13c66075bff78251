import * as fs from 'fs';
import * as path from 'path';
import type { Stage } from 'aws-cdk-lib';
import { run, snippetsOf } from '../support/pages';

const ROOT = path.join(__dirname, '..', '..');
const ADDRESS = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/';

// docs/decisions/0116
const GUIDES = pagesIn('docs/guides');
const PAGES = [...GUIDES, ...pagesIn('docs/coming-from'), 'docs/costs.md', 'docs/faq.md', 'docs/controls.md', 'docs/README.md'];

function pagesIn(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder)).map((file) => `${folder}/${file}`);
}

const textOf = (page: string) => fs.readFileSync(path.join(ROOT, page), 'utf8');

/** The pages that a page links to, from the root of the repository. */
function linksOf(page: string): string[] {
  return [...textOf(page).matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)].flatMap(([, link]) => {
    if (link.startsWith(ADDRESS)) { return [link.slice(ADDRESS.length)]; }
    return /^[a-z]+:/.test(link) ? [] : [path.join(path.dirname(page), link)];
  });
}

/** How many links it takes from the README to each page, up to two. */
function clicksFromReadme(): ReadonlyMap<string, number> {
  const clicks = new Map([['README.md', 0]]);
  for (const distance of [1, 2]) {
    for (const [page, before] of [...clicks]) {
      if (before !== distance - 1 || !page.endsWith('.md')) { continue; }
      for (const link of linksOf(page)) {
        if (!clicks.has(link)) { clicks.set(link, distance); }
      }
    }
  }
  return clicks;
}

const headingsOf = (page: string) => [...textOf(page).replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);

// Findings that the checks of the examples print.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });

const SNIPPETS = PAGES.flatMap(snippetsOf).map((snippet) => [`${snippet.page}:${snippet.line}`, snippet] as const);

test.each(SNIPPETS)('the app of %s can be synthesized', (_, snippet) => {
  expect(() => (run(snippet).node.root as Stage).synth({ skipValidation: true })).not.toThrow();
});

test('there are many of them', () => { expect(SNIPPETS.length).toBeGreaterThan(70); });

describe('every guide', () => {
  const smallest = (page: string) => snippetsOf(page)[0].code.trim().split('\n').length;

  test('shows who may do what in a picture', () => {
    expect(GUIDES.filter((page) => !/^```mermaid\n(flowchart|sequenceDiagram)/m.test(textOf(page)))).toEqual([]);
  });

  test.each(['What it costs', "What can't work"])('has a section "%s"', (heading) => {
    expect(GUIDES.filter((page) => !headingsOf(page).includes(heading))).toEqual([]);
  });

  test('begins with a small app', () => {
    // Troubleshooting begins with what went wrong.
    expect(GUIDES.filter((page) => page !== 'docs/guides/troubleshooting.md' && smallest(page) > 12)).toEqual([]);
  });

  test('names the API', () => {
    expect(GUIDES.filter((page) => !/\*\*API:\*\* \[`/.test(textOf(page)))).toEqual([]);
  });
});

describe('from the README', () => {
  const clicks = clicksFromReadme();

  test('every page is at most two clicks away', () => {
    expect(PAGES.filter((page) => !clicks.has(page))).toEqual([]);
  });

  test('the index names every page of docs/, except rules, the API and decisions', () => {
    const all = fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .map((file) => `docs/${file.split(path.sep).join('/')}`)
      .filter((file) => file.endsWith('.md') && !/^docs\/(api|rules|decisions)\//.test(file) && file !== 'docs/README.md');
    const named = linksOf('docs/README.md');
    expect(all.filter((page) => !named.includes(page))).toEqual([]);
  });

  /** Questions that people have asked in public: where, and the heading that answers them. */
  test.each([
    ['Why does grantReadWrite() on an imported bucket not include its KMS key?', 'aws/aws-cdk#25238', 'docs/guides/buckets-and-keys.md', 'Import a bucket with its key'],
    ['Why do I pay for a KMS key for each bucket, and can I use SSE-S3?', 'aws/aws-cdk#28815', 'docs/costs.md', 'Keys'],
    ['Why is the KMS key retained when I delete the stack?', 'aws/aws-cdk#28977', 'docs/guides/buckets-and-keys.md', 'Delete development stacks'],
    ['Why does a presigned URL not work with SSE-KMS?', 'aws/aws-sdk-js-v3#3974', 'docs/guides/buckets-and-keys.md', 'Upload headers, presigned URLs and multipart uploads'],
    ['Why does an SCP deny uploads to a bucket with default encryption?', 'trussworks/terraform-aws-ou-scp#24', 'docs/guides/enforcement.md', 'Deny unencrypted uploads in an organization'],
    ['Why are uploads without a header denied?', 'awslabs/mountpoint-s3#534', 'docs/guides/troubleshooting.md', 'Uploads without encryption headers are denied'],
    ['Can server access logs go to a bucket with AWS KMS?', 'aws/aws-cdk#23513', 'docs/guides/log-buckets.md', 'Logs with a customer managed key'],
    ['Why does the replication role lack permissions on the key?', 'cloudposse/terraform-aws-s3-bucket#277', 'docs/faq.md', 'Why are KMS objects not replicated?'],
    ['How do I replicate in both directions without a circular dependency?', 'aws/aws-cdk#30966', 'docs/guides/replication.md', 'Two-way replication'],
    ['How do I notice that replication has failed for months?', 'alphagov/govuk-infrastructure#4842', 'docs/guides/replication.md', 'Alarms'],
    ['How do I suppress a rule for one construct only?', 'cdklabs/cdk-validator-cfnguard#350', 'docs/guides/suppressing-findings.md', 'One resource'],
    ['How do I suppress findings of constructs whose path I don\'t know?', 'cdklabs/cdk-nag#1938', 'docs/guides/suppressing-findings.md', 'A third-party construct'],
    ['Why is the bucket policy deleted although the bucket is retained?', 'aws/aws-cdk#27125', 'docs/faq.md', 'Why does a retained bucket lose its policy?'],
  ])('%s (%s) is answered within two clicks', (_question, asked, page, heading) => {
    expect(clicks.get(page)).toBeLessThanOrEqual(2);
    expect(headingsOf(page)).toContain(heading);
    expect(`${textOf('docs/faq.md')}`).toContain(asked);
  });
});

test('every answer of the questions and answers shows code, or links to a guide', () => {
  const answers = textOf('docs/faq.md').split(/^### /m).slice(1);
  expect(answers.length).toBeGreaterThan(20);
  expect(answers.filter((answer) => !/```ts/.test(answer) && !/\]\(guides\//.test(answer))).toEqual([]);
});
