import * as path from 'path';
import type { Browser, Page } from 'playwright-core';
import { packagesOnDemand } from './on-demand';
import { chromiumPath, startChromium } from '../../scripts/chromium';
import { printable } from '../../src/validation/reports';
import { HOSTILE, hostileReport } from '../validation/reports/hostile';
import { comparedApp, hostileApp, reportOfApp, smallApp, type StackOfApp, typesApp } from '../validation/reports/html/apps';
import { show } from '../validation/reports/support';

const EXECUTABLE = chromiumPath();
const packages = EXECUTABLE === undefined ? { lacking: 'there is no Chromium' } : packagesOnDemand('marked', 'mermaid');

// What nobody has drawn is not a picture.
const withBoth = 'lacking' in packages ? describe.skip : describe;
if ('lacking' in packages) { console.warn(`The tests of the Markdown report are skipped: ${packages.lacking}.`); }

/** More than the map of a small app has. */
const SOME = 9;

/** Names that are words of Mermaid, or letters that it may take for something else. */
const WORDS = ['end', 'graph', 'subgraph', 'class', 'click', 'style', 'default', 'A --> B', 'x"]', '"]', ';', '%% comment', '🪣 emoji', 'שלום', 'سلام', '\u202eabc', 'a\nb', '#quot;', 'fa:fa-car', '{{x}}'];

const PAGE = /^https:\/\/github\.com\/cdk-s3-encryption\/cdk-s3-encryption\/blob\/main\/docs\/rules\/\w+\.md$/;

interface Drawn {
  readonly nodes: readonly string[];
  readonly edges: number;
  readonly groups: readonly string[];
  /** Elements that names have made. */
  readonly strange: readonly string[];
}

interface Shown {
  readonly text: string;
  readonly links: readonly string[];
  readonly strange: readonly string[];
  /** How many cells each row has, as it is written. */
  readonly cells: readonly (readonly number[])[];
  readonly details: number;
  /** How many of these are closed where the document ends. */
  readonly closed: number;
  readonly mermaid: readonly string[];
}

interface Token {
  readonly type: string;
  readonly lang?: string;
  readonly raw: string;
  readonly text: string;
}

interface Libraries {
  readonly marked: {
    parse(markdown: string, options: object): string;
    lexer(markdown: string, options: object): readonly Token[];
  };
  readonly mermaid: {
    initialize(options: object): void;
    parse(text: string): Promise<unknown>;
    render(id: string, text: string): Promise<{ readonly svg: string }>;
  };
}

/** A name as a browser shows it. Half of a pair of surrogates is no letter. */
function asShown(name: string): string {
  return printable(name).replace(/\p{Surrogate}/gu, '\ufffd').trim().replace(/\s+/g, ' ');
}

withBoth('the Markdown report', () => {
  let browser: Browser;
  let page: Page;
  const incidents: string[] = [];

  beforeAll(async () => {
    const { folder } = packages as { readonly folder: string };
    browser = await startChromium(EXECUTABLE!);
    page = await browser.newPage();
    page.on('console', (message) => { if (message.type() === 'error') { incidents.push(message.text()); } });
    page.on('pageerror', (error) => { incidents.push(error.message); });
    page.on('dialog', (dialog) => {
      incidents.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => { incidents.push(`request: ${request.url()}`); });
    await page.setContent('<!doctype html><title>report</title><main></main>');
    await page.addScriptTag({ path: path.join(folder, 'mermaid', 'dist', 'mermaid.min.js') });
    await page.addScriptTag({ path: path.join(folder, 'marked', 'lib', 'marked.umd.js') });
  });
  afterEach(() => { expect(incidents.splice(0)).toEqual([]); });
  afterAll(() => browser.close());

  /** As GitHub draws it: strictly. */
  const draw = (text: string): Promise<Drawn> => page.evaluate(async (given) => {
    const { mermaid } = globalThis as unknown as Libraries;
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
    await mermaid.parse(given);
    const main = document.querySelector('main')!;
    main.innerHTML = (await mermaid.render('picture', given)).svg;
    const texts = (selector: string) => [...main.querySelectorAll(selector)].map((one) => one.textContent!.trim());
    return {
      nodes: texts('.node'),
      edges: main.querySelectorAll('.edgePaths path').length,
      groups: texts('.cluster'),
      strange: [...main.querySelectorAll('a, img, script, iframe, input, code, strong, em, h1, ul, ol, i')].map((one) => one.outerHTML),
    };
  }, text);

  const read = (markdown: string): Promise<Shown> => page.evaluate((given) => {
    const { marked } = globalThis as unknown as Libraries;
    const options = { gfm: true };
    const tokens = marked.lexer(given, options);
    const html = marked.parse(given, options);
    const main = document.querySelector('main')!;
    main.innerHTML = html;
    const all = [...main.querySelectorAll<HTMLElement>('*')];
    const allowed = ['DETAILS', 'SUMMARY', 'H2', 'H4', 'P', 'UL', 'LI', 'A', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'STRONG', 'PRE', 'CODE'];
    return {
      text: main.textContent!,
      links: [...main.querySelectorAll('a')].map((one) => one.href),
      strange: all.filter((one) => !allowed.includes(one.tagName) || one.tagName === 'PRE' && !one.querySelector('.language-mermaid')).map((one) => one.outerHTML),
      cells: tokens.filter(({ type }) => type === 'table').map(({ raw }) => raw.trim().split('\n').map((row) => row.replace(/^\||\|$/g, '').split(/(?<!\\)\|/).length)),
      details: main.querySelectorAll('details').length,
      closed: html.match(/<\/details>/g)?.length ?? 0,
      mermaid: tokens.filter(({ lang, type }) => type === 'code' && lang === 'mermaid').map(({ text }) => text),
    };
  }, markdown);

  /** Names as the map shows them: long ones are cut. */
  const inMap = (name: string) => [...asShown(name)].slice(0, 30).join('').trim();
  const flat = (texts: readonly string[]) => texts.map((text) => text.replace(/\s+/g, ' '));

  /** What the text of a map says that is drawn. */
  const counted = (text: string) => {
    const lines = text.split('\n').map((line) => line.trim());
    return {
      nodes: lines.filter((line) => /^n\d+[[{]/.test(line)).length,
      edges: lines.filter((line) => /^n\d+ (?:-->|-\.->|==>)/.test(line)).length,
      groups: lines.filter((line) => line.startsWith('subgraph')).length,
    };
  };

  const encryptedWith = (key: string) => ({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } });
  const named = (names: readonly string[]): StackOfApp[] => [{
    name: names[0],
    account: '111122223333',
    region: 'eu-west-1',
    resources: Object.fromEntries(names.map((name) => [name, {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [encryptedWith(`alias/${name}`)] } },
    }])),
  }];

  const slices = (names: readonly string[]) => (
    Array.from({ length: Math.ceil(names.length / SOME) }, (_, i) => names.slice(i * SOME, (i + 1) * SOME))
  );

  test.each([
    ['three buckets', reportOfApp(smallApp())],
    ['a bucket of each type', reportOfApp(typesApp())],
    ['a comparison with a baseline', reportOfApp(comparedApp().stacks, undefined, comparedApp().baseline)],
    ['names that are markup', reportOfApp(hostileApp())],
  ])('has a map that Mermaid draws: %s', async (_, { report }) => {
    const { mermaid } = await read(show(report, 'markdown'));
    expect(mermaid).toEqual([report.mermaid]);
    const { edges, groups, nodes, strange } = await draw(mermaid[0]);
    expect({ nodes: nodes.length, edges, groups: groups.length }).toEqual(counted(mermaid[0]));
    expect(counted(mermaid[0]).nodes).toBeGreaterThanOrEqual(report.summary.buckets);
    expect(strange).toEqual([]);
  });

  test.each([...slices(HOSTILE), ...slices(WORDS)].map((names) => [JSON.stringify(names), names] as const))('shows names as text on the map: %s', async (_, names) => {
    const { mermaid = '' } = reportOfApp(named(names)).report;
    const { edges, groups, nodes, strange } = await draw(mermaid);
    expect({ nodes: nodes.length, edges, groups: groups.length }).toEqual(counted(mermaid));
    expect(strange).toEqual([]);
    for (const name of names) {
      const shown = inMap(name);
      expect(flat(nodes)).toEqual(expect.arrayContaining([expect.stringContaining(shown)]));
    }
    expect(flat(groups)[0]).toContain(inMap(names[0]));
  });

  test.each([
    ['three buckets', show(reportOfApp(smallApp()).report, 'markdown'), []],
    ['a bucket of each type', show(reportOfApp(typesApp()).report, 'markdown'), []],
    ['a comparison with a baseline', show(reportOfApp(comparedApp().stacks, undefined, comparedApp().baseline).report, 'markdown'), []],
    ['hostile names', show(hostileReport(), 'markdown'), HOSTILE],
    ['words of Mermaid', show(reportOfApp(named(WORDS)).report, 'markdown'), WORDS],
  ])('is read as GitHub reads it: %s', async (_, markdown, names) => {
    const { cells, closed, details, links, strange, text } = await read(markdown);
    expect(cells).toHaveLength(1);
    expect(new Set(cells[0])).toEqual(new Set([4]));
    expect([details, closed]).toEqual([details, details]);
    expect(details).toBe(markdown.match(/^<details>/gm)!.length);
    expect(strange).toEqual([]);
    expect(links.filter((link) => !PAGE.test(link))).toEqual([]);
    const said = text.replace(/\u200b/g, '').replace(/\s+/g, ' ');
    for (const name of names) { expect(said).toContain(asShown(name)); }
  });
});
