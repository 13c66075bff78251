import * as fs from 'fs';
import * as path from 'path';
import {
  App, Aspects, Aws, CfnOutput, CfnStack, CfnStackSet, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, LegacyStackSynthesizer,
  NestedStack, Stack, type StackProps, Stage, Validations, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_s3_assets as assets,
  aws_s3express as s3express, aws_s3tables as s3tables, aws_s3vectors as s3vectors, aws_servicecatalog as servicecatalog,
} from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { Construct } from 'constructs';
import { ReportFormat, RuleSet, S3EncryptionAspect, S3EncryptionChecks } from '../../../src';
import { RULES } from '../../../src/validation/rules';
import { CATALOGUE, Places } from '../../catalogue';
import { foundInJson, ran } from '../../cli/support';
import { directoryWith } from '../assembly/support';

// Examples import the library by its name, as users do.
jest.mock('cdk-s3-encryption', () => jest.requireActual<object>('../../../src'), { virtual: true });

// CDK's own checks are not the point, and take most of the time.
process.env.CDK_VALIDATION = 'false';

// CDK prints every report.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(() => undefined); });
afterEach(() => { jest.restoreAllMocks(); });

const ruleSet = RuleSet.strict();
const WHY = new Map(RULES.map(({ metadata }) => [metadata.name, metadata.why]));
const HOME = { account: '111122223333', region: 'eu-west-1' };
/** Without what lets findings stop synthesis, and with what the CDK CLI sets. */
const CONTEXT = {
  '@aws-cdk/core:failSynthOnValidationErrors': false, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true,
};

interface Found {
  readonly plugin: string[];
  readonly aspect: string[];
  readonly cli: string[];
  /** The reports that the plugin and the CLI write. */
  readonly written: readonly [plugin: object[], cli: object[]];
}

/** What each of the three finds in an app, with what is acknowledged left out. */
function found(build: (app: App) => void, context: { readonly [key: string]: unknown } = CONTEXT): Found {
  const cwd = directoryWith();
  const app = new App({ outdir: path.join(cwd, 'cdk.out'), context: { ...context } });
  build(app);
  for (const stage of app.node.findAll().filter((one) => Stage.isStage(one))) { Aspects.of(stage).add(new S3EncryptionAspect({ ruleSet })); }
  Validations.of(app).addPlugins(new S3EncryptionChecks(app, {
    ruleSet, report: { formats: [ReportFormat.JSON], directory: path.join(cwd, 'reports') },
  }));
  app.synth();
  const { stdout, stderr } = ran(cwd, 'check', 'cdk.out', '--rule-set', 'strict', '--format', 'json');
  expect(stderr).toBe('');
  const written = fs.readFileSync(path.join(cwd, 'reports', 's3-encryption.json'), 'utf8');
  return { plugin: ofPlugin(app), aspect: ofAspect(app), cli: ofCli(stdout), written: [groupsIn(written), groupsIn(stdout)] };
}

interface Violation {
  readonly severity: string;
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath?: string }[];
}

function ofPlugin(app: App): string[] {
  const { pluginReports } = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as {
    readonly pluginReports: readonly { readonly pluginName: string; readonly violations: readonly Violation[] }[];
  };
  return (pluginReports.find(({ pluginName }) => pluginName === 'S3Encryption')?.violations ?? []).flatMap(
    ({ severity, ruleName, description, violatingConstructs }) => (
      violatingConstructs.map(({ constructPath }) => line(severity, ruleName, constructPath, description))
    )).sort();
}

function ofAspect(app: App): string[] {
  return app.node.findAll().flatMap(({ node }) => node.metadata.flatMap(({ type, data }) => {
    const rule = /S3Encryption::(\w+)/.exec(String(data))?.[1];
    return /^aws:cdk:(?:error|warning|info)$/.test(type) && rule !== undefined ? [line(type.slice('aws:cdk:'.length), rule, node.path, String(data))] : [];
  })).sort();
}

/** The plugin takes stacks in the order of the tree, the CLI in that of the manifest. */
function sorted<T>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The findings of a report, groups and fingerprints as they are; files are called as they were found. */
function groupsIn(report: string): object[] {
  const { findings } = JSON.parse(report) as { findings: ({ resources: { template: string }[] } & object)[] };
  return sorted(findings.map((finding) => (
    { ...finding, resources: sorted(finding.resources.map((one) => ({ ...one, template: path.basename(one.template) }))) }
  )));
}

function ofCli(stdout: string): string[] {
  return foundInJson(stdout).filter(({ status }) => status !== 'acknowledged')
    .map(({ severity, rule, constructPath, message }) => line(severity, rule, constructPath, message)).sort();
}

/** The plugin adds to a message why there is the rule, the aspect also what to do. */
function line(severity: string, rule: string, constructPath: string | null | undefined, message: string): string {
  const why = message.indexOf(WHY.get(rule)!);
  return `${severity} ${rule} ${constructPath}: ${(why < 0 ? message.replace(/ ?Fix: .*/s, '') : message.slice(0, why)).trim()}`;
}

function expectTheSame({ plugin, aspect, cli, written }: Found): void {
  expect(written[0]).toEqual(written[1]);
  expect(cli).toEqual(plugin);
  // CDK annotates a construct with a text once.
  expect(aspect).toEqual([...new Set(plugin)]);
}

function nested(scope: Stack, id = 'Nested'): NestedStack {
  const stack = new NestedStack(scope, id);
  new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
  return stack;
}

function elsewhere(stack: NestedStack, url: unknown): void {
  (stack.nestedStackResource as CfnStack).addPropertyOverride('TemplateURL', url);
}

function templateAsset(scope: Construct, name: string, text: string): assets.Asset {
  return new assets.Asset(scope, 'Asset', { path: path.join(directoryWith({ [name]: text }), name) });
}

/** The example of replication, whose library has a name that is not resolved here. */
interface Replication {
  readonly ReplicasStack: new (scope: Construct, id: string, props: StackProps) => Stack & { readonly bucket: s3.IBucket };
  readonly OriginalsStack: new (scope: Construct, id: string, props: StackProps & { readonly replicas: s3.IBucket }) => Stack;
}

const OWN_URL = 'https://templates.s3.amazonaws.com/own.json';
const acknowledge = (scope: Construct) => Validations.of(scope).acknowledge({ id: 'S3Encryption::SecureTransportRequired', reason: 'signed' });

class Product extends servicecatalog.ProductStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new s3.Bucket(this, 'Bucket', { bucketName: `${Aws.STACK_NAME}-data` });
  }
}

const APPS: { readonly [title: string]: [buckets: number, build: (app: App) => void] } = {
  'a nested stack': [1, (app) => { nested(new Stack(app, 'Stack')); }],
  'nested stacks with the same logical IDs': [2, (app) => { nested(nested(new Stack(app, 'Stack', { env: HOME }))); }],
  'a nested stack of the stack Default': [1, (app) => { nested(new Stack(app, 'Default')); }],
  'a nested stack whose template the app publishes itself': [1, (app) => { elsewhere(nested(new Stack(app, 'Stack')), OWN_URL); }],
  'a nested stack whose template is published where Fn::Sub says': [1, (app) => {
    elsewhere(nested(new Stack(app, 'Stack')), { 'Fn::Sub': 'https://${AWS::StackName}.s3.amazonaws.com/${AWS::Region}.json' });
  }],
  'that within a nested stack, in a Stage': [2, (app) => {
    elsewhere(nested(nested(new Stack(new Stage(app, 'Prod', { env: HOME }), 'Stack'))), { Ref: 'AWS::NoValue' });
  }],
  'assets in a bucket with a prefix': [1, (app) => {
    nested(new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ fileAssetsBucketName: 'assets', bucketPrefix: 'a/' }) }));
  }],
  'assets uploaded with the credentials of the CLI': [1, (app) => { nested(new Stack(app, 'Stack', { synthesizer: new CliCredentialsStackSynthesizer() })); }],
  'assets passed by parameters': [1, (app) => { nested(new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() })); }],
  'Stages, one of them in several Regions': [3, (app) => {
    for (const id of ['Beta', 'Prod']) { nested(new Stack(new Stage(app, id, id === 'Prod' ? { env: HOME } : {}), 'Stack')); }
    new s3.Bucket(new Stack(app, 'Top', { env: { ...HOME, region: 'us-east-1' } }), 'Bucket');
  }],
  'Stages in a Stage': [1, (app) => { nested(new Stack(new Stage(new Stage(app, 'Outer'), 'Inner'), 'Stack')); }],
  'Stages with the same stacks and buckets': [4, (app) => {
    for (const id of ['Beta', 'Prod']) {
      const stage = new Stage(app, id);
      const logs = new s3.Bucket(new Stack(stage, 'Logs', { stackName: 'logs' }), 'Bucket', { bucketName: 'the-logs' });
      new s3.Bucket(new Stack(stage, 'Data', { stackName: 'data' }), 'Bucket', { bucketName: 'the-data', serverAccessLogsBucket: logs });
    }
  }],
  'a stack in a stack': [2, (app) => {
    const stack = new Stack(app, 'Stack', { env: HOME });
    new s3.Bucket(new Stack(stack, 'Inner', { env: { ...HOME, region: 'us-east-1' } }), 'Bucket');
    nested(stack);
  }],
  'a stack without resources': [1, (app) => {
    const empty = new Stack(app, 'Empty', { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
    new CfnOutput(empty, 'Region', { value: Aws.REGION });
    new NestedStack(empty, 'Nothing');
    new s3.Bucket(new Stack(app, 'Stack'), 'Bucket');
  }],
  'templates that are assets, in JSON and YAML': [3, (app) => {
    const [json, yaml] = [new Stack(new Stage(app, 'Prod'), 'Stack'), new Stack(app, 'Stack')];
    const first = templateAsset(json, 'a.json', '{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}');
    for (const id of ['One', 'Two']) { new CfnStack(json, id, { templateUrl: first.httpUrl }); }
    const second = templateAsset(yaml, 'a.yaml', 'Resources: {Bucket: {Type: "AWS::S3::Bucket"}}');
    second.addResourceMetadata(new CfnStack(yaml, 'Three', { templateUrl: second.httpUrl }), 'TemplateURL');
  }],
  'a product of AWS Service Catalog': [1, (app) => {
    const stack = new Stack(app, 'Stack', { env: HOME });
    const cloudFormationTemplate = servicecatalog.CloudFormationTemplate.fromProductStack(new Product(stack, 'Product'));
    new servicecatalog.CloudFormationProduct(stack, 'Offer', { productName: 'data', owner: 'us', productVersions: [{ cloudFormationTemplate }] });
  }],
  'products and stack sets whose templates are assets': [4, (app) => {
    const stack = new Stack(app, 'Stack', { env: HOME });
    const file = (name: string) => path.join(directoryWith({ [name]: { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } } } } }), name);
    const versions = [
      servicecatalog.CloudFormationTemplate.fromAsset(file('a.json')),
      servicecatalog.CloudFormationTemplate.fromProductStack(new Product(stack, 'Product')),
      servicecatalog.CloudFormationTemplate.fromAsset(file('b.template.json')),
    ];
    const offer = (id: string) => new servicecatalog.CloudFormationProduct(stack, id, {
      productName: id, owner: 'us', productVersions: versions.map((cloudFormationTemplate) => ({ cloudFormationTemplate })),
    });
    offer('Offer');
    const set = templateAsset(stack, 'c.json', '{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}');
    for (const id of ['One', 'Two']) { new CfnStackSet(stack, id, { stackSetName: id, permissionModel: 'SELF_MANAGED', templateUrl: set.httpUrl }); }
  }],
  'a product whose template is published elsewhere': [0, (app) => {
    const versions = [servicecatalog.CloudFormationTemplate.fromUrl(OWN_URL)];
    new servicecatalog.CloudFormationProduct(new Stack(app, 'Stack'), 'Offer', {
      productName: 'data', owner: 'us', productVersions: versions.map((cloudFormationTemplate) => ({ cloudFormationTemplate })),
    });
  }],
  'included templates': [2, (app) => {
    const inner = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
    const outer = { Resources: { ...inner.Resources, Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: OWN_URL } } } };
    const folder = directoryWith({ 'outer.json': outer, 'inner.json': inner });
    new CfnInclude(new Stack(app, 'Stack'), 'Included', {
      templateFile: path.join(folder, 'outer.json'), loadNestedStacks: { Nested: { templateFile: path.join(folder, 'inner.json') } },
    });
  }],
  'names of stacks': [2, (app) => {
    const stack = nested(new Stack(app, 'Stack'));
    new s3.Bucket(stack, 'Named', { bucketName: `data-of-${stack.stackName}` });
  }],
  'keys of other Regions and of nested stacks': [4, (app) => {
    const [abroad, stack] = [new Stack(app, 'Abroad', { env: HOME, crossRegionReferences: true }), new Stack(app, 'Stack')];
    const env = { ...HOME, region: 'us-east-1' };
    new s3.Bucket(new Stack(app, 'Here', { env, crossRegionReferences: true }), 'Bucket', { encryptionKey: new kms.Key(abroad, 'Key') });
    const key = new kms.Key(nested(stack), 'Key');
    new s3.Bucket(nested(new Stack(app, 'Other')), 'Data', { encryptionKey: key });
  }],
  'what is acknowledged for the app': [1, (app) => { nested(new Stack(new Stage(app, 'Prod'), 'Stack')); acknowledge(app); }],
  'what is acknowledged for a Stage': [1, (app) => {
    const stage = new Stage(app, 'Prod');
    nested(new Stack(stage, 'Stack'));
    acknowledge(stage);
  }],
  'what is acknowledged for a nested stack': [2, (app) => {
    const stack = new Stack(app, 'Stack');
    acknowledge(nested(stack));
    nested(stack, 'Other');
  }],
  'what is acknowledged for the resource that names a template': [1, (app) => {
    const stack = new Stack(app, 'Stack');
    const asset = templateAsset(stack, 'a.json', '{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}');
    acknowledge(new CfnStack(stack, 'Nested', { templateUrl: asset.httpUrl }));
  }],
};

describe('plugin, aspect and CLI find the same', () => {
  test.each(Object.entries(APPS))('in %s', (title, [buckets, build]) => {
    const all = found(build);
    const findings = (rule: string) => all.cli.filter((one) => one.includes(` ${rule} `)).length;
    expectTheSame(all);
    expect(findings('MinimumTlsVersion')).toBe(buckets);
    expect(findings('SecureTransportRequired')).toBe(title.includes('acknowledged') ? buckets - 1 : buckets);
  });

  test.each(Object.entries(APPS).filter(([title]) => !title.includes('product')))('in %s, without the metadata of the CDK CLI', (_, [, build]) => {
    expectTheSame(found(build, { '@aws-cdk/core:failSynthOnValidationErrors': false }));
  });

  test('of directory, table and vector buckets', () => {
    const all = found((app) => {
      const stack = new Stack(app, 'Stack', { env: HOME });
      const key = new kms.Key(stack, 'Key');
      new s3express.CfnDirectoryBucket(stack, 'Directory', { dataRedundancy: 'SingleAvailabilityZone', locationName: 'euw1-az1' });
      const tables = new s3tables.CfnTableBucket(stack, 'Tables', {
        tableBucketName: 'tables', encryptionConfiguration: { sseAlgorithm: 'aws:kms', kmsKeyArn: key.keyArn },
      });
      const statement = new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], actions: ['s3:*'], resources: ['*'] });
      new s3tables.CfnTableBucketPolicy(stack, 'Policy', {
        tableBucketArn: tables.attrTableBucketArn, resourcePolicy: new iam.PolicyDocument({ statements: [statement] }),
      });
      new s3vectors.CfnVectorBucket(stack, 'Vectors', { encryptionConfiguration: { sseType: 'aws:kms', kmsKeyArn: key.keyId } });
    });
    expectTheSame(all);
    for (const rule of [
      'BucketKindEncryptionDeclared', 'BucketKindEncryptionValid', 'BucketKindPolicyEffective', 'KmsKeyRotation', 'TableMaintenanceKeyPolicy', 'VectorIndexingKeyPolicy',
    ]) { expect(all.cli.filter((one) => one.includes(` ${rule} `))).toHaveLength(1); }
  });

  // In a known environment only: what is the same there is so anywhere, and each takes a synthesis and three runs of the rules.
  test.each(Object.entries(CATALOGUE))('in the specimen: %s', (_, specimen) => { expectTheSame(found((app) => { specimen(new Places(app)); })); });

  test('in the examples', () => {
    const stacks = ['careless', 'dsse-kms', 'dsse-kms-aws-managed', 'logs', 'sse-kms', 'sse-kms-aws-managed', 'sse-s3'];
    const all = found((app) => {
      const stage = new Stage(app, 'Prod');
      for (const name of stacks) {
        const [example] = Object.values(jest.requireActual<{ [name: string]: new (scope: Construct, id: string) => Stack }>(`../../../examples/typescript/stacks/${name}`));
        for (const scope of [app, stage]) { new example(scope, name); }
      }
      const { ReplicasStack, OriginalsStack } = jest.requireActual<Replication>('../../../examples/typescript/stacks/replication');
      const { bucket: replicas } = new ReplicasStack(app, 'Replicas', { env: { ...HOME, region: 'eu-central-1' } });
      new OriginalsStack(app, 'Originals', { env: HOME, replicas });
    });
    expectTheSame(all);
    expect(all.cli.length).toBeGreaterThan(10);
  });
});
