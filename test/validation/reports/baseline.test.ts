import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { acknowledged, finding, reportWith, RULE, template } from './made';
import { InputError } from '../../../src/validation/assembly';
import { Baseline, jsonReport, type Report, ReportedStatus } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';

const FIX = ' Fix: create one with --format json or --update-baseline.';
const RESOURCE = { template: 'a.json', logicalId: 'Data', constructPath: 'App/Data', property: 'Properties.P', fingerprint: 'f1' };
const FINDING = { rule: 'KeyNamed', severity: 'error', status: 'violation', message: 'No key is named.', resources: [RESOURCE] };
const WHOLE = { version: 2, templates: [{ path: 'a.json' }], findings: [FINDING] };

/** A baseline with other members; those that are undefined are missing. */
const withMembers = (more: object) => JSON.stringify({ ...WHOLE, ...more });
const withFinding = (more: object) => withMembers({ findings: [FINDING, { ...FINDING, ...more }] });
const withResource = (more: object) => withFinding({ resources: [RESOURCE, { ...RESOURCE, ...more }] });
const withAlso = (more: object) => withResource({ also: [{ rule: 'KmsKeyArn', severity: 'info', fingerprint: 'f2', ...more }] });

const entries = (text: string) => Baseline.parse(text, 'known.json').compared().resolved();

describe('a text that is no baseline', () => {
  test.each<[string, string, string]>([
    ['a number', '2', 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['null', 'null', 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['a list', '[]', 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['without templates', withMembers({ templates: undefined }), 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['templates that are no list', withMembers({ templates: {} }), 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['without findings', withMembers({ findings: undefined }), 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['findings that are no list', withMembers({ findings: 'none' }), 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['without a version', withMembers({ version: undefined }), 'it is a report of version missing, and baselines have version 2'],
    ['a version that is a string', withMembers({ version: '2' }), 'it is a report of version "2", and baselines have version 2'],
    ['a later version', withMembers({ version: 3 }), 'it is a report of version 3, and baselines have version 2'],
    ['a template without a path', withMembers({ templates: [{ path: 'a.json' }, {}] }), 'templates.1.path is missing, not a string'],
    ['a template that is a string', withMembers({ templates: ['a.json'] }), 'templates.0.path is missing, not a string'],
    ['a finding that is a list', withMembers({ findings: [[]] }), 'findings.0.rule is missing, not a string'],
    ['a rule that is no string', withFinding({ rule: null }), 'findings.1.rule is null, not a string'],
    ['no message', withFinding({ message: undefined }), 'findings.1.message is missing, not a string'],
    ['no severity', withFinding({ severity: undefined }), 'findings.1.severity is missing, not a string'],
    ['another severity', withFinding({ severity: 'fatal' }), 'findings.1.severity is "fatal"'],
    ['a severity in upper case', withFinding({ severity: 'ERROR' }), 'findings.1.severity is "ERROR"'],
    ['no status', withFinding({ status: undefined }), 'findings.1.status is missing, not a string'],
    ['no resources', withFinding({ resources: undefined }), 'findings.1.resources is missing, not a list'],
    ['resources that are a map', withFinding({ resources: { 0: RESOURCE } }), 'findings.1.resources is {"0":{"template":"a.json"'],
    ['a resource that is null', withFinding({ resources: [null] }), 'findings.1.resources.0.template is missing, not a string'],
    ['no template', withResource({ template: undefined }), 'findings.1.resources.1.template is missing, not a string'],
    ['no logical ID', withResource({ logicalId: 1 }), 'findings.1.resources.1.logicalId is 1, not a string'],
    ['no property', withResource({ property: ['a'] }), 'findings.1.resources.1.property is ["a"], not a string'],
    ['no fingerprint', withResource({ fingerprint: undefined }), 'findings.1.resources.1.fingerprint is missing, not a string'],
    ['others that are no list', withResource({ also: {} }), 'findings.1.resources.1.also is {}, not a list'],
    ['others that are null', withResource({ also: null }), 'findings.1.resources.1.also is null, not a list'],
    ['another without a rule', withAlso({ rule: undefined }), 'findings.1.resources.1.also.0.rule is missing, not a string'],
    ['another without a severity', withAlso({ severity: undefined }), 'findings.1.resources.1.also.0.severity is missing, not a string'],
    ['another with no such severity', withAlso({ severity: 'toString' }), 'findings.1.resources.1.also.0.severity is "toString"'],
    ['another without a fingerprint', withAlso({ fingerprint: false }), 'findings.1.resources.1.also.0.fingerprint is false, not a string'],
  ])('%s', (_, text, message) => {
    expect(() => entries(text)).toThrow(InputError);
    expect(() => entries(text)).toThrow(`known.json: the file isn't a baseline: ${message}`);
    expect(() => entries(text)).toThrow(FIX);
  });

  test('is shown in part only, however long it is', () => {
    expect(() => entries(withMembers({ version: 'x'.repeat(1_000) }))).toThrow(`version "${'x'.repeat(79)}, and`);
    const messageOf = (text: string): string => {
      try {
        entries(text);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(messageOf(`{"version": ${'x'.repeat(5_000)}}`).length).toBeLessThan(400);
    expect(messageOf(`{"version": ${'x'.repeat(5_000)}}`)).toContain('it isn\'t valid JSON: ');
  });
});

describe('a baseline', () => {
  const entry = { ...RESOURCE, rule: 'KeyNamed', severity: 'error', message: 'No key is named.' };

  test('has each resource of each finding', () => {
    expect(entries(withMembers({}))).toEqual([entry]);
    expect(entries(withResource({ logicalId: 'Other', fingerprint: 'f3' }))).toEqual([entry, entry, { ...entry, logicalId: 'Other', fingerprint: 'f3' }]);
    expect(entries(withMembers({ findings: [] }))).toEqual([]);
  });

  test('may begin with a byte order mark', () => { expect(entries(`\uFEFF${withMembers({})}`)).toEqual([entry]); });

  test.each([null, undefined, 7, ['App/Data']])('a construct path of %j is none', (constructPath) => {
    expect(entries(withResource({ constructPath })).slice(2)).toEqual([{ ...entry, constructPath: undefined }]);
  });

  test('has the rules that are undetermined for the same reason, each at its own severity', () => {
    expect(entries(withAlso({})).slice(2)).toEqual([entry, { ...entry, rule: 'KmsKeyArn', severity: 'info', fingerprint: 'f2' }]);
  });

  test('has nothing that was acknowledged, and what could not be determined', () => {
    expect(entries(withFinding({ status: 'acknowledged', resources: undefined }))).toEqual([entry]);
    expect(entries(withFinding({ status: 'unknown' }))).toEqual([entry, entry]);
  });

  test('of a report is the baseline of its JSON', () => {
    const also = [{ rule: { ...RULE, name: 'KmsKeyArn' }, severity: Severity.INFO, fingerprint: 'f2' }];
    const report = reportWith([
      finding({ constructPath: 'App/Data' }), acknowledged({ logicalId: 'Public' }), finding({ status: ReportedStatus.UNKNOWN, severity: Severity.WARNING, also, logicalId: 'Some' }),
    ]);
    const all = Baseline.of(report).compared().resolved();
    expect(all.map(({ rule, severity, logicalId, fingerprint }) => [rule, severity, logicalId, fingerprint])).toEqual([
      ['KeyNamed', 'error', 'Data', 'f0'], ['KeyNamed', 'warning', 'Some', 'f0'], ['KmsKeyArn', 'info', 'Some', 'f2'],
    ]);
    expect(all).toEqual(entries(jsonReport(report)));
  });

  test('of a report knows its templates', () => {
    const before = reportWith([finding()], { templates: [template('a.json'), template('b.json')] });
    const compared = () => Baseline.of(before).compared().over(new Set(['b.json']));
    // b.json had no such finding; c.json is what a.json is called now.
    expect(compared().knows(['f0'], 'b.json', Severity.ERROR)).toBe(false);
    expect(compared().knows(['f0'], 'c.json', Severity.ERROR)).toBe(true);
  });
});

describe('what is known', () => {
  const before = (...severities: Severity[]): Report => reportWith(severities.map((severity, i) => finding({ severity, logicalId: `B${i}` })));
  const compared = (report: Report, ...paths: string[]) => Baseline.of(report).compared().over(new Set(paths));
  const { ERROR, WARNING, INFO } = Severity;

  test.each<[Severity, Severity, boolean]>([
    [ERROR, ERROR, true], [ERROR, WARNING, true], [ERROR, INFO, true], [WARNING, WARNING, true], [WARNING, INFO, true], [INFO, INFO, true],
    [WARNING, ERROR, false], [INFO, ERROR, false], [INFO, WARNING, false],
  ])('an %s that is now of severity %s: %s', (was, is, known) => {
    const comparison = compared(before(was), 'a.json');
    expect(comparison.knows(['f0'], 'a.json', is)).toBe(known);
    // What became worse is there: it is not resolved.
    expect(comparison.resolved()).toEqual([]);
  });

  test.each<[string, Severity[]]>([['first', [WARNING, ERROR]], ['last', [ERROR, WARNING]]])('the least severe that is enough makes it known, wherever it stands (%s)', (_, was) => {
    const comparison = compared(before(...was), 'a.json');
    expect(comparison.knows(['f0'], 'a.json', WARNING)).toBe(true);
    expect(comparison.resolved().map(({ severity }) => severity)).toEqual([ERROR]);
    expect(comparison.knows(['f0'], 'a.json', ERROR)).toBe(true);
  });

  test('each makes one known', () => {
    const comparison = compared(before(ERROR, ERROR), 'a.json');
    expect([1, 2, 3].map(() => comparison.knows(['f0'], 'a.json', ERROR))).toEqual([true, true, false]);
  });

  test('another fingerprint is not known, and that of a former name of the rule is', () => {
    expect(compared(before(ERROR), 'a.json').knows(['f1'], 'a.json', ERROR)).toBe(false);
    expect(compared(before(ERROR), 'a.json').knows([], 'a.json', ERROR)).toBe(false);
    expect(compared(before(ERROR), 'a.json').knows(['f1', 'f0'], 'a.json', ERROR)).toBe(true);
  });

  test.each<[string, string[], string, boolean]>([
    ['the same template', ['a.json'], 'a.json', true],
    ['a template that was renamed', ['b.json'], 'b.json', true],
    ['a copy, beside the template', ['a.json', 'b.json'], 'b.json', false],
  ])('%s', (_, paths, path_, known) => { expect(compared(before(ERROR), ...paths).knows(['f0'], path_, ERROR)).toBe(known); });

  test('what is left is resolved, in the order of the baseline', () => {
    const report = reportWith(['f1', 'f2', 'f1', 'f3'].map((fingerprint, i) => finding({ fingerprint, logicalId: `B${i}` })));
    const comparison = compared(report, 'a.json');
    comparison.knows(['f1'], 'a.json', ERROR);
    expect(comparison.resolved().map(({ logicalId }) => logicalId)).toEqual(['B1', 'B2', 'B3']);
  });

  test('a baseline can be compared with many runs', () => {
    const baseline = Baseline.of(before(ERROR));
    for (const run of [1, 2]) { expect([run, baseline.compared().knows(['f0'], 'a.json', ERROR)]).toEqual([run, true]); }
  });
});

describe('a file', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baseline-'));
  const file = path.join(folder, 'known.json');
  afterAll(() => { fs.rmSync(folder, { recursive: true }); });

  test('is read', () => {
    fs.writeFileSync(file, withMembers({}));
    expect(Baseline.read(file, 'known.json').compared().resolved()).toHaveLength(1);
  });

  test('that is no baseline is called by its name, not by its path', () => {
    fs.writeFileSync(file, '{}');
    expect(() => Baseline.read(file, 'known.json')).toThrow(/^known\.json: the file isn't a baseline: /);
  });

  test('that is too large is not read', () => {
    fs.truncateSync(file, 400 * 1024 * 1024 + 1);
    expect(() => Baseline.read(file, 'known.json')).toThrow(`known.json: the baseline cannot be read: the file is larger than 400 MB.${FIX}`);
  });

  test.each<[string, string, string]>([
    ['is not there', 'missing.json', 'the file doesn\'t exist'],
    ['is a directory', '.', 'it isn\'t a file'],
    ['is below a file', 'known.json/more', 'ENOTDIR'],
  ])('that %s', (_, name, message) => {
    expect(() => Baseline.read(path.join(folder, name), name)).toThrow(InputError);
    expect(() => Baseline.read(path.join(folder, name), name)).toThrow(`${name}: the baseline cannot be read: ${message}`);
    expect(() => Baseline.read(path.join(folder, name), name)).toThrow(FIX);
  });
});
