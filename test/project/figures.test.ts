import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((file) => `docs/${file.split(path.sep).join('/')}`)
  .filter((file) => file.endsWith('.md') && !file.startsWith('docs/decisions/'))];

/** Sections of pages, of any level, each with where it stands. */
const SECTIONS = PAGES.flatMap((page) => fs.readFileSync(path.join(ROOT, page), 'utf8').split(/^(?=## )/m)
  .map((text) => ({ place: `${page}: ${text.split('\n')[0]}`, text })));

const PRICE = /US\$ ?\d|\$\d+\.\d{2}|\b(?:USD|EUR) ?\d/;
/** A page of AWS, and the day on which it was read. */
const SOURCE = /\]\(https:\/\/(?:docs\.)?aws\.amazon\.com\/[^)]+\),\s+read on \d{4}-\d{2}-\d{2}/;

test('every price has its source in its section, with the day on which it was read', () => {
  const prices = SECTIONS.filter(({ text }) => PRICE.test(text));
  expect(prices.map(({ place }) => place)).toEqual(expect.arrayContaining(['docs/costs.md: ## Keys', 'docs/costs.md: ## CloudTrail data events']));
  expect(prices.filter(({ text }) => !SOURCE.test(text)).map(({ place }) => place)).toEqual([]);
});

test('prices are on one page, so that one has to be changed', () => {
  expect([...new Set(SECTIONS.filter(({ text }) => PRICE.test(text)).map(({ place }) => place.split(':')[0]))]).toEqual(['docs/costs.md']);
});

test('figures of benchmarks name the machine and the day', () => {
  const page = fs.readFileSync(path.join(ROOT, 'docs', 'benchmarks.md'), 'utf8');
  expect(page).toMatch(/\d{4}-\d{2}-\d{2}/);
  expect(page).toMatch(/Node\.js v?\d+/);
  expect(page).toMatch(/\bCPU|\bcores?\b/);
});

test('services say when their page was read', () => {
  const services = fs.readFileSync(path.join(ROOT, 'docs', 'services.md'), 'utf8').split(/^## /m).slice(1);
  expect(services.length).toBeGreaterThan(40);
  expect(services.filter((text) => !/\*\*Documentation:\*\* .*<https:\/\/[^>]+>/.test(text)).map((text) => text.split('\n')[0])).toEqual([]);
});

test('the comparison of the README names versions and a day', () => {
  expect(fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toMatch(/## Compared with other tools\n\nAs of \d{4}-\d{2}-\d{2}, with `aws-cdk-lib` [\d.]+, cdk-nag [\d.]+, checkov [\d.]+/);
});
