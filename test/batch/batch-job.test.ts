import {
  CreateJobCommand, type CreateJobCommandInput, S3ControlClient, UpdateJobStatusCommand, type UpdateJobStatusCommandInput,
} from '@aws-sdk/client-s3-control';
import { App, CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import { callersOf, callOf, existing, expectStartedByItsOwnRole, isAllowed, mayOf, requesting, startingRequests, tagsOf } from './support';
import { LogBucket } from '../../src';
import { BatchJob, batchJobRole, type BatchJobProps } from '../../src/batch';
import { Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
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

test('the job is started with a request that the SDK understands', async () => {
  const call = callOf(withJob().job, 'Create');
  expect(call).toMatchObject({ service: 'S3Control', action: 'createJob', region: 'eu-west-1', physicalResourceId: { responsePath: 'JobId' } });
  const input = call.parameters as CreateJobCommandInput;
  const { hostname, path, method, body, headers } = await serialized(new CreateJobCommand(input), S3ControlClient);
  expect([method, hostname, path, headers['x-amz-account-id']])
    .toEqual(['POST', '111111111111.s3-control.eu-west-1.amazonaws.com', '/v20180820/jobs', '111111111111']);
  const elements = body!.replace(/<ClientRequestToken>.*<\/ClientRequestToken>/, '').replace(/<Value>.*<\/Value>/, '').replace(/></g, '>\n<').split('\n').slice(1);
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
    '<Tags>', '<member>', '<Key>cdk-s3-encryption:job</Key>', '</member>', '</Tags>',
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
  // Errors of UpdateJobStatus, and of calls for a job that S3 no longer knows.
  const ended = ['JobStatusException', 'NotFoundException', 'NoSuchJob', 'BadRequestException', 'InvalidRequest'];
  expect(ended.filter((name) => !tolerated.test(name))).toEqual([]);
  expect(['AccessDenied', 'InternalServiceException', 'TooManyRequestsException', 'NoSuchBucket', 'ServiceUnavailable'].filter((name) => tolerated.test(name))).toEqual([]);
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
  const runnerOf = (world: World) => world.ofType('AWS::IAM::Role').find(({ logicalId }) => logicalId.startsWith('Role'))!;
  const passing = { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' };
  const JOB = 'arn:aws:s3:eu-west-1:111111111111:job/1234';

  test('may start this job, with this role only', () => {
    const { world, job } = withJob();
    expectStartedByItsOwnRole(world, job);
    const { starter } = callersOf(world, job);
    const may = mayOf(world, starter);
    const untagged = Object.fromEntries(Object.entries(requesting(job)).filter(([key]) => !key.startsWith('aws:RequestTag/')));
    const taggedOtherwise = { ...requesting(job), ...Object.fromEntries(Object.keys(tagsOf(job, 'Request')).map((key) => [key, 'another'])) };
    expect(may('s3:CreateJob', '*', requesting(job, 'LambdaInvoke'))).toBe(false);
    expect(may('s3:CreateJob', '*', requesting(job, 'S3ReplicateObject', 'us-east-1'))).toBe(false);
    expect(may('s3:CreateJob', '*', untagged)).toBe(false);
    expect(may('s3:CreateJob', '*', taggedOtherwise)).toBe(false);
    expect(may('iam:PassRole', starter.arn, passing)).toBe(false);
    expect(may('iam:PassRole', runnerOf(world).arn, { 'iam:PassedToService': 's3.amazonaws.com' })).toBe(false);
    expect(may('s3:PutObject', 'arn:aws:s3:::stack-reports65402a0a/reports/job-1')).toBe(false);
  });

  test('may cancel this job, and no other', () => {
    const { world, job } = withJob();
    const may = mayOf(world, callersOf(world, job).starter);
    const own = tagsOf(job, 'Resource');
    expect(may('s3:UpdateJobStatus', JOB, existing(own))).toBe(true);
    // A job that has become another is cancelled by the same role.
    expect(may('s3:UpdateJobStatus', JOB, existing(own, 'S3PutObjectCopy'))).toBe(true);
    // S3 has forgotten it: deletion has to get the answer that there is no such job.
    expect(may('s3:UpdateJobStatus', JOB, {})).toBe(true);
    expect(may('s3:UpdateJobStatus', JOB, existing({}))).toBe(false);
    expect(may('s3:UpdateJobStatus', JOB, existing(Object.fromEntries(Object.keys(own).map((key) => [key, 'another']))))).toBe(false);
    expect(may('s3:UpdateJobStatus', JOB.replace('111111111111', '222222222222'), existing(own))).toBe(false);
    expect(may('s3:UpdateJobPriority', JOB, existing(own))).toBe(false);
  });

  test('cannot make a job its own by tagging it', () => {
    const { world, job } = withJob();
    const may = mayOf(world, callersOf(world, job).starter);
    expect(may('s3:PutJobTagging', JOB, existing({ ...tagsOf(job, 'Request'), ...tagsOf(job, 'Resource') }))).toBe(true);
    expect(may('s3:PutJobTagging', JOB, existing(tagsOf(job, 'Request')))).toBe(false);
    expect(may('s3:DeleteJobTagging', JOB, existing(tagsOf(job, 'Resource')))).toBe(false);
  });

  test('the tag is that of one construct in one stack, whatever the job says', () => {
    const stackId = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    const { job } = withJob();
    // In the tag, and in the token of the request.
    expect(JSON.stringify(job.raw.Properties).split(`{"Fn::Join":["-",[${JSON.stringify(stackId)},"`)).toHaveLength(3);
    expect(tagsOf(withJob({ operation: { S3PutObjectTagging: {} } }).job, 'Request')).toEqual(tagsOf(job, 'Request'));
    const stack = new Stack(new App(), 'Stack', { env: HERE });
    const role = batchJobRole(stack, 'Role', { description: 'Runs the jobs' });
    const report = { bucket: new LogBucket(stack, 'Reports'), prefix: 'reports', scope: 'AllTasks' as const };
    for (const id of ['One', 'Two']) { new BatchJob(stack, id, { operation: { S3ReplicateObject: {} }, manifest: {}, report, description: 'The same', role }); }
    const [one, two] = World.of(stack.node.root as App).ofType('Custom::S3BatchOperationsJob');
    expect(tagsOf(one, 'Request')).not.toEqual(tagsOf(two, 'Request'));
  });

  test('other custom resources of the stack, which share the function, can neither pass the role nor start or cancel a job', () => {
    const { world, job } = withJob();
    const { shared, starter } = callersOf(world, job);
    const may = mayOf(world, shared);
    expect(startingRequests(job, shared).filter((request) => isAllowed(world, shared, request))).toEqual([]);
    expect(may('s3:PutJobTagging', JOB, existing({ ...tagsOf(job, 'Request'), ...tagsOf(job, 'Resource') }))).toBe(false);
    expect([may('sts:AssumeRole', starter.arn), may('sts:AssumeRole', runnerOf(world).arn)]).toEqual([true, false]);
    expect(callOf(job, 'Delete').assumedRoleArn).toBe(starter.arn);
    const trust = Policy.of(starter.properties.AssumeRolePolicyDocument as never);
    const trusts = (arn: string) => trust.allows({ principal: Principal.role(arn), action: 'sts:AssumeRole', resource: starter.arn, context: {} });
    expect([trusts(shared.arn), trusts(runnerOf(world).arn)]).toEqual([Ternary.YES, Ternary.NO]);
  });

  test('in another account and Region', () => {
    const { world, job } = withJob({ account: '222222222222', region: 'us-east-1' });
    expect(callOf(job, 'Create')).toMatchObject({ region: 'us-east-1', parameters: { AccountId: '222222222222' } });
    const may = mayOf(world, callersOf(world, job).starter);
    const cancels = (arn: string) => may('s3:UpdateJobStatus', arn, existing(tagsOf(job, 'Resource')));
    expect([cancels('arn:aws:s3:us-east-1:222222222222:job/1234'), cancels(JOB)]).toEqual([true, false]);
    expect(may('s3:CreateJob', '*', requesting(job))).toBe(true);
    expect(may('s3:CreateJob', '*', requesting(job, 'S3ReplicateObject', 'eu-west-1'))).toBe(false);
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
    // The role of the job and its policy, the right of the shared function to start it, and the role that starts it.
    expect(types).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::Role', 'AWS::S3::BucketPolicy']);
  });
});
