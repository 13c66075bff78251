import * as fs from 'fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { chromiumPath, type Opened, overflowOf, Reader } from './opened-report';
import { comparedApp, HOSTILE, hostileApp, largeApp, type MadeReport, reportOfApp, smallApp, typesApp } from '../validation/reports/html/apps';

const EXECUTABLE = chromiumPath();
const PAGES = ['overview', 'map', 'buckets', 'findings'];
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// A report that nobody has looked at is not one that works.
const inBrowser = EXECUTABLE === undefined ? describe.skip : describe;
if (EXECUTABLE === undefined) {
  console.warn('The tests of the HTML report are skipped: there is no Chromium. Fix: install one, or set CHROMIUM_PATH to its executable.');
}

inBrowser('the HTML report in Chromium', () => {
  let reader: Reader;
  const made: { [name: string]: MadeReport } = {
    3: reportOfApp(smallApp()),
    types: reportOfApp(typesApp()),
    compared: reportOfApp(comparedApp().stacks, undefined, comparedApp().baseline),
    50: reportOfApp(largeApp(50, 10)),
    1000: reportOfApp(largeApp(1_000, 40)),
  };
  const html: { [name: string]: string } = {};

  beforeAll(async () => {
    reader = await Reader.start(EXECUTABLE!);
    for (const [name, report] of Object.entries(made)) { html[name] = report.html; }
  });
  afterAll(() => reader.end());

  const opened = async (name: string, hash: string, work: (page: Page, incidents: Opened['incidents']) => Promise<void>, options = {}) => {
    const { incidents, page } = await reader.open(html[name] ?? name, hash, options);
    await work(page, incidents);
    expect(incidents).toEqual([]);
    await page.close();
  };

  describe.each(['3', 'types', 'compared', '50', '1000'])('of an app of buckets (%s)', (name) => {
    test('opens from disk and shows the numbers of the report', async () => {
      const { report } = made[name];
      await opened(name, 'overview', async (page) => {
        const { acknowledged, buckets, errors, unknown, warnings } = report.summary;
        expect(await page.locator('.title p').textContent()).toMatch(new RegExp(`^${buckets.toLocaleString('en')} buckets in ${report.templates.length} template`));
        const numbers = async (of: string) => Number((await page.locator(`[data-count="${of}"]`).first().textContent())!.replace(/,/g, ''));
        expect([await numbers('error'), await numbers('warning'), await numbers('acknowledged')]).toEqual([errors, warnings, acknowledged]);
        expect(await page.locator('.tile-unknown .big').textContent()).toBe(String(unknown));
      });
    });

    test('counts buckets by encryption as the data do', async () => {
      const expected: { [encryption: string]: number } = {};
      for (const { bucket } of made[name].data.nodes) {
        if (!bucket) { continue; }
        const encryption = { 'AES256': 'sse-s3', 'aws:kms': { 'AWS managed': 'kms-aws', 'customer managed': 'kms-customer', 'none': 'unknown', 'unknown': 'unknown' }[bucket.keyType], 'aws:kms:dsse': 'dsse', 'unknown': 'unknown' }[bucket.algorithm];
        expected[encryption] = (expected[encryption] ?? 0) + 1;
      }
      await opened(name, 'overview', async (page) => {
        const counts = await page.locator('.legend-list [data-count]')
          .evaluateAll((all) => all.map((one) => [one.getAttribute('data-count'), Number(one.textContent!.replace(/,/g, ''))]));
        expect(Object.fromEntries(counts.filter(([, count]) => count !== 0))).toEqual(expected);
      });
    });

    test('has every bucket and every arrow on the map when all groups are open, and no box on another one', async () => {
      const { data } = made[name];
      await opened(name, 'map', async (page) => {
        await page.getByRole('button', { name: 'Open all groups' }).click();
        expect(await page.locator('[data-kind="bucket"]').count()).toBe(data.nodes.filter(({ kind }) => kind === 'bucket').length);
        expect(await page.locator('[data-kind]').count()).toBe(data.nodes.length);
        for (const kind of ['encrypted-by', 'logs-to', 'replicates-to', 'inventory-to'] as const) {
          const has = data.edges.some((edge) => edge.kind === kind && edge.from !== edge.to);
          expect(await page.locator(`[data-line="${kind}"]`).count() > 0).toBe(has);
        }
        const overlapping = await page.locator('.canvas > .box').evaluateAll((boxes) => {
          const places = boxes.map((box) => box.getBoundingClientRect());
          type Place = typeof places[number];
          const overlap = (a: Place, b: Place) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return places.filter((a, i) => places.slice(i + 1).some((b) => overlap(a, b))).length;
        });
        expect(overlapping).toBe(0);
      });
    });

    test('has every bucket in the table', async () => {
      await opened(name, 'buckets', async (page) => {
        const rows = made[name].data.nodes.filter(({ kind }) => kind === 'bucket').length;
        expect(await page.locator('tbody tr').count()).toBe(Math.min(100, rows));
        expect(await page.locator('.found').textContent()).toBe(`${rows.toLocaleString('en')} buckets`);
      });
    });

    test.each([1280, 390])('fits into %d pixels, on every page, in light and dark, without a serious fault of accessibility', async (width) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await opened(name, 'overview', async (page) => {
          for (const one of PAGES) {
            await page.locator(`#tab-${one}`).click();
            if (one === 'map') { await page.locator('[data-box]').last().click(); }
            expect([one, await overflowOf(page)]).toEqual([one, 0]);
            expect(await seriousFaults(page)).toEqual([]);
          }
        }, { viewport: { width, height: 844 }, colorScheme });
      }
    });
  });

  test('shows buckets of each type with a sign, a word and a filter, and says what does not apply', async () => {
    await opened('types', 'buckets', async (page) => {
      const cells = async (bucket: string) => {
        const row = page.locator('tbody tr').filter({ has: page.getByRole('button', { name: bucket, exact: true }) });
        return (await row.locator('td').allTextContents()).map((text) => text.replace(/^[^\w]+ ?/, '').trim());
      };
      const titles = (await page.locator('thead th').allTextContents()).map((title) => title.replace(/[↕▲▼]$/, ''));
      expect(titles.slice(1)).toEqual(['Type', 'Encryption', 'Key', 'Bucket Key', 'TLS only', 'Minimum TLS', 'SigV4 only', 'SSE-C blocked', 'Uploads enforced', 'Logs to', 'Replicates to', 'Findings']);
      const [, ...sessions] = titles.slice(1).map((title, i) => [title, i] as const);
      const values = await cells('Sessions');
      expect(Object.fromEntries(sessions.map(([title, i]) => [title, values[i]]))).toMatchObject({
        'Encryption': 'SSE-KMS', 'Key': 'Key', 'Bucket Key': 'Always', 'TLS only': 'Always', 'Minimum TLS': 'Not checked', 'SSE-C blocked': 'Not applicable', 'Logs to': 'Not applicable',
      });
      await page.getByLabel('Type of bucket').selectOption('vector');
      expect((await page.locator('tbody th .name').allTextContents()).sort()).toEqual(['Plain', 'Vectors']);
      const needless = page.locator('tbody tr').filter({ hasText: 'SSE-S3' }).locator('.state-not-needed');
      expect(await needless.getAttribute('title')).toBe('SSE-S3 is the default, so no request can specify a weaker encryption');
      await page.locator('#tab-map').click();
      expect(await page.locator('[data-kind="bucket"]:not(.dim)').allTextContents()).toEqual([expect.stringContaining('Vector, SSE-KMS'), expect.stringContaining('Vector, SSE-S3')]);
      await page.locator('[data-type="vector"]', { hasText: 'Vectors' }).click();
      expect(await page.locator('.details .relations li').allTextContents()).toEqual([' encrypted by Key', ' encrypted by Keyvector index Strong']);
      expect(await page.locator('[data-type="directory"] .type-directory').count()).toBe(1);
      await page.locator('#tab-overview').click();
      expect(await page.locator('[data-type-count]').evaluateAll((all) => all.map((one) => `${one.getAttribute('data-type-count')} ${one.textContent}`)))
        .toEqual(['general purpose 1', 'directory 1', 'table 2', 'vector 2']);
    });
    await opened('3', 'buckets', async (page) => { expect(await page.getByLabel('Type of bucket').count()).toBe(0); });
  });

  test('tells new findings from known and acknowledged ones, counts them apart, and says what is resolved', async () => {
    const { data, report: { summary } } = made.compared;
    await opened('compared', 'overview', async (page) => {
      const count = async (of: string) => Number(await page.locator(`[data-count="${of}"]`).first().textContent());
      expect([await count('error'), await count('known'), await count('acknowledged'), await count('resolved')])
        .toEqual([summary.errors, summary.known, summary.acknowledged, summary.resolved]);
      expect(await page.locator('.tile-error .caption').textContent()).toContain('new error');
      await page.locator('#tab-findings').click();
      const shown = () => page.locator('.rule:not(.resolved) .finding').count();
      for (let i = 0; i < await page.locator('details.rule').count(); i++) { await page.locator('details.rule').nth(i).evaluate((one: HTMLDetailsElement) => { one.open = true; }); }
      const of = (state: string) => data.findings.filter(({ known, status }) => (status === 'acknowledged' ? 'acknowledged' : known ? 'known' : 'new') === state).length;
      expect(await shown()).toBe(of('new'));
      expect(await page.locator('.resolved .finding').count()).toBe(summary.resolved);
      await page.locator('[data-state="new"] input').uncheck();
      await page.locator('[data-state="known"] input').check();
      expect(await shown()).toBe(of('known'));
      expect(await page.locator('.rule:not(.resolved) .finding .tag', { hasText: 'In the baseline' }).count()).toBe(of('known'));
      await page.locator('[data-state="known"] input').uncheck();
      await page.locator('[data-state="acknowledged"] input').check();
      expect(await shown()).toBe(of('acknowledged'));
      expect(await page.locator('.rule:not(.resolved) .finding').first().textContent()).toContain('Only log delivery writes here.');
      await page.locator('#tab-buckets').click();
      await page.getByLabel('Findings', { exact: true }).selectOption('error');
      expect(await page.locator('tbody th .name').allTextContents()).toEqual(['Added']);
      await page.getByLabel('Findings', { exact: true }).selectOption('acknowledged');
      expect(await page.locator('tbody th .name').allTextContents()).toEqual(['Logs']);
      await page.locator('#tab-map').click();
      expect(await page.locator('.box.has-errors').allTextContents()).toEqual([expect.stringContaining('Added')]);
      expect(await page.locator('.box', { hasText: 'Logs' }).locator('.weight-known, .weight-acknowledged').count()).toBe(2);
    });
    await opened('3', 'findings', async (page) => { expect(await page.locator('[data-state="known"]').count()).toBe(0); });
  });

  test('closes stacks at first where there are many buckets, and says what is in them', async () => {
    await opened('1000', 'map', async (page) => {
      expect(await page.locator('[data-kind="bucket"]').count()).toBe(0);
      expect(await page.locator('.group-stack.closed').count()).toBe(25);
      await page.locator('[data-box="stack-0"]').click();
      expect(await page.locator('[data-box="stack-0"]').getAttribute('aria-expanded')).toBe('true');
      await page.locator('.group-alike.closed').first().click();
      expect(await page.locator('[data-kind="bucket"]').count()).toBeGreaterThan(36);
    });
  });

  test('sorts the table by a column, in either direction', async () => {
    await opened('50', 'buckets', async (page) => {
      const names = () => page.locator('tbody th .name').allTextContents();
      const header = page.getByRole('columnheader', { name: 'Bucket', exact: true });
      const before = await names();
      await header.getByRole('button').click();
      expect(await header.getAttribute('aria-sort')).toBe('ascending');
      const sorted = await names();
      expect(sorted).toEqual([...before].sort(new Intl.Collator('en', { numeric: true }).compare));
      await header.getByRole('button').click();
      expect(await header.getAttribute('aria-sort')).toBe('descending');
      expect(await names()).toEqual([...sorted].sort(new Intl.Collator('en', { numeric: true }).compare).reverse());
    });
  });

  test('filters table and map by text, encryption and findings', async () => {
    await opened('50', 'buckets', async (page) => {
      await page.getByLabel('Encryption').selectOption('sse-s3');
      expect(await page.locator('tbody th .name').allTextContents()).toEqual(['Logs', 'Logs', 'Logs', 'Logs', 'Logs']);
      await page.getByLabel('Find buckets').fill('us-east-1');
      expect(await page.locator('.found').textContent()).toBe('2 buckets of 50');
      await page.locator('#tab-map').click();
      await page.getByRole('button', { name: 'Open all groups' }).click();
      expect(await page.locator('[data-kind="bucket"]:not(.dim)').count()).toBe(2);
      await page.getByRole('button', { name: 'Clear filter' }).click();
      expect(await page.locator('[data-kind="bucket"].dim').count()).toBe(0);
      // The five buckets for logs have no policy. What is info alone is no finding to filter by.
      for (const [weight, buckets] of [['error', 5], ['warning', 0], ['unknown', 0], ['none', 45]] as const) {
        await page.getByLabel('Findings', { exact: true }).selectOption(weight);
        expect(await page.locator('.found').textContent()).toBe(`${buckets} buckets of 50`);
      }
    });
  });

  test('shows with what a bucket has to do when it is selected, and marks a fault on the arrow that has it', async () => {
    await opened('3', 'map', async (page) => {
      await page.locator('[data-kind="bucket"]', { hasText: 'Orders' }).click();
      expect(await page.locator('.details h3').textContent()).toContain('Orders');
      expect(await page.locator('.details .relations li').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('encrypted by Key'), expect.stringContaining('replicates to replicas')]));
      expect(await page.locator('[data-kind].dim').allTextContents()).toEqual([expect.stringContaining('Uploads')]);
      await page.keyboard.press('Escape');
      expect(await page.locator('.details').count()).toBe(0);
      await page.locator('[data-mark="replicates-to"]').click();
      expect(await page.locator('.details').textContent()).toMatch(/replicates to.*finding/s);
    });
  });

  test('goes from a row, and from a finding, to the bucket on the map', async () => {
    await opened('1000', 'buckets', async (page) => {
      await page.locator('tbody th .name').first().click();
      expect(await page.locator('#tab-map').getAttribute('aria-selected')).toBe('true');
      const selected = page.locator('.box.selected');
      expect(await selected.count()).toBe(1);
      expect(await selected.evaluate((box) => {
        const [inner, outer] = [box, box.closest('.map')!].map((one) => one.getBoundingClientRect());
        return inner.top >= outer.top && inner.bottom <= outer.bottom;
      })).toBe(true);
      await page.locator('#tab-findings').click();
      await page.locator('.finding .where .link').first().click();
      expect(await page.locator('.box.selected').count()).toBe(1);
    });
  });

  test('is used with the keyboard alone', async () => {
    await opened('3', 'overview', async (page) => {
      const focused = () => page.evaluate<string>('document.activeElement.textContent');
      await page.locator('#tab-overview').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#page-map').isVisible()).toBe(true);
      for (let i = 0; i < 20 && !(await page.evaluate<boolean>('document.activeElement.hasAttribute("data-box")')); i++) { await page.keyboard.press('Tab'); }
      const visited = new Set([await focused()]);
      for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'End']) {
        await page.keyboard.press(key);
        visited.add(await focused());
      }
      expect(visited.size).toBeGreaterThanOrEqual(6);
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      expect(await page.locator('[data-kind]').count()).toBe(1);
      await page.keyboard.press('Enter');
      expect(await page.locator('[data-kind="bucket"]').count()).toBe(3);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await page.locator('.details h3').count()).toBe(1);
      const scale = () => page.locator('.zoom').textContent();
      const before = await scale();
      await page.keyboard.press('-');
      expect(await scale()).not.toBe(before);
      await page.keyboard.press('Escape');
      expect(await page.locator('.details').count()).toBe(0);
    });
  });

  test('is light or dark as the system is, and as the reader says', async () => {
    await opened('3', 'overview', async (page) => {
      const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const dark = await background();
      await page.getByRole('switch', { name: 'Dark' }).click();
      const light = await background();
      expect(light).not.toBe(dark);
      await page.getByRole('switch', { name: 'Dark' }).click();
      expect(await background()).toBe(dark);
    }, { colorScheme: 'dark' });
  });

  test('prints all of it, every bucket included', async () => {
    await opened('1000', 'overview', async (page) => {
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      await page.emulateMedia({ media: 'print' });
      for (const one of PAGES) { expect(await page.locator(`#page-${one}`).isVisible()).toBe(true); }
      expect(await page.locator('tbody tr').count()).toBe(1_000);
      expect(await page.locator('.tabs').isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      expect(await page.locator('#page-buckets').isVisible()).toBe(false);
    });
  });

  test('shows names that are markup as text', async () => {
    await opened(reportOfApp(hostileApp()).html, 'map', async (page) => {
      for (const one of PAGES) {
        await page.locator(`#tab-${one}`).click();
        expect(await page.locator('main img').count()).toBe(0);
      }
      await page.locator('#tab-map').click();
      await page.locator('[data-kind="bucket"]').click();
      expect(await page.locator('.details').textContent()).toContain(HOSTILE.replace('\u202e', '\\u202e'));
      expect(await page.title()).toBe('S3 encryption map');
    });
  });

  test('says so where scripts are turned off', async () => {
    await opened('3', 'overview', async (page) => {
      expect(await page.locator('noscript').textContent()).toContain('scripts are turned off');
    }, { javaScriptEnabled: false });
  });
});

/** Faults that axe calls serious or critical. Its script is run by the browser itself, whatever the policy of the page. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ failureSummary, html: markup }) => `${id}: ${markup} ${failureSummary}`));
}
