import * as fs from 'fs';
import * as path from 'path';
import { App, Aspects, aws_s3 as s3, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as first from '../../src';
import { type Library, secondCopy } from '../support/second-copy';

const second = secondCopy();

beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

/** An app with what one and the other copy have made, and a bucket of nobody. */
function anApp(a: Library, b: Library): { app: App; stack: Stack } {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  const bucket = new a.LogBucket(stack, 'Logs');
  new b.EncryptedBucket(stack, 'Data', { defaultEncryption: a.DefaultEncryption.sseKms(), accessLogs: { bucket, prefix: 'data/' } });
  new s3.Bucket(stack, 'Plain', { bucketName: `plain-${stack.account}` });
  return { app, stack };
}

/** What plugins report, by the order in which they were added. */
function reported(app: App, ...plugins: first.S3EncryptionChecks[]): unknown[] {
  Validations.of(app).addPlugins(...plugins);
  try { app.synth(); } catch { /* The plain bucket stops synthesis. */ }
  const report = fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8');
  const withoutTraces = (key: string, value: unknown) => (key === 'stackTraces' ? undefined : value);
  const { pluginReports } = JSON.parse(report, withoutTraces) as { pluginReports: { pluginName: string; violations: unknown[] }[] };
  return pluginReports.filter(({ pluginName }) => pluginName === 'S3Encryption').map(({ violations }) => violations);
}

describe.each<[string, Library, Library]>([['of the second copy', first, second], ['of the first copy', second, first]])('checks %s', (_, a, b) => {
  const expected = () => {
    const { app } = anApp(first, first);
    return reported(app, new first.S3EncryptionChecks(app, { ruleSet: first.RuleSet.strict() }));
  };

  test('find what they find where there is one copy, and what the other makes passes', () => {
    const { app } = anApp(a, b);
    const [violations, ...more] = reported(app, new b.S3EncryptionChecks(app, { ruleSet: b.RuleSet.strict() }));
    expect([violations, ...more]).toEqual(expected());
    expect(JSON.stringify(violations)).toContain('Stack/Plain/Resource');
    expect(JSON.stringify(violations)).not.toMatch(/Stack\/(Logs|Data)\//);
  });

  test('take a rule set of the other', () => {
    const { app } = anApp(a, b);
    expect(reported(app, new b.S3EncryptionChecks(app, { ruleSet: a.RuleSet.strict() }))).toEqual(expected());
  });

  test('take a rule set of the other as an aspect', () => {
    const annotated = (make: (stack: Stack) => first.S3EncryptionAspect) => {
      const { app, stack } = anApp(first, first);
      Aspects.of(app).add(make(stack));
      return Annotations.fromStack(stack).findError('*', Match.anyValue()).map(({ id, entry }) => `${id} ${entry.data as string}`);
    };
    const alone = annotated(() => new first.S3EncryptionAspect({ ruleSet: first.RuleSet.strict() }));
    expect(alone.length).toBeGreaterThan(0);
    expect(annotated(() => new b.S3EncryptionAspect({ ruleSet: a.RuleSet.strict() }))).toEqual(alone);
  });
});

test.each<[string, Library, Library]>([['of the second copy', first, second], ['of the first copy', second, first]])('custom rules %s', (_, a, b) => {
  const rule = new a.CustomRule({
    name: 'AcmeRule',
    title: 'Buckets are as Acme wants them',
    description: 'Acme says so.',
    fix: 'Ask Acme.',
    severity: a.Severity.WARNING,
    check: {
      checkBucket: (bucket) => {
        const http = bucket.policyDeniesEvery({ callers: [a.RequestCaller.anyIdentity()], conditionKeys: { 'aws:SecureTransport': 'false' } });
        return [a.CustomFinding.violation(`${bucket.algorithm}, ${bucket.key.type}, denies plain HTTP: ${http.answer}.`)];
      },
    },
  });
  const said = (plugin: (app: App) => first.S3EncryptionChecks) => {
    const { app } = anApp(a, b);
    return (reported(app, plugin(app))[0] as { ruleName: string; description: string }[])
      .filter(({ ruleName }) => ruleName === 'AcmeRule').map(({ description }) => description).sort();
  };
  const expected = ['AES256, none, denies plain HTTP: no. Acme says so.', 'AES256, none, denies plain HTTP: yes. Acme says so.',
    'aws:kms, customer managed, denies plain HTTP: yes. Acme says so.'];
  expect(said((app) => new b.S3EncryptionChecks(app, { ruleSet: a.RuleSet.recommended().withCustomRules(rule) }))).toEqual(expected);
  expect(said((app) => new b.S3EncryptionChecks(app, { ruleSet: b.RuleSet.recommended().withCustomRules(rule) }))).toEqual(expected);
});

test('aspects of both annotate each finding once', () => {
  const { app, stack } = anApp(first, second);
  for (const { S3EncryptionAspect } of [first, second]) { Aspects.of(app).add(new S3EncryptionAspect()); }
  const found = Annotations.fromStack(stack);
  const all = [...found.findError('*', Match.anyValue()), ...found.findWarning('*', Match.anyValue())].map(({ id, entry }) => `${id} ${entry.data as string}`);
  expect(all.some((text) => text.includes('SecureTransportRequired'))).toBe(true);
  expect(new Set(all).size).toBe(all.length);
});

test('plugins of both report each for itself, as two of one copy do', () => {
  const reports = (...libraries: Library[]) => {
    const { app } = anApp(first, second);
    return reported(app, ...libraries.map(({ S3EncryptionChecks }) => new S3EncryptionChecks(app)));
  };
  expect(reports(first, second)).toEqual(reports(first, first));
});
