import { Annotations, CfnResource, type aws_iam as iam, type aws_kms as kms, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { constructAround, documentOfChildPolicy, keyResource } from './l2-internals';
import { ConstructMap, ConstructSet } from '../construct-state';
import { atLeast } from './private/fewest-characters';
import { type PoliciesOfRole, PoliciesOfRoles } from './private/policies-of-role';
import { roughBytes } from './private/rough-bytes';

/** How long a policy may be. */
export interface PolicyLimit {
  readonly policy: string;
  readonly service: string;
  readonly bytes: number;
  /** Whether the service counts characters, not bytes. */
  readonly inCharacters?: boolean;
  readonly statements?: number;
  readonly fix: string;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const BUCKET_POLICY_LIMIT: PolicyLimit = {
  policy: 'bucket policy',
  service: 'S3',
  bytes: 20 * 1024,
  fix: 'grant to fewer principals, for example to an account instead of each of its roles, or split the bucket',
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_s3TableBuckets_PutTableBucketPolicy.html */
export const TABLE_BUCKET_POLICY_LIMIT: PolicyLimit = {
  policy: 'table bucket policy',
  service: 'S3 Tables',
  bytes: 20_480,
  inCharacters: true,
  fix: 'grant to fewer principals, for example to an account instead of each of its roles, or split the table bucket',
};

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
export const KEY_POLICY_LIMIT: PolicyLimit = {
  policy: 'key policy',
  service: 'AWS KMS',
  bytes: 32 * 1024,
  fix: 'use the key for fewer buckets, or grant to fewer principals, for example to an account instead of each of its roles',
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html */
export const QUEUE_POLICY_LIMIT: PolicyLimit = {
  policy: 'queue policy',
  service: 'Amazon SQS',
  bytes: 8192,
  statements: 20,
  fix: 'send the events of some buckets to another queue, or send them through a topic to which the queue is subscribed',
};

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html */
export const TOPIC_POLICY_LIMIT: PolicyLimit = {
  policy: 'topic policy',
  service: 'Amazon SNS',
  bytes: 30 * 1024,
  statements: 100,
  fix: 'send the events of some buckets to another topic',
};

/** What makes a policy long, and what to do about it. */
export interface PolicyContents {
  readonly contents: string;
  readonly fix: string;
}

/** Resources whose policies are measured: once for each, by the copy of the library that comes first. */
const LIMITED = new ConstructSet<IConstruct>('size of policy');
const CONTENTS = new ConstructMap<IConstruct, () => PolicyContents>('contents of policy');

/**
 * Synthesis fails if the policy of a resource is longer than its service accepts: CloudFormation would find it out in the
 * middle of a deployment.
 *
 * @param document The policy document, which is asked for when the app is synthesized
 */
export function limitPolicy(resource: IConstruct, limit: PolicyLimit, document: () => unknown): void {
  if (LIMITED.has(resource)) { return; }
  LIMITED.add(resource);
  ownerOf(resource).node.addValidation({ validate: () => tooLong(resource, limit, document()) });
}

/** Limits the policy of a key, unless the key is imported. */
export function limitKeyPolicy(key: kms.IKey): void {
  const resource = keyResource(key);
  if (resource) { limitPolicy(resource, KEY_POLICY_LIMIT, () => resource.keyPolicy); }
}

/** Limits the policy that an L2 queue or topic makes as its child once it has a statement. */
export function limitChildPolicy(target: IConstruct, limit: PolicyLimit): void {
  limitPolicy(target, limit, () => documentOfChildPolicy(target));
}

/** Has the error about a policy that is too long say what is in it. */
export function explainPolicySize(resource: IConstruct, contents: () => PolicyContents): void {
  CONTENTS.set(resource, contents);
}

function tooLong(resource: IConstruct, limit: PolicyLimit, document: unknown): string[] {
  if (document === undefined || isSurelyAccepted(resource, limit, document)) { return []; }
  const deployed = atLeast(resource, document) as { readonly Statement?: unknown } | undefined;
  const text = JSON.stringify(deployed ?? '');
  const [size, unit] = limit.inCharacters ? [text.length, 'characters'] : [Buffer.byteLength(text), 'bytes'];
  const statements = [deployed?.Statement ?? []].flat().length;
  const excess = [
    ...size > limit.bytes ? [`has at least ${size} ${unit}, but ${limit.service} accepts at most ${limit.bytes}`] : [],
    ...statements > (limit.statements ?? Infinity) ? [`has ${statements} statements, but ${limit.service} accepts at most ${limit.statements}`] : [],
  ];
  if (excess.length === 0) { return []; }
  const { contents, fix } = CONTENTS.get(resource)?.() ?? { contents: undefined, fix: limit.fix };
  return [`the ${limit.policy} ${excess.join('; it ')}. ${contents === undefined ? '' : `${contents} `}Fix: ${fix}.`];
}

/** Half of the limit leaves room for what is estimated. */
function isSurelyAccepted(resource: IConstruct, { bytes, statements }: PolicyLimit, document: unknown): boolean {
  return statements === undefined && roughBytes(resource, document) < bytes / 2;
}

/** The L2 construct of a resource: its path is what an author knows. */
function ownerOf(resource: IConstruct): IConstruct {
  const around = CfnResource.isCfnResource(resource) ? constructAround(resource) : undefined;
  return around && !Stack.isStack(around) ? around : resource;
}

/**
 * What IAM accepts for all inline policies of a role together. White space does not count.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const INLINE_CHARACTERS = 10_240;
/** What IAM accepts for a managed policy. */
const MANAGED_CHARACTERS = 6_144;
/** How many managed policies a role can have: the default quota, and what IAM raises it to at most. */
const MANAGED_POLICIES = { default: 10, most: 25 };
const ROLE_FIX = 'Fix: grant on fewer buckets, grant with patterns that cover several prefixes, or use several roles.';

/**
 * Synthesis fails if the policies of a role, which grants add to, are longer or more than IAM accepts: all that the app
 * attaches to it, in any stack.
 *
 * `iam.Role` splits a long policy into managed policies, by an estimate and without its other inline policies; a role that
 * is imported splits nothing.
 */
export function limitRolePolicies({ grantPrincipal }: iam.IGrantable): void {
  if (!isRole(grantPrincipal) || LIMITED.has(grantPrincipal)) { return; }
  LIMITED.add(grantPrincipal);
  const stage = Stage.of(grantPrincipal);
  if (stage === undefined) { return; }
  const policies = PoliciesOfRoles.of(stage);
  grantPrincipal.node.addValidation({
    validate: () => {
      const found = policies.policiesOf(grantPrincipal);
      return [...inlineTooLong(grantPrincipal, found), ...managedTooLong(grantPrincipal, found), ...tooManyManaged(grantPrincipal, found)];
    },
  });
}

function isRole(principal: iam.IPrincipal): principal is iam.IRole {
  return 'roleArn' in principal && 'node' in principal;
}

function inlineTooLong(role: iam.IRole, { inline }: PoliciesOfRole): string[] {
  const characters = inline.map((document) => charactersOf(role, document)).reduce((sum, one) => sum + one, 0);
  return characters <= INLINE_CHARACTERS ? [] : [
    `the inline policies of the role have at least ${characters} characters, but IAM accepts at most ${INLINE_CHARACTERS} for a role. ${ROLE_FIX}`,
  ];
}

function managedTooLong(role: iam.IRole, { managed }: PoliciesOfRole): string[] {
  return managed.map((policy) => ({ path: policy.node.path, characters: charactersOf(role, policy.policyDocument) }))
    .filter(({ characters }) => characters > MANAGED_CHARACTERS)
    .map(({ path, characters }) => `the managed policy ${path} of the role has at least ${characters} characters, but IAM accepts at most ${MANAGED_CHARACTERS}. ${ROLE_FIX}`);
}

/** More than the default is a warning, because the quota can have been raised. */
function tooManyManaged(role: iam.IRole, { managedCount }: PoliciesOfRole): string[] {
  if (managedCount <= MANAGED_POLICIES.default) { return []; }
  if (managedCount > MANAGED_POLICIES.most) {
    return [`the role has ${managedCount} managed policies, but IAM accepts at most ${MANAGED_POLICIES.most}. ${ROLE_FIX}`];
  }
  Annotations.of(role).addWarningV2('cdk-s3-encryption:manyManagedPolicies',
    `The role has ${managedCount} managed policies, but IAM accepts ${MANAGED_POLICIES.default} unless the quota of the account is raised. ${ROLE_FIX} `
    + `Otherwise request a quota of ${managedCount} in Service Quotas (Managed policies attached to an IAM role).`);
  return [];
}

function charactersOf(role: iam.IRole, document: unknown): number {
  return JSON.stringify(atLeast(role, document) ?? '').length;
}
