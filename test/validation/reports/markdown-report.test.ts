import { acknowledged, CUSTOM, finding, PAGE, RESOLVED, reportWith, RULE, template } from './made';
import { show } from './support';
import { markdownText, type Report, ReportedStatus } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';

const { WARNING, INFO } = Severity;
const markdownOf = (report: Report) => show(report, 'markdown');
const rowsOf = (report: Report) => markdownOf(report).split('\n').filter((line) => /^\| (?:error|warning|info)/.test(line));
/** What is behind a fold. */
const foldOf = (report: Report, title: string) => new RegExp(`\n<details><summary>${title} \\((\\d+)\\)</summary>\n\n([^]*?)\n</details>\n`).exec(markdownOf(report))?.slice(1);
const many = (count: number, more: (i: number) => object) => Array.from({ length: count }, (_, i) => finding({ logicalId: `B${i}`, ...more(i) }));

describe('the first sentence', () => {
  const first = (report: Report) => markdownOf(report).split('\n')[2];

  test('counts errors and warnings', () => {
    expect(first(reportWith([finding(), finding({ severity: WARNING })]))).toBe('1 error and 1 warning.');
    expect(first(reportWith([finding({ severity: WARNING })]))).toBe('0 errors and 1 warning.');
    expect(first(reportWith([finding()]))).toBe('1 error and 0 warnings.');
    expect(first(reportWith([finding({ severity: INFO })]))).toBe('No errors and no warnings.');
  });

  test('says what is new, known and resolved, where there is a baseline', () => {
    expect(first(reportWith([finding({ isKnown: true })], { resolved: [RESOLVED] }))).toBe('No errors and no warnings that are not in the baseline; 1 known, 1 resolved.');
    expect(first(reportWith([finding()], { resolved: [] }))).toBe('1 error and 0 warnings that are not in the baseline; 0 known, 0 resolved.');
  });
});

test('failures come before problems, in a list', () => {
  expect(markdownOf(reportWith([], { problems: ['a.json: it is odd'], failures: ['b.json: <nothing>'] }))).toContain('\n\n- b.json: &#60;nothing&#62;\n- a.json: it is odd\n\n');
  expect(markdownOf(reportWith([], { problems: ['a.json: it is odd'] }))).toContain('\n\n- a.json: it is odd\n\n');
});

describe('the table', () => {
  test('has the worst first, each linked to its page', () => {
    const found = [finding({ severity: WARNING, message: 'Second.' }), finding({ constructPath: 'App/Data', message: 'First.' }), finding({ rule: CUSTOM, severity: WARNING, status: ReportedStatus.UNKNOWN })];
    expect(rowsOf(reportWith(found))).toEqual([
      `| error | [KeyNamed](${PAGE}) | App/Data (Data) | First. |`, `| warning | [KeyNamed](${PAGE}) | Data | Second. |`, '| warning, undetermined | AcmeTag | Data | No key is named. |',
    ]);
  });

  test('has nothing that is known, acknowledged or of no consequence', () => {
    const report = reportWith([finding({ isKnown: true }), acknowledged(), finding({ severity: INFO })]);
    expect(markdownOf(report)).not.toContain('| Severity |');
    expect(foldOf(report, 'How to fix')).toBeUndefined();
  });

  test('has up to 100 rows, and says how many more there are', () => {
    const report = (count: number) => reportWith(many(count, (i) => ({ message: `${i}.`, fix: `Do ${i}.` })));
    expect(rowsOf(report(100))).toHaveLength(100);
    expect(markdownOf(report(100))).not.toContain('more findings');
    expect(rowsOf(report(102))).toHaveLength(100);
    expect(markdownOf(report(102))).toContain('\n\n2 more findings are in the other reports.\n');
    expect(foldOf(report(102), 'How to fix')![0]).toBe('100');
  });

  test('names up to 20 resources of a finding', () => {
    expect(rowsOf(reportWith(many(20, () => ({}))))[0]).toContain(', B18, B19 |');
    expect(rowsOf(reportWith(many(22, () => ({}))))[0]).toContain(', B18, B19, and 2 more |');
  });
});

describe('how to fix', () => {
  test('says why, what to do, and where', () => {
    expect(foldOf(reportWith([finding({ constructPath: 'App/Data' })]), 'How to fix')).toEqual(['1', [
      `#### [KeyNamed](${PAGE})`, `**Why:** ${RULE.why}`, '**Fix:** Name a key.', '- App/Data (Data), a.json:7:3\n\n',
    ].join('\n\n')]);
  });

  test('says it once for each rule and fix', () => {
    const [count, text] = foldOf(reportWith([finding({ message: 'One.' }), finding({ message: 'Two.', logicalId: 'B' }), finding({ fix: 'Else.', logicalId: 'C' }), finding({ rule: CUSTOM })]), 'How to fix')!;
    expect(count).toBe('3');
    expect(text.match(/\*\*Fix:\*\* .*/g)).toEqual(['**Fix:** Name a key.', '**Fix:** Else.', '**Fix:** Name a key.']);
    expect(text).toContain('- Data, a.json:7:3\n- B, a.json:7:3\n\n####');
  });

  test('has the line that fixes all, and the rule that supersedes this one', () => {
    const rule = { ...RULE, fixForAll: 'Apply a mixin.', replacedBy: 'KeyKnown' };
    const one = finding({ rule, logicalId: 'One', message: 'Alone.', constructPath: 'App/One' });
    const both = ['A', 'B'].map((logicalId) => finding({ rule, logicalId, constructPath: `App/${logicalId}` }));
    expect(foldOf(reportWith([one, ...both]), 'How to fix')![1]).toContain('**Fix:** Name a key. Apply a mixin. Rule KeyKnown supersedes KeyNamed.\n');
    expect(foldOf(reportWith([one]), 'How to fix')![1]).toContain('**Fix:** Name a key. Rule KeyKnown supersedes KeyNamed.\n');
  });

  test('has up to 100 places', () => {
    expect(foldOf(reportWith(many(100, () => ({}))), 'How to fix')![1]).not.toContain('more\n');
    expect(foldOf(reportWith(many(103, () => ({}))), 'How to fix')![1]).toContain('- B99, a.json:7:3\n- and 3 more\n');
  });
});

describe('the other folds', () => {
  test('have what is of no consequence, known, resolved and acknowledged', () => {
    const report = reportWith([
      finding({ severity: INFO, logicalId: 'Info' }), finding({ isKnown: true, logicalId: 'Known' }), finding({ isKnown: true, severity: INFO, logicalId: 'Small' }), acknowledged({ logicalId: 'Public' }),
      acknowledged({ logicalId: 'Silent', reason: '' }),
    ], { resolved: [RESOLVED, { ...RESOLVED, constructPath: 'App/Gone' }] });
    expect(foldOf(report, 'Information')).toEqual(['1', `- info [KeyNamed](${PAGE}): Info\n`]);
    expect(foldOf(report, 'Known, in the baseline')).toEqual(['2', `- error [KeyNamed](${PAGE}): Known\n- info [KeyNamed](${PAGE}): Small\n`]);
    expect(foldOf(report, 'Resolved since the baseline')).toEqual(['2', '- warning KeyNamed: Gone\n- warning KeyNamed: App/Gone (Gone)\n']);
    expect(foldOf(report, 'Acknowledged')).toEqual(['2', `- [KeyNamed](${PAGE}): Public (it is public)\n- [KeyNamed](${PAGE}): Silent\n`]);
  });

  test('are not there without anything in them', () => { expect(markdownOf(reportWith([]))).not.toContain('<details>'); });
});

test('the map is there where the report has one', () => {
  expect(markdownOf(reportWith([], { mermaid: 'flowchart LR' }))).toContain('\n<details><summary>Map</summary>\n\n```mermaid\nflowchart LR\n```\n\n</details>\n');
  expect(markdownOf(reportWith([]))).not.toContain('mermaid');
});

test('the summary is the last line', () => {
  expect(markdownOf(reportWith([finding({ template: template('b.json') })], { failures: ['c.json: gone'] }))).toMatch(/\n\n2 buckets in 2 templates: 1 error, 0 warnings, 0 that cannot be determined, 0 acknowledged, 1 not read\n$/);
});

describe('text', () => {
  test.each<[string, string]>([
    ['a-b c_d', 'a-b c&#95;d'],
    ['Größe, 日本', 'Größe, 日本'],
    ['a (b); c=\'d\' "e" %f+g? h. i: j/k-l', 'a (b); c=\'d\' "e" %f+g? h. i: j/k-l'],
    ['<b>|`*', '&#60;b&#62;&#124;&#96;&#42;'],
    ['@all #1', '&#64;&#8203;all &#35;&#8203;1'],
    ['https://a.example', 'https&#58;//a.example'],
    ['a: //b', 'a: //b'],
    ['mailto:a MAILTO:b xmpp:c', 'mailto&#58;a MAILTO&#58;b xmpp&#58;c'],
    ['www.a.example WWW.b', 'www&#46;a.example WWW&#46;b'],
    ['- item', '&#45; item'],
    ['+ item', '&#43; item'],
    ['== head', '&#61;= head'],
    ['  - item', '&#45; item'],
    ['12. item', '12&#46; item'],
    ['1) item', '1&#41; item'],
    ['a 1. item', 'a 1. item'],
    ['v1.2', 'v1.2'],
    ['a\nb', 'a&#92;u000ab'],
    ['😀', '&#128512;'],
    ['', ''],
  ])('%j', (given, written) => { expect(markdownText(given)).toBe(written); });
});
