import { acknowledged, CUSTOM, finding, PAGE, reportWith, RULE, template } from './made';
import { show } from './support';
import { type Report, ReportedStatus, rendered } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';

const { WARNING, ERROR } = Severity;
const xmlOf = (report: Report) => show(report, 'junit');
const failingOn = (report: Report, failsOn: Severity) => (
  [...rendered('junit', report, { colors: false, toolVersion: '1.2.3', failsOn, reported: () => { throw new Error('Only a page shows more.'); } })].join('')
);
/** The cases of a rule, with what is in them. */
const casesOf = (xml: string, rule = 'KeyNamed') => [...xml.matchAll(new RegExp(` {4}<testcase name="${rule}" classname="[^"]*"(?:/>|>[^]*?</testcase>)\n`, 'g'))].map(([text]) => text);
const known = (more: object = {}) => finding({ isKnown: true, ...more });

const SUMMARY = '  <testsuite name="summary" tests="0" failures="0" errors="0" skipped="0">\n    <system-out>';

test('a whole report', () => {
  expect(xmlOf(reportWith([finding({ constructPath: 'App/Data' })]))).toBe([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="cdk-s3-encryption" tests="1" failures="1" errors="0" skipped="0">',
    '  <testsuite name="a.json" file="a.json" tests="1" failures="1" errors="0" skipped="0">',
    '    <testcase name="KeyNamed" classname="a.json">',
    `      <failure type="error" message="No key is named.">App/Data (Data) at a.json:7:3 Properties.BucketEncryption\nFix: Name a key.\nSee ${PAGE}</failure>`,
    '    </testcase>',
    '  </testsuite>',
    `${SUMMARY}1 bucket in 1 template: 1 error, 0 warnings, 0 that cannot be determined, 0 acknowledged</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n'));
});

describe('what fails', () => {
  test('errors do', () => {
    expect(casesOf(xmlOf(reportWith([finding()])))[0]).toContain('<failure type="error"');
    expect(casesOf(failingOn(reportWith([finding()]), WARNING))[0]).toContain('<failure type="error"');
  });

  test('warnings do where that is asked for', () => {
    const report = reportWith([finding({ severity: WARNING })]);
    expect(casesOf(xmlOf(report))[0]).not.toContain('<failure');
    expect(casesOf(failingOn(report, ERROR))[0]).not.toContain('<failure');
    expect(casesOf(failingOn(report, WARNING))[0]).toContain('<failure type="warning"');
  });

  test('information never does', () => {
    expect(casesOf(failingOn(reportWith([finding({ severity: Severity.INFO })]), WARNING))[0]).not.toContain('<failure');
  });

  test.each([['known', known()], ['acknowledged', acknowledged()]])('what is %s does not', (_, one) => {
    for (const failsOn of [ERROR, WARNING]) { expect(failingOn(reportWith([one]), failsOn)).not.toContain('<failure'); }
  });

  test('is named with all resources, and one line that fixes all', () => {
    const both = ['A', 'B'].map((logicalId) => finding({ logicalId, constructPath: `App/${logicalId}`, rule: { ...RULE, fixForAll: 'Apply a mixin.' } }));
    expect(casesOf(xmlOf(reportWith(both)))[0]).toContain([
      '>App/A (A) at a.json:7:3 Properties.BucketEncryption', 'App/B (B) at a.json:7:3 Properties.BucketEncryption', 'Fix: Name a key.', 'Apply a mixin.', `See ${PAGE}</failure>`,
    ].join('\n'));
  });

  test('of a rule without a page names none', () => { expect(casesOf(xmlOf(reportWith([finding({ rule: CUSTOM })])), 'AcmeTag')[0]).toContain('\nFix: Name a key.</failure>'); });

  test('stands beside what does not', () => {
    const [one] = casesOf(xmlOf(reportWith([finding(), finding({ message: 'The alias is gone.', severity: WARNING }), acknowledged({ message: 'It is public.' })])));
    expect(one.match(/<failure/g)).toHaveLength(1);
    expect(one).not.toContain('<skipped');
    expect(one).toMatch(/<system-out>warning: The alias is gone\.\nData at [^<]*\n\nerror, acknowledged: It is public\.\nData at [^<]*<\/system-out>/);
    expect(one).not.toMatch(/<system-out>[^<]*No key is named/);
  });
});

describe('what is skipped', () => {
  test('all that is known or acknowledged, with the reasons', () => {
    const xml = xmlOf(reportWith([known(), acknowledged(), acknowledged({ message: 'Nobody knows.', reason: undefined })]));
    expect(casesOf(xml)[0]).toContain('      <skipped message="known, in the baseline; acknowledged: it is public; acknowledged: "/>\n      <system-out>error, known: No key');
    expect(xml).toContain('<testsuites name="cdk-s3-encryption" tests="1" failures="0" errors="0" skipped="1">');
    expect(xml).toContain('<testsuite name="a.json" file="a.json" tests="1" failures="0" errors="0" skipped="1">');
  });

  test('no rule that has something else, too', () => {
    expect(xmlOf(reportWith([known(), finding({ severity: WARNING })]))).not.toContain('<skipped');
    expect(xmlOf(reportWith([acknowledged(), finding({ message: 'Another.' })]))).not.toContain('<skipped');
  });

  test('no rule that has found nothing', () => {
    expect(casesOf(xmlOf(reportWith([])))).toEqual(['    <testcase name="KeyNamed" classname="a.json"/>\n']);
    expect(xmlOf(reportWith([]))).toContain(' skipped="0">\n  <testsuite name="a.json"');
  });

  test('what is known says what it is', () => {
    expect(casesOf(xmlOf(reportWith([known({ status: ReportedStatus.UNKNOWN, severity: WARNING })])))[0]).toContain('<system-out>warning, known, unknown: No key is named.\n');
  });
});

describe('suites', () => {
  const stack = template('cdk.out/App.template.json', { stack: 'App' });
  const nested = template('cdk.out/nested.json', { stack: 'App', stackTemplate: stack.name });

  test('there is one for each stack, nested stacks included, also for those that have nothing', () => {
    const xml = xmlOf(reportWith([finding({ template: nested })], { templates: [stack, nested, template('plain.yaml')], rules: [RULE, CUSTOM] }));
    expect([...xml.matchAll(/<testsuite name="(.*?)" file="(.*?)"/g)].map(([, name, file]) => `${name} ${file}`)).toEqual(['App cdk.out/App.template.json', 'plain.yaml plain.yaml']);
    expect(xml).toContain('<testsuites name="cdk-s3-encryption" tests="4" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testsuite name="App" file="cdk.out/App.template.json" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testcase name="KeyNamed" classname="App">');
    expect(xml).toContain('<testsuite name="plain.yaml" file="plain.yaml" tests="2" failures="0" errors="0" skipped="0">');
  });

  test('there is one for what was not read, where something was found about it', () => {
    const manifest = template('cdk.out/manifest.json');
    const xml = xmlOf(reportWith([finding({ template: manifest }), finding({ template: manifest, logicalId: 'B', message: 'More.' })], { templates: [stack] }));
    expect(xml.match(/<testsuite name="cdk\.out\/manifest\.json" file="cdk\.out\/manifest\.json" tests="1" failures="1"/g)).toHaveLength(1);
    expect(xml.match(/<failure/g)).toHaveLength(2);
  });

  test('failures and skips of all suites are added up', () => {
    const in_ = (path: string) => ({ template: template(path) });
    const all = [finding(in_('a.json')), finding(in_('b.json')), known({ ...in_('c.json') }), acknowledged(in_('d.json'))];
    expect(xmlOf(reportWith(all))).toContain('<testsuites name="cdk-s3-encryption" tests="4" failures="2" errors="0" skipped="2">');
  });
});

test('what could not be read is an error each', () => {
  const xml = xmlOf(reportWith([], { failures: ['b.json: it is a link to nothing', 'c.json: "]" is missing'] }));
  expect(xml).toContain(' errors="2" skipped="0">');
  expect(xml).toContain([
    '  <testsuite name="input" tests="2" failures="0" errors="2" skipped="0">',
    '    <testcase name="read" classname="input"><error message="b.json: it is a link to nothing"/></testcase>',
    '    <testcase name="read" classname="input"><error message="c.json: &quot;]&quot; is missing"/></testcase>',
    '  </testsuite>',
  ].join('\n'));
  expect(xmlOf(reportWith([]))).not.toContain('name="input"');
});

test.each<[string, string]>([
  ['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ['\'', '&apos;'], ['\uFFFE', '\uFFFD'], ['\ud800', '\uFFFD'], ['\u0000', '\\u0000'], ['\u202e', '\\u202e'], ['é😀', 'é😀'], ['\n', '\n'],
])('%j is written as XML has it', (text, written) => { expect(xmlOf(reportWith([finding({ message: `a${text}b` })]))).toContain(`message="a${written}b"`); });
