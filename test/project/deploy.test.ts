import * as fs from 'fs';
import * as path from 'path';
import { Report, same } from '../../scripts/deploy/report';

const ROOT = path.join(__dirname, '..', '..');
const read = (...parts: string[]) => fs.readFileSync(path.join(ROOT, ...parts), 'utf8');

describe('what a run of test:deploy reports', () => {
  let printed: string[];
  beforeEach(() => {
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => { printed.push(line); });
  });
  afterEach(() => { jest.restoreAllMocks(); });

  test('a run that passes something and fails nothing succeeds', async () => {
    const report = new Report();
    report.begin('Grants');
    expect(await report.check('GET is allowed', () => 7)).toBe(7);
    report.skip('PUT is allowed', 'no PUT here');
    expect(report.end()).toBe(0);
    expect(printed).toContain('  skipped: PUT is allowed (no PUT here)');
    expect(printed).toContain('\n1 passed, 0 failed, 1 skipped');
  });

  test('a run that fails something fails, and says what and why', async () => {
    const report = new Report();
    report.begin('Grants');
    await report.check('GET is allowed', () => {});
    expect(await report.check('PUT is denied', () => Promise.reject(new Error('It is allowed.')))).toBeUndefined();
    expect(report.end()).toBe(1);
    expect(printed).toEqual(expect.arrayContaining(['  failed: PUT is denied', '      It is allowed.', 'Grants  1 passed, 1 failed, 0 skipped']));
  });

  test.each([
    ['nothing was tried', () => {}],
    ['everything was skipped', (report: Report) => { report.skip('everything', 'no Python'); }],
  ])('a run fails if %s', (_title, act) => {
    const report = new Report();
    report.begin('Grants');
    act(report);
    expect(report.end()).toBe(1);
  });

  test('what is not proven is printed once', () => {
    const report = new Report();
    for (const why of ['first', 'again']) { report.notProven({ what: 'Object Lock', why }); }
    report.end();
    expect(printed.filter((line) => line.includes('Object Lock'))).toHaveLength(1);
  });

  test('values are compared whatever the order of their properties, and undefined is absent', () => {
    same({ a: 1, b: [{ c: 2, d: 3 }], e: undefined }, { b: [{ d: 3, c: 2 }], a: 1 });
    expect(() => { same({ a: [1, 2] }, { a: [2, 1] }); }).toThrow('should be');
    expect(() => { same(undefined, 'COMPLETED'); }).toThrow('COMPLETED');
  });
});

test('docs and CONTRIBUTING.md name every section', () => {
  const [, written] = /const SECTIONS: .* = \{([^}]*)\}/.exec(read('scripts', 'deploy.ts'))!;
  const sections = [...written.matchAll(/[\w-]+(?='?(?:,|:))/g)].map(([name]) => name).filter((name) => name !== 'crossAccount').sort();
  expect(sections.length).toBeGreaterThan(5);
  const rows = [...read('docs', 'deployment-tests.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name).sort();
  expect(rows).toEqual(sections);
  const contributing = read('CONTRIBUTING.md').match(/runs some sections: ([^.]*)\./)![1];
  expect([...contributing.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(sections);
});

test('what is installed from PyPI is named in one exact version', () => {
  for (const file of ['ministack.ts', 'sections/documents.ts']) {
    expect(read('scripts', 'deploy', file)).toMatch(/const REQUIREMENT = '[\w[\]]+==\d+\.\d+\.\d+';/);
  }
});
