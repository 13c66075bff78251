import * as fs from 'fs';
import * as path from 'path';
import {
  App, Aspects, attachCustomSynthesis, aws_s3 as s3, aws_sam as sam, CfnResource, CfnStack, Fn, NestedStack, Stack, Stage, Validations,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import { Construct } from 'constructs';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, RuleSet, S3EncryptionAspect, S3EncryptionChecks } from '../../../src';
import { foundInJson, ran } from '../../cli/support';
import { directoryWith } from '../assembly/support';

const RECOMMENDED = RuleSet.recommended();
const only = (...names: string[]) => RECOMMENDED.without(...RECOMMENDED.ruleNames.filter((name) => !names.includes(name)));

beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

interface Reported {
  readonly ruleName: string;
  readonly severity: string;
  readonly ruleMetadata: { readonly status: string };
  readonly violatingConstructs: readonly { readonly constructPath: string; readonly cloudFormationResource?: { readonly logicalId: string } }[];
}

/** What the plugin reports: severity, status, rule, logical ID, construct. */
function reported(app: App, ruleSet: RuleSet, key: 'violations' | 'suppressedViolations' = 'violations'): string[] {
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as { pluginReports: { [name: string]: Reported[] }[] };
  const ours = report.pluginReports.find(({ pluginName }) => (pluginName as unknown) === 'S3Encryption');
  const asked = (ours?.[key] ?? []).filter(({ ruleName }) => (ruleSet.ruleNames as string[]).includes(ruleName));
  return asked.flatMap(({ ruleName, severity, ruleMetadata, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath, cloudFormationResource }) =>
      `${severity} ${ruleMetadata.status} ${ruleName} ${cloudFormationResource?.logicalId ?? ''} ${constructPath}`)).sort();
}

/** The same through the aspect. */
function annotated(stack: Stack): string[] {
  const any = Match.stringLikeRegexp('S3Encryption::');
  const found = Annotations.fromStack(stack);
  return [...found.findError('*', any), ...found.findWarning('*', any), ...found.findInfo('*', any)]
    .map(({ level, id, entry }) => `${level} ${/S3Encryption::(\w+)/.exec(entry.data as string)![1]} ${id}`).sort();
}

function hidden(app: App): Stack {
  const stack = new Stack(app, 'Stack');
  stack.addTransform('Company::Buckets');
  new CfnResource(stack, 'Module', { type: 'Company::S3::Bucket::MODULE' });
  new CfnStack(stack, 'Old', { templateUrl: 'https://example.s3.amazonaws.com/template.json' });
  new s3.Bucket(new NestedStack(stack, 'Nested'), 'Bucket');
  return stack;
}

const RULE_SET = only('AllResourcesVisible');

test('the plugin, the aspect and the CLI say what is not seen, and nothing of what is', () => {
  const app = new App();
  hidden(app);
  Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet: RULE_SET }));
  app.synth();
  expect(reported(app, RULE_SET)).toEqual([
    'info unknown AllResourcesVisible Fn::Transform Stack',
    'info unknown AllResourcesVisible Module Stack/Module',
    'info unknown AllResourcesVisible Old Stack/Old',
  ]);
  const { stdout, stderr, code } = ran(path.dirname(app.outdir), 'check', app.outdir, '--format', 'json');
  expect([code, stderr]).toEqual([1, '']);
  expect(foundInJson(stdout).filter(({ rule }) => rule === 'AllResourcesVisible').map(({ status, severity, logicalId, constructPath, resourceType }) =>
    [status, severity, logicalId, constructPath, resourceType])).toEqual([
    ['unknown', 'info', 'Fn::Transform', null, 'Company::Buckets'],
    ['unknown', 'info', 'Module', 'Stack/Module', 'Company::S3::Bucket::MODULE'],
    ['unknown', 'info', 'Old', 'Stack/Old', 'AWS::CloudFormation::Stack'],
  ]);

  const other = new App();
  const stack = hidden(other);
  Aspects.of(other).add(new S3EncryptionAspect({ ruleSet: RULE_SET }));
  expect(annotated(stack)).toEqual([
    'info AllResourcesVisible /Stack', 'info AllResourcesVisible /Stack/Module', 'info AllResourcesVisible /Stack/Old',
  ]);
});

test('it can be acknowledged where it is', () => {
  const app = new App();
  const stack = hidden(app);
  const acknowledgement = { id: 'S3Encryption::AllResourcesVisible', reason: 'The macro adds tags.' };
  Validations.of(stack).acknowledge(acknowledgement);
  Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet: RULE_SET }));
  Aspects.of(app).add(new S3EncryptionAspect({ ruleSet: RULE_SET }));
  app.synth();
  expect([reported(app, RULE_SET), reported(app, RULE_SET, 'suppressedViolations').length, annotated(stack)]).toEqual([[], 3, []]);
  const { stdout } = ran(path.dirname(app.outdir), 'check', app.outdir, '--format', 'json');
  expect(foundInJson(stdout).filter(({ rule }) => rule === 'AllResourcesVisible').map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
});

describe('artifacts that custom synthesis adds', () => {
  const build = (acknowledgedAt: (app: App, prod: Stage) => Construct | undefined = () => undefined) => {
    const app = new App({ outdir: path.join(directoryWith(), 'cdk.out') });
    const prod = new Stage(app, 'Prod');
    for (const scope of [app, prod]) {
      const made = new Construct(scope, 'Made');
      new s3.Bucket(new Stack(scope, 'Stack'), 'Bucket');
      attachCustomSynthesis(made, {
        onSynthesize: ({ assembly }) => {
          assembly.addArtifact('Other', { type: 'other:stack' as ArtifactType, properties: { templateFile: 'other.json' } as never });
          assembly.addArtifact('Nothing', { type: ArtifactType.NONE });
        },
      });
    }
    const acknowledged = acknowledgedAt(app, prod);
    if (acknowledged) { Validations.of(acknowledged).acknowledge({ id: 'S3Encryption::AllResourcesVisible', reason: 'It holds no templates.' }); }
    return app;
  };
  const withPlugin = (app: App) => {
    Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet: RULE_SET }));
    app.synth();
    return app;
  };
  const ofCli = (app: App) => {
    const { stdout, stderr } = ran(path.dirname(app.outdir), 'check', app.outdir, '--format', 'json');
    expect(stderr).toBe('');
    return foundInJson(stdout).filter(({ rule }) => rule === 'AllResourcesVisible')
      .map(({ severity, status, template, logicalId, resourceType, message }) => [severity, status, template, logicalId, resourceType, message]);
  };
  const MESSAGE = 'What artifact Other of the assembly holds is not seen: artifacts of type "other:stack" are not read.';

  test('are said by the plugin and the CLI: those of the app, and those of Stages', () => {
    const app = withPlugin(build());
    expect(reported(app, RULE_SET)).toEqual(['info unknown AllResourcesVisible Other ', 'info unknown AllResourcesVisible Other Prod']);
    expect(ofCli(app).sort()).toEqual([
      ['info', 'unknown', 'cdk.out/assembly-Prod/manifest.json', 'Other', 'other:stack', MESSAGE],
      ['info', 'unknown', 'cdk.out/manifest.json', 'Other', 'other:stack', MESSAGE],
    ]);
  });

  test('are acknowledged on the Stage', () => {
    const app = withPlugin(build((_, prod) => prod));
    expect(reported(app, RULE_SET)).toEqual(['info unknown AllResourcesVisible Other ']);
    expect(ofCli(app).map(([, status, template]) => [status, template]).sort()).toEqual([
      ['acknowledged', 'cdk.out/assembly-Prod/manifest.json'], ['unknown', 'cdk.out/manifest.json'],
    ]);
  });

  test('are said by a plugin of a Stage where they are of that Stage', () => {
    const app = build();
    const prod = app.node.findChild('Prod') as Stage;
    Validations.of(prod).addPlugins(new S3EncryptionChecks(prod, { ruleSet: RULE_SET }));
    app.synth();
    expect(reported(app, RULE_SET)).toEqual(['info unknown AllResourcesVisible Other Prod']);
  });

  test('are said where a part of an app is checked in a test', () => {
    const app = build();
    const validated = (scope: Construct) => new S3EncryptionChecks(undefined, { ruleSet: RULE_SET }).validateScope(scope).violations
      .flatMap(({ violatingResources }) => violatingResources)
      .map(({ constructPath, templatePath }) => [constructPath, path.relative(app.outdir, templatePath!)]);
    expect(validated(app.node.findChild('Prod') as Stage)).toEqual([['Prod', 'assembly-Prod/manifest.json']]);
    expect(validated(app.node.findChild('Stack') as Stack)).toEqual([]);
  });
});

test('what CloudFormation refuses stops synthesis', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  stack.addTransform('AWS::LanguageExtensions');
  new CfnResource(stack, 'Loop', { type: 'AWS::S3::Bucket' }).overrideLogicalId('Loop');
  (stack as unknown as { _toCloudFormation(): { Resources: object } })._toCloudFormation = ((original) => () => {
    const template = original();
    return { ...template, Resources: { ...template.Resources, 'Fn::ForEach::Loop': ['N', ['a'], { '${N}': { Type: 'AWS::S3::Bucket' } }] } };
  })((stack as unknown as { _toCloudFormation(): { Resources: object } })._toCloudFormation.bind(stack));
  Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet: RULE_SET }));
  expect(() => app.synth()).toThrow(/Fn::ForEach::Loop is not expanded: its name Loop is the name of a resource, too/);
  expect(reported(app, RULE_SET)).toEqual(['error violation AllResourcesVisible Fn::ForEach::Loop Stack']);
});

test('roles that AWS SAM makes are those of their functions', () => {
  const ruleSet = only('AccessWithoutKey');
  const build = (app: App, acknowledged: boolean) => {
    const stack = new Stack(app, 'Stack');
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Key') }) });
    const reader = new sam.CfnFunction(stack, 'Reader', {
      codeUri: 's3://code/reader.zip', handler: 'index.handler', runtime: 'nodejs22.x', policies: [{ s3ReadPolicy: { bucketName: bucket.bucketName } }],
    });
    new s3.CfnBucketPolicy(stack, 'Other', { bucket: Fn.importValue('other'), policyDocument: {} });
    if (acknowledged) { Validations.of(reader).acknowledge({ id: 'S3Encryption::AccessWithoutKey', reason: 'It lists only.' }); }
    return stack;
  };
  const app = new App();
  build(app, false);
  Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet }));
  expect(() => app.synth()).toThrow(/Role ReaderRole can read objects of bucket/);
  expect(reported(app, ruleSet)).toEqual(['error violation AccessWithoutKey ReaderRole Stack/Reader']);
  const annotatedApp = new App();
  const stack = build(annotatedApp, false);
  Aspects.of(annotatedApp).add(new S3EncryptionAspect({ ruleSet }));
  expect(annotated(stack)).toEqual(['error AccessWithoutKey /Stack/Reader']);

  const accepted = new App();
  build(accepted, true);
  Validations.of(accepted).addPlugins(new S3EncryptionChecks(accepted, { ruleSet }));
  accepted.synth();
  expect([reported(accepted, ruleSet), reported(accepted, ruleSet, 'suppressedViolations')]).toEqual([[], ['error violation AccessWithoutKey ReaderRole Stack/Reader']]);
  const { stdout } = ran(path.dirname(accepted.outdir), 'check', accepted.outdir, '--format', 'json');
  expect(foundInJson(stdout).find(({ rule }) => rule === 'AccessWithoutKey')).toMatchObject({ status: 'acknowledged', constructPath: 'Stack/Reader' });
});
