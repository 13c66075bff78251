import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3,
  aws_s3_deployment as deployment, aws_s3_notifications as notifications, aws_sqs as sqs, Fn, Stack,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EncryptedBucket } from '../../src';
import { aStack } from '../support/stacks';

const role = (stack: Stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

/** All statements of all identity policies of a stack, as the actions they allow. */
function allowedActions(stack: Stack): string[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement as { Action: string | string[] }[])
    .flatMap((statement) => statement.Action);
}

test('BucketDeployment writes to it', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'site-'));
  fs.writeFileSync(path.join(directory, 'index.html'), '<h1>Hello</h1>');
  const stack = aStack();
  new deployment.BucketDeployment(stack, 'Deploy', {
    sources: [deployment.Source.asset(directory)],
    destinationBucket: new EncryptedBucket(stack, 'Bucket'),
  });
  expect(allowedActions(stack)).toEqual(expect.arrayContaining(['s3:PutObject', 'kms:GenerateDataKey*', 'kms:Decrypt']));
});

test('it notifies a queue and a function', () => {
  const stack = aStack();
  const bucket = new EncryptedBucket(stack, 'Bucket');
  bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SqsDestination(new sqs.Queue(stack, 'Queue')));
  bucket.addObjectCreatedNotification(new notifications.LambdaDestination(new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
  })), { prefix: 'in/' });
  Template.fromStack(stack).hasResourceProperties('Custom::S3BucketNotifications', {
    NotificationConfiguration: { QueueConfigurations: Match.anyValue(), LambdaFunctionConfigurations: Match.anyValue() },
  });
});

test('CloudFront reads it with origin access control', () => {
  const stack = aStack();
  const bucket = new EncryptedBucket(stack, 'Bucket');
  new cloudfront.Distribution(stack, 'Distribution', {
    defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(bucket) },
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' } })]) },
  });
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt', Principal: { Service: 'cloudfront.amazonaws.com' } })]) },
  });
});

test('a role of the same stack may read and write', () => {
  const stack = aStack();
  const bucket = new EncryptedBucket(stack, 'Bucket');
  const user = role(stack);
  bucket.grantRead(user);
  bucket.grantPut(user);
  expect(allowedActions(stack)).toEqual(expect.arrayContaining(['s3:GetObject*', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey*']));
});

describe.each([['the stack of the role first', true], ['the stack of the bucket first', false]])('%s', (_, roleFirst) => {
  test('a role of another stack may read and write', () => {
    const app = new App();
    const stacks = () => new Stack(app, 'Users');
    const early = roleFirst ? stacks() : undefined;
    const data = new Stack(app, 'Data');
    const users = early ?? stacks();
    const bucket = new EncryptedBucket(data, 'Bucket');
    const user = role(users);
    bucket.grantRead(user);
    bucket.grantPut(user);
    const assembly = app.synth();
    expect(assembly.getStackByName('Data').dependencies.map((artifact) => artifact.id)).not.toContain('Users');
    expect(assembly.getStackByName('Users').dependencies.map((artifact) => artifact.id)).toContain('Data');
    expect(allowedActions(users)).toEqual(expect.arrayContaining(['s3:GetObject*', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey*']));
    // The key's own policy names nobody: it would make the stacks need each other.
    expect(JSON.stringify(Template.fromStack(data).findResources('AWS::KMS::Key'))).not.toContain(':role/');
  });
});

test('another app imports its exported name', () => {
  const exporting = aStack();
  const bucket = new EncryptedBucket(exporting, 'Bucket');
  exporting.exportValue(bucket.bucketName, { name: 'DataBucket' });
  Template.fromStack(exporting).hasOutput('*', { Export: { Name: 'DataBucket' } });

  const importing = aStack();
  s3.Bucket.fromBucketName(importing, 'Bucket', Fn.importValue('DataBucket')).grantRead(role(importing));
  expect(allowedActions(importing)).toContain('s3:GetObject*');
});

test('it is an s3.Bucket', () => {
  expect(new EncryptedBucket(aStack(), 'Bucket')).toBeInstanceOf(s3.Bucket);
});
