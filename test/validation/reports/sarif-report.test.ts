import '@microsoft/jest-sarif';
import type { Log, Run } from 'sarif';
import { exampleReport, sarifReport } from './support';
import { RULES } from '../../../src/validation/rules';

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
