import { acknowledged, CUSTOM, finding, PAGE, RESOLVED, reportWith, RULE, template } from './made';
import { exampleReport, textReport } from './support';
import { type ReportedFinding, ReportedStatus } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';

test('findings stand by resource, each with its place', () => {
  const heads = textReport(exampleReport(), false).split('\n').filter((line) => /^ {0,2}\S/.test(line));
  expect(heads).toEqual([
    'App/Loud/Resource (Loud) AWS::S3::Bucket',
    expect.stringMatching(/^ {2}error SseCBlocked cdk\.out\/App\.template\.json:32:17 Properties\./),
    'Absent AWS::S3::Bucket',
    expect.stringMatching(/^ {2}warning BucketKeyEnabled more templates\/plain\.yaml:9:13 Properties\./),
    expect.stringMatching(/^ {2}info SseCBlocked more templates\/plain\.yaml:9:13 Properties\./),
    'Unknown AWS::S3::Bucket',
    expect.stringMatching(/^ {2}info BucketKeyEnabled, cannot be determined more templates\/plain\.yaml:16:13 Properties\./),
    '4 buckets in 2 templates: 1 error, 1 warning, 1 that cannot be determined, 1 acknowledged',
  ]);
});

test('what can be acknowledged in an app is left out otherwise', () => {
  const ways = textReport(exampleReport(), false).split('\n').filter((line) => line.includes('To suppress it'));
  expect(ways.map((line) => line.replace('    To suppress it: ', ''))).toEqual([
    'pass S3Encryption::SseCBlocked as id, and a reason, to Validations.of(construct).acknowledge()',
    'exclude the rule with --without BucketKeyEnabled',
    'exclude the rule with --without SseCBlocked',
    'exclude the rule with --without BucketKeyEnabled',
  ]);
});

test('severities have colours, if colours are shown', () => {
  const text = textReport(exampleReport(), true);
  expect(text).toContain('\u001b[31merror\u001b[39m');
  expect(text).toContain('\u001b[33mwarning\u001b[39m');
  // eslint-disable-next-line no-control-regex
  expect(text.replace(/\u001b\[\d+m/g, '')).toBe(textReport(exampleReport(), false));
});

const { ERROR, WARNING, INFO } = Severity;
const textOf = (...findings: ReportedFinding[]) => textReport(reportWith(findings), false);
const NOTHING = '1 bucket in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged\n';
const SUMMARY = NOTHING.replace('0 errors', '1 error');

test('a finding of one resource says all that there is to say', () => {
  expect(textOf(finding({ constructPath: 'App/Data' }))).toBe([
    'App/Data (Data) AWS::S3::Bucket',
    '  error KeyNamed a.json:7:3 Properties.BucketEncryption',
    '    No key is named.',
    `    Why: ${RULE.why}`,
    '    Fix: Name a key.',
    '    To suppress it: pass S3Encryption::KeyNamed as id, and a reason, to Validations.of(construct).acknowledge()',
    `    See: ${PAGE}`,
    '',
    SUMMARY,
  ].join('\n'));
});

test('a finding of several resources has them all, and one line that fixes all', () => {
  const in_ = template('a.json', { stack: 'App' });
  const both = ['A', 'B'].map((logicalId) => finding({ logicalId, constructPath: `App/${logicalId}`, template: in_ }));
  const lines = textOf(...both).split('\n');
  expect(lines.slice(0, 7)).toEqual([
    '2 resources of stack App',
    '  error KeyNamed',
    '    No key is named.',
    '      App/A (A) a.json:7:3 Properties.BucketEncryption',
    '      App/B (B) a.json:7:3 Properties.BucketEncryption',
    `    Why: ${RULE.why}`,
    '    Fix: Name a key.',
  ]);
  expect(lines[7]).toBe(`    In one line: ${RULE.fixForAll}`);
  expect(lines.slice(9, 11)).toEqual([`    See: ${PAGE}`, '']);
  expect(textOf(...['A', 'B'].map((logicalId) => finding({ logicalId })))).toMatch(/^2 resources\n/);
});

test('why stands there for information only where there is no page', () => {
  expect(textOf(finding({ severity: INFO }))).not.toContain('Why:');
  expect(textOf(finding({ severity: INFO, rule: CUSTOM }))).toContain(`    Why: ${CUSTOM.why}\n`);
  expect(textOf(finding({ rule: CUSTOM }))).not.toContain('See:');
});

test('a rule that another one supersedes says so', () => {
  expect(textOf(finding({ rule: { ...RULE, replacedBy: 'KeyKnown' } }))).toContain('    Note: Rule KeyKnown supersedes KeyNamed.\n');
  expect(textOf(finding())).not.toContain('Note:');
});

test('what is acknowledged is not shown, and a former name is, once', () => {
  const renamed = (logicalId: string) => acknowledged({ logicalId, formerId: 'S3Encryption::KeySet' });
  expect(textOf(acknowledged())).toBe(NOTHING.replace('0 acknowledged', '1 acknowledged'));
  expect(textOf(renamed('A'), renamed('B'))).toBe(`S3Encryption::KeySet is a former name of S3Encryption::KeyNamed. The acknowledgement still works. Fix: acknowledge S3Encryption::KeyNamed instead.\n\n${NOTHING.replace('0 acknowledged', '2 acknowledged')}`);
});

describe('the order', () => {
  const heads = (...findings: ReportedFinding[]) => textOf(...findings).split('\n').filter((line) => /^ {0,2}\S/.test(line)).slice(0, -1);

  test('what several resources have comes first, the worst of it before the rest', () => {
    const both = (more: Partial<ReportedFinding>) => ['A', 'B'].map((logicalId) => finding({ logicalId, ...more }));
    expect(heads(finding({ logicalId: 'A', message: 'Alone.' }), ...both({ severity: INFO }), ...both({ severity: ERROR }), ...both({ severity: WARNING, status: ReportedStatus.UNKNOWN }))).toEqual([
      '2 resources', '  error KeyNamed', '2 resources', '  warning KeyNamed, cannot be determined', '2 resources', '  info KeyNamed',
      'A AWS::S3::Bucket', '  error KeyNamed a.json:7:3 Properties.BucketEncryption',
    ]);
  });

  test('findings of one resource stand together, those of other resources and templates do not', () => {
    const one = (logicalId: string, message: string, path = 'a.json') => finding({ logicalId, message, template: template(path) });
    expect(heads(one('A', '1'), one('B', '2'), one('A', '3'), one('A', '4', 'b.json')).map((line) => line.split(' ')[0] || 'finding')).toEqual(['A', 'finding', 'finding', 'B', 'finding', 'A', 'finding']);
  });

  test('a stack stands together, with its nested stacks', () => {
    const nested = template('n.json', { stackTemplate: 'a.json' });
    const all = [finding({ logicalId: 'A', message: '1' }), finding({ logicalId: 'B', message: '2', template: template('b.json') }), finding({ logicalId: 'N', message: '3', template: nested })];
    expect(heads(...all).filter((line) => !line.startsWith(' ')).map((line) => line[0])).toEqual(['A', 'N', 'B']);
  });
});

test('what is known and what is resolved has one line each', () => {
  const known = (more: Partial<ReportedFinding>) => finding({ isKnown: true, ...more });
  const report = reportWith([known({}), known({ logicalId: 'B', constructPath: 'App/B' }), known({ severity: WARNING })], { resolved: [RESOLVED, { ...RESOLVED, logicalId: 'a\u001b[31m' }] });
  expect(textReport(report, false)).toBe([
    'Known, in the baseline', '  error KeyNamed: Data, App/B (B)', '  warning KeyNamed: Data', '',
    'Resolved since the baseline', '  warning KeyNamed: Gone', '  warning KeyNamed: a\\u001b[31m', '', `${NOTHING.trim()}, 3 known, 2 resolved`, '',
  ].join('\n'));
});

test.each<[string, Parameters<typeof reportWith>, number]>([
  ['green without findings', [[]], 32], ['green with information', [[finding({ severity: INFO })]], 32], ['yellow with warnings', [[finding({ severity: WARNING })]], 33],
  ['red with errors', [[finding(), finding({ severity: WARNING })]], 31], ['red where something was not read', [[], { failures: ['a.json: gone'] }], 31],
])('the summary is %s', (_, made, color) => {
  const lines = textReport(reportWith(...made), true).trimEnd().split('\n');
  expect(lines[lines.length - 1]).toMatch(new RegExp(`^\u001b\\[${color}m\\d+ bucket.*\u001b\\[39m$`));
});

test('information is blue, and names are bold', () => {
  expect(textReport(reportWith([finding({ severity: INFO })]), true)).toContain('  \u001b[34minfo\u001b[39m \u001b[1mKeyNamed\u001b[22m \u001b[2ma.json:7:3 Properties.BucketEncryption\u001b[22m\n');
});
