import {
  CreateJobCommand, type CreateJobCommandInput, S3ControlClient, UpdateJobStatusCommand, type UpdateJobStatusCommandInput,
} from '@aws-sdk/client-s3-control';
import { App, CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import { LogBucket } from '../../src';
import { BatchJob, batchJobRole, type BatchJobProps } from '../../src/batch';
import { decide, Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/ternary';
import { policiesOf } from '../replication/requests';
import { serialized } from '../support/sdk';
import { type Deployed, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };

type Given = Partial<Omit<BatchJobProps, 'role' | 'report'>> & { reportPrefix?: string };

/** A stack with a job. */
function withJob({ reportPrefix = 'reports', ...given }: Given = {}): { world: World; job: Deployed } {
  const stack = new Stack(new App(), 'Stack', { env: HERE });
  const role = batchJobRole(stack, 'Role', { description: 'Runs the job' });
  const construct = new BatchJob(stack, 'Batch', {
    operation: { S3ReplicateObject: {} },
    manifestGenerator: { SourceBucket: 'arn:aws:s3:::data', EnableManifestOutput: false, Filter: { EligibleForReplication: true } },
    report: { bucket: new LogBucket(stack, 'Reports'), prefix: reportPrefix, scope: 'AllTasks' },
    description: 'Replicate what was there before',
    role,
    ...given,
  });
  new CfnOutput(stack, 'JobId', { value: construct.jobId });
  const world = World.of(stack.node.root as App);
  const [job, ...others] = world.ofType('Custom::S3BatchOperationsJob');
  expect(others).toEqual([]);
  return { world, job };
}

interface Call { service: string; action: string; region: string; parameters: unknown; [option: string]: unknown }

function callOf({ properties }: Deployed, event: 'Create' | 'Delete'): Call {
  return JSON.parse(properties[event] as string) as Call;
}

test('the job is started with a request that the SDK understands', async () => {
  const call = callOf(withJob().job, 'Create');
  expect(call).toMatchObject({ service: 'S3Control', action: 'createJob', region: 'eu-west-1', physicalResourceId: { responsePath: 'JobId' } });
  const input = call.parameters as CreateJobCommandInput;
  const { hostname, path, method, body, headers } = await serialized(new CreateJobCommand(input), S3ControlClient);
  expect([method, hostname, path, headers['x-amz-account-id']])
    .toEqual(['POST', '111111111111.s3-control.eu-west-1.amazonaws.com', '/v20180820/jobs', '111111111111']);
  const elements = body!.replace(/<ClientRequestToken>.*<\/ClientRequestToken>/, '').replace(/></g, '>\n<').split('\n').slice(1);
  expect(elements.sort()).toEqual([
    '<CreateJobRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">',
    '<ConfirmationRequired>false</ConfirmationRequired>',
    '<Operation>', '<S3ReplicateObject/>', '</Operation>',
    '<Report>',
    '<Bucket>arn:aws:s3:::stack-reports65402a0a</Bucket>', '<Format>Report_CSV_20180820</Format>', '<Enabled>true</Enabled>',
    '<Prefix>reports</Prefix>', '<ReportScope>AllTasks</ReportScope>',
    '</Report>',
    '<Description>Replicate what was there before</Description>',
    '<Priority>10</Priority>',
    '<RoleArn>arn:aws:iam::111111111111:role/Stack-Role1ABCC5F0</RoleArn>',
    '<ManifestGenerator>', '<S3JobManifestGenerator>',
    '<SourceBucket>arn:aws:s3:::data</SourceBucket>',
    '<Filter>', '<EligibleForReplication>true</EligibleForReplication>', '</Filter>',
    '<EnableManifestOutput>false</EnableManifestOutput>',
    '</S3JobManifestGenerator>', '</ManifestGenerator>',
    '</CreateJobRequest>',
  ].sort());
});

test('deletion cancels the job, whether or not it has ended', async () => {
  const call = callOf(withJob().job, 'Delete');
  expect(call).toMatchObject({ service: 'S3Control', action: 'updateJobStatus', region: 'eu-west-1' });
  // What the function puts in the place of the physical id.
  const input = JSON.parse(JSON.stringify(call.parameters).replace('PHYSICAL:RESOURCEID:', 'job-id')) as UpdateJobStatusCommandInput;
  const { method, hostname, path, query } = await serialized(new UpdateJobStatusCommand(input), S3ControlClient);
  expect([method, hostname, path, query]).toEqual([
    'POST', '111111111111.s3-control.eu-west-1.amazonaws.com', '/v20180820/jobs/job-id/status', { requestedJobStatus: 'Cancelled' },
  ]);
  const tolerated = new RegExp(call.ignoreErrorCodesMatching as string);
  expect(['JobStatusException', 'NotFoundException', 'BadRequestException'].filter((name) => !tolerated.test(name))).toEqual([]);
  expect(['AccessDenied', 'InternalServiceException', 'TooManyRequestsException'].filter((name) => tolerated.test(name))).toEqual([]);
});

test('what else a deployment changes does not start it again', () => {
  expect(withJob().job.properties).not.toHaveProperty('Update');
  expect(withJob().job.logicalId).toBe(withJob({ latestSdk: true }).job.logicalId);
});

test('the id of the job is that of the resource', () => {
  const { world, job } = withJob();
  const { template } = world.stacks[0];
  expect(template.Outputs!.JobId.Value).toEqual({ Ref: job.logicalId });
});

describe('a job that has changed is another one', () => {
  const token = ({ job }: { job: Deployed }) => (callOf(job, 'Create').parameters as CreateJobCommandInput).ClientRequestToken!;

  test.each<[string, Given]>([
    ['operation', { operation: { S3PutObjectTagging: {} } }],
    ['manifest', { manifestGenerator: { SourceBucket: 'arn:aws:s3:::other', EnableManifestOutput: false } }],
    ['report', { reportPrefix: 'elsewhere' }],
    ['description', { description: 'Once more' }],
    ['priority', { priority: 20 }],
    ['confirmation', { confirmationRequired: true }],
    ['trigger', { trigger: { rules: 2 } }],
    ['trigger that is known late', { trigger: Lazy.any({ produce: () => 'late' }) }],
  ])('%s', (_, given) => {
    const [before, after] = [withJob(), withJob(given)];
    expect(after.job.logicalId).not.toBe(before.job.logicalId);
    expect(token(after)).not.toBe(token(before));
    const [again] = [withJob(given)];
    expect([again.job.logicalId, token(again)]).toEqual([after.job.logicalId, token(after)]);
  });

  test('two stacks do not start it together', () => {
    const { job } = withJob();
    const uuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    expect(JSON.stringify(job.raw.Properties)).toContain(`{"Fn::Join":["-",[${JSON.stringify(uuid)},"`);
    // The UUID and the hash, of the 64 characters that S3 takes.
    expect(`01234567-89ab-cdef-0123-456789abcdef-${token({ job }).split('-').pop()}`.length).toBeLessThanOrEqual(64);
  });
});

describe('who starts it', () => {
  const mayOf = (world: World, role: Deployed) => (action: string, resource: string, context = {}) =>
    decide({ principal: Principal.role(role.arn), action, resource, context },
      { identity: policiesOf(world, role), resourceAccount: HERE.account, kind: 's3' }) === Ternary.YES;
  const starterOf = (world: World) => world.at(world.ofType('AWS::Lambda::Function')[0].properties.Role as string)!;
  const runnerOf = (world: World) => world.ofType('AWS::IAM::Role').find(({ logicalId }) => logicalId.startsWith('Role'))!;
  const passing = { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' };

  test('may start and cancel jobs of the account and Region, with this role only', () => {
    const { world } = withJob();
    const starter = starterOf(world);
    const may = mayOf(world, starter);
    expect(may('s3:CreateJob', 'arn:aws:s3:eu-west-1:111111111111:job/*')).toBe(true);
    expect(may('s3:UpdateJobStatus', 'arn:aws:s3:eu-west-1:111111111111:job/1234')).toBe(true);
    expect(may('iam:PassRole', runnerOf(world).arn, passing)).toBe(true);
    expect(may('iam:PassRole', starter.arn, passing)).toBe(false);
    expect(may('iam:PassRole', runnerOf(world).arn, { 'iam:PassedToService': 's3.amazonaws.com' })).toBe(false);
    expect(may('s3:CreateJob', 'arn:aws:s3:us-east-1:111111111111:job/*')).toBe(false);
    expect(may('s3:UpdateJobStatus', 'arn:aws:s3:eu-west-1:222222222222:job/1234')).toBe(false);
    expect(may('s3:UpdateJobPriority', 'arn:aws:s3:eu-west-1:111111111111:job/1234')).toBe(false);
    expect(may('s3:PutObject', 'arn:aws:s3:::stack-reports65402a0a/reports/job-1')).toBe(false);
  });

  test('in another account and Region', () => {
    const { world, job } = withJob({ account: '222222222222', region: 'us-east-1' });
    expect(callOf(job, 'Create')).toMatchObject({ region: 'us-east-1', parameters: { AccountId: '222222222222' } });
    const may = mayOf(world, starterOf(world));
    expect(may('s3:CreateJob', 'arn:aws:s3:us-east-1:222222222222:job/*')).toBe(true);
    expect(may('s3:CreateJob', 'arn:aws:s3:eu-west-1:111111111111:job/*')).toBe(false);
  });

  test('the role of the job may be assumed by S3 Batch Operations, and write the report', () => {
    const { world } = withJob();
    const runner = runnerOf(world);
    const trust = Policy.of(runner.properties.AssumeRolePolicyDocument as never);
    const assume = (service: string) => trust.allows({ principal: Principal.service(service), action: 'sts:AssumeRole', resource: runner.arn, context: {} });
    expect([assume('batchoperations.s3.amazonaws.com'), assume('s3.amazonaws.com')]).toEqual([Ternary.YES, Ternary.NO]);
    const may = mayOf(world, runner);
    const bucket = 'arn:aws:s3:::stack-reports65402a0a';
    expect([`${bucket}/reports/job-1/manifest.json`, `${bucket}/other`].map((object) => may('s3:PutObject', object))).toEqual([true, false]);
  });

  test('the job waits until all rights and the policy of the report bucket are in place', () => {
    const { world, job } = withJob();
    const waits = [job.raw.DependsOn ?? []].flat();
    const types = waits.map((id) => world.resources.find(({ logicalId }) => logicalId === id)!.type).sort();
    expect(types).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::S3::BucketPolicy']);
  });
});
