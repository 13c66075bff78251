import type { Log } from 'sarif';
import { foundInJson, ran } from './support';
import { directoryWith } from '../validation/assembly/support';

const BUCKET = `
        Type: AWS::S3::Bucket
        Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}]}}`;

const LOOP = `Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Known:
    - Name
    - [Logs, Data]
    - \${Name}Bucket:${BUCKET}
  Fn::ForEach::Unknown:
    - Name
    - !Ref Names
    - \${Name}Bucket:${BUCKET}
`;

const directory = () => directoryWith({ 'loops.yaml': LOOP });
const WITHOUT = ['--without', 'SecureTransportRequired', '--without', 'MinimumTlsVersion', '--without', 'SignatureVersion4Required'];

test('text: a finding at the collection, and how much is not seen', () => {
  const { stdout, stderr, code } = ran(directory(), 'check', 'loops.yaml', ...WITHOUT);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain([
    'Fn::ForEach::Unknown Fn::ForEach',
    '  info AllResourcesVisible, cannot be determined loops.yaml:12:12 Collection',
    '    What Fn::ForEach::Unknown creates is not seen: its collection is not known: parameter Names has no default.',
    '',
  ].join('\n'));
  expect(stdout).toContain('    To suppress it: exclude the rule with --without AllResourcesVisible\n');
  expect(stdout).toContain('2 buckets in 1 template: 0 errors, 0 warnings, 1 that cannot be determined, 0 acknowledged; 1 part of the templates not seen\n');
});

test('text: findings of what a loop makes have its logical IDs, and the place of the loop', () => {
  const { stdout } = ran(directory(), 'check', 'loops.yaml', ...WITHOUT);
  expect(stdout).toMatch(/^2 resources\n {2}info SseCBlocked\n/m);
  for (const id of ['LogsBucket', 'DataBucket']) { expect(stdout).toMatch(new RegExp(`^ {6}${id} loops\\.yaml:9:\\d+ `, 'm')); }
});

test('JSON', () => {
  const { findings, summary } = JSON.parse(ran(directory(), 'check', 'loops.yaml', '--format', 'json', ...WITHOUT).stdout) as { findings: object[]; summary: object };
  expect(findings[0]).toEqual({
    rule: 'AllResourcesVisible',
    severity: 'info',
    status: 'unknown',
    resources: [{
      template: 'loops.yaml',
      stack: null,
      logicalId: 'Fn::ForEach::Unknown',
      constructPath: null,
      resourceType: 'Fn::ForEach',
      property: 'Collection',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    }],
    page: expect.stringMatching(/\/docs\/rules\/AllResourcesVisible\.md$/),
    message: 'What Fn::ForEach::Unknown creates is not seen: its collection is not known: parameter Names has no default.',
    fix: expect.stringMatching(/^Check the processed template as well/),
  });
  expect(summary).toEqual({ buckets: 2, errors: 0, warnings: 0, unknown: 1, acknowledged: 0 });
});

test('SARIF', () => {
  const log = JSON.parse(ran(directory(), 'check', 'loops.yaml', '--format', 'sarif', ...WITHOUT).stdout) as Log;
  const [{ results, tool, invocations }] = log.runs;
  expect(results!.map(({ ruleId }) => ruleId)).toEqual(['AllResourcesVisible', 'SseCBlocked']);
  expect(results![0]).toMatchObject({
    level: 'note', locations: [{ logicalLocations: [{ name: 'Fn::ForEach::Unknown' }] }], properties: { status: 'unknown' },
  });
  expect(results!.map(({ locations }) => locations![0].physicalLocation!.region!.startLine)).toEqual([12, 9]);
  expect(results![1].locations!.map(({ logicalLocations }) => logicalLocations![0].name)).toEqual(['LogsBucket', 'DataBucket']);
  expect(tool.driver.rules!.map(({ id }) => id)).toContain('AllResourcesVisible');
  expect(invocations![0].toolExecutionNotifications).toEqual([]);
});

test('it is asked in every rule set, can be left out, and be an error', () => {
  for (const name of ['recommended', 'strict', 'dual-layer', 'security-hub', 'cis-aws-5', 'nist-800-53-r5', 'pci-dss-4']) {
    expect(ran(directory(), 'check', 'loops.yaml', '--rule-set', name).stdout).toContain('AllResourcesVisible');
  }
  expect(ran(directory(), 'check', 'loops.yaml', '--without', 'AllResourcesVisible', ...WITHOUT).stdout).not.toMatch(/AllResourcesVisible|not seen/);
  expect(ran(directory(), 'check', 'loops.yaml', '--severity', 'AllResourcesVisible=error', ...WITHOUT).stdout).toContain('warning AllResourcesVisible');
});

test('templates without such parts print what they printed before', () => {
  const plain = directoryWith({ 'a.yaml': 'Resources: {Topic: {Type: AWS::SNS::Topic}}' });
  expect(ran(plain, 'check', 'a.yaml').stdout).toBe('0 buckets in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged\n');
});

describe('artifacts of an assembly that are not read', () => {
  const MANIFEST = `{
  "artifacts": {
    "Stack": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Stack.template.json"}},
    "Other": {
      "type": "other:stack"
    },
    "Untyped": {},
    "Tree": {"type": "cdk:tree"},
    "Assets": {"type": "cdk:asset-manifest"},
    "Flags": {"type": "cdk:feature-flag-report"},
    "Nothing": {"type": "none"}
  }
}`;
  const assembly = (manifest: string = MANIFEST) => directoryWith({ 'cdk.out/manifest.json': manifest, 'cdk.out/Stack.template.json': { Resources: {} } });
  const OTHER = 'What artifact Other of the assembly holds is not seen: artifacts of type "other:stack" are not read.';
  const UNTYPED = 'What artifact Untyped of the assembly holds is not seen: it has no type.';

  test('text: where the manifest names them; a manifest is no template', () => {
    const { stdout, stderr, code } = ran(assembly(), 'check');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Other other:stack\n  info AllResourcesVisible, cannot be determined cdk.out/manifest.json:5:7 type\n    ${OTHER}\n`);
    expect(stdout).toContain(`    ${UNTYPED}\n`);
    expect(stdout).toContain('0 buckets in 1 template: 0 errors, 0 warnings, 2 that cannot be determined, 0 acknowledged; 2 parts of the templates not seen\n');
  });

  test('JSON and SARIF', () => {
    const { stdout } = ran(assembly(), 'check', '--format', 'json');
    const { templates } = JSON.parse(stdout) as { templates: { path: string }[] };
    expect(foundInJson(stdout).map(({ template, message }) => [template, message])).toEqual([['cdk.out/manifest.json', OTHER], ['cdk.out/manifest.json', UNTYPED]]);
    expect(templates.map((one) => one.path)).toEqual(['cdk.out/Stack.template.json']);
    const [{ results }] = (JSON.parse(ran(assembly(), 'check', '--format', 'sarif').stdout) as Log).runs;
    const places = results!.map(({ locations }) => locations![0].physicalLocation!);
    expect(places.map(({ artifactLocation, region }) => [artifactLocation!.uri, region!.startLine]))
      .toEqual([['cdk.out/manifest.json', 5], ['cdk.out/manifest.json', 7]]);
  });

  test('an assembly of nothing else', () => {
    const { stdout, stderr, code } = ran(assembly('{"artifacts": {"Other": {"type": "other:stack"}}}'), 'check');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('0 buckets in 0 templates: 0 errors, 0 warnings, 1 that cannot be determined, 0 acknowledged; 1 part of the templates not seen\n');
  });

  test('migrate, which asks no rules, says them beside the plan', () => {
    const { stdout, stderr } = ran(assembly(), 'migrate');
    expect(stderr).toBe(`cdk-s3-encryption: cdk.out/manifest.json: ${OTHER}\ncdk-s3-encryption: cdk.out/manifest.json: ${UNTYPED}\n`);
    expect(stdout).toContain('1 template: ');
  });
});
