import { custom_resources as cr, aws_s3 as s3, App as CdkApp, CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { batchReportTargets } from '../../../src/validation/posture/private/batch-report-targets';

const ARN = { 'Fn::GetAtt': ['Reports', 'Arn'] };

function targets(...jobs: object[]): string[] {
  const Resources = {
    Reports: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'my-reports' } },
    Others: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'others' } },
    ...Object.fromEntries(jobs.map((Properties, i) => [`Job${i}`, { Type: 'Custom::S3BatchOperationsJob', Properties }])),
  };
  return targetsIn({ Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } }, Resources });
}

function targetsIn(json: object): string[] {
  return [...batchReportTargets(Posture.of(App.of([{ name: 'Stack', json }])))].map(({ resource }) => resource.logicalId);
}

const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

test.each<[string, object]>([
  ['the bucket first', { Create: joined('{"action":"createJob","parameters":{"Report":{"Bucket":"', ARN, '","Prefix":"p"}}}') }],
  ['the bucket last', { Create: joined('{"action":"createJob","parameters":{"Report":{"Enabled":true,"Prefix":"p","Bucket":"', ARN, '"},"Priority":10}}') }],
  ['the report before the action', { Create: joined('{"parameters":{"Report":{"Prefix":"p","Bucket":"', ARN, '"}},"action":"createJob"}') }],
  ['white space', { Create: joined('{ "action": "createJob",\n "parameters": { "Report": { "Bucket": "', ARN, '" } } }') }],
  ['other functions before it', {
    Create: joined('{"region":"', { Ref: 'AWS::Region' }, '","action":"createJob","parameters":{"RoleArn":"a', { Ref: 'P' }, '","Report":{"Bucket":"', ARN, '"}}}'),
  }],
  ['a function in the place of a number', {
    Create: joined('{"action":"createJob","parameters":{"Priority":', { Ref: 'P' }, ',"Report":{"Bucket":"', ARN, '"}}}'),
  }],
  ['quotation marks within text', {
    Create: joined('{"action":"createJob","parameters":{"Description":"so \\"called\\" \\\\', { Ref: 'P' }, '","Report":{"Bucket":"', ARN, '"}}}'),
  }],
  ['an ARN in several parts', { Create: joined('{"action":"createJob","parameters":{"Report":{"Bucket":"arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Reports' }, '"}}}') }],
  ['a literal ARN', { Create: '{"action":"createJob","parameters":{"Report":{"Prefix":"p","Bucket":"arn:aws:s3:::my-reports"}}}' }],
  ['a command of the SDK', { Create: '{"action":"CreateJobCommand","parameters":{"Report":{"Bucket":"arn:aws:s3:::my-reports"}}}' }],
  ['a map', { Create: { action: 'createJob', parameters: { Report: { Enabled: 'true', Bucket: ARN } } } }],
  ['a branch of a choice', { Create: { 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, joined('{"action":"createJob","parameters":{"Report":{"Bucket":"', ARN, '"}}}')] } }],
  ['a job that a change makes', { Update: joined('{"action":"createJob","parameters":{"Report":{"Bucket":"', ARN, '"}}}') }],
])('a job reports to a bucket: %s', (_, job) => {
  expect(targets(job)).toEqual(['Reports']);
});

test.each<[string, object]>([
  ['a job without a report', { Create: joined('{"action":"createJob","parameters":{"Report":{"Enabled":false,"Bucket":"', ARN, '"}}}') }],
  ['another call', { Create: joined('{"action":"describeJob","parameters":{"Report":{"Bucket":"', ARN, '"}}}') }],
  ['text that looks like a report', {
    Create: joined('{"action":"createJob","parameters":{"Description":"\\"Report\\":{\\"Bucket\\":\\"', ARN, '\\"","Report":{"Bucket":"arn:aws:s3:::elsewhere"}}}'),
  }],
  ['a report of something else', { Create: joined('{"action":"createJob","parameters":{"Report":{}},"Report":{"Bucket":"', ARN, '"}}') }],
  ['no JSON', { Create: joined('{"action":"createJob","parameters":{"Report":{"Bucket":"', ARN) }],
  ['a parameter', { Create: { Ref: 'P' } }],
  ['nothing', {}],
])('no job reports to a bucket: %s', (_, job) => {
  expect(targets(job)).toEqual([]);
});

test('what the CDK writes, with its keys in any order and functions for numbers', () => {
  const stack = new Stack(new CdkApp(), 'Stack');
  const bucket = new s3.Bucket(stack, 'Reports');
  const priority = new CfnParameter(stack, 'Priority', { type: 'Number' });
  new cr.AwsCustomResource(stack, 'Job', {
    onCreate: {
      service: 'S3Control',
      action: 'createJob',
      parameters: {
        Priority: priority.valueAsNumber,
        Description: Fn.join('"', ['a', Token.asString({ Ref: 'AWS::StackName' })]),
        Report: { ReportScope: 'AllTasks', Prefix: 'p', Enabled: true, Bucket: bucket.bucketArn },
      },
      physicalResourceId: cr.PhysicalResourceId.of('job'),
    },
    policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
  });
  expect(targetsIn(Template.fromStack(stack).toJSON())).toEqual([stack.getLogicalId(bucket.node.defaultChild as s3.CfnBucket)]);
});
