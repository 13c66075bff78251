import { sarifReport, textReport } from './support';
import { CustomFinding, CustomRule, RuleSet, Severity } from '../../../src';
import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { jsonReport, type Report, reportOf } from '../../../src/validation/reports';

const TEMPLATE = JSON.stringify({
  Resources: {
    Data: { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'App/Data/Resource' }, Properties: { Tags: [] } },
    Quiet: { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'App/Quiet/Resource' } },
  },
}, undefined, 2);

/** What a custom rule finds in two buckets, of which one is acknowledged. */
function report(links?: string[]): Report {
  const rule = new CustomRule({
    name: 'AcmeTag',
    title: 'Buckets have the tag Team.',
    description: 'Nobody else knows whose they are.',
    fix: 'Add the tag.',
    severity: Severity.WARNING,
    links,
    check: { checkBucket: ({ logicalId }) => [CustomFinding.violation(`${logicalId} has no tag Team.`, { property: 'Tags' })] },
  });
  const all = RuleSet.recommended();
  const acknowledgements = new Acknowledgements();
  acknowledgements.addForConstruct('App/Quiet', 'S3Encryption::AcmeTag', 'it is nobody\'s');
  const templates = [{
    source: { name: '/app/App.template.json', json: JSON.parse(TEMPLATE) as unknown },
    file: '/app/App.template.json',
    path: 'App.template.json',
    text: TEMPLATE,
    constructPaths: new Map<string, string>(),
    acknowledgements,
  }];
  return reportOf(Posture.of(App.of(templates.map(({ source }) => source))), all.without(...all.ruleNames).withCustomRules(rule), templates);
}

test('JSON has the finding as that of any rule', () => {
  const { findings, summary } = JSON.parse(jsonReport(report())) as { findings: object[]; summary: object };
  expect(findings).toEqual([
    {
      rule: 'AcmeTag',
      severity: 'warning',
      status: 'violation',
      resources: [{
        template: 'App.template.json',
        stack: null,
        logicalId: 'Data',
        constructPath: 'App/Data/Resource',
        resourceType: 'AWS::S3::Bucket',
        property: 'Properties.Tags',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      }],
      message: 'Data has no tag Team.',
      fix: 'Add the tag.',
    },
    expect.objectContaining({ resources: [expect.objectContaining({ logicalId: 'Quiet' })], status: 'acknowledged', reason: 'it is nobody\'s' }),
  ]);
  expect(summary).toEqual({ buckets: 2, errors: 0, warnings: 1, unknown: 0, acknowledged: 1 });
});

interface Sarif {
  readonly runs: readonly [{
    readonly tool: { readonly driver: { readonly rules: readonly { readonly helpUri?: string; readonly help: { readonly text: string } }[] } };
    readonly results: readonly object[];
  }];
}

test('SARIF describes the rule by its own texts and links, and places the finding', () => {
  const { runs: [{ tool, results }] } = JSON.parse(sarifReport(report(['https://wiki.example.com/tags']), '1.0.0')) as Sarif;
  const [descriptor, ...others] = tool.driver.rules;
  expect(others).toEqual([]);
  expect(descriptor).toEqual({
    id: 'AcmeTag',
    name: 'AcmeTag',
    shortDescription: { text: 'Buckets have the tag Team.' },
    fullDescription: { text: 'Nobody else knows whose they are.' },
    help: {
      text: 'Nobody else knows whose they are.\n\nFix: Add the tag.\n\nhttps://wiki.example.com/tags',
      markdown: 'Nobody else knows whose they are.\n\n**Fix:** Add the tag.\n\n<https://wiki.example.com/tags>',
    },
    helpUri: 'https://wiki.example.com/tags',
    defaultConfiguration: { level: 'warning' },
    properties: { tags: ['security', 's3', 'encryption', 'custom rules'] },
  });
  expect(results).toMatchObject([
    { ruleId: 'AcmeTag', ruleIndex: 0, level: 'warning', message: { text: 'Data has no tag Team. Fix: Add the tag.' }, suppressions: [] },
    { ruleId: 'AcmeTag', suppressions: [{ status: 'accepted', justification: 'it is nobody\'s' }] },
  ]);
});

test('without links SARIF has no address of help', () => {
  const { runs: [{ tool }] } = JSON.parse(sarifReport(report(), '1.0.0')) as Sarif;
  expect(tool.driver.rules[0]).not.toHaveProperty('helpUri');
  expect(tool.driver.rules[0].help.text).toBe('Nobody else knows whose they are.\n\nFix: Add the tag.');
});

test('text has why, fix, and how to acknowledge', () => {
  const text = textReport(report(), false);
  expect(text).toContain('  warning AcmeTag App.template.json:');
  expect(text).toContain('Data has no tag Team.\n    Why: Nobody else knows whose they are.\n    Fix: Add the tag.\n');
  expect(text).toContain('pass S3Encryption::AcmeTag as id');
});
