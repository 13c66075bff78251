import type { CreateJobCommandInput } from '@aws-sdk/client-s3-control';
import { type AccessRequest, type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { policiesOf } from '../replication/requests';
import type { Deployed, World } from '../support/world';

interface Call { service: string; action: string; region: string; parameters: unknown; assumedRoleArn: string; [option: string]: unknown }

/** The call that a custom resource makes when something becomes of it. */
export function callOf({ properties }: Deployed, event: 'Create' | 'Delete'): Call {
  return JSON.parse(properties[event] as string) as Call;
}

export function inputOf(job: Deployed): CreateJobCommandInput {
  return callOf(job, 'Create').parameters as CreateJobCommandInput;
}

/** The tags of a job, as condition keys show them. */
export function tagsOf(job: Deployed, key: 'Request' | 'Resource'): ContextKeys {
  return Object.fromEntries(inputOf(job).Tags!.map(({ Key, Value }) => [`aws:${key}Tag/${Key}`, Value!]));
}

/** What S3 shows IAM of a request to create the job of a custom resource. */
export function requesting(job: Deployed, operation = Object.keys(inputOf(job).Operation!)[0], region = callOf(job, 'Create').region): ContextKeys {
  return { 's3:RequestJobOperation': operation, 's3:RequestJobPriority': String(inputOf(job).Priority), 'aws:RequestedRegion': region, ...tagsOf(job, 'Request') };
}

/** What S3 shows IAM of a job that exists. */
export function existing(tags: ContextKeys, operation = 'S3ReplicateObject'): ContextKeys {
  return { 's3:ExistingJobOperation': operation, 's3:ExistingJobPriority': '10', ...tags };
}

/** Everything that it takes to start the job of a custom resource, and to cancel it. */
export function startingRequests(job: Deployed, role: Deployed): AccessRequest[] {
  const { AccountId, RoleArn } = inputOf(job);
  const principal = Principal.role(role.arn);
  const arn = `arn:aws:s3:${callOf(job, 'Create').region}:${AccountId}:job/1234`;
  return [
    // S3 names no resource when it asks for this action: the Service Authorization Reference has none.
    { principal, action: 's3:CreateJob', resource: '*', context: requesting(job) },
    { principal, action: 'iam:PassRole', resource: RoleArn!, context: { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' } },
    { principal, action: 's3:UpdateJobStatus', resource: arn, context: existing(tagsOf(job, 'Resource')) },
    { principal, action: 's3:UpdateJobStatus', resource: arn, context: {} },
  ];
}

/** Whom the custom resource acts as, and the role of its function, which it shares with all others of the stack. */
export function callersOf(world: World, job: Deployed): { readonly starter: Deployed; readonly shared: Deployed } {
  const functionArn = job.properties.ServiceToken as string;
  return { starter: world.at(callOf(job, 'Create').assumedRoleArn)!, shared: world.at(world.at(functionArn)!.properties.Role as string)! };
}

/** What a role may do, by its own policies. */
export function mayOf(world: World, role: Deployed): (action: string, resource: string, context?: ContextKeys) => boolean {
  return (action, resource, context = {}) => isAllowed(world, role, { principal: Principal.role(role.arn), action, resource, context });
}

export function isAllowed(world: World, role: Deployed, request: AccessRequest): boolean {
  return decide(request, { identity: policiesOf(world, role), resourceAccount: role.account, kind: 's3' }) === Ternary.YES;
}

/** Expects that a job can be started and cancelled, and by no other custom resource. */
export function expectStartedByItsOwnRole(world: World, job: Deployed): void {
  const { starter, shared } = callersOf(world, job);
  const allowedFor = (role: Deployed) => startingRequests(job, role).map((request) => isAllowed(world, role, request));
  expect([allowedFor(starter), allowedFor(shared)]).toEqual([[true, true, true, true], [false, false, false, false]]);
}
