import { acknowledged, finding, RESOLVED, reportWith, RULE, template } from './made';
import { asFirst, counted, placeOf, type Report, ReportedStatus, summaryText } from '../../../src/validation/reports';
import { Severity, Topic } from '../../../src/validation/rules';

const { ERROR, WARNING, INFO } = Severity;
const unknown = (severity: Severity) => finding({ severity, status: ReportedStatus.UNKNOWN });
const all = [ERROR, ERROR, ERROR, WARNING, WARNING, INFO].map((severity) => finding({ severity }));

test.each<[number, string]>([[0, '0 buckets'], [1, '1 bucket'], [2, '2 buckets']])('%d is counted as %s', (number, text) => { expect(counted(number, 'bucket')).toBe(text); });

test('a resource is called by its construct, where it has one', () => {
  expect(placeOf({ logicalId: 'Data' })).toBe('Data');
  expect(placeOf({ logicalId: 'Data', constructPath: 'App/Data' })).toBe('App/Data (Data)');
});

describe('the summary', () => {
  test('counts violations by severity, and the others by status', () => {
    const others = [...[WARNING, INFO, ERROR, ERROR].map(unknown), acknowledged(), acknowledged({ severity: INFO })];
    const { summary } = reportWith([...all, ...others], { buckets: 5 });
    expect(summary).toEqual({ buckets: 5, errors: 3, warnings: 2, unknown: 4, acknowledged: 2, known: 0, resolved: 0 });
  });

  test('counts what is known nowhere else, and information not at all', () => {
    const known = [...all, unknown(INFO), unknown(WARNING)].map((one) => ({ ...one, isKnown: true }));
    expect(reportWith(known).summary).toEqual({ buckets: 1, errors: 0, warnings: 0, unknown: 0, acknowledged: 0, known: 7, resolved: 0 });
  });

  test('counts what is resolved', () => {
    expect(reportWith([], { resolved: [RESOLVED, RESOLVED] }).summary.resolved).toBe(2);
  });

  test('of the first run has nothing that is known or resolved', () => {
    const report = reportWith([finding({ isKnown: true }), finding({ logicalId: 'New' })], { resolved: [RESOLVED], problems: ['a.json: odd'], failures: ['b.json: gone'], mermaid: 'flowchart LR', buckets: 3 });
    const first = asFirst(report);
    expect(first.summary).toEqual({ buckets: 3, errors: 2, warnings: 0, unknown: 0, acknowledged: 0, known: 0, resolved: 0 });
    expect(first.resolved).toBeUndefined();
    expect(first.groups.map(({ isKnown, findings }) => [isKnown, findings.length])).toEqual([[false, 2]]);
    const restOf = ({ rules, templates, problems, failures }: Report) => [rules, templates, problems, failures];
    expect(restOf(first)).toEqual(restOf(report));
    expect(report.findings[0].isKnown).toBe(true);
  });
});

describe('the last line', () => {
  const NOTHING = '1 bucket in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged';

  test('says how many of what', () => {
    expect(summaryText(reportWith([...all, unknown(ERROR), acknowledged()], { buckets: 2, templates: [template(), template('b.json'), template('c.json')] })))
      .toBe('2 buckets in 3 templates: 3 errors, 2 warnings, 1 that cannot be determined, 1 acknowledged');
  });

  test('says what is known and resolved, where there is a baseline', () => {
    expect(summaryText(reportWith([]))).toBe(NOTHING);
    expect(summaryText(reportWith([], { resolved: [] }))).toBe(`${NOTHING}, 0 known, 0 resolved`);
    expect(summaryText(reportWith([finding({ isKnown: true })], { resolved: [RESOLVED] }))).toBe(`${NOTHING}, 1 known, 1 resolved`);
    // Parts of an app are compared with a baseline of all of it: the rest is not resolved.
    expect(summaryText(reportWith([finding({ isKnown: true })]))).toBe(`${NOTHING}, 1 known`);
  });

  test('says what was not read, and what no rule has seen', () => {
    expect(summaryText(reportWith([], { failures: ['b.json: gone', 'c.json: gone'] }))).toBe(`${NOTHING}, 2 not read`);
    const rule = { ...RULE, topic: Topic.TEMPLATES };
    const unseen = (logicalId: string) => finding({ rule, logicalId, severity: INFO, status: ReportedStatus.UNKNOWN });
    expect(summaryText(reportWith([unseen('A')]))).toMatch(/, 1 that cannot be determined, 0 acknowledged; 1 part of the templates not seen$/);
    expect(summaryText(reportWith([unseen('A'), unseen('B')], { failures: ['b.json: gone'] }))).toMatch(/ acknowledged, 1 not read; 2 parts of the templates not seen$/);
    expect(summaryText(reportWith([finding({ rule }), finding({ status: ReportedStatus.UNKNOWN })]))).not.toContain('not seen');
  });
});
