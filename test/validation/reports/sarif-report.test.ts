import '@microsoft/jest-sarif';
import type { Log, Run } from 'sarif';
import { acknowledged, CUSTOM, finding, PAGE, RESOLVED, reportWith, RULE, template } from './made';
import { exampleReport, sarifReport } from './support';
import { type Report, type ReportedFinding, ReportedStatus } from '../../../src/validation/reports';
import { RULES, Severity } from '../../../src/validation/rules';

function sarif(): { log: Log; run: Run } {
  const log = JSON.parse(sarifReport(exampleReport(), '1.2.3')) as Log;
  return { log, run: log.runs[0] };
}

test('it is a SARIF log of one run of our tool', () => {
  const { log, run } = sarif();
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/sarif-schema-2\.1\.0\.json$/) });
  expect(log.runs).toHaveLength(1);
  expect(run.tool.driver).toMatchObject({ name: 'cdk-s3-encryption', version: '1.2.3', informationUri: expect.stringMatching(/^https:/) });
  expect(run).toMatchObject({ columnKind: 'utf16CodeUnits', invocations: [{ executionSuccessful: true }] });
});

test('it is valid against the schema of SARIF 2.1.0', () => {
  const { log } = sarif();
  expect(log).toBeValidSarifLog();
  expect({ ...log, runs: [{ ...log.runs[0], results: [{ level: 'dreadful' }] }] }).not.toBeValidSarifLog();
});

test('the rules that were asked are described, with help', () => {
  const { rules } = sarif().run.tool.driver;
  expect(rules!.map(({ id }) => id)).toEqual(['BucketKeyEnabled', 'SseCBlocked']);
  for (const rule of rules!) {
    const { metadata } = RULES.find((one) => one.metadata.name === rule.id)!;
    expect(rule).toMatchObject({
      name: metadata.name,
      shortDescription: { text: `${metadata.title}.` },
      fullDescription: { text: metadata.why },
      helpUri: `https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/docs/rules/${metadata.name}.md`,
      defaultConfiguration: { level: metadata.severity },
    });
    expect(rule.help!.text).toContain(metadata.fix);
    expect(rule.help!.markdown).toContain(`**Fix:** ${metadata.fix}`);
  }
});

test('results refer to their rules, and have the level of their severity', () => {
  const { results, tool } = sarif().run;
  expect(results!.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
    'SseCBlocked error', 'SseCBlocked error', 'BucketKeyEnabled warning', 'SseCBlocked note', 'BucketKeyEnabled note',
  ]);
  for (const { ruleId, ruleIndex } of results!) { expect(tool.driver.rules![ruleIndex!].id).toBe(ruleId); }
});

test('results have a place in the file and one in the app, and say what to do', () => {
  const [, loud, absent] = sarif().run.results!;
  expect(loud.locations).toEqual([{
    physicalLocation: { artifactLocation: { uri: 'cdk.out/App.template.json' }, region: { startLine: 32, startColumn: 17 } },
    logicalLocations: [{ name: 'Loud', fullyQualifiedName: 'App/Loud/Resource', kind: 'resource' }],
    properties: { fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/), property: expect.stringMatching(/^Properties\./) },
  }]);
  expect(absent.locations).toEqual([{
    physicalLocation: { artifactLocation: { uri: 'more%20templates/plain.yaml' }, region: { startLine: 9, startColumn: 13 } },
    logicalLocations: [{ name: 'Absent', fullyQualifiedName: 'Absent', kind: 'resource' }],
    properties: { fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/), property: expect.stringMatching(/^Properties\./) },
  }]);
  expect(loud.message.text).toMatch(/ Fix: /);
});

test('acknowledged findings are suppressed, with the reason; the others are not', () => {
  expect(sarif().run.results!.map(({ suppressions }) => suppressions)).toEqual([
    [{ kind: 'external', status: 'accepted', justification: 'clients need it' }], [], [], [], [],
  ]);
});

test('fingerprints tell findings apart, and stay when lines move', () => {
  const prints = sarif().run.results!.map(({ partialFingerprints }) => partialFingerprints!['finding/v2']);
  expect(new Set(prints).size).toBe(prints.length);
  expect(prints).toEqual(exampleReport().findings.map(({ fingerprint }) => fingerprint));
});

test('what a template keeps from the rules is a notification', () => {
  expect(sarif().run.invocations![0].toolExecutionNotifications).toEqual([]);
  const { runs: [{ invocations }] } = JSON.parse(sarifReport({ ...exampleReport(), problems: ['b.json: another template has this name'] }, '1.2.3')) as Log;
  expect(invocations![0].toolExecutionNotifications).toEqual([{ level: 'warning', message: { text: 'b.json: another template has this name' } }]);
});

const runOf = (report: Report): Run => {
  const log = JSON.parse(sarifReport(report, '1.2.3')) as Log;
  expect(log).toBeValidSarifLog();
  return log.runs[0];
};
const resultOf = (more: Partial<ReportedFinding>) => runOf(reportWith([finding(more)])).results![0];

test('the description of a rule has all that is known of it', () => {
  const rules = [{ ...RULE, formerNames: ['KeySet'] }, { ...RULE, severity: Severity.INFO }];
  const [renamed, noted] = runOf(reportWith([], { rules })).tool.driver.rules!;
  const paragraphs = ['AWS Security Hub CSPM: S3.17', 'PCI DSS v4: 3.5.1, 3.6.1'];
  expect(renamed).toEqual({
    id: 'KeyNamed',
    deprecatedIds: ['KeySet'],
    name: 'KeyNamed',
    shortDescription: { text: 'buckets name a key.' },
    fullDescription: { text: RULE.why },
    help: {
      text: [RULE.why, 'Fix: Name a key.', ...paragraphs, ...RULE.links].join('\n\n'),
      markdown: [RULE.why, '**Fix:** Name a key.', ...paragraphs, ...RULE.links.map((link) => `<${link}>`)].join('\n\n'),
    },
    helpUri: PAGE,
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security', 's3', 'encryption', 'keys'] },
  });
  expect(noted).not.toHaveProperty('deprecatedIds');
  expect(noted).toMatchObject({ defaultConfiguration: { level: 'note' } });
});

test('the help of a rule without a page is its first link', () => {
  const [custom] = runOf(reportWith([], { rules: [{ ...CUSTOM, links: RULE.links }] })).tool.driver.rules!;
  expect(custom.helpUri).toBe(RULE.links[0]);
});

test('the file ends with a line break', () => { expect(sarifReport(reportWith([]), '1.2.3')).toMatch(/\}\n$/); });

test('the run has the summary', () => {
  expect(runOf(reportWith([finding()])).properties).toEqual({ summary: '1 bucket in 1 template: 1 error, 0 warnings, 0 that cannot be determined, 0 acknowledged' });
});

describe('a run', () => {
  const invocationOf = (more: Partial<Report>) => runOf(reportWith([], more)).invocations;

  test('that read everything succeeded, whatever it found', () => {
    expect(runOf(reportWith([finding()])).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(invocationOf({ problems: ['a.json: it is odd'] })).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text: 'a.json: it is odd' } }] },
    ]);
  });

  test('that could not read something failed, and says what', () => {
    expect(invocationOf({ problems: ['a.json: it is odd'], failures: ['b.json: it is a link to nothing'] })).toEqual([{
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'b.json: it is a link to nothing' } }, { level: 'warning', message: { text: 'a.json: it is odd' } },
      ],
    }]);
  });
});

describe('a result', () => {
  test('has the members of a result and no others', () => {
    expect(resultOf({ rule: CUSTOM })).toEqual({
      ruleId: 'AcmeTag',
      ruleIndex: 1,
      level: 'error',
      message: { text: 'No key is named. Fix: Name a key.' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'a.json' }, region: { startLine: 7, startColumn: 3 } },
        logicalLocations: [{ name: 'Data', fullyQualifiedName: 'Data', kind: 'resource' }],
        properties: { fingerprint: 'f0', property: 'Properties.BucketEncryption' },
      }],
      partialFingerprints: { 'finding/v2': 'f0' },
      suppressions: [],
      properties: { status: 'violation', property: 'Properties.BucketEncryption' },
    });
  });

  test('of several resources has all places, the least fingerprint, and names those after the first', () => {
    const all = ['f2', 'f1', 'f3'].map((fingerprint, i) => finding({ fingerprint, logicalId: `B${i}`, constructPath: `App/B${i}`, property: `Properties.P${i}` }));
    const { results } = runOf(reportWith(all));
    expect(results).toHaveLength(1);
    expect(results![0]).toMatchObject({
      message: { text: `No key is named. Also: App/B1 (B1), App/B2 (B2). Fix: Name a key. ${RULE.fixForAll}` },
      partialFingerprints: { 'finding/v2': 'f1' },
      properties: { property: 'Properties.P0' },
    });
    expect(results![0].locations!.map(({ logicalLocations, properties }) => [logicalLocations![0], properties])).toEqual(['f2', 'f1', 'f3'].map((fingerprint, i) => [
      { name: `B${i}`, fullyQualifiedName: `App/B${i}`, kind: 'resource' }, { fingerprint, property: `Properties.P${i}` },
    ]));
  });

  test.each<[ReportedStatus, string]>([[ReportedStatus.VIOLATION, 'violation'], [ReportedStatus.UNKNOWN, 'unknown'], [ReportedStatus.ACKNOWLEDGED, 'acknowledged']])('has its status: %s', (status, said) => {
    expect(resultOf({ status }).properties).toMatchObject({ status: said });
  });

  test.each<[Severity, string]>([[Severity.ERROR, 'error'], [Severity.WARNING, 'warning'], [Severity.INFO, 'note']])('%s is the level %s', (severity, level) => {
    expect(resultOf({ severity }).level).toBe(level);
  });

  test('that is acknowledged without a reason is suppressed', () => {
    expect(runOf(reportWith([acknowledged({ reason: '' })])).results![0].suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: '' }]);
  });
});

test.each<[string, string]>([
  ['a b/c.json', 'a%20b/c.json'], ['../a#1?.json', '../a%231%3F.json'], ['100%.json', '100%25.json'], ['/app/a b.json', 'file:///app/a%20b.json'],
  ['\ud800/a.json', '%EF%BF%BD/a.json'], ['日本.json', '%E6%97%A5%E6%9C%AC.json'], ['😀.json', '%F0%9F%98%80.json'],
])('the address of the file %s', (path, uri) => {
  expect(resultOf({ template: template(path) }).locations![0].physicalLocation!.artifactLocation).toEqual({ uri });
});

describe('compared with a baseline', () => {
  const results = () => runOf(reportWith([finding({ isKnown: true }), finding({ logicalId: 'New' })], {
    resolved: [RESOLVED, { ...RESOLVED, severity: Severity.INFO, constructPath: 'App/Gone' }],
  })).results!;

  test('results are known or new', () => { expect(results().slice(0, 2).map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']); });

  test('what is resolved is absent, with its former place', () => {
    const absent = (level: string, fullyQualifiedName: string) => ({
      ruleId: 'KeyNamed',
      level,
      message: { text: 'No key was named.' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'more%20templates/old.json' } },
        logicalLocations: [{ name: 'Gone', fullyQualifiedName, kind: 'resource' }],
      }],
      partialFingerprints: { 'finding/v2': 'f9' },
      baselineState: 'absent',
    });
    expect(results().slice(2)).toEqual([absent('warning', 'Gone'), absent('note', 'App/Gone')]);
  });

  test('that had nothing, all are new', () => { expect(runOf(reportWith([finding()], { resolved: [] })).results![0].baselineState).toBe('new'); });

  test('without one, none has a state', () => { expect(resultOf({ isKnown: true })).not.toHaveProperty('baselineState'); });
});
