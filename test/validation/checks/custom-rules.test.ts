import * as fs from 'fs';
import * as path from 'path';
import { App, Aspects, aws_s3 as s3, type IPolicyValidationPlugin, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Answer, type BucketView, CustomFinding, CustomRule, EncryptedBucket, RequestCaller, RuleSet, S3EncryptionAspect, S3EncryptionChecks, Severity } from '../../../src';

// CDK prints every report.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

const KEEPS_RUNNING = { '@aws-cdk/core:failSynthOnValidationErrors': false };

function ruleSet(check: (bucket: BucketView) => CustomFinding[], severity = Severity.ERROR): RuleSet {
  const all = RuleSet.recommended();
  return all.without(...all.ruleNames).withCustomRules(new CustomRule({
    name: 'AcmeTag',
    title: 'Buckets have the tag Team.',
    description: 'Nobody else knows whose they are.',
    fix: 'Add the tag.',
    severity,
    links: ['https://wiki.example.com/tags'],
    check: { checkBucket: check },
  }));
}

function tagged(bucket: BucketView): CustomFinding[] {
  return bucket.readTag('Team').state === 'known' ? [] : [CustomFinding.violation(`Bucket ${bucket.constructPath} has no tag Team.`, { property: 'Tags' })];
}

interface PluginReport {
  readonly pluginName: string;
  readonly violations: readonly { readonly ruleName: string }[];
}

interface Report { readonly pluginReports: readonly PluginReport[] }

function reportOf(app: App, ...plugins: IPolicyValidationPlugin[]): Report {
  Validations.of(app).addPlugins(...plugins);
  app.synth();
  return JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
}

function violations(app: App, rules: RuleSet): readonly { readonly ruleName: string }[] {
  const { pluginReports } = reportOf(app, new S3EncryptionChecks(app, { ruleSet: rules }));
  // CDK leaves out plugins that find nothing.
  return pluginReports.find(({ pluginName }) => pluginName === 'S3Encryption')?.violations ?? [];
}

/** What annotations of a stack say. */
function annotations(stack: Stack): string[] {
  const found = Annotations.fromStack(stack);
  return [...found.findError('*', Match.anyValue()), ...found.findWarning('*', Match.anyValue())]
    .map(({ id, level, entry }) => `${id} ${level}: ${entry.data as string}`);
}

function aStack(context: object = KEEPS_RUNNING): { app: App; stack: Stack } {
  const app = new App({ context: { ...context } });
  return { app, stack: new Stack(app, 'Stack') };
}

describe('the plugin', () => {
  test('reports what a custom rule finds, with its texts', () => {
    const { app, stack } = aStack();
    new s3.Bucket(stack, 'Data');
    expect(violations(app, ruleSet(tagged))).toMatchObject([{
      ruleName: 'AcmeTag',
      description: 'Bucket Stack/Data/Resource has no tag Team. Nobody else knows whose they are.',
      suggestedFix: 'Add the tag.',
      severity: 'error',
      violatingConstructs: [{ constructPath: 'Stack/Data/Resource' }],
    }]);
  });

  test('lists the rule among its own', () => {
    const { app } = aStack();
    expect(new S3EncryptionChecks(app, { ruleSet: ruleSet(tagged) }).ruleIds).toEqual(['AcmeTag']);
  });

  test('reports nothing that is acknowledged', () => {
    const { app, stack } = aStack();
    const bucket = new s3.Bucket(stack, 'Data');
    new s3.Bucket(stack, 'Other');
    Validations.of(bucket).acknowledge({ id: 'S3Encryption::AcmeTag', reason: 'It is nobody\'s.' });
    const found = JSON.stringify(violations(app, ruleSet(tagged)));
    expect(found).toContain('Stack/Other/Resource');
    expect(found).not.toContain('Stack/Data/Resource');
  });

  test('fails for an error, and not for a warning', () => {
    for (const severity of [Severity.ERROR, Severity.WARNING]) {
      const { app, stack } = aStack({});
      new s3.Bucket(stack, 'Data');
      expect(new S3EncryptionChecks(app, { ruleSet: ruleSet(tagged, severity) }).validateScope(app).success).toBe(severity === Severity.WARNING);
    }
  });

  test('an error of a rule fails synthesis, with the rule, the construct, and what was thrown', () => {
    const { app, stack } = aStack({});
    new s3.Bucket(stack, 'Data');
    Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet: ruleSet(() => { throw new Error('no such table'); }) }));
    expect(() => app.synth()).toThrow();
    const report = fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8');
    expect(report).toContain('Stack/Data/Resource: custom rule AcmeTag threw an error: no such table. Fix: correct checkBucket() of the rule.');
    expect((JSON.parse(report) as Report).pluginReports.find(({ pluginName }) => pluginName === 'S3Encryption')).toMatchObject({ conclusion: 'failure' });
  });

  test('shows paths and logical IDs of every stack', () => {
    const { app, stack } = aStack();
    new s3.Bucket(new NestedStack(stack, 'Nested'), 'Data');
    new s3.Bucket(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Data');
    const file = path.join(app.outdir, 'included.json');
    fs.writeFileSync(file, JSON.stringify({ Resources: { Included: { Type: 'AWS::S3::Bucket' } } }));
    new CfnInclude(stack, 'Include', { templateFile: file });
    const seen: (string | undefined)[] = [];
    violations(app, ruleSet(({ constructPath, logicalId }) => {
      seen.push(constructPath ?? logicalId);
      return [];
    }));
    expect(seen).toEqual(expect.arrayContaining(['Stack/Nested/Data/Resource', 'Prod/Stack/Data/Resource']));
  });

  test('shows buckets of the library as they are', () => {
    const { app, stack } = aStack();
    new EncryptedBucket(stack, 'Data');
    const seen: unknown[] = [];
    violations(app, ruleSet((bucket) => {
      const query = { conditionKeys: { 'aws:SecureTransport': 'false' }, callers: [RequestCaller.anyIdentity(), RequestCaller.anonymous()] };
      const { algorithm, key, bucketKeyEnabled, hasPolicy } = bucket;
      seen.push([algorithm, key.type, bucketKeyEnabled, hasPolicy, bucket.policyDeniesEvery(query).answer, bucket.account]);
      return [];
    }));
    expect(seen).toEqual([['aws:kms', 'customer managed', Answer.YES, Answer.YES, Answer.YES, undefined]]);
  });
});

describe('the aspect', () => {
  const annotated = (check: (bucket: BucketView) => CustomFinding[], severity?: Severity) => {
    const { app, stack } = aStack();
    const bucket = new s3.Bucket(stack, 'Data');
    Aspects.of(app).add(new S3EncryptionAspect({ ruleSet: ruleSet(check, severity) }));
    return { app, stack, bucket };
  };

  test('annotates the construct', () => {
    expect(annotations(annotated(tagged).stack)).toEqual([
      '/Stack/Data/Resource error: Bucket Stack/Data/Resource has no tag Team. Nobody else knows whose they are. Fix: Add the tag. [ack: S3Encryption::AcmeTag]',
    ].map((text) => expect.stringContaining(text.replace(/ \[ack.*/, '')) as string));
    expect(annotations(annotated(tagged, Severity.WARNING).stack)).toEqual([expect.stringContaining('/Stack/Data/Resource warning: ') as string]);
  });

  test('annotates nothing that is acknowledged', () => {
    const { stack, bucket } = annotated(tagged);
    Validations.of(bucket).acknowledge({ id: 'S3Encryption::AcmeTag', reason: 'It is nobody\'s.' });
    expect(annotations(stack)).toEqual([]);
  });

  test('an error of a rule fails synthesis', () => {
    expect(() => annotated(() => { throw new Error('no such table'); }).app.synth())
      .toThrow('Stack/Data/Resource: custom rule AcmeTag threw an error: no such table. Fix: correct checkBucket() of the rule.');
  });
});
