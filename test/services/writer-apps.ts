import {
  aws_appflow as appflow, aws_athena as athena, aws_codebuild as codebuild, aws_codepipeline as codepipeline,
  aws_codepipeline_actions as actions, aws_databrew as databrew, aws_dms as dms, aws_emr as emr, aws_entityresolution as entityresolution,
  aws_glue as glue, aws_iam as iam, aws_kinesisfirehose as firehose, aws_kms as kms, aws_lex as lex, aws_s3 as s3,
  aws_s3_deployment as deployment, aws_sagemaker as sagemaker, aws_ses as ses, aws_ses_actions as receipt,
  aws_ssm as ssm, aws_synthetics as synthetics, aws_timestream as timestream, type Stack,
} from 'aws-cdk-lib';
import { NamedEncryption } from '../../src/services';

/** What AWS documents of a request: the algorithm, and whether it names the key of the bucket, another one, or none. */
export interface Documented {
  readonly named: NamedEncryption;
  readonly key?: 'own' | 'managed';
}

export interface Built {
  /** A part of the name of the role that calls; nothing where it is the service principal. */
  readonly role?: string;
  readonly service?: string;
  readonly request: Documented;
}

export type Bucket = s3.Bucket & { readonly encryptionKey?: kms.IKey };

/** How a user of the service would write it: with the key of the bucket, and as CDK and AWS do by default. */
export interface Service {
  readonly withKey: (stack: Stack, bucket: Bucket) => Built;
  readonly byDefault?: (stack: Stack, bucket: Bucket) => Built;
}

const OWN: Documented = { named: NamedEncryption.SSE_KMS, key: 'own' };
const MANAGED: Documented = { named: NamedEncryption.SSE_KMS, key: 'managed' };
const KEYLESS: Documented = { named: NamedEncryption.SSE_KMS };
const NOTHING: Documented = { named: NamedEncryption.NONE };
const SSE_S3: Documented = { named: NamedEncryption.SSE_S3 };

const keyOf = (bucket: Bucket) => bucket.encryptionKey!.keyArn;

/** A role that the service is given, with the grant that the documentation of this library names. */
function granted(stack: Stack, bucket: Bucket, service: string): iam.Role {
  const role = new iam.Role(stack, 'ServiceRole', { assumedBy: new iam.ServicePrincipal(service) });
  bucket.grantReadWrite(role);
  return role;
}

/** What a service principal needs, as AWS documents it. */
function allow(stack: Stack, bucket: Bucket, service: string, keyActions: string[]): void {
  const principals = [new iam.ServicePrincipal(service)];
  const conditions = { StringEquals: { 'aws:SourceAccount': stack.account } };
  bucket.addToResourcePolicy(new iam.PolicyStatement({ sid: 'AllowService', principals, actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')], conditions }));
  bucket.encryptionKey!.addToResourcePolicy(new iam.PolicyStatement({ sid: 'AllowService', principals, actions: keyActions, resources: ['*'], conditions }));
}

const project = (stack: Stack, bucket: Bucket, encryptionKey?: kms.IKey, encryption?: boolean) => {
  const built = new codebuild.Project(stack, 'Project', {
    buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
    artifacts: codebuild.Artifacts.s3({ bucket, name: 'app', encryption }),
    encryptionKey,
  });
  bucket.grantReadWrite(built);
};

export const SERVICES: { readonly [name: string]: Service } = {
  'CodeBuild': {
    withKey: (stack, bucket) => {
      project(stack, bucket, bucket.encryptionKey);
      return { role: 'ProjectRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      project(stack, bucket);
      return { role: 'ProjectRole', request: MANAGED };
    },
  },
  'CodeBuild without encryption of its own': {
    withKey: (stack, bucket) => {
      project(stack, bucket, undefined, false);
      return { role: 'ProjectRole', request: NOTHING };
    },
  },
  'CodePipeline': {
    withKey: (stack, bucket) => {
      const output = new codepipeline.Artifact();
      new codepipeline.Pipeline(stack, 'Pipeline', {
        artifactBucket: bucket,
        stages: [
          { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket, bucketKey: 'source.zip', output })] },
          { stageName: 'Approve', actions: [new actions.ManualApprovalAction({ actionName: 'Approve' })] },
        ],
      });
      return { role: 'PipelineRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      const role = granted(stack, bucket, 'codepipeline.amazonaws.com');
      new codepipeline.CfnPipeline(stack, 'Pipeline', { roleArn: role.roleArn, artifactStore: { type: 'S3', location: bucket.bucketName }, stages: [] });
      return { role: 'ServiceRole', request: KEYLESS };
    },
  },
  'Athena': {
    withKey: (stack, bucket) => {
      granted(stack, bucket, 'lambda.amazonaws.com');
      new athena.CfnWorkGroup(stack, 'WorkGroup', {
        name: 'analysts',
        workGroupConfiguration: {
          resultConfiguration: {
            outputLocation: bucket.s3UrlForObject('results/'), encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: keyOf(bucket) },
          },
        },
      });
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      granted(stack, bucket, 'lambda.amazonaws.com');
      new athena.CfnWorkGroup(stack, 'WorkGroup', {
        name: 'analysts',
        workGroupConfiguration: { resultConfiguration: { outputLocation: bucket.s3UrlForObject('results/'), encryptionConfiguration: { encryptionOption: 'SSE_S3' } } },
      });
      return { role: 'ServiceRole', request: SSE_S3 };
    },
  },
  'Firehose': {
    withKey: (stack, bucket) => {
      new firehose.DeliveryStream(stack, 'Stream', { destination: new firehose.S3Bucket(bucket, { encryptionKey: bucket.encryptionKey }) });
      return { role: 'S3DestinationRole', request: OWN };
    },
  },
  'Firehose, which names nothing': {
    withKey: (stack, bucket) => {
      new firehose.DeliveryStream(stack, 'Stream', { destination: new firehose.S3Bucket(bucket) });
      return { role: 'S3DestinationRole', request: NOTHING };
    },
  },
  'BucketDeployment': {
    withKey: (stack, destinationBucket) => {
      new deployment.BucketDeployment(stack, 'Deploy', { destinationBucket, sources: [deployment.Source.data('index.html', '<html/>')] });
      return { role: 'CustomCDKBucketDeployment', request: NOTHING };
    },
    byDefault: (stack, destinationBucket) => {
      new deployment.BucketDeployment(stack, 'Deploy', {
        destinationBucket, sources: [deployment.Source.data('index.html', '<html/>')], serverSideEncryption: deployment.ServerSideEncryption.AES_256,
      });
      return { role: 'CustomCDKBucketDeployment', request: SSE_S3 };
    },
  },
  'Synthetics': {
    withKey: (stack, bucket) => {
      const artifactS3EncryptionMode = synthetics.ArtifactsEncryptionMode.KMS;
      const canary = aCanary(stack, bucket, { artifactS3EncryptionMode, artifactS3KmsKey: bucket.encryptionKey });
      bucket.grantReadWrite(canary.role);
      return { role: 'CanaryServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      bucket.grantReadWrite(aCanary(stack, bucket).role);
      return { role: 'CanaryServiceRole', request: KEYLESS };
    },
  },
  'DMS': {
    withKey: (stack, bucket) => {
      const { roleArn } = granted(stack, bucket, 'dms.amazonaws.com');
      anEndpoint(stack, { bucketName: bucket.bucketName, serviceAccessRoleArn: roleArn, encryptionMode: 'SSE_KMS', serverSideEncryptionKmsKeyId: keyOf(bucket) });
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      anEndpoint(stack, { bucketName: bucket.bucketName, serviceAccessRoleArn: granted(stack, bucket, 'dms.amazonaws.com').roleArn });
      return { role: 'ServiceRole', request: SSE_S3 };
    },
  },
  'Glue': {
    withKey: (stack, bucket) => {
      aJob(stack, bucket, { s3EncryptionMode: 'SSE-KMS', kmsKeyArn: keyOf(bucket) });
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      aJob(stack, bucket, { s3EncryptionMode: 'SSE-S3' });
      return { role: 'ServiceRole', request: SSE_S3 };
    },
  },
  'SageMaker': {
    withKey: (stack, bucket) => {
      granted(stack, bucket, 'sagemaker.amazonaws.com');
      anEndpointConfig(stack, bucket, keyOf(bucket));
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      granted(stack, bucket, 'sagemaker.amazonaws.com');
      anEndpointConfig(stack, bucket);
      return { role: 'ServiceRole', request: KEYLESS };
    },
  },
  'EMR': {
    withKey: (stack, bucket) => {
      granted(stack, bucket, 'ec2.amazonaws.com');
      aCluster(stack, bucket, keyOf(bucket));
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      granted(stack, bucket, 'ec2.amazonaws.com');
      aCluster(stack, bucket);
      return { role: 'ServiceRole', request: SSE_S3 };
    },
  },
  'Timestream': {
    withKey: (stack, bucket) => {
      granted(stack, bucket, 'lambda.amazonaws.com');
      aTable(stack, { BucketName: bucket.bucketName, EncryptionOption: 'SSE_KMS', KmsKeyId: keyOf(bucket) });
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      granted(stack, bucket, 'lambda.amazonaws.com');
      aTable(stack, { BucketName: bucket.bucketName, EncryptionOption: 'SSE_S3' });
      return { role: 'ServiceRole', request: SSE_S3 };
    },
  },
  'SES': {
    withKey: (stack, bucket) => {
      allow(stack, bucket, 'ses.amazonaws.com', ['kms:GenerateDataKey*', 'kms:Decrypt']);
      const rules = new ses.ReceiptRuleSet(stack, 'Rules');
      rules.addRule('Rule', { actions: [new receipt.S3({ bucket })] });
      return { service: 'ses.amazonaws.com', request: NOTHING };
    },
  },
  'SSM resource data sync': {
    withKey: (stack, bucket) => {
      allow(stack, bucket, 'ssm.amazonaws.com', ['kms:GenerateDataKey', 'kms:Decrypt']);
      new ssm.CfnResourceDataSync(stack, 'Sync', {
        syncName: 'inventory', bucketName: bucket.bucketName, bucketRegion: stack.region, syncFormat: 'JsonSerDe', kmsKeyArn: keyOf(bucket),
      });
      return { service: 'ssm.amazonaws.com', request: OWN };
    },
  },
  'AppFlow': {
    withKey: (stack, bucket) => {
      allow(stack, bucket, 'appflow.amazonaws.com', ['kms:GenerateDataKey', 'kms:Decrypt']);
      new appflow.CfnFlow(stack, 'Flow', {
        flowName: 'flow',
        kmsArn: keyOf(bucket),
        destinationFlowConfigList: [{ connectorType: 'S3', destinationConnectorProperties: { s3: { bucketName: bucket.bucketName } } }],
        sourceFlowConfig: { connectorType: 'Slack', sourceConnectorProperties: { slack: { object: 'conversations' } } },
        tasks: [],
        triggerConfig: { triggerType: 'OnDemand' },
      });
      return { service: 'appflow.amazonaws.com', request: OWN };
    },
  },
  'DataBrew': {
    withKey: (stack, bucket) => {
      aRecipeJob(stack, bucket, { encryptionMode: 'SSE-KMS', encryptionKeyArn: keyOf(bucket) });
      return { role: 'ServiceRole', request: OWN };
    },
    byDefault: (stack, bucket) => {
      aRecipeJob(stack, bucket, { encryptionMode: 'SSE-S3' });
      return { role: 'ServiceRole', request: SSE_S3 };
    },
  },
  'Entity Resolution': {
    withKey: (stack, bucket) => {
      new entityresolution.CfnMatchingWorkflow(stack, 'Workflow', {
        workflowName: 'workflow',
        roleArn: granted(stack, bucket, 'entityresolution.amazonaws.com').roleArn,
        inputSourceConfig: [],
        resolutionTechniques: { resolutionType: 'RULE_MATCHING' },
        outputSourceConfig: [{ output: [{ name: 'id' }], outputS3Path: bucket.s3UrlForObject('output'), kmsArn: keyOf(bucket) }],
      });
      return { role: 'ServiceRole', request: OWN };
    },
  },
  'Lex': {
    withKey: (stack, bucket) => {
      aBotAlias(stack, bucket, keyOf(bucket));
      return { role: 'ServiceRole', request: OWN };
    },
  },
  'Lex without a key': {
    withKey: (stack, bucket) => {
      aBotAlias(stack, bucket);
      return { role: 'ServiceRole', request: NOTHING };
    },
  },
};

function aRecipeJob(stack: Stack, bucket: Bucket, encryption: Partial<databrew.CfnJobProps>): void {
  new databrew.CfnJob(stack, 'Job', {
    name: 'job',
    type: 'RECIPE',
    roleArn: granted(stack, bucket, 'databrew.amazonaws.com').roleArn,
    outputs: [{ location: { bucket: bucket.bucketName, key: 'results' } }],
    ...encryption,
  });
}

function aBotAlias(stack: Stack, bucket: Bucket, kmsKeyArn?: string): void {
  new lex.CfnBot(stack, 'Bot', {
    name: 'bot',
    roleArn: granted(stack, bucket, 'lexv2.amazonaws.com').roleArn,
    dataPrivacy: { ChildDirected: false },
    idleSessionTtlInSeconds: 300,
    testBotAliasSettings: {
      conversationLogSettings: {
        audioLogSettings: [{ enabled: true, destination: { s3Bucket: { s3BucketArn: bucket.bucketArn, logPrefix: 'audio', kmsKeyArn } } }],
      },
    },
  });
}

function aCanary(stack: Stack, bucket: Bucket, more: Partial<synthetics.CanaryProps> = {}): synthetics.Canary {
  return new synthetics.Canary(stack, 'Canary', {
    runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_9_1,
    test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = () => {};'), handler: 'index.handler' }),
    artifactsBucketLocation: { bucket },
    ...more,
  });
}

function anEndpoint(stack: Stack, s3Settings: dms.CfnEndpoint.S3SettingsProperty): void {
  new dms.CfnEndpoint(stack, 'Endpoint', { endpointType: 'target', engineName: 's3', s3Settings });
}

function aJob(stack: Stack, bucket: Bucket, s3Encryption: glue.CfnSecurityConfiguration.S3EncryptionProperty): void {
  const security = new glue.CfnSecurityConfiguration(stack, 'Security', { name: 'security', encryptionConfiguration: { s3Encryptions: [s3Encryption] } });
  new glue.CfnJob(stack, 'Job', {
    role: granted(stack, bucket, 'glue.amazonaws.com').roleArn,
    command: { name: 'glueetl', scriptLocation: bucket.s3UrlForObject('script.py') },
    defaultArguments: { '--TempDir': bucket.s3UrlForObject('temporary/') },
    securityConfiguration: security.ref,
  });
}

function anEndpointConfig(stack: Stack, bucket: Bucket, kmsKeyId?: string): void {
  new sagemaker.CfnEndpointConfig(stack, 'Endpoint', {
    productionVariants: [{ modelName: 'model', variantName: 'all' }],
    dataCaptureConfig: {
      enableCapture: true, initialSamplingPercentage: 10, captureOptions: [{ captureMode: 'Input' }], destinationS3Uri: bucket.s3UrlForObject('capture'), kmsKeyId,
    },
  });
}

function aCluster(stack: Stack, bucket: Bucket, logEncryptionKmsKeyId?: string): void {
  new emr.CfnCluster(stack, 'Cluster', {
    name: 'cluster', jobFlowRole: 'profile', serviceRole: 'service', instances: {}, logUri: bucket.s3UrlForObject('logs/'), logEncryptionKmsKeyId,
  });
}

/** The property is JSON for CDK, which leaves its names as they are. */
function aTable(stack: Stack, S3Configuration: { BucketName: string; EncryptionOption: string; KmsKeyId?: string }): void {
  new timestream.CfnTable(stack, 'Table', {
    databaseName: 'database',
    magneticStoreWriteProperties: { EnableMagneticStoreWrites: true, MagneticStoreRejectedDataLocation: { S3Configuration } },
  });
}
