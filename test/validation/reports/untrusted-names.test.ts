import { HOSTILE, hostileReport } from './hostile';
import { show } from './support';
import { jsonReport } from '../../../src/validation/reports';

const report = hostileReport();
// eslint-disable-next-line no-control-regex
const UNSHOWN = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

test.each(['text', 'json', 'sarif', 'markdown', 'csv', 'junit'] as const)('%s has no characters that move a cursor or turn text round', (form) => {
  expect(show(report, form)).not.toMatch(UNSHOWN);
});

describe('Markdown', () => {
  const markdown = show(report, 'markdown');
  /** What was said of names, without what the report itself is made of. */
  const own = markdown.replace(/<\/?(?:details|summary)>/g, '').replace(/\]\(https:\/\/github\.com\/cdk-s3-encryption\/cdk-s3-encryption\/blob\/main\/docs\/rules\/\w+\.md\)/g, ']')
    .replace(/\[\w+\]/g, '').replace(/\*\*(?:Why|Fix):\*\*/g, '').replace(/```mermaid[^]*?```/g, '');

  test('has no HTML, no links, no images, no code and no emphasis of names', () => {
    expect(own).not.toMatch(/[<>`[\]*_~$\\]/);
    expect(own).not.toMatch(/:\/\/|www\.|mailto:|@/i);
  });

  test('notifies nobody, and refers to no issue', () => {
    expect(markdown).toContain('&#64;&#8203;everyone');
    expect(own.replace(/&#\d+;/g, (char) => String.fromCodePoint(Number(char.slice(2, -1))))).not.toMatch(/@\w|(?<!^#*)#\d/m);
  });

  test('every row of its table has four cells', () => {
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(HOSTILE.length);
    expect(rows.filter((row) => row.split('|').length !== 6)).toEqual([]);
  });

  test('no line begins what names could begin', () => {
    const said = markdown.split('\n').filter((line) => !/^(?:[#|<]|- |\*\*|```| *(?:n\d+|subgraph|end|class|flowchart)|$)/.test(line));
    for (const line of said) { expect(line).toMatch(/^[A-Z0-9]/); }
  });
});

describe('the map', () => {
  test('holds names as text in quotes', () => {
    const { mermaid = '' } = hostileReport(HOSTILE.slice(0, 12));
    expect(mermaid).not.toBe('');
    for (const line of mermaid.split('\n')) {
      expect(line).toMatch(/^(?:flowchart LR| {2}subgraph t\d+\["[^"<>`[\]()|]+"\]| {4}n\d+(?:\[\("|\{\{"|\[")[^"<>`[\]()|{}]+(?:"\)\]|"\}\}|"\])| {2}n\d+(?:\{\{"|\[\(")[^"<>`[\]()|{}]+(?:"\}\}|"\)\])| {2}end| {2}n\d+ \S+\|[\w #;:]+\| n\d+| {2}classDef faulty [\w#:,-]+| {2}class [n\d,]+ faulty)$/);
    }
  });

  test('has no icons, and nothing that turns text round', () => {
    const { mermaid = '' } = hostileReport(['fa:fa-car', '\u202egnp.exe', 'a: b']);
    expect(mermaid).toContain('"fa#58;fa-car: SSE-KMS');
    expect(mermaid).toContain('"#92;u202egnp#46;exe: SSE-KMS');
    expect(mermaid).toContain('"a: b: SSE-KMS');
  });

  test('is not drawn of many buckets', () => { expect(report.mermaid).toBeUndefined(); });
});

describe('CSV', () => {
  /** As RFC 4180 reads it. */
  const rows = [...show(report, 'csv').matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)]
    .map(([, line]) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell.replace(/""/g, '"')));

  test('has a row for each finding, a header and a summary, all as long as each other', () => {
    expect(rows).toHaveLength(report.findings.length + 2);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(show(report, 'csv').split('\r\n')).toHaveLength(rows.length + 1);
  });

  test('no cell is a formula', () => {
    expect(rows.flat().filter((cell) => /^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell))).toEqual([]);
    expect(rows.flat()).toContain('\'=HYPERLINK("https://evil.example")');
  });
});

describe('JUnit', () => {
  test('is well-formed, whatever the names are', () => {
    const xml = show(report, 'junit').replace(/^<\?xml[^>]*\?>\n/, '');
    const open: string[] = [];
    const rest = xml.replace(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, closes: string, name: string, attributes: string, isEmpty: string) => {
      if (closes !== '') { expect(open.pop()).toBe(name); } else if (isEmpty === '') { open.push(name); }
      return attributes;
    });
    expect(open).toEqual([]);
    expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos);)/);
    // No half of a pair stands alone: XML has no such characters.
    expect(rest).not.toMatch(/\p{Surrogate}|[\uFFFE\uFFFF]/u);
  });
});

test('every format is the same from run to run', () => {
  for (const form of ['text', 'json', 'sarif', 'markdown', 'csv', 'junit'] as const) { expect(show(hostileReport(), form)).toBe(show(report, form)); }
});

test('the JSON is a baseline for the same names', () => {
  expect((JSON.parse(jsonReport(report)) as { findings: unknown[] }).findings).toHaveLength(report.groups.length);
});
