import * as fs from 'fs';
import * as path from 'path';
import { App, Aspects, aws_s3 as s3, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  type ConstructExclusion, ReportFormat, RuleName, RuleSet, S3EncryptionAspect, S3EncryptionChecks, type S3EncryptionChecksProps,
} from '../../../src';
import { writeReports } from '../../../src/validation/checks/report-files';
import { reportedOf } from '../../../src/validation/reports';
import { foundInJson, ran } from '../../cli/support';
import { directoryWith } from '../assembly/support';
import { reportOfApp } from '../reports/html/apps';

// CDK's own checks are not the point, and take most of the time.
process.env.CDK_VALIDATION = 'false';

// CDK prints every report.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

const all = RuleSet.recommended();
const NAMES = [RuleName.SECURE_TRANSPORT_REQUIRED, RuleName.DEFAULT_ENCRYPTION_DECLARED];
const ruleSet = all.without(...all.ruleNames.filter((name) => !NAMES.includes(name)));
const ONLY = all.ruleNames.filter((name) => !NAMES.includes(name)).flatMap((name) => ['--without', name]);

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly ruleMetadata: { readonly [name: string]: string };
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

interface Synthesized {
  readonly cwd: string;
  readonly failure?: string;
  readonly violations: readonly Violation[];
  readonly metadata?: { readonly [name: string]: string };
}

/** Synthesizes an app with buckets of these IDs in one stack. */
function synth(props: S3EncryptionChecksProps, ids: readonly string[] = ['A', 'B'], cwd = directoryWith()): Synthesized {
  const app = new App({ outdir: path.join(cwd, 'cdk.out') });
  const stack = new Stack(app, 'Data');
  for (const id of ids) { new s3.Bucket(stack, id); }
  Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet, ...props }));
  let failure: string | undefined;
  try { app.synth(); } catch (error) { failure = (error as Error).message; }
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: readonly { pluginName: string; violations: Violation[]; metadata?: Synthesized['metadata'] }[];
  };
  const ours = pluginReports.find(({ pluginName }) => pluginName === 'S3Encryption');
  return { cwd, failure, violations: ours?.violations ?? [], metadata: ours?.metadata };
}

const said = ({ violations }: Synthesized) => violations.map(({ severity, ruleName, violatingConstructs }) => (
  `${severity} ${ruleName} ${violatingConstructs.map(({ constructPath }) => constructPath.split('/')[1]).join(' ')}`));

/** The JSON report of an app with these buckets. */
function baseline(...ids: string[]): string {
  const directory = path.join(directoryWith(), 'reports');
  synth({ report: { formats: [ReportFormat.JSON], directory } }, ids);
  return path.join(directory, 's3-encryption.json');
}

describe('groups', () => {
  test('a violation has all resources with the same cause, a link, and what fixes all of them', () => {
    const { violations, metadata } = synth({});
    expect(violations.map(({ ruleName, violatingConstructs }) => [ruleName, violatingConstructs.length])).toEqual([
      ['DefaultEncryptionDeclared', 2], ['SecureTransportRequired', 2],
    ]);
    expect(violations[1]).toMatchObject({
      suggestedFix: expect.stringMatching(/ To fix all buckets of the stack, apply mixins\.BucketSecureTransport to the stack\. See https:.*\/docs\/rules\/SecureTransportRequired\.md$/),
      ruleMetadata: { why: expect.stringContaining('S3 accepts plain HTTP'), page: expect.stringMatching(/SecureTransportRequired\.md$/) },
    });
    expect(metadata).toEqual({ summary: '2 buckets in 1 template: 2 errors, 2 warnings, 0 that cannot be determined, 0 acknowledged' });
  });
});

test('templates of no stack have no constructs, and nothing that could be applied to them', () => {
  const buckets = { Resources: { A: { Type: 'AWS::S3::Bucket' }, B: { Type: 'AWS::S3::Bucket' } } };
  const templatePath = path.join(directoryWith({ 'foreign.json': buckets }), 'foreign.json');
  const context = { appConstruct: new App(), stackTemplates: [{ templatePath, accountId: '111122223333', region: 'eu-west-1' }] };
  const { violations } = new S3EncryptionChecks(undefined, { ruleSet }).validate(context as unknown as Parameters<S3EncryptionChecks['validate']>[0]);
  const [, transport] = violations;
  expect(transport.violatingResources).toEqual(['A', 'B'].map((resourceLogicalId) => (
    { resourceLogicalId, templatePath, locations: ['Properties'] }
  )));
  expect(transport.fix).not.toContain('To fix all');
});

describe('report', () => {
  test('writes each format to a file, which is that of the CLI', () => {
    const cwd = directoryWith();
    synth({ report: { formats: Object.values(ReportFormat), directory: path.join(cwd, 'deep', 'reports') } }, ['A', 'B'], cwd);
    const folder = path.join(cwd, 'deep', 'reports');
    expect(fs.readdirSync(folder).sort()).toEqual(['csv', 'html', 'json', 'md', 'sarif', 'txt', 'xml'].map((ending) => `s3-encryption.${ending}`));
    for (const [ending, format] of [['txt', 'text'], ['json', 'json'], ['sarif', 'sarif'], ['md', 'markdown'], ['csv', 'csv'], ['xml', 'junit'], ['html', 'html']]) {
      const written = fs.readFileSync(path.join(folder, `s3-encryption.${ending}`), 'utf8');
      // The plugin starts paths at the working directory of the process.
      const { stdout } = ran(process.cwd(), 'check', path.join(cwd, 'cdk.out'), '--format', format, ...ONLY);
      expect(written).toBe(stdout);
    }
  });

  test('templates are called by their paths, whatever the folders around them are called', () => {
    const cwd = path.join(directoryWith(), 'copy (2)', 'more (3)');
    fs.mkdirSync(cwd, { recursive: true });
    synth({ report: { formats: [ReportFormat.JSON], directory: path.join(cwd, 'reports') } }, ['A'], cwd);
    const found = foundInJson(fs.readFileSync(path.join(cwd, 'reports', 's3-encryption.json'), 'utf8'));
    expect(new Set(found.map(({ template }) => template))).toEqual(new Set([path.join(cwd, 'cdk.out', 'Data.template.json')]));
  });

  test('files of an earlier run are replaced', () => {
    const directory = directoryWith({ 's3-encryption.json': 'old' });
    synth({ report: { formats: [ReportFormat.JSON], directory } });
    expect(foundInJson(fs.readFileSync(path.join(directory, 's3-encryption.json'), 'utf8'))).toHaveLength(4);
  });

  test('a directory in the cloud assembly, and one that is a file, fail with what to do', () => {
    const cwd = directoryWith({ file: '' });
    expect(synth({ report: { formats: [ReportFormat.CSV], directory: path.join(cwd, 'cdk.out', 'reports') } }, ['A'], cwd).failure)
      .toMatch(/S3EncryptionChecks: the directory of report, .*, is in the cloud assembly, .* Fix: use a directory outside /);
    expect(synth({ report: { formats: [ReportFormat.CSV], directory: path.join(cwd, 'file') } }, ['A'], directoryWith()).failure)
      .toMatch(/S3EncryptionChecks: the report cannot be written to .* Fix: use a writable directory\./);
  });

  test('more buckets than a page can show fail with what to do, which is not about the directory', () => {
    const { posture, report, templates } = reportOfApp([{ name: 'Stack', resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }]);
    const folder = directoryWith({});
    const large = { ...report, summary: { ...report.summary, buckets: 100_000 } };
    const appearance = { toolVersion: '1.2.3', reported: () => reportedOf(posture, templates) };
    const write = (formats: ReportFormat[]) => writeReports(large, { formats, directory: folder }, path.join(folder, 'cdk.out'), appearance, 'App/Checks');
    expect(() => write([ReportFormat.HTML]))
      .toThrow(/^App\/Checks: the HTML report shows up to 20,000 buckets, and these templates have 100,000\. Fix: check fewer .* csv or json\.$/);
    write([ReportFormat.CSV]);
    expect(fs.readdirSync(folder)).toEqual(['s3-encryption.csv']);
  });

  test.each<[string, boolean]>([
    ['cdk.out', false], ['cdk.out/reports', false], ['cdk.out/..reports', false], ['cdk.out/../cdk.out', false], ['cdk.out2', true], ['.', true], ['cdk.out/../reports', true],
  ])('the directory %s is outside of the cloud assembly: %s', (directory, isOutside) => {
    const { posture, report, templates } = reportOfApp([{ name: 'Stack', resources: {} }]);
    const folder = directoryWith({ 'cdk.out/manifest.json': '' });
    const appearance = { toolVersion: '1.2.3', reported: () => reportedOf(posture, templates) };
    const options = { formats: [ReportFormat.CSV, ReportFormat.JSON, ReportFormat.CSV], directory: path.join(folder, 'a', '..', directory) };
    const write = () => { writeReports(report, options, path.join(folder, 'cdk.out'), appearance, 'App/Checks'); };
    if (!isOutside) {
      expect(write).toThrow('is in the cloud assembly');
      return;
    }
    write();
    expect(fs.readdirSync(options.directory).filter((name) => name.startsWith('s3-encryption'))).toEqual(['s3-encryption.csv', 's3-encryption.json']);
  });

  test.each<[string, unknown, string]>([
    ['no formats', { formats: [], directory: 'a' }, 'the formats of report cannot be [].'],
    ['an unknown format', { formats: ['pdf'], directory: 'a' }, 'the formats of report cannot be ["pdf"].'],
    ['formats that are no list', { formats: 'json', directory: 'a' }, 'the formats of report cannot be "json".'],
    ['an unknown format beside another', { formats: [ReportFormat.JSON, 'JSON'], directory: 'a' }, 'the formats of report cannot be ["json","JSON"].'],
    ['no directory', { formats: [ReportFormat.CSV] }, 'the directory of report cannot be undefined.'],
    ['an empty directory', { formats: [ReportFormat.CSV], directory: '' }, 'the directory of report cannot be "".'],
    ['a directory that is none', { formats: [ReportFormat.CSV], directory: 7 }, 'the directory of report cannot be 7.'],
  ])('%s', (_, report, message) => {
    expect(() => new S3EncryptionChecks(undefined, { report: report as S3EncryptionChecksProps['report'] })).toThrow(`S3EncryptionChecks: ${message} Fix: `);
  });
});

describe('baseline', () => {
  test('only what is new fails; what is known is information, and what is gone is resolved', () => {
    const result = synth({ baseline: baseline('A', 'Gone') }, ['A', 'B']);
    expect(said(result)).toEqual([
      'info DefaultEncryptionDeclared A', 'info SecureTransportRequired A', 'warning DefaultEncryptionDeclared B', 'error SecureTransportRequired B',
    ]);
    expect(result.failure).toBeDefined();
    expect(result.violations[1]).toMatchObject({ description: expect.stringMatching(/^Known, in the baseline: /), ruleMetadata: { known: 'true', severity: 'error' } });
    expect(result.metadata).toEqual({
      summary: '2 buckets in 1 template: 1 error, 1 warning, 0 that cannot be determined, 0 acknowledged, 2 known, 2 resolved',
      resolved: expect.stringMatching(/^DefaultEncryptionDeclared: Data\/Gone\/Resource .*; SecureTransportRequired: Data\/Gone\/Resource /),
    });
    expect(synth({ baseline: baseline('A', 'B') }).failure).toBeUndefined();
  });

  test('a part of an app knows what is known, resolves nothing, and writes no report', () => {
    const directory = path.join(directoryWith(), 'reports');
    const stack = new Stack(new App(), 'Data');
    for (const id of ['A', 'B']) { new s3.Bucket(stack, id); }
    const props = { ruleSet, baseline: baseline('A', 'Gone'), report: { formats: [ReportFormat.MARKDOWN], directory } };
    const { success, violations, metadata } = new S3EncryptionChecks(undefined, props).validateScope(stack);
    expect(success).toBe(false);
    expect(violations.map(({ severity, ruleName }) => `${severity} ${ruleName}`)).toEqual([
      'info DefaultEncryptionDeclared', 'info SecureTransportRequired', 'warning DefaultEncryptionDeclared', 'error SecureTransportRequired',
    ]);
    expect(metadata).toEqual({ summary: '2 buckets in 1 template: 1 error, 1 warning, 0 that cannot be determined, 0 acknowledged, 2 known' });
    expect(fs.existsSync(directory)).toBe(false);
  });

  test('that of the CLI is one, too, and the other way round', () => {
    const { cwd } = synth({});
    ran(cwd, 'check', 'cdk.out', ...ONLY, '--baseline', 'known.json', '--update-baseline');
    expect(synth({ baseline: path.join(cwd, 'known.json') }).failure).toBeUndefined();
    expect(ran(cwd, 'check', 'cdk.out', ...ONLY, '--baseline', baseline('A', 'B'))).toMatchObject({ code: 0 });
  });

  test('an aspect says what is known as information, too', () => {
    const app = new App();
    const stack = new Stack(app, 'Data');
    for (const id of ['A', 'B']) { new s3.Bucket(stack, id); }
    Aspects.of(app).add(new S3EncryptionAspect({ ruleSet, baseline: baseline('A') }));
    const annotations = Annotations.fromStack(stack);
    annotations.hasInfo('/Data/A/Resource', Match.stringLikeRegexp('^Known, in the baseline: The bucket has no policy'));
    annotations.hasError('/Data/B/Resource', Match.stringLikeRegexp('^The bucket has no policy'));
    expect(annotations.findError('/Data/A/Resource', Match.anyValue())).toEqual([]);
    annotations.hasInfo('/Data', 'S3 encryption: 2 buckets in 1 template: 1 error, 1 warning, 0 that cannot be determined, 0 acknowledged, 2 known');
  });

  test.each([S3EncryptionAspect, S3EncryptionChecks])('a file that is none is an error: %p', (kind) => {
    const file = path.join(directoryWith({ 'known.json': '{"Resources": {}}' }), 'known.json');
    const make = (props: S3EncryptionChecksProps) => (
      kind === S3EncryptionAspect ? new S3EncryptionAspect(props) : new S3EncryptionChecks(undefined, props)
    );
    expect(() => make({ baseline: file })).toThrow(`${kind.name}: ${file}: the file isn't a baseline: it isn't a JSON report of cdk-s3-encryption. Fix: `);
    expect(() => make({ baseline: '/no/such/file' })).toThrow(`${kind.name}: /no/such/file: the baseline cannot be read: the file doesn't exist. Fix: `);
  });
});

describe('exclusions', () => {
  const left = (...pathPatterns: string[]) => {
    const exclusions: ConstructExclusion[] = pathPatterns.map((pathPattern) => ({ pathPattern, reason: 'They own it.' }));
    return said(synth({ exclusions }, ['A', 'Ab', 'B'])).filter((one) => one.includes('Secure'));
  };

  test.each<[string, string, string]>([
    ['Data/A', 'Ab B', 'a construct and what is in it'], ['/Data/A/', 'Ab B', 'written as annotations are'], ['Data/A/Resource', 'Ab B', 'the resource'],
    ['Data/A*', 'B', 'a beginning'], ['Data/*b', 'A B', 'an end'], ['**/B', 'A Ab', 'at any depth'], ['*/B/**', 'A Ab', 'in any stack'],
    ['A', 'A Ab B', 'nothing in the app'], ['Data/*/*/*', 'A Ab B', 'nothing so deep'], ['data/a', 'A Ab B', 'in other letters'], ['Data/.', 'A Ab B', 'no regular expression'],
  ])('%s leaves %s (%s)', (pattern, rest) => { expect(left(pattern)).toEqual([`error SecureTransportRequired ${rest}`]); });

  test('everything that is left out fails nothing, and is in the report as acknowledged, with the reason', () => {
    const directory = directoryWith();
    const { failure, violations } = synth({ exclusions: [{ pathPattern: 'Data', reason: 'They own it.' }], report: { formats: [ReportFormat.JSON], directory } });
    expect([failure, violations]).toEqual([undefined, []]);
    const found = foundInJson(fs.readFileSync(path.join(directory, 's3-encryption.json'), 'utf8'));
    expect(found.map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged', 'acknowledged', 'acknowledged']);
    expect(found[0]).toMatchObject({ reason: 'They own it.' });
  });

  test('aspects leave them out, too', () => {
    const stack = new Stack(new Stage(new App(), 'Prod'), 'Data');
    new s3.Bucket(stack, 'A');
    Aspects.of(stack).add(new S3EncryptionAspect({ ruleSet, exclusions: [{ pathPattern: 'Prod/*/A', reason: 'They own it.' }] }));
    expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
  });

  test('each has a pattern and a reason', () => {
    const make = (exclusion: object) => () => new S3EncryptionChecks(undefined, { exclusions: [exclusion as ConstructExclusion] });
    expect(make({ pathPattern: '/', reason: 'theirs' })).toThrow('S3EncryptionChecks: the pathPattern of an exclusion cannot be "/". Fix: ');
    expect(make({ pathPattern: 'Data', reason: ' ' })).toThrow('S3EncryptionChecks: the exclusion of Data has no reason. Fix: ');
  });
});
