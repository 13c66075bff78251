import {
  App, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_cloudtrail as cloudtrail, aws_codebuild as codebuild,
  aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elb, aws_iam as iam,
  aws_kinesisfirehose as firehose, aws_lambda as lambda, aws_s3 as s3, aws_s3_deployment as deployment, aws_synthetics as synthetics, CfnResource,
  NestedStack, pipelines, RemovalPolicy, Stack, Stage,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';

export const ENV = { account: '111122223333', region: 'eu-west-1' };

/** A bucket with its access logs, as libraries of constructs make it: an L2, whose settings are changed on the resource. */
class BucketWithLogs extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logs = new s3.Bucket(this, 'LoggingBucket', { removalPolicy: RemovalPolicy.RETAIN, versioned: true });
    this.bucket = new s3.Bucket(this, 'Bucket', { serverAccessLogsBucket: logs, versioned: true });
    const resource = logs.node.defaultChild as s3.CfnBucket;
    resource.addPropertyOverride('LifecycleConfiguration.Rules', [{ Status: 'Enabled', ExpirationInDays: 90 }]);
    resource.addMetadata('cfn_nag', { rules_to_suppress: [{ id: 'W35', reason: 'It is the log bucket' }] });
  }
}

function roleOf(scope: Construct, id = 'Reader'): iam.Role {
  return new iam.Role(scope, id, { assumedBy: new iam.AccountRootPrincipal() });
}

function pipeline(stack: Stack, props: codepipeline.PipelineProps): codepipeline.Pipeline {
  const source = new s3.Bucket(stack, 'Source', { versioned: true });
  const [code, built] = [new codepipeline.Artifact('code'), new codepipeline.Artifact('built')];
  return new codepipeline.Pipeline(stack, 'Delivery', {
    ...props,
    stages: [
      { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket: source, bucketKey: 'code.zip', output: code })] },
      {
        stageName: 'Build',
        actions: [new actions.CodeBuildAction({
          actionName: 'Build', project: new codebuild.PipelineProject(stack, 'Build'), input: code, outputs: [built],
        })],
      },
    ],
  });
}

/** Apps of users, who know nothing of this library. */
export const APPS: { readonly [name: string]: (app: App) => unknown } = {
  'plain buckets with grants': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const bucket = new s3.Bucket(stack, 'Data', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    bucket.grantReadWrite(roleOf(stack));
    const code = lambda.Code.fromInline('0');
    bucket.grantRead(new lambda.Function(stack, 'Function', { runtime: lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code }));
  },
  'a bucket that a role of another stack reads': (app) => {
    const bucket = new s3.Bucket(new Stack(app, 'Stack', { env: ENV }), 'Data');
    bucket.grantRead(roleOf(new Stack(app, 'Readers', { env: ENV })));
  },
  'L1 buckets': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const [data, logs] = ['Data', 'Logs'].map((id) => new s3.CfnBucket(stack, id));
    data.loggingConfiguration = { destinationBucketName: logs.ref, logFilePrefix: 'data/' };
    new s3.CfnBucketPolicy(stack, 'LogsPolicy', {
      bucket: logs.ref,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Effect: 'Allow',
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: `${logs.attrArn}/data/*`,
          Condition: { ArnLike: { 'aws:SourceArn': data.attrArn }, StringEquals: { 'aws:SourceAccount': ENV.account } },
        }],
      },
    });
    const reading = new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${data.attrArn}/*`] });
    new iam.Policy(stack, 'Policy', { roles: [roleOf(stack)], statements: [reading] });
  },
  'generic resources': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    new CfnResource(stack, 'Generic', { type: 'AWS::S3::Bucket' });
    new s3.Bucket(stack, 'Data');
  },
  'a pipeline': (app) => pipeline(new Stack(app, 'Stack', { env: ENV }), {}),
  'a pipeline with a key': (app) => pipeline(new Stack(app, 'Stack', { env: ENV }), { crossAccountKeys: true, enableKeyRotation: true }),
  'a pipeline with a bucket of its own': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    pipeline(stack, { artifactBucket: new s3.Bucket(stack, 'Artifacts') });
  },
  'a pipeline of CDK Pipelines, with a Stage': (app) => {
    class Production extends Stage {
      constructor(scope: Construct, id: string) {
        super(scope, id, { env: ENV });
        new s3.Bucket(new Stack(this, 'Application'), 'Data').grantRead(roleOf(this.node.findChild('Application') as Stack));
      }
    }
    const stack = new Stack(app, 'Stack', { env: ENV });
    const source = pipelines.CodePipelineSource.s3(new s3.Bucket(stack, 'Source', { versioned: true }), 'code.zip');
    new pipelines.CodePipeline(stack, 'Pipeline', { synth: new pipelines.ShellStep('Synth', { input: source, commands: ['npx cdk synth'] }) })
      .addStage(new Production(app, 'Production'));
  },
  'CloudTrail and flow logs': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    new cloudtrail.Trail(stack, 'Trail');
    new cloudtrail.Trail(stack, 'Other', { bucket: new s3.Bucket(stack, 'TrailLogs') });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });
    vpc.addFlowLog('FlowLog', { destination: ec2.FlowLogDestination.toS3() });
    vpc.addFlowLog('Given', { destination: ec2.FlowLogDestination.toS3(new s3.Bucket(stack, 'FlowLogs')) });
  },
  'access logs': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    new BucketWithLogs(stack, 'First').bucket.grantRead(roleOf(stack));
    new BucketWithLogs(stack, 'Second');
  },
  'logs of a load balancer': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const balancer = new elb.ApplicationLoadBalancer(stack, 'Balancer', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 }) });
    balancer.logAccessLogs(new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.S3_MANAGED }));
  },
  'CloudFront': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const site = new s3.Bucket(stack, 'Site');
    new cloudfront.Distribution(stack, 'Distribution', {
      defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(site) }, enableLogging: true,
    });
    const legacy = origins.S3BucketOrigin.withOriginAccessIdentity(new s3.Bucket(stack, 'LegacySite'));
    new cloudfront.Distribution(stack, 'Legacy', { defaultBehavior: { origin: legacy } });
  },
  'a website': (app) => {
    new s3.Bucket(new Stack(app, 'Stack', { env: ENV }), 'Site', {
      websiteIndexDocument: 'index.html',
      publicReadAccess: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
    });
  },
  'deployments of files': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const bucket = new s3.Bucket(stack, 'Site');
    new deployment.BucketDeployment(stack, 'Files', { destinationBucket: bucket, sources: [deployment.Source.data('index.html', '<p>')] });
    bucket.grantRead(roleOf(stack));
  },
  'Firehose and canaries': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    new firehose.DeliveryStream(stack, 'Stream', { destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Data')) });
    new synthetics.Canary(stack, 'Canary', {
      runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_9_1,
      test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
    });
  },
  'an inventory and metrics': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const bucket = new s3.Bucket(stack, 'Data', { metrics: [{ id: 'All' }] });
    bucket.addInventory({ destination: { bucket: new s3.Bucket(stack, 'Reports') } });
  },
  'replication': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const destination = new s3.Bucket(stack, 'Copies', { versioned: true });
    new s3.Bucket(stack, 'Data', { versioned: true, replicationRules: [{ destination }] });
  },
  'nested stacks': (app) => {
    const stack = new Stack(app, 'Stack', { env: ENV });
    const nested = new NestedStack(stack, 'Nested');
    new s3.Bucket(nested, 'Inner').grantRead(roleOf(nested));
    new s3.Bucket(stack, 'Outer').grantRead(roleOf(nested, 'OuterReader'));
  },
};
