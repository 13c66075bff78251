import * as fs from 'fs';
import * as path from 'path';
import { App, Aspects, aws_s3 as s3, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { IConstruct } from 'constructs';
import { withHistory } from './support';
import { RuleName, RuleSet, S3EncryptionAspect, S3EncryptionChecks, Severity } from '../../../src';
import { ExitCode } from '../../../src/cli/io';
import { only, ran } from '../../cli/support';
import { directoryWith, withBucket } from '../assembly/support';

const NAME = RuleName.SECURE_TRANSPORT_REQUIRED;
const FORMER = 'HttpsOnly';
const FORMER_NAME = FORMER as RuleName;
const HINT = `S3Encryption::${FORMER} is a former name of S3Encryption::${NAME}. The acknowledgement still works. Fix: acknowledge S3Encryption::${NAME} instead.`;

beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

const acknowledge = (scope: IConstruct, ...names: string[]) =>
  Validations.of(scope).acknowledge(...names.map((name) => ({ id: `S3Encryption::${name}`, reason: `for ${name}` })));

/** The name of the rule, and nothing else asked. */
function alone(name: string): RuleSet {
  const all = RuleSet.recommended();
  return all.without(...all.ruleNames.filter((other) => other !== name));
}

describe('a rule that has been renamed', () => {
  withHistory(NAME, { formerNames: ['PlainHttpDenied', FORMER] });

  describe('in a rule set', () => {
    test('is left out, put in and given a severity by a former name', () => {
      const without = RuleSet.recommended().without(FORMER_NAME);
      expect(without.ruleNames).not.toContain(NAME);
      expect(without.including('PlainHttpDenied' as RuleName).ruleNames).toContain(NAME);
      expect(() => without.withSeverity(FORMER_NAME, Severity.INFO)).toThrow(`rule ${FORMER} is not in this rule set`);
      const bucket = new s3.Bucket(new Stack(new App(), 'Stack'), 'Bucket');
      const ruleSet = alone(NAME).withSeverity(FORMER_NAME, Severity.INFO);
      const { violations } = new S3EncryptionChecks(undefined, { ruleSet }).validateScope(bucket);
      expect(violations).toMatchObject([{ ruleName: NAME, severity: 'info' }]);
    });

    test('is asked once, however many of its names are put in', () => {
      expect(RuleSet.recommended().without(NAME).including(NAME, FORMER_NAME).ruleNames.filter((name) => name === NAME)).toEqual([NAME]);
      expect(RuleSet.recommended().including(FORMER_NAME).ruleNames).toEqual(RuleSet.recommended().ruleNames);
    });
  });

  describe('in the plugin', () => {
    function synth(app: App) {
      Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet: alone(NAME) }));
      let failed = false;
      try { app.synth(); } catch { failed = true; }
      const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8'));
      const ours = report.pluginReports.find((plugin: { pluginName: string }) => plugin.pluginName === 'S3Encryption');
      return { failed, found: ours?.violations ?? [], suppressed: ours?.suppressedViolations ?? [] };
    }

    test.each<[string, (app: App) => Stack, (bucket: s3.Bucket, app: App) => IConstruct]>([
      ['on the bucket', (app) => new Stack(app, 'Stack'), (bucket) => bucket],
      ['on its stack', (app) => new Stack(app, 'Stack'), (bucket) => bucket.stack],
      ['on the app', (app) => new Stack(app, 'Stack'), (_, app) => app],
      ['on a bucket in a nested stack', (app) => new NestedStack(new Stack(app, 'Stack'), 'Nested'), (bucket) => bucket],
      ['on a bucket in a stage', (app) => new Stack(new Stage(app, 'Stage'), 'Stack'), (bucket) => bucket],
    ])('is still acknowledged %s, and the report says its new name', (_, stack, scope) => {
      const app = new App();
      const bucket = new s3.Bucket(stack(app), 'Bucket');
      acknowledge(scope(bucket, app), FORMER);
      const { failed, found, suppressed } = synth(app);
      expect({ failed, found }).toEqual({ failed: false, found: [] });
      expect(suppressed).toMatchObject([{ ruleName: FORMER, reason: `for ${FORMER}`, suggestedFix: expect.stringContaining(HINT) }]);
    });

    test('counts under its new name where both are acknowledged', () => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      acknowledge(stack, NAME);
      acknowledge(new s3.Bucket(stack, 'Bucket'), FORMER);
      expect(synth(app)).toMatchObject({ failed: false, found: [], suppressed: [{ ruleName: NAME, reason: `for ${NAME}` }] });
    });

    test('is reported by its new name for other buckets', () => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      acknowledge(new s3.Bucket(stack, 'Bucket'), FORMER);
      new s3.Bucket(stack, 'Other');
      const { failed, found, suppressed } = synth(app);
      expect(failed).toBe(true);
      expect(found).toMatchObject([{ ruleName: NAME, violatingConstructs: [{ constructPath: 'Stack/Other/Resource' }] }]);
      expect(suppressed).toMatchObject([{ ruleName: FORMER, violatingConstructs: [{ constructPath: 'Stack/Bucket/Resource' }] }]);
    });

    test('is acknowledged in an included template', () => {
      const app = new App();
      const templateFile = path.join(directoryWith({ 'a.json': withBucket({}) }), 'a.json');
      acknowledge(new CfnInclude(new Stack(app, 'Stack'), 'Include', { templateFile }), FORMER);
      expect(synth(app)).toMatchObject({ failed: false, found: [], suppressed: [{ ruleName: FORMER }] });
    });
  });

  describe('as an annotation', () => {
    const annotated = (scope: (stack: Stack, bucket: s3.Bucket) => IConstruct, ...names: string[]) => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      acknowledge(scope(stack, new s3.Bucket(stack, 'Bucket')), ...names);
      Aspects.of(app).add(new S3EncryptionAspect({ ruleSet: alone(NAME) }));
      const found = Annotations.fromStack(stack);
      return [...found.findError('*', Match.anyValue()), ...found.findInfo('*', Match.anyValue())].map(({ id, level, entry }) => [level, id, entry.data]);
    };

    test('is still acknowledged, and the new name is said where it was acknowledged', () => {
      expect(annotated((_, bucket) => bucket, FORMER)).toEqual([['info', '/Stack/Bucket', HINT]]);
      expect(annotated((stack) => stack, FORMER)).toEqual([['info', '/Stack', HINT]]);
    });

    test('says nothing where the new name is acknowledged too', () => {
      expect(annotated((stack) => stack, FORMER, NAME)).toEqual([]);
    });
  });

  describe('on the command line', () => {
    const inApp = (...names: string[]) => {
      const cwd = directoryWith();
      const app = new App({ outdir: path.join(cwd, 'cdk.out') });
      acknowledge(new s3.Bucket(new Stack(app, 'Stack'), 'Bucket'), ...names);
      app.synth();
      return cwd;
    };

    test('is still acknowledged, and the report says its new name', () => {
      expect(ran(inApp(FORMER), 'check', ...only(NAME))).toEqual({
        code: ExitCode.CLEAN,
        stderr: '',
        stdout: `${HINT}\n\n1 bucket in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 1 acknowledged\n`,
      });
      expect(ran(inApp(FORMER, NAME), 'check', ...only(NAME)).stdout).not.toContain(FORMER);
    });

    test('is known to code scanning by both names', () => {
      const { runs: [{ tool: { driver }, results }] } = JSON.parse(ran(inApp(FORMER), 'check', '--format', 'sarif', ...only(NAME)).stdout);
      expect(driver.rules).toMatchObject([{ id: NAME, deprecatedIds: ['PlainHttpDenied', FORMER] }]);
      expect(results).toMatchObject([{ ruleId: NAME, suppressions: [{ justification: `for ${FORMER}` }] }]);
    });

    test.each([FORMER, 'https-only', `S3Encryption::${FORMER}`])('is found as %s', (name) => {
      const { stdout } = ran(directoryWith(), 'explain', name);
      expect(stdout).toMatch(new RegExp(`^${NAME}: `));
      expect(stdout).toMatch(/^Former names: PlainHttpDenied, HttpsOnly$/m);
      const cwd = directoryWith({ 'a.json': withBucket({}) });
      expect(ran(cwd, 'check', 'a.json', ...only(NAME), '--without', name).code).toBe(ExitCode.CLEAN);
      expect(ran(cwd, 'check', 'a.json', ...only(NAME), '--severity', `${name}=info`).code).toBe(ExitCode.CLEAN);
      expect(ran(cwd, 'check', 'a.json', ...only(NAME)).code).toBe(ExitCode.FINDINGS);
    });

    test('is listed with its former names', () => {
      expect(ran(directoryWith(), 'rules').stdout).toMatch(new RegExp(`^${NAME} .* \\(formerly PlainHttpDenied, HttpsOnly\\)$`, 'm'));
    });
  });
});

describe('a rule that another one supersedes', () => {
  withHistory(NAME, { replacedBy: 'MinimumTlsVersion' });
  const NOTE = `Rule MinimumTlsVersion supersedes ${NAME}.`;

  test('says so in the plugin and in annotations', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Bucket');
    expect(new S3EncryptionChecks(undefined, { ruleSet: alone(NAME) }).validateScope(bucket).violations[0].fix).toMatch(new RegExp(` ${NOTE} See https://`));
    Aspects.of(app).add(new S3EncryptionAspect({ ruleSet: alone(NAME) }));
    Annotations.fromStack(stack).hasError('*', Match.stringLikeRegexp(NOTE));
  });

  test('says so on the command line', () => {
    expect(ran(directoryWith({ 'a.json': withBucket({}) }), 'check', 'a.json', ...only(NAME)).stdout).toContain(`    Note: ${NOTE}\n`);
    expect(ran(directoryWith(), 'explain', NAME).stdout).toContain('Superseded by: MinimumTlsVersion\n');
    expect(ran(directoryWith(), 'rules').stdout).toMatch(new RegExp(`^${NAME} .* \\(superseded by MinimumTlsVersion\\)$`, 'm'));
  });
});
