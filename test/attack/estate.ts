import type { App } from 'aws-cdk-lib';
import { Document, type StatementJson } from './documents';
import { Principal } from '../../src/policy-evaluation';
import { type Deployed, World } from '../support/world';

export type Kind = 'bucket' | 'key' | 'topic' | 'queue' | 'role' | 'account';

/** Something that requests are about, with the policy that answers them. */
export interface Target {
  readonly kind: Kind;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly properties: Deployed['properties'];
  readonly document?: Document;
}

/** A role of the app, with everything that it is allowed. */
export interface OwnRole {
  readonly name: string;
  readonly account: string;
  readonly principal: Principal;
  readonly documents: readonly Document[];
}

const KINDS: { readonly [type: string]: Kind } = {
  'AWS::S3::Bucket': 'bucket', 'AWS::KMS::Key': 'key', 'AWS::SNS::Topic': 'topic', 'AWS::SQS::Queue': 'queue', 'AWS::IAM::Role': 'role',
};

/** Types whose policies are read here, by the property that holds the document. */
const POLICIES: { readonly [type: string]: string } = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
};

/** The policies of resources that stand beside them, by the property that names whose they are. */
const ATTACHED: { readonly [kind in Kind]?: readonly [type: string, property: string] } = {
  bucket: ['AWS::S3::BucketPolicy', 'Bucket'], topic: ['AWS::SNS::TopicPolicy', 'Topics'], queue: ['AWS::SQS::QueuePolicy', 'Queues'],
};

/** Managed policies of AWS that allow nothing of what is asked for here. */
const HARMLESS = /:iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole$/;

/** What an app deploys that can be attacked, and its own roles. */
export class Estate {
  readonly targets: readonly Target[];
  readonly roles: readonly OwnRole[];
  /** What is here and is not read: a kind of policy that this attack would miss. */
  readonly unread: readonly string[];
  /** Buckets with ACLs: what these allow is in no policy. */
  readonly openedByAcl: readonly string[];
  private readonly world: World;

  constructor(app: App) {
    this.world = World.of(app);
    this.targets = this.world.resources.filter(({ type }) => type in KINDS).map((resource) => this.target(resource));
    this.roles = this.ownRoles();
    this.unread = this.world.resources.filter((resource) => isUnread(resource)).map(({ type, arn }) => `${type} ${arn}`);
    this.openedByAcl = this.world.ofType('AWS::S3::Bucket').filter(({ properties }) => hasAcls(properties)).map(({ arn }) => arn);
  }

  /** Every statement of every policy. */
  get statements(): readonly StatementJson[] {
    const documents = [...this.targets.map(({ document }) => document), ...this.roles.flatMap((role) => role.documents)];
    return documents.flatMap((document) => document?.statements ?? []);
  }

  /** The buckets that a key encrypts by default. */
  bucketsOf(key: Target): readonly string[] {
    return this.targets.filter(({ kind, properties }) => kind === 'bucket' && defaultEncryption(properties).key === key.arn).map(({ arn }) => arn);
  }

  private target({ type, arn, name, account, region, properties }: Deployed): Target {
    const own = properties[POLICIES[type]] as unknown;
    const document = own === undefined ? this.policyFor(KINDS[type], arn, name) : own;
    return { kind: KINDS[type], arn, account, region, properties, document: document === undefined ? undefined : Document.of(document) };
  }

  private policyFor(kind: Kind, arn: string, name: string): unknown {
    const [type, property] = ATTACHED[kind] ?? [];
    const policies = this.world.resources.filter((resource) => resource.type === type
      && [resource.properties[property!]].flat().some((one) => one === arn || one === name));
    if (policies.length > 1) { throw new Error(`${arn} has ${policies.length} policies`); }
    return policies[0]?.properties.PolicyDocument as unknown;
  }

  private ownRoles(): OwnRole[] {
    const made = this.world.ofType('AWS::IAM::Role');
    const policies = [...this.world.ofType('AWS::IAM::Policy'), ...this.world.ofType('AWS::IAM::ManagedPolicy')]
      .map(({ account, properties }) => ({ account, roles: (properties.Roles ?? []) as string[], document: properties.PolicyDocument as unknown }));
    const attached = (name: string, account: string) => policies.filter((policy) => policy.account === account && policy.roles.includes(name))
      .map(({ document }) => document);
    // Policies can also be attached to roles that are made elsewhere.
    const elsewhere = new Map(policies.flatMap(({ account, roles }) => roles.map((name) => [`arn:aws:iam::${account}:role/${name}`, { name, account }] as const))
      .filter(([arn]) => !made.some((role) => role.arn === arn)));
    const role = (name: string, account: string, arn: string, own: readonly unknown[]): OwnRole => (
      { name, account, principal: Principal.role(arn), documents: [...own, ...attached(name, account)].map((one) => Document.of(one)) });
    return [
      ...made.map(({ name, account, arn, properties }) => role(name, account, arn, inline(properties))),
      ...[...elsewhere].map(([arn, { name, account }]) => role(name, account, arn, [])),
    ];
  }
}

/** What a bucket encrypts with by default. */
export function defaultEncryption(properties: Deployed['properties']): { readonly algorithm?: string; readonly key?: string } {
  const rules = (properties.BucketEncryption?.ServerSideEncryptionConfiguration ?? []) as { [property: string]: { [name: string]: string } }[];
  const { SSEAlgorithm, KMSMasterKeyID } = rules[0]?.ServerSideEncryptionByDefault ?? {};
  return { algorithm: SSEAlgorithm, key: KMSMasterKeyID };
}

function inline(properties: Deployed['properties']): unknown[] {
  return ((properties.Policies ?? []) as { PolicyDocument: unknown }[]).map(({ PolicyDocument }) => PolicyDocument);
}

/** Whether a resource allows something, and not by what is read here. */
function isUnread({ type, properties }: Deployed): boolean {
  return ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::Lambda::Permission'].includes(type)
    || (!(type in POLICIES) && holdsStatements(properties))
    || ((properties.ManagedPolicyArns ?? []) as string[]).some((arn) => !HARMLESS.test(arn));
}

function hasAcls({ AccessControl, OwnershipControls }: Deployed['properties']): boolean {
  const rules = (OwnershipControls?.Rules ?? []) as { ObjectOwnership: string }[];
  return AccessControl !== undefined || rules.some(({ ObjectOwnership }) => ObjectOwnership !== 'BucketOwnerEnforced');
}

function holdsStatements(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) { return false; }
  return 'Statement' in value || Object.values(value).some(holdsStatements);
}
