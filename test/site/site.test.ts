import * as fs from 'fs';
import * as path from 'path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { BASE, builtPages, DIST, PublishedSite } from './published-site';
import { chromiumPath } from '../../scripts/chromium';
import { RULES } from '../../src/validation/rules';

const ROOT = path.join(__dirname, '..', '..');
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const EXECUTABLE = chromiumPath();
const KINDS = [
  ['home', ''], ['guide', 'guides/granting-access.html'], ['guide with tables', 'guides/log-buckets.html'], ['index', 'documentation.html'], ['rule', 'rules/BucketKeyEnabled.html'],
  ['rules', 'rules/'], ['API', 'api/buckets.html'], ['API index', 'api/'], ['decision', 'decisions/0003-one-bucket-policy.html'], ['services', 'services.html'],
] as const;

const textOf = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const GUIDES = fs.readdirSync(path.join(ROOT, 'docs', 'guides')).map((file) => [/^# (.+)$/m.exec(textOf(`docs/guides/${file}`))![1], `guides/${file.replace('.md', '.html')}`] as const);
const SERVICES = [...textOf('docs/services.md').matchAll(/^## (.+)$/gm)].map(([, name]) => name);

test('the site is built', () => { expect(fs.existsSync(path.join(DIST, 'index.html'))).toBe(true); });

describe('the files of the site', () => {
  const pages = new Map(builtPages().map((file) => [file, fs.readFileSync(path.join(DIST, file), 'utf8')]));
  const ids = new Map([...pages].map(([file, html]) => [file, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
  const links = [...pages].flatMap(([file, html]) => [...html.matchAll(/<(?!link\b)[^>]*?\s(?:href|src)="([^"]+)"/g)].map(([, link]) => ({ file, link: link.replace(/&amp;/g, '&') })));

  /** The file that a link leads to, and the anchor in it; undefined if it is on another site. */
  function target({ file, link }: { readonly file: string; readonly link: string }): { readonly file: string; readonly anchor?: string } | undefined {
    if (/^(?:https?|data|mailto):/.test(link)) { return undefined; }
    const { hash, pathname } = new URL(link, `http://site${BASE}${file}`);
    const place = pathname.startsWith(BASE) ? decodeURIComponent(pathname.slice(BASE.length)) : `outside of the site: ${pathname}`;
    return { file: place === '' || place.endsWith('/') ? `${place}index.html` : place, ...(hash === '' ? {} : { anchor: decodeURIComponent(hash.slice(1)) }) };
  }
  const within = links.flatMap((link) => {
    const to = target(link);
    return to ? [{ ...link, to }] : [];
  });

  test('link to files that exist', () => {
    expect(within.length).toBeGreaterThan(5_000);
    expect(within.filter(({ to }) => !fs.existsSync(path.join(DIST, to.file))).map(({ file, link }) => `${file}: ${link}`)).toEqual([]);
  });

  test('link to anchors that exist', () => {
    const anchors = within.filter(({ to }) => to.anchor !== undefined && to.file.endsWith('.html'));
    expect(anchors.length).toBeGreaterThan(500);
    expect(anchors.filter(({ to }) => !ids.get(to.file)?.has(to.anchor!)).map(({ file, link }) => `${file}: ${link}`)).toEqual([]);
  });

  test('load nothing from elsewhere', () => {
    const loaded = [...pages].flatMap(([file, html]) => [...html.matchAll(/<(?:script|img|link|iframe|source)\b[^>]*?\s(?:href|src)="(https?:[^"]+)"/g)].map(([, address]) => `${file}: ${address}`));
    expect(loaded).toEqual([]);
  });

  test('have a title each', () => {
    const titles = [...pages].map(([, html]) => /<title>([^<]*)<\/title>/.exec(html)?.[1]);
    expect(titles.filter((title) => title === undefined || title === 'cdk-s3-encryption')).toEqual([]);
  });
});

// A site that nobody has looked at is not one that works.
const inBrowser = EXECUTABLE === undefined ? describe.skip : describe;
if (EXECUTABLE === undefined) {
  console.warn('The tests in a browser are skipped: there is no Chromium. Fix: install one, or set CHROMIUM_PATH to its executable.');
}

inBrowser('the site in Chromium', () => {
  let site: PublishedSite;
  beforeAll(async () => { site = await PublishedSite.publish(EXECUTABLE!); });
  afterEach(() => { expect(site.incidents).toEqual([]); });
  afterAll(() => site.end());

  describe('search', () => {
    let page: Page;
    beforeAll(async () => {
      page = await site.open('');
      await page.keyboard.press('Control+k');
    });

    /** The addresses of the first results. */
    async function found(text: string, count = 3): Promise<string[]> {
      await page.fill('#localsearch-input', '');
      await page.waitForFunction('document.querySelectorAll(".result").length === 0');
      await page.fill('#localsearch-input', text);
      await page.waitForFunction('document.querySelectorAll(".result, .no-results").length > 0');
      const links = await page.locator('.result').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
      return links.slice(0, count).map((link) => link.slice(BASE.length));
    }

    test('finds each rule by its name, first of all', async () => {
      const missing: string[] = [];
      for (const { metadata: { name } } of RULES) {
        const [first] = await found(name);
        if (!first?.startsWith(`rules/${name}.html`)) { missing.push(`${name}: ${first}`); }
      }
      expect(missing).toEqual([]);
    });

    test('finds each guide by its title', async () => {
      const missing: string[] = [];
      for (const [title, address] of GUIDES) {
        const results = await found(title);
        if (!results.some((one) => one.startsWith(address))) { missing.push(`${title}: ${results.join(' ')}`); }
      }
      expect(missing).toEqual([]);
    });

    test('finds each service by its name', async () => {
      expect(SERVICES.length).toBeGreaterThan(40);
      const missing: string[] = [];
      for (const name of SERVICES) {
        const results = await found(name, 5);
        if (!results.some((one) => one.startsWith('services.html#'))) { missing.push(`${name}: ${results.join(' ')}`); }
      }
      expect(missing).toEqual([]);
    });

    test.each([
      ['CodeBuild', 'services.html#aws-codebuild'],
      ['SES', 'services.html#amazon-simple-email-service-ses'],
      ['move my bucket', 'moving.html'],
      ['presigned url', 'guides/buckets-and-keys.html#upload-headers'],
      ['AccessDenied', 'guides/troubleshooting.html'],
      ['bucket key enabled', 'rules/BucketKeyEnabled.html'],
      ['acceptLogsFrom', 'api/logging.html'],
      ['how do I suppress a finding', 'guides/suppressing-findings.html'],
      ['price', 'costs.html'],
    ])('finds "%s"', async (text, address) => {
      expect((await found(text, 5)).filter((one) => one.startsWith(address))).not.toEqual([]);
    });

    test('finds nothing for what is nowhere', async () => {
      expect(await found('xylophonequartett')).toEqual([]);
    });

    test('leads to the page with the keyboard', async () => {
      await found('KmsKeyRotation');
      await page.keyboard.press('Enter');
      await page.waitForURL(/rules\/KmsKeyRotation\.html/);
      expect(await page.locator('h1').textContent()).toContain('KmsKeyRotation');
    });
  });

  describe.each(KINDS)('a page of kind %s', (_, address) => {
    test.each(['light', 'dark'] as const)('has no serious fault of accessibility when it is %s', async (colorScheme) => {
      const page = await site.open(address, { colorScheme });
      await drawn(page);
      expect(await seriousFaults(page)).toEqual([]);
      await page.close();
    });

    test('fits into 390 pixels', async () => {
      const page = await site.open(address, { viewport: { width: 390, height: 844 } });
      await drawn(page);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.close();
    });
  });

  test('every picture of the guides is drawn, and no label in it is cut off', async () => {
    const faults: string[] = [];
    for (const [, address] of GUIDES) {
      const page = await site.open(address);
      await drawn(page);
      if (await page.locator('.mermaid-picture svg').count() === 0) { faults.push(`${address}: no picture`); }
      const cutOff = await page.locator('.mermaid-picture foreignObject').evaluateAll((labels) => labels.flatMap((label) => {
        const text = label.firstElementChild;
        return text && text.scrollHeight > label.clientHeight + 1 ? [text.textContent] : [];
      }));
      if (cutOff.length > 0) { faults.push(`${address}: ${cutOff.join(', ')}`); }
      await page.close();
    }
    expect(faults).toEqual([]);
  });

  test('is light or dark as the reader says, pictures too', async () => {
    const page = await site.open('guides/granting-access.html', { colorScheme: 'light' });
    await drawn(page);
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const [before, picture] = [await background(), await page.locator('.mermaid-picture').innerHTML()];
    await page.locator('.VPNavBarAppearance button').click();
    await page.waitForFunction((old) => document.querySelector('.mermaid-picture')!.innerHTML !== old, picture);
    expect(await background()).not.toBe(before);
    await page.close();
  });

  test('goes to every guide from the sidebar', async () => {
    const page = await site.open('documentation.html');
    for (const [title, address] of GUIDES) {
      await page.locator('.VPSidebar').getByRole('link', { name: title, exact: true }).click();
      await page.waitForURL(new RegExp(address.replace('.', '\\.')));
      // The address changes before the page does.
      await page.locator('h1', { hasText: title }).waitFor();
    }
    await page.close();
  });
});

/** Pictures are drawn when the page is there. */
async function drawn(page: Page): Promise<void> {
  await page.waitForFunction('document.querySelectorAll(".mermaid-source").length === 0');
}

/** Faults that axe calls serious or critical. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ failureSummary, html: markup }) => `${id}: ${markup.slice(0, 300)} ${failureSummary}`));
}
